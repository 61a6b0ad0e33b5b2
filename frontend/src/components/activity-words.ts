import {
  mdiAccountArrowLeft,
  mdiAccountArrowRight,
  mdiAlertCircleOutline,
  mdiBullhornVariant,
  mdiCheckAll,
  mdiHelpCircleOutline,
  mdiHistory,
  mdiHomeAssistant,
  mdiLan,
  mdiLanDisconnect,
  mdiLockCheckOutline,
  mdiLockOutline,
  mdiShareVariant,
  mdiShieldAccount,
  mdiShieldAlertOutline,
} from "@mdi/js";
import { type Activity, type ConversationId, PUBLIC } from "../api/types";
import type { Key, Localize, PluralKey } from "../localize";
import type { Formats } from "../localize/format";
import { amount, type EntryRow } from "../state/activity-rows";

/** A piece of a sentence: ours, or a name that a stranger chose. */
export type Piece = string | { name: string };

export interface Words {
  icon: string;
  sentence: Piece[];
  /** How far, how often, why. */
  detail: string;
  /** What somebody said, to everybody. */
  quote: string;
  /** The conversation that it belongs to. */
  open: ConversationId | undefined;
}

/** Characters of a name that are looked at: what is longer is cut off on the page anyway. */
const MAX_NAME = 200;

/** Stands for a name until a sentence is in pieces: no text of ours holds it. */
const HOLE = "\u0000";

const FINGERPRINT = /^[0-9a-f]{64}$/u;

/** Say what an entry tells. */
export function activityWords(row: EntryRow, t: Localize, formats: Formats): Words {
  const { entry, count } = row;
  const { kind, data } = entry;
  const n = formats.number(count);
  const who = nameIn(data, t);
  const one = (icon: string, key: Key, ...details: string[]): Words => ({
    icon,
    sentence: pieces(t(key, { name: HOLE }), who),
    detail: details.filter(Boolean).join(" · "),
    quote: "",
    open: undefined,
  });
  const many = (icon: string, key: PluralKey, ...details: string[]): Words => ({
    ...one(icon, `${key}_other`, ...details),
    sentence: pieces(t.plural(key, count, { n, name: HOLE }), who),
  });
  const times = count > 1 ? t("activity.times", { n }) : "";
  const hops = hopsWords(data["hops"], t, formats);
  const open = conversationIn(entry);

  switch (kind) {
    case "message_received":
      return data["conversation"] === PUBLIC
        ? { ...one(mdiBullhornVariant, "activity.said", hops), quote: textOf(data["text"]), open }
        : { ...many(mdiLockOutline, "activity.private_received", hops), open };
    case "message_sent":
      return data["conversation"] === PUBLIC
        ? { ...one(mdiHomeAssistant, "activity.we_said"), quote: textOf(data["text"]), open }
        : { ...many(mdiLockOutline, "activity.private_sent"), open };
    case "delivery":
      return { ...deliveryWords(data, t, one), open };
    case "relayed":
      return many(mdiShareVariant, "activity.relayed");
    case "sync":
      return many(mdiHistory, "activity.sync");
    case "dropped":
      return many(mdiShieldAlertOutline, "activity.dropped", t(dropKey(data["reason"])));
    case "peer_appeared":
      return { ...one(mdiAccountArrowRight, "activity.peer_appeared", hops, times), open };
    case "peer_left":
      return { ...one(mdiAccountArrowLeft, "activity.peer_left", times), open };
    case "link_up":
      return {
        ...one(
          mdiLan,
          data["role"] === "central"
            ? "activity.link_up_central"
            : data["role"] === "peripheral"
              ? "activity.link_up_peripheral"
              : "activity.link_up",
          times,
        ),
        open,
      };
    case "link_down":
      return { ...one(mdiLanDisconnect, "activity.link_down", times), open };
    case "session":
      return { ...one(mdiLockCheckOutline, "activity.session", times), open };
    case "trust":
      return { ...one(mdiShieldAccount, trustKey(data)), open };
    case "node":
      return one(mdiHomeAssistant, nodeKey(data["state"]));
    default:
      return one(mdiHelpCircleOutline, "activity.other", String(kind).slice(0, MAX_NAME));
  }
}

/** The sentence as a text: to search, copy and read aloud. */
export function asText({ sentence, detail, quote }: Words): string {
  const said = sentence.map((piece) => (typeof piece === "string" ? piece : piece.name)).join("");
  const whole = detail ? `${said} (${detail})` : said;
  return quote ? `${whole}: ${quote}` : whole;
}

function deliveryWords(
  data: Activity["data"],
  t: Localize,
  one: (icon: string, key: Key, ...details: string[]) => Words,
): Words {
  const heard = amount(data["heard_by"]);
  const by = heard ? t.plural("status.heard_by", heard) : "";
  const { status } = data;
  if (data["conversation"] === PUBLIC) {
    return one(mdiCheckAll, status === "relayed" ? "activity.public_relayed" : "activity.public_sent", by);
  }
  switch (status) {
    case "queued":
    case "relayed":
    case "delivered":
    case "read":
      return one(mdiCheckAll, `activity.private_${status}`);
    case "expired":
    case "failed":
      // It may have arrived: receipts get lost as messages do.
      return data["failure"] === "not_confirmed"
        ? one(mdiAlertCircleOutline, "activity.private_unconfirmed")
        : one(mdiAlertCircleOutline, "activity.private_failed", t(failureKey(data["failure"])));
    default:
      return one(mdiCheckAll, "activity.private_went_out");
  }
}

function failureKey(failure: unknown): Key {
  switch (failure) {
    case "expired":
    case "outbox_full":
    case "not_confirmed":
    case "identity_changed":
    case "wiped":
      return `failure.${failure}`;
    default:
      return "failure.unknown";
  }
}

/** Why something was dropped; what means the same to people is worded the same. */
export function dropKey(reason: unknown): Key {
  switch (reason) {
    case "malformed":
    case "oversized":
    case "bad_payload":
    case "bad_text":
      return "activity.drop_unreadable";
    case "unsigned":
    case "bad_signature":
    case "forged_identity":
    case "key_changed":
    case "noise_identity":
      return "activity.drop_forged";
    case "rate_limit_link":
    case "rate_limit_sender":
    case "fragment_limit":
    case "sync_limit":
    case "noise_limit":
    case "private_limit":
    case "ping_limit":
      return "activity.drop_flood";
    case "relay_queue_full":
    case "send_queue_full":
      return "activity.drop_busy";
    case "noise_handshake":
    case "noise_undecryptable":
      return "activity.drop_undecryptable";
    case "blocked":
      return "activity.drop_blocked";
    case "not_accepted":
      return "activity.drop_not_accepted";
    default:
      return "activity.drop_other";
  }
}

function trustKey({ blocked, trust }: Activity["data"]): Key {
  if (blocked === true) return "activity.trust_blocked";
  switch (trust) {
    case "verified":
    case "proven":
      return `activity.trust_${trust}`;
    default:
      return "activity.trust_known";
  }
}

function nodeKey(state: unknown): Key {
  switch (state) {
    case "started":
    case "on_air":
    case "off_air":
    case "nickname":
      return `activity.node_${state}`;
    default:
      return "activity.node_other";
  }
}

function hopsWords(value: unknown, t: Localize, formats: Formats): string {
  const hops = amount(value);
  if (!hops) return "";
  return hops === 1 ? t("hops.direct") : t.plural("hops", hops, { n: formats.number(hops) });
}

function conversationIn({ kind, data }: Activity): ConversationId | undefined {
  if (data["conversation"] === PUBLIC) return PUBLIC;
  const print = data["conversation"] ?? data["fingerprint"];
  if (kind === "trust" && data["blocked"] === true) return undefined;
  return typeof print === "string" && FINGERPRINT.test(print) ? print : undefined;
}

function nameIn(data: Activity["data"], t: Localize): string {
  const named = textOf(data["nickname"]).slice(0, MAX_NAME);
  if (named.trim()) return named;
  const id = textOf(data["peer_id"]) || textOf(data["fingerprint"]);
  return id ? id.slice(0, 8) : t("activity.somebody");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function pieces(sentence: string, name: string): Piece[] {
  return sentence
    .split(HOLE)
    .flatMap((part, at): Piece[] => (at ? [{ name }, part] : [part]))
    .filter((piece) => piece !== "");
}

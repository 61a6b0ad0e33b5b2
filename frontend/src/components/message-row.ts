import { css, html, nothing, type TemplateResult } from "lit";
import {
  mdiAlertCircleOutline,
  mdiAt,
  mdiCheck,
  mdiCheckAll,
  mdiClockOutline,
  mdiContentCopy,
  mdiInformationOutline,
  mdiReply,
  mdiShareVariant,
  mdiShieldCheck,
} from "@mdi/js";
import type { Message, Peer } from "../api/types";
import type { Localize } from "../localize";
import { type Formats, sane } from "../localize/format";
import { hasFailed } from "../state/delivery";
import type { MessageRow, PendingRow } from "../state/rows";
import { saidAt } from "../state/thread";
import { spansOf } from "../text/mention";
import { readQuote } from "../text/quote";
import { avatar } from "./avatar";
import { icon } from "./icons";
import { reasonOf } from "./reasons";

/** A text longer than this is folded: nobody's page belongs to one message. */
const FOLD_CHARS = 900;
const FOLD_LINES = 14;

/** Characters of a text that a screen reader is given as a message's name. */
const MAX_LABEL = 300;

export interface RowContext {
  t: Localize;
  formats: Formats;
  /** Whom the texts may mention. */
  names: readonly string[];
  ownName: string;
  isPublic: boolean;
  showSignal: boolean;
  canWrite: boolean;
  peerOf: (fingerprint: string | null) => Peer | undefined;
  isAmbiguous: (nickname: string) => boolean;
  isExpanded: (key: string) => boolean;
  resending: (messageId: string) => boolean;
  on: {
    reply: (message: Message) => void;
    mention: (message: Message) => void;
    copy: (message: Message) => void;
    details: (message: Message) => void;
    resend: (message: Message) => void;
    expand: (key: string) => void;
    retry: (localId: string) => void;
    edit: (localId: string) => void;
    discard: (localId: string) => void;
  };
}

/** One message, with all that is said of it. */
export function messageRow(
  row: MessageRow,
  context: RowContext,
  state: { active: boolean; tabbable: boolean; flash: boolean },
): TemplateResult {
  const { message } = row;
  const { t, formats } = context;
  const peer = context.peerOf(message.fingerprint);
  const verified = peer?.trust === "verified";
  const failed = hasFailed(message);
  return html`<div
    class="row message ${message.own ? "own" : "theirs"} ${row.first ? "first" : ""} ${row.last
      ? "last"
      : ""} ${state.flash ? "flash" : ""}"
    role="article"
    data-key=${row.key}
    tabindex=${state.tabbable ? 0 : -1}
    aria-label=${labelOf(message, verified, context)}
  >
    ${message.own || !context.isPublic
      ? nothing
      : html`<span class="gutter"
          >${row.first ? avatar(message.fingerprint, message.nickname) : nothing}</span
        >`}
    <div class="stack">
      <div class="bubble">
        ${row.first && !message.own && context.isPublic
          ? html`<div class="author">
              <bdi class="clip">${message.nickname}</bdi>
              ${context.isAmbiguous(message.nickname) && message.fingerprint
                ? html`<span class="tag">#${message.fingerprint.slice(0, 4)}</span>`
                : nothing}
              ${verified
                ? html`<span class="verified" title=${t("trust.verified")}
                    >${icon(mdiShieldCheck)}</span
                  >`
                : nothing}
            </div>`
          : nothing}
        ${body(
          message.text,
          row.key,
          context,
          html`<span class="meta">
            ${context.showSignal && !message.own
              ? html`<span>${signalWords(message, t, formats)}</span>`
              : nothing}
            <time datetime=${isoOf(saidAt(message))}>${formats.time(saidAt(message))}</time>
            ${message.own ? statusSign(message, t) : nothing}
          </span>`,
        )}
      </div>
      ${failed
        ? html`<div class="failure">
            ${icon(mdiAlertCircleOutline)}
            <span>${failureWords(message, t)}</span>
            ${context.canWrite
              ? html`<button
                  class="text-button"
                  ?disabled=${context.resending(message.message_id)}
                  @click=${() => context.on.resend(message)}
                >
                  ${t("message.resend")}
                </button>`
              : nothing}
          </div>`
        : nothing}
      ${state.active ? actions(message, context) : nothing}
    </div>
  </div>`;
}

/** A message that the node has not taken yet, or not at all. */
export function pendingRow(row: PendingRow, context: RowContext): TemplateResult {
  const { pending } = row;
  const { t, formats } = context;
  return html`<div
    class="row message own pending ${row.first ? "first" : ""} ${row.last ? "last" : ""}"
    role="article"
    data-key=${row.key}
    tabindex="-1"
    aria-label=${`${t("message.you")}: ${pending.text.slice(0, MAX_LABEL)}`}
  >
    <div class="stack">
      <div class="bubble">
        ${body(
          pending.text,
          row.key,
          context,
          html`<span class="meta">
            <time datetime=${isoOf(pending.at)}>${formats.time(pending.at)}</time>
            ${pending.error
              ? sign(mdiAlertCircleOutline, t("status.refused"), "bad")
              : sign(mdiClockOutline, t("status.sending"))}
          </span>`,
        )}
      </div>
      ${pending.error
        ? html`<div class="failure">
            <span>${reasonOf(pending.error, t)}</span>
            <span class="choices">
              <button class="text-button" @click=${() => context.on.retry(row.key)}>
                ${t("message.retry")}
              </button>
              <button class="text-button" @click=${() => context.on.edit(row.key)}>
                ${t("message.edit")}
              </button>
              <button class="text-button" @click=${() => context.on.discard(row.key)}>
                ${t("message.discard")}
              </button>
            </span>
          </div>`
        : nothing}
    </div>
  </div>`;
}

function actions(message: Message, context: RowContext): TemplateResult {
  const { t, on } = context;
  const button = (path: string, label: string, run: () => void): TemplateResult =>
    html`<button class="icon-button" title=${label} aria-label=${label} @click=${run}>
      ${icon(path)}
    </button>`;
  return html`<div class="actions" role="toolbar" aria-label=${t("message.actions")}>
    ${context.canWrite
      ? button(mdiReply, t("message.reply"), () => on.reply(message))
      : nothing}
    ${context.canWrite && !message.own && context.isPublic
      ? button(mdiAt, t("message.mention"), () => on.mention(message))
      : nothing}
    ${button(mdiContentCopy, t("message.copy"), () => on.copy(message))}
    ${button(mdiInformationOutline, t("message.details"), () => on.details(message))}
  </div>`;
}

function body(
  text: string,
  key: string,
  context: RowContext,
  meta: TemplateResult,
): TemplateResult {
  const { quote, body: said } = readQuote(text);
  const long = said.length > FOLD_CHARS || said.split("\n", FOLD_LINES + 1).length > FOLD_LINES;
  const folded = long && !context.isExpanded(key);
  return html`${quote === undefined
      ? nothing
      : html`<blockquote dir="auto">${quote}</blockquote>`}
    <div class="line">
      <div class="text ${folded ? "folded" : ""}" dir="auto">${words(said, context)}</div>
      ${folded
        ? html`<button class="text-button more" @click=${() => context.on.expand(key)}>
            ${context.t("message.show_all")}
          </button>`
        : nothing}
      ${meta}
    </div>`;
}

/** A text with its mentions; text bindings only, so whatever it holds is inert. */
function words(text: string, context: RowContext): unknown {
  const spans = spansOf(text, context.names);
  return spans.map((span) =>
    span.mention
      ? html`<bdi class="mention ${span.text === `@${context.ownName}` ? "me" : ""}"
          >${span.text}</bdi
        >`
      : span.text,
  );
}

function sign(path: string, label: string, kind = ""): TemplateResult {
  return html`<span class="status ${kind}" title=${label}
    >${icon(path)}<span class="sr-only">${label}</span></span
  >`;
}

function statusSign(message: Message, t: Localize): TemplateResult | typeof nothing {
  switch (message.status) {
    case null:
      return nothing;
    case "queued":
      return sign(mdiClockOutline, t("status.queued"));
    case "sent":
      return sign(mdiCheck, t("status.sent"));
    case "relayed": {
      const label = message.heard_by
        ? t.plural("status.heard_by", message.heard_by)
        : t("status.relayed");
      return html`<span class="status" title=${label}
        >${icon(mdiShareVariant)}${message.heard_by
          ? html`<span aria-hidden="true">${message.heard_by}</span>`
          : nothing}<span class="sr-only">${label}</span></span
      >`;
    }
    case "delivered":
      return sign(mdiCheckAll, t("status.delivered"));
    case "read":
      return sign(mdiCheckAll, t("status.read"), "good");
    case "expired":
      return sign(mdiAlertCircleOutline, t("status.expired"), "bad");
    case "failed":
      return sign(mdiAlertCircleOutline, t("status.failed"), "bad");
  }
}

export function failureWords(message: Message, t: Localize): string {
  switch (message.failure) {
    case "expired":
    case "outbox_full":
    case "not_confirmed":
    case "identity_changed":
    case "wiped":
      return t(`failure.${message.failure}`);
    default:
      return t(message.status === "expired" ? "failure.expired" : "failure.unknown");
  }
}

/** How a message came, in a few words: "2 hops", "neighbour · −67 dBm". */
export function signalWords(
  message: Pick<Message, "hops" | "rssi">,
  t: Localize,
  formats: Formats,
): string {
  const parts: string[] = [];
  if (message.hops === 1) parts.push(t("hops.direct"));
  else if (message.hops !== null) parts.push(t.plural("hops", message.hops));
  if (message.rssi !== null) {
    parts.push(t("signal.dbm", { value: formats.number(message.rssi) }));
  }
  return parts.join(" · ");
}

function labelOf(message: Message, verified: boolean, context: RowContext): string {
  const { t, formats } = context;
  const who = message.own
    ? t("message.you")
    : verified
      ? t("message.by_verified", { name: message.nickname })
      : message.nickname;
  const text =
    message.text.length > MAX_LABEL ? `${message.text.slice(0, MAX_LABEL)}…` : message.text;
  return `${who}, ${formats.time(saidAt(message))}: ${text}`;
}

function isoOf(at: number): string {
  return new Date(sane(at)).toISOString();
}

export const messageRowStyles = css`
  .row.message {
    display: flex;
    gap: 8px;
    padding-inline: 12px;
    padding-block: 1px;
    position: relative;
    scroll-margin: 64px;
  }

  .row.first {
    padding-top: 8px;
  }

  .row.message:focus-visible {
    outline-offset: -2px;
    border-radius: 8px;
  }

  .row.own {
    justify-content: flex-end;
  }

  .gutter {
    width: 32px;
    flex: none;
  }

  .gutter .avatar {
    --size: 32px;
  }

  .stack {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-width: 0;
    max-width: min(88%, 640px);
    position: relative;
  }

  .own .stack {
    align-items: flex-end;
  }

  .bubble {
    position: relative;
    max-width: 100%;
    min-width: 0;
    padding: 7px 12px 6px;
    border-radius: var(--mb-radius);
    background: var(--mb-other);
    font-size: 15px;
    line-height: 1.4;
    /* Marks that climb out of their line end at the bubble's edge. */
    overflow: hidden;
    contain: paint;
  }

  .own .bubble {
    background: var(--mb-own);
  }

  .theirs:not(.first) .bubble {
    border-start-start-radius: 6px;
  }

  .theirs:not(.last) .bubble {
    border-end-start-radius: 6px;
  }

  .own:not(.first) .bubble {
    border-start-end-radius: 6px;
  }

  .own:not(.last) .bubble {
    border-end-end-radius: 6px;
  }

  .pending .bubble {
    background: color-mix(in srgb, var(--mb-own) 55%, var(--mb-surface));
  }

  .flash .bubble {
    animation: flash 1.6s ease-out;
  }

  @keyframes flash {
    0%,
    40% {
      box-shadow: inset 0 0 0 2px var(--mb-accent);
    }
    100% {
      box-shadow: inset 0 0 0 2px transparent;
    }
  }

  .author {
    display: flex;
    align-items: center;
    gap: 4px;
    font-size: 13px;
    font-weight: 500;
    line-height: 20px;
    max-height: 20px;
    color: var(--mb-accent-text);
    min-width: 0;
  }

  .author .clip {
    contain: paint;
  }

  .tag {
    color: var(--mb-muted);
    font-weight: 400;
    flex: none;
  }

  .verified .icon {
    font-size: 15px;
    color: var(--mb-accent-text);
  }

  .text,
  blockquote {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    text-align: start;
    min-width: 0;
  }

  .text.folded {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 12;
    overflow: hidden;
  }

  .text-button.more {
    padding: 0;
    width: 100%;
    text-align: start;
  }

  blockquote {
    margin: 2px 0 4px;
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--mb-accent);
    color: var(--mb-muted);
    font-size: 13px;
    max-height: 60px;
    overflow: hidden;
  }

  .mention {
    color: var(--mb-accent-text);
    font-weight: 500;
  }

  .mention.me {
    background: var(--mb-selected);
    border-radius: 4px;
    padding: 0 2px;
  }

  /* The time stands beside a short text, and below a longer one. */
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    column-gap: 10px;
  }

  .meta {
    display: flex;
    justify-content: flex-end;
    align-items: center;
    flex-wrap: wrap;
    gap: 2px 6px;
    margin-inline-start: auto;
    margin-bottom: -1px;
    font-size: 11.5px;
    line-height: 16px;
    color: var(--mb-muted);
    font-variant-numeric: tabular-nums;
  }

  .status {
    display: inline-flex;
    align-items: center;
    gap: 2px;
  }

  .status .icon {
    font-size: 15px;
  }

  .status.good {
    color: var(--mb-accent-text);
  }

  .status.bad {
    color: var(--mb-error-text);
  }

  .failure {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0 8px;
    padding: 4px 8px 0;
    font-size: 13px;
    line-height: 1.4;
    color: var(--mb-error-text);
  }

  .own .failure {
    justify-content: flex-end;
    text-align: end;
  }

  .failure .icon {
    font-size: 16px;
  }

  .failure .text-button {
    padding: 0 8px;
  }

  .actions {
    display: flex;
    background: var(--mb-surface);
    border: 1px solid var(--mb-line);
    border-radius: 24px;
    box-shadow: 0 1px 4px rgb(0 0 0 / 16%);
    margin-top: 4px;
    z-index: 1;
  }

  .actions .icon {
    font-size: 20px;
  }

  @media (hover: hover) and (pointer: fine) {
    /* Beside the message, so that pointing at one does not push the others around. */
    .actions {
      position: absolute;
      margin: 0;
      inset-block-start: -18px;
      inset-inline-end: 4px;
    }

    .actions .icon-button {
      width: 36px;
      height: 36px;
    }

    .actions .icon {
      font-size: 18px;
    }
  }
`;

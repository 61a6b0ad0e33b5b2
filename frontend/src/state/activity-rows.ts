import type { Activity, ActivityKind } from "../api/types";
import { isGap, type LogItem } from "./activity";
import { DAY } from "./row-window";

/** What an entry is about, for those who look for something. */
export const GROUPS = ["messages", "people", "links", "passing", "trouble", "node"] as const;
export type Group = (typeof GROUPS)[number];

/** Repeats within this are one row: ten times the node's interval of counting. */
const REPEAT = 5 * 60_000;

/** What is only counted now and then; other things may come in between. */
const TALLIES: ReadonlySet<ActivityKind> = new Set(["relayed", "sync", "dropped"]);

const KIND_GROUPS: Record<ActivityKind, Group> = {
  message_received: "messages",
  message_sent: "messages",
  delivery: "messages",
  peer_appeared: "people",
  peer_left: "people",
  trust: "people",
  link_up: "links",
  link_down: "links",
  session: "links",
  relayed: "passing",
  sync: "passing",
  dropped: "trouble",
  node: "node",
};

export interface EntryRow {
  kind: "entry";
  key: string;
  /** The newest of those that the row tells of. */
  at: number;
  entry: Activity;
  /** How often it happened; of tallies the sum of what they counted. */
  count: number;
}

export interface GapRow {
  kind: "gap";
  key: string;
  at: number;
  missing: number | undefined;
}

export interface DayRow {
  kind: "day";
  key: string;
  at: number;
}

export type ActivityRow = EntryRow | GapRow | DayRow;

export function groupOf({ kind, data }: Activity): Group {
  const { status } = data;
  if (kind === "delivery" && (status === "failed" || status === "expired")) return "trouble";
  // A later version of the node may tell of more.
  return KIND_GROUPS[kind] ?? "node";
}

/** A number in an entry's data, if it is a sensible one. */
export function amount(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? Math.max(0, value) : 0;
}

/** Lay the log out in rows, repeats as one; `same` tells reasons apart as they are worded. */
export function activityRows(
  items: readonly LogItem[],
  groups: ReadonlySet<Group>,
  dayKey: (at: number) => string,
  same: (reason: unknown) => string,
): ActivityRow[] {
  const rows: ActivityRow[] = [];
  let day = "";
  for (const item of items) {
    if (!isGap(item) && groups.size && !groups.has(groupOf(item.entry))) continue;
    const today = dayKey(item.at);
    if (today !== day) {
      day = today;
      rows.push({ kind: "day", key: `${DAY}${today}`, at: item.at });
    }
    const key = `n${item.number}`;
    if (isGap(item)) {
      rows.push({ kind: "gap", key, at: item.at, missing: item.missing });
      continue;
    }
    const { entry } = item;
    const count = TALLIES.has(entry.kind) ? amount(entry.data["count"]) : 1;
    const before = repeated(rows, entry, same);
    if (before) {
      before.count += count;
      before.at = item.at;
      before.entry = entry;
    } else {
      rows.push({ kind: "entry", key, at: item.at, entry, count });
    }
  }
  return rows;
}

/** Find the row that tells the same, with nothing but tallies since. */
function repeated(
  rows: readonly ActivityRow[],
  entry: Activity,
  same: (reason: unknown) => string,
): EntryRow | undefined {
  const subject = subjectOf(entry, same);
  if (subject === undefined) return undefined;
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row?.kind !== "entry" || entry.at - row.at > REPEAT) return undefined;
    if (subjectOf(row.entry, same) === subject) return row;
    if (!TALLIES.has(row.entry.kind)) return undefined;
  }
  return undefined;
}

/** Entries with the same subject are repeats; one without is told by itself. */
function subjectOf(
  { kind, data }: Activity,
  same: (reason: unknown) => string,
): string | undefined {
  switch (kind) {
    case "relayed":
    case "sync":
      return kind;
    case "dropped":
      return `${kind} ${same(data["reason"])}`;
    case "delivery":
      return `${kind} ${String(data["message_id"])}`;
    case "message_received":
    case "message_sent":
      // What was said to everybody can be read here, so each stands by itself.
      return data["text"] === undefined ? `${kind} ${String(data["fingerprint"])}` : undefined;
    case "node":
    case "trust":
      return undefined;
    case "link_up":
      return `${kind} ${String(data["peer_id"])} ${String(data["role"])}`;
    default:
      return `${kind} ${String(data["peer_id"])}`;
  }
}

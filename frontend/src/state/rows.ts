import type { Message } from "../api/types";
import { DAY } from "./row-window";
import { type Pending, saidAt } from "./thread";

/** Messages of one author this close together are drawn as one group: five minutes. */
const GROUP_GAP = 5 * 60_000;

export interface DayRow {
  kind: "day";
  key: string;
  at: number;
}

/** Above the first message that was unread when the conversation was opened. */
export interface UnreadRow {
  kind: "unread";
  key: string;
}

export interface MessageRow {
  kind: "message";
  key: string;
  message: Message;
  /** Whether it begins, and whether it ends, a group. */
  first: boolean;
  last: boolean;
}

export interface PendingRow {
  kind: "pending";
  key: string;
  pending: Pending;
  first: boolean;
  last: boolean;
}

export type Row = DayRow | UnreadRow | MessageRow | PendingRow;

export interface RowsInput {
  messages: readonly Message[];
  pending: readonly Pending[];
  keyOf: (message: Message) => string;
  dayKey: (at: number) => string;
  /** The ID of the message above which the unread marker goes. */
  firstUnread: string | undefined;
}

/** Lay a conversation out in rows: what is drawn, from the top to the bottom. */
export function rowsOf(input: RowsInput): Row[] {
  const rows: Row[] = [];
  let day = "";
  let before: { author: string; at: number; row: MessageRow | PendingRow } | undefined;

  const place = (author: string, at: number, row: MessageRow | PendingRow): void => {
    const today = input.dayKey(at);
    let divided = false;
    if (today !== day) {
      day = today;
      rows.push({ kind: "day", key: `${DAY}${today}`, at });
      divided = true;
    }
    if (row.kind === "message" && row.message.message_id === input.firstUnread) {
      rows.push({ kind: "unread", key: "unread" });
      divided = true;
    }
    const grouped =
      !divided && before?.author === author && at - before.at <= GROUP_GAP;
    if (grouped && before) before.row.last = false;
    row.first = !grouped;
    before = { author, at, row };
    rows.push(row);
  };

  for (const message of input.messages) {
    place(message.own ? "own" : (message.fingerprint ?? message.nickname), saidAt(message), {
      kind: "message",
      key: input.keyOf(message),
      message,
      first: true,
      last: true,
    });
  }
  for (const pending of input.pending) {
    place("own", pending.at, {
      kind: "pending",
      key: pending.localId,
      pending,
      first: true,
      last: true,
    });
  }
  return rows;
}

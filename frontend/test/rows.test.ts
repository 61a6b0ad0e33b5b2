import { describe, expect, it } from "vitest";
import type { Message } from "../src/api/types";
import { rowsOf, type Row } from "../src/state/rows";
import { RowWindow } from "../src/state/row-window";
import { aMessage, BEN } from "./fake-node";

const DAY = 86_400_000;

function layOut(messages: Message[], firstUnread?: string): Row[] {
  return rowsOf({
    messages,
    pending: [],
    keyOf: (message) => message.message_id,
    dayKey: (at) => `${Math.floor(at / DAY)}`,
    firstUnread,
  });
}

function at(time: number, change: Partial<Message> = {}): Message {
  return aMessage({ sent: time, received: time, ...change });
}

describe("the rows of a conversation", () => {
  it("begin each day with its name", () => {
    const rows = layOut([at(DAY), at(DAY + 1), at(2 * DAY)]);
    expect(rows.map((row) => row.kind)).toEqual(["day", "message", "message", "day", "message"]);
  });

  it("group what one says in a row, and nothing else", () => {
    const rows = layOut([
      at(DAY),
      at(DAY + 1_000),
      at(DAY + 2_000, { fingerprint: BEN, nickname: "ada" }),
      at(DAY + 3_600_000, { fingerprint: BEN }),
    ]).filter((row) => row.kind === "message");
    expect(rows.map((row) => [row.first, row.last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it("mark where one stopped reading", () => {
    const rows = layOut([at(DAY), at(DAY + 1, { message_id: "new" })], "new");
    expect(rows.map((row) => row.kind)).toEqual(["day", "message", "unread", "message"]);
  });

  it("have names of their own", () => {
    const rows = layOut(Array.from({ length: 50 }, (_, n) => at(n * DAY)));
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});

describe("the rows on the page", () => {
  const keys = Array.from({ length: 5_000 }, (_, n) => `k${n}`);

  it("are few, however long the conversation is", () => {
    const window = new RowWindow();
    window.toEnd(keys);
    while (window.up(keys)) expect(window.end - window.start).toBeLessThanOrEqual(80);
    expect(window.start).toBe(0);
    while (window.down(keys)) expect(window.end - window.start).toBeLessThanOrEqual(80);
    expect(window.end).toBe(keys.length);
  });

  it("stay where they are when older and newer ones come", () => {
    const window = new RowWindow();
    window.around(1_000, keys);
    const shown = keys.slice(window.start, window.end);
    const more = [...Array.from({ length: 50 }, (_, n) => `old${n}`), ...keys, "new"];
    window.follow(more, false);
    expect(more.slice(window.start, window.end)).toEqual(shown);
  });

  it("stay where they are when the name of their day moves up", () => {
    const window = new RowWindow();
    const day = ["day-1", ...keys.slice(0, 60)];
    window.around(0, day);
    const shown = day.slice(window.start + 1, window.end);
    const more = ["day-1", ...Array.from({ length: 50 }, (_, n) => `old${n}`), ...day.slice(1)];
    window.follow(more, false);
    expect(more.slice(window.start, window.end).slice(1)).toEqual(shown);
  });

  it("follow the newest where that is what one reads", () => {
    const window = new RowWindow();
    window.toEnd(keys);
    window.follow([...keys, "new"], true);
    expect(window.end).toBe(5_001);
  });
});

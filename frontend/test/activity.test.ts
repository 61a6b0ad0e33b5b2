import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Activity, type ActivityKind, PUBLIC } from "../src/api/types";
import { activityWords, asText } from "../src/components/activity-words";
import { LANGUAGES, localizeIn } from "../src/localize";
import { Formats } from "../src/localize/format";
import { ActivityStore, isGap, MAX_ENTRIES } from "../src/state/activity";
import { activityRows, type EntryRow, groupOf } from "../src/state/activity-rows";
import { ADA, aHass, aNode, BEN, FakeNode, refusal, settle } from "./fake-node";
import { all, click, drawn, every, one, press, show, type, words } from "./page";

const NOON = Date.UTC(2026, 10, 21, 12);
let made = 0;

function anEntry(kind: ActivityKind, data: Record<string, unknown> = {}, at?: number): Activity {
  made += 1;
  return { id: made, at: at ?? NOON + made * 1_000, kind, data };
}

function by(print: string, nickname: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { fingerprint: print, peer_id: print.slice(0, 16), nickname, ...more };
}

const ada = by(ADA, "ada");
const said = (text: string, more = {}): Activity =>
  anEntry("message_received", { ...ada, conversation: PUBLIC, message_id: text, hops: 2, text, ...more });

/** Every kind, with every state of it that has words of its own. */
function everyKind(nickname: string): Activity[] {
  const who = by(ADA, nickname);
  const told = { ...who, message_id: "m", conversation: ADA };
  return [
    anEntry("message_received", { ...told, conversation: PUBLIC, hops: 1, text: nickname }),
    anEntry("message_received", { ...told, hops: 2 }),
    anEntry("message_sent", { conversation: PUBLIC, message_id: "p", text: nickname }),
    anEntry("message_sent", told),
    ...["queued", "sent", "relayed", "delivered", "read", "expired", "failed"].map((status) =>
      anEntry("delivery", { ...told, message_id: status, status, failure: status === "expired" ? "not_confirmed" : "wiped", heard_by: 0 }),
    ),
    anEntry("delivery", { conversation: PUBLIC, message_id: "b", status: "sent", heard_by: 2 }),
    anEntry("relayed", { count: 3 }),
    anEntry("sync", { count: 3 }),
    anEntry("dropped", { count: 3, reason: "bad_signature" }),
    anEntry("peer_appeared", { ...who, hops: 3 }),
    anEntry("peer_left", { ...who, hops: null }),
    anEntry("link_up", { ...who, role: "central" }),
    anEntry("link_up", { ...who, role: "peripheral" }),
    anEntry("link_down", { ...who, role: "central" }),
    anEntry("session", who),
    anEntry("trust", { ...who, trust: "verified", blocked: false }),
    anEntry("trust", { ...who, trust: "pinned", blocked: true }),
    anEntry("node", { state: "started", nickname }),
    anEntry("node", { state: "on_air", nickname }),
    anEntry("node", { state: "off_air", nickname }),
    anEntry("node", { state: "nickname", nickname }),
  ];
}

describe("what the node does", () => {
  const formats = Formats.of({ language: "en" });
  const row = (entry: Activity, count = 1): EntryRow => ({ kind: "entry", key: "k", at: 0, entry, count });
  const told = (entry: Activity, count = 1): string =>
    asText(activityWords(row(entry, count), localizeIn("en"), formats));

  it("is said with names, hops, counts and reasons in words", () => {
    expect(told(said("hello"))).toBe("ada said to everybody (2 hops): hello");
    expect(told(anEntry("message_received", { ...ada, conversation: ADA, hops: 1 }))).toBe(
      "ada sent a private message (Neighbor)",
    );
    expect(told(anEntry("relayed", { count: 1 }), 1)).toBe("Passed on 1 packet for others");
    expect(told(anEntry("relayed", { count: 1_200 }), 1_200)).toBe("Passed on 1,200 packets for others");
    expect(told(anEntry("dropped", { count: 2, reason: "rate_limit_link" }), 2)).toBe(
      "Dropped 2 packets (too much at once from one place)",
    );
    expect(told(anEntry("link_up", { ...ada, role: "central" }))).toBe("Dialed ada: a link is up");
    const failed = { ...ada, conversation: ADA, message_id: "m", status: "failed", failure: "outbox_full" };
    expect(told(anEntry("delivery", failed))).toBe(
      "A message to ada did not get through (Not delivered: too many messages were waiting.)",
    );
    expect(told(anEntry("node", { state: "nickname", nickname: "attic" }))).toBe(
      "The node is now called attic",
    );
  });

  it.each(Object.keys(LANGUAGES))("has a sentence of its own for each kind in %s", (language) => {
    const sentences = everyKind("zoe").map((entry) =>
      asText(activityWords(row(entry, 3), localizeIn(language), formats)),
    );
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).not.toMatch(/[{}\0]|undefined|null/u);
  });

  it("names somebody without a name by the first digits", () => {
    expect(told(anEntry("peer_left", by(ADA, "")))).toBe("ada10000 is no longer in reach");
    expect(told(anEntry("peer_left", {}))).toBe("Somebody is no longer in reach");
  });

  it("is told even where the data make no sense, and of kinds that are yet to come", () => {
    expect(told(anEntry("relayed", { count: "many" }), 0)).toBe("Passed on 0 packets for others");
    expect(told(anEntry("dropped", { count: 1, reason: 7 }))).toBe("Dropped 1 packet (another reason)");
    const later = anEntry("teleported" as ActivityKind, { nickname: 5 });
    expect(told(later)).toContain("does not know (teleported)");
    expect(groupOf(later)).toBe("node");
  });

  it("counts a message that did not get through as trouble", () => {
    expect(groupOf(anEntry("delivery", { status: "failed" }))).toBe("trouble");
    expect(groupOf(anEntry("delivery", { status: "read" }))).toBe("messages");
  });
});

describe("repeats", () => {
  const rows = (entries: Activity[]): [string, number][] =>
    activityRows(
      entries.map((entry, at) => ({ number: at + 1, at: entry.at, entry })),
      new Set(),
      () => "day",
      String,
    )
      .filter((row) => row.kind === "entry")
      .map((row) => [row.entry.kind, row.count]);

  it("of what is counted become one line, also with other counts in between", () => {
    expect(
      rows([
        anEntry("relayed", { count: 5 }),
        anEntry("sync", { count: 1 }),
        anEntry("relayed", { count: 7 }),
      ]),
    ).toEqual([
      ["relayed", 12],
      ["sync", 1],
    ]);
  });

  it("do not reach over something else that happened, nor over long times", () => {
    expect(
      rows([anEntry("relayed", { count: 5 }), said("x"), anEntry("relayed", { count: 7 })]),
    ).toHaveLength(3);
    const later = NOON + 3_600_000;
    expect(
      rows([anEntry("relayed", { count: 5 }, NOON), anEntry("relayed", { count: 7 }, later)]),
    ).toHaveLength(2);
  });

  it("keep reasons apart, and what was said to everybody", () => {
    expect(
      rows([
        anEntry("dropped", { count: 1, reason: "a" }),
        anEntry("dropped", { count: 2, reason: "b" }),
        anEntry("dropped", { count: 3, reason: "a" }),
      ]),
    ).toEqual([
      ["dropped", 4],
      ["dropped", 2],
    ]);
    expect(rows([said("same"), said("same")])).toHaveLength(2);
  });

  it("of a delivery show how far it has got", () => {
    const step = (status: string): Activity =>
      anEntry("delivery", { ...ada, conversation: ADA, message_id: "m", status, heard_by: 0 });
    expect(rows([step("sent"), step("delivered"), step("read")])).toEqual([["delivery", 3]]);
  });
});

describe("the log on the page", () => {
  class LogNode extends FakeNode {
    entries: Activity[] = [];
    override async subscribeMessage<E>(
      onEvent: (event: E) => void,
      request: { type: string },
    ): Promise<() => void> {
      return await super.subscribeMessage<E>((event) => {
        const snapshot = (event as { type: string }).type === "snapshot";
        onEvent(snapshot ? ({ ...event, entries: this.entries } as E) : event);
      }, request);
    }
    happen(entries: Activity[], dropped = 0): void {
      this.entries = [...this.entries, ...entries].slice(-200);
      this.delta("activity", { entries, dropped });
    }
  }

  let node: LogNode;
  beforeEach(() => {
    made = 0;
    node = new LogNode();
  });
  afterEach(() => {
    vi.useRealTimers();
    document.body.replaceChildren();
  });

  describe("is kept by its store", () => {
    let store: ActivityStore;
    beforeEach(async () => {
      node.entries = [said("one"), said("two")];
      store = new ActivityStore(node);
      store.retain();
      await settle();
    });
    const texts = (): unknown[] =>
      store.items.map((item) => (isGap(item) ? (item.missing ?? "gap") : item.entry.data["text"]));

    it("from what was, to what comes", () => {
      node.happen([said("three")]);
      expect(texts()).toEqual(["one", "two", "three"]);
    });

    it("but no more than a bounded number of it", () => {
      for (let turn = 0; turn < 12; turn += 1) {
        node.happen(Array.from({ length: 100 }, (_, at) => said(`${turn}-${at}`)));
      }
      expect(store.items).toHaveLength(MAX_ENTRIES);
      expect(texts().at(-1)).toBe("11-99");
      expect(store.count).toBe(1_202);
    });

    it("with a gap where the node left something out", () => {
      node.happen([said("three")], 7);
      expect(texts()).toEqual(["one", "two", 7, "three"]);
    });

    it("through a lost connection, with each entry once", async () => {
      node.disconnect();
      node.entries.push(said("meanwhile"));
      node.reconnect();
      await settle();
      expect(texts()).toEqual(["one", "two", "meanwhile"]);
    });

    it("through a reload of the node, which counts anew", async () => {
      node.unload();
      node.entries = [{ ...said("anew"), id: 1 }];
      node.load();
      await settle();
      expect(texts()).toEqual(["one", "two", "anew"]);
    });

    it("with a gap where somebody was away for too long", async () => {
      node.disconnect();
      made = 900;
      node.entries = [said("late")];
      node.reconnect();
      await settle();
      expect(texts()).toEqual(["one", "two", "gap", "late"]);
    });

    it("without what one may not see any more", async () => {
      const secret = anEntry("message_received", { ...ada, conversation: ADA, message_id: "s" });
      node.happen([secret, said("three")]);
      node.entries = node.entries.filter((entry) => entry !== secret);
      node.load();
      await settle();
      expect(texts()).toEqual(["one", "two", "three"]);
    });
  });

  const view = (config?: Record<string, unknown>): Promise<HTMLElement> =>
    show("mesh-broadcast-activity", node, config);
  const lines = (root: Element): string[] =>
    all(root, "[data-kind]").map((row) => words(one(row, ".what")));
  const button = (root: Element, name: string): HTMLElement =>
    one(root, `button[aria-label="${name}"]`);
  const chip = (root: Element, group: string): HTMLElement => one(root, `[data-group="${group}"]`);

  it("shows what happened and what happens, the newest last", async () => {
    node.entries = [anEntry("peer_appeared", { ...ada, hops: 1 })];
    const card = await view({ title: "Log" });
    expect(one(card, "h2").textContent).toBe("Log");
    node.happen([said("hello")]);
    await drawn();
    expect(lines(card)).toEqual([
      "ada came into reach Neighbor",
      "ada said to everybody 2 hops hello",
    ]);
    expect(one(card, "[role=log]").getAttribute("aria-live")).toBe("off");
  });

  it("is filtered by groups, which say how much they hold", async () => {
    node.entries = [said("hello"), anEntry("peer_left", ada), anEntry("relayed", { count: 3 })];
    const card = await view();
    expect(words(chip(card, "messages"))).toBe("Messages 1");
    expect(words(chip(card, "trouble"))).toBe("Trouble 0");
    await click(chip(card, "people"));
    expect(lines(card)).toEqual(["ada is no longer in reach"]);
    expect(chip(card, "people").getAttribute("aria-pressed")).toBe("true");
    await click(chip(card, "passing"));
    expect(lines(card)).toHaveLength(2);
    await click(chip(card, "people"));
    await click(chip(card, "passing"));
    expect(lines(card)).toHaveLength(3);
  });

  it("is searched by what the lines say", async () => {
    node.entries = [said("hello"), anEntry("peer_left", by(BEN, "Ben")), said("good BEnefit")];
    const card = await view();
    await type(one<HTMLInputElement>(card, "input"), "ben");
    expect(lines(card)).toHaveLength(2);
    await type(one<HTMLInputElement>(card, "input"), "nothing like it");
    expect(lines(card)).toEqual([]);
    expect(words(card)).toContain("Nothing fits");
    await click(all(card, ".notice button")[0] as HTMLElement);
    expect(lines(card)).toHaveLength(3);
  });

  it("stands still while paused, and loses nothing", async () => {
    node.entries = [said("before")];
    const card = await view();
    await click(button(card, "Pause"));
    node.happen([said("a"), said("b")]);
    await drawn();
    expect(lines(card)).toHaveLength(1);
    await click(button(card, "2 new – resume"));
    expect(lines(card)).toHaveLength(3);
    expect(button(card, "Pause")).toBeTruthy();
  });

  it("can be cleared away, and brought back", async () => {
    node.entries = [said("before")];
    const card = await view();
    await click(button(card, "Clear the view"));
    expect(lines(card)).toEqual([]);
    node.happen([said("after")]);
    await drawn();
    expect(lines(card)).toHaveLength(1);
    await click(button(card, "Clear the view"));
    await click(all(card, ".notice button")[0] as HTMLElement);
    expect(lines(card)).toHaveLength(2);
  });

  it("is copied as it is shown, a line each", async () => {
    node.entries = [said("one\ntwo"), anEntry("peer_left", ada)];
    const card = await view();
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
    await click(button(card, "Copy what is shown"));
    vi.unstubAllGlobals();
    const [[text]] = writeText.mock.calls as unknown as [[string]];
    expect(text.split("\n")).toEqual([
      expect.stringMatching(/12:00:01.*ada said to everybody \(2 hops\): one two$/u),
      expect.stringMatching(/ada is no longer in reach$/u),
    ]);
    expect(words(one(card, ".told"))).toBe("Copied.");
  });

  it("says where something is missing", async () => {
    const card = await view();
    node.happen([said("x")], 5);
    await drawn();
    expect(words(card)).toContain("5 events are missing here");
  });

  it("opens the conversation that a line is about", async () => {
    node.entries = [anEntry("peer_appeared", { ...ada, hops: 1 })];
    const chat = await show("mesh-broadcast-chat", node);
    const card = await view();
    await click(button(card, "Open the conversation with ada"));
    expect(words(one(chat, "section.thread header"))).toContain("ada");
  });

  it("offers no private conversation to who may read none", async () => {
    node.node = aNode({ may_read_private: false });
    node.entries = [anEntry("peer_appeared", { ...ada, hops: 1 }), said("hello")];
    const card = await view();
    expect(all(card, ".open").map((open) => open.getAttribute("aria-label"))).toEqual([
      "Open the public channel",
    ]);
  });

  it("works with keys alone", async () => {
    node.entries = [said("one"), anEntry("peer_left", ada)];
    const card = await view();
    const rows = all(card, "[data-kind]");
    expect(rows.map((row) => row.tabIndex)).toEqual([-1, 0]);
    rows[1]?.focus();
    await press(rows[1] as HTMLElement, "ArrowUp");
    expect(all(card, "[data-kind]").map((row) => row.tabIndex)).toEqual([0, -1]);
    await press(rows[0] as HTMLElement, "2");
    expect(lines(card)).toEqual(["ada is no longer in reach"]);
    await press(one(card, "[data-kind]"), "p");
    expect(button(card, "Resume")).toBeTruthy();
    await press(one(card, "[data-kind]"), "/");
    const field = one<HTMLInputElement>(card, "input");
    expect((field.getRootNode() as ShadowRoot).activeElement).toBe(field);
    await type(field, "p");
    await press(field, "Escape");
    expect(field.value).toBe("");
  });

  it("reads news out now and then, not each of them", async () => {
    const card = await view();
    const region = (): string => one(card, "[aria-live=polite]").textContent ?? "";
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    node.happen([said("a")]);
    await one<HTMLElement & { updateComplete: Promise<unknown> }>(card, "mesh-broadcast-activity-view")
      .updateComplete;
    node.happen([said("b"), said("c")]);
    expect(region()).toBe("");
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    await drawn();
    expect(region()).toBe("3 new lines of activity");
  });

  it("draws a long log in part", async () => {
    const card = await view();
    for (let turn = 0; turn < 10; turn += 1) {
      node.happen(Array.from({ length: 100 }, () => said("x")));
    }
    await drawn();
    expect(words(one(card, ".count"))).toBe("1,000 lines");
    expect(all(card, "[data-kind]").length).toBeLessThanOrEqual(80);
  });

  it("says so while nothing has happened", async () => {
    expect(words(await view())).toContain("Nothing has happened yet");
  });

  it("says why there is nothing to show", async () => {
    node.loaded = false;
    expect(words(await view())).toContain("The mesh node is not running.");
    document.body.replaceChildren();
    node = new LogNode();
    node.connected = false;
    expect(words(await view())).toContain("No connection to Home Assistant.");
    document.body.replaceChildren();
    node = new LogNode();
    node.refusals.set("mesh_broadcast/activity/subscribe", refusal("not_allowed"));
    expect(words(await view())).toContain("You may not see the mesh.");
  });

  it("keeps what there is while the connection is lost", async () => {
    node.entries = [said("hello")];
    const card = await view();
    node.disconnect();
    await drawn();
    expect(lines(card)).toHaveLength(1);
    expect(words(one(card, ".banner"))).toContain("No connection to Home Assistant.");
  });

  it.each([
    ["html", `<img src=x onerror="globalThis.pwned = 1"><b>b</b><script>globalThis.pwned = 1</script>`],
    ["template", "{name} {n} ${1} {{ states('x') }} \u0000 $& <!--?lit$1$-->"],
    ["css", "</style><style>*{display:none}</style>"],
    ["huge", "W".repeat(10_000)],
    ["bidi", "\u202eevil\u2066iso"],
    ["lines", "line\n".repeat(300)],
  ])("shows hostile names inert (%s)", async (_, nickname) => {
    node.entries = everyKind(nickname);
    const card = await view();
    expect(all(card, "[data-kind]").length).toBeGreaterThanOrEqual(everyKind("x").length - 3);
    const strange = [...every(card)]
      .map(({ localName }) => localName)
      .filter((name) => ["img", "b", "script", "iframe", "a"].includes(name));
    expect(strange).toEqual([]);
    expect(globalThis.pwned).toBeUndefined();
    // A name stands in a box that clips it, and nowhere else in a sentence.
    const names = all(card, ".sentence bdi");
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(name.matches(".clip")).toBe(true);
    for (const sentence of all(card, ".sentence")) {
      const own = [...sentence.childNodes].filter((child) => child.nodeType === 3);
      expect(own.map((child) => child.textContent).join("").length).toBeLessThan(120);
    }
  });

  it("is a card with a form, and listed among the cards", () => {
    const card = customElements.get("mesh-broadcast-activity") as unknown as {
      getConfigForm(): { schema: { name: string }[]; computeLabel(item: { name: string }): string };
      getStubConfig(): object;
      new (): { setConfig(config: object): void; getGridOptions(): object };
    };
    const { schema, computeLabel } = card.getConfigForm();
    expect(schema.map(computeLabel)).toEqual(["Title", "Height"]);
    expect(card.getStubConfig()).toEqual({});
    const made = new card();
    expect(made.getGridOptions()).toMatchObject({ columns: 12 });
    expect(() => made.setConfig({ height: 10 })).toThrow(/at least 240/u);
    const { customCards } = window as unknown as { customCards: { type: string; preview: boolean }[] };
    expect(customCards).toContainEqual(
      expect.objectContaining({ type: "mesh-broadcast-activity", preview: true }),
    );
  });

  it("is shown in the panel too", async () => {
    node.entries = [said("hello")];
    const panel = await show("mesh-broadcast-panel", node, undefined, aHass(node));
    await click(one(panel, "#tab-activity"));
    expect(lines(panel)).toHaveLength(1);
  });
});

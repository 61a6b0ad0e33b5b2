import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PUBLIC } from "../src/api/types";
import { ADA, aHass, aMessage, aNode, aPeer, BEN, FakeNode, fingerprint, refusal } from "./fake-node";
import { all, click, drawn, one, press, show, type, words } from "./page";

describe("the chat card", () => {
  let node: FakeNode;
  beforeEach(() => {
    node = new FakeNode();
  });
  afterEach(() => document.body.replaceChildren());

  const card = (config?: Record<string, unknown>): Promise<HTMLElement> =>
    show("mesh-broadcast-chat", node, config);
  const texts = (root: Element): (string | null)[] =>
    all(root, ".row.message .text").map((element) => element.textContent);
  const composer = (root: Element): HTMLTextAreaElement => one(root, "textarea");

  it("shows what was said, and what is said from now on", async () => {
    node.put(aMessage({ text: "before" }));
    const chat = await card();
    expect(texts(chat)).toEqual(["before"]);
    node.say(aMessage({ text: "now" }));
    await drawn();
    expect(texts(chat)).toEqual(["before", "now"]);
  });

  it("reads new messages out, but not the old ones", async () => {
    node.put(aMessage({ text: "before" }));
    const chat = await card();
    const live = all(chat, "mesh-broadcast-thread [aria-live=polite]");
    const region = live[0] ?? all(chat, "[aria-live=polite]")[0];
    expect(region?.textContent).toBe("");
    node.say(aMessage({ text: "now" }));
    await drawn();
    expect(words(chat)).toContain("ada: now");
  });

  it("sends with Enter, and breaks the line with Shift and Enter", async () => {
    const chat = await card();
    const area = composer(chat);
    await type(area, "hello");
    await press(area, "Enter", { shiftKey: true });
    expect(texts(chat)).toEqual([]);
    await press(area, "Enter");
    expect(texts(chat)).toEqual(["hello"]);
    expect(area.value).toBe("");
  });

  it("leaves Enter to an input method that is at work", async () => {
    const chat = await card();
    await type(composer(chat), "にほん");
    await press(composer(chat), "Enter", { isComposing: true });
    expect(texts(chat)).toEqual([]);
  });

  it("says how long a text is and in how many messages it goes out", async () => {
    const chat = await card();
    await type(composer(chat), "short");
    expect(words(chat)).not.toContain("bytes");
    await type(composer(chat), "word ".repeat(40));
    expect(words(chat)).toContain("199 of 1,400 bytes · sent as 3 messages");
  });

  it("does not send what is too long, and says by how much", async () => {
    const chat = await card();
    await type(composer(chat), "x".repeat(1_410));
    expect(words(chat)).toContain("10 bytes too long");
    await press(composer(chat), "Enter");
    expect(texts(chat)).toEqual([]);
    expect(composer(chat).value).toHaveLength(1_410);
  });

  it("shows how far a message of ours has got, as it goes on", async () => {
    const chat = await card();
    await type(composer(chat), "hello");
    await press(composer(chat), "Enter");
    expect(one(chat, ".status").getAttribute("title")).toBe("Sent");
    const [id] = node.messages.get(PUBLIC)?.map((message) => message.message_id) ?? [];
    node.deliver({
      conversation: PUBLIC,
      message_id: id ?? "",
      status: "relayed",
      failure: null,
      heard_by: 4,
    });
    await drawn();
    expect(one(chat, ".status").getAttribute("title")).toBe("Heard by at least 4 peers");
  });

  it("tells in place why a message was refused, and lets one try again or go on writing", async () => {
    const chat = await card();
    node.refusals.set(
      "mesh_broadcast/messages/send",
      refusal("send_limit", "Too many messages: wait 5 seconds."),
    );
    await type(composer(chat), "too fast");
    await press(composer(chat), "Enter");
    expect(words(one(chat, ".failure"))).toContain("Too many messages: wait 5 seconds.");
    const [retry] = all(chat, ".failure button");
    await click(retry as Element);
    expect(all(chat, ".failure")).toEqual([]);
    expect(texts(chat)).toEqual(["too fast"]);

    node.refusals.set("mesh_broadcast/messages/send", refusal("not_running"));
    await type(composer(chat), "again");
    await press(composer(chat), "Enter");
    await click(all(chat, ".failure button")[1] as Element);
    expect(composer(chat).value).toBe("again");
  });

  it("sends again what could not be delivered", async () => {
    node.put(
      aMessage({
        conversation: ADA,
        own: true,
        fingerprint: null,
        text: "are you there?",
        status: "failed",
        failure: "not_confirmed",
      }),
    );
    const chat = await card({ conversation: ADA });
    expect(words(one(chat, ".failure"))).toContain("nobody said so");
    await click(one(chat, ".failure button"));
    expect(all(chat, ".failure")).toEqual([]);
    expect(texts(chat)).toEqual(["are you there?"]);
  });

  it("answers a message with a quotation that phones show as text", async () => {
    node.put(aMessage({ text: "Who has a ladder?" }));
    const chat = await card();
    await click(one(chat, ".row.message"));
    await click(one(chat, '.actions [aria-label="Reply"]'));
    await type(composer(chat), "I have");
    await press(composer(chat), "Enter");
    expect(node.messages.get(PUBLIC)?.at(-1)?.text).toBe("> ada: Who has a ladder?\nI have");
    expect(all(chat, "blockquote").map((quote) => quote.textContent)).toEqual([
      "ada: Who has a ladder?",
    ]);
  });

  it("completes a name with the keyboard", async () => {
    const chat = await card();
    await type(composer(chat), "@be");
    expect(all(chat, '[role="option"]')).toHaveLength(1);
    await press(composer(chat), "Enter");
    expect(composer(chat).value).toBe("@ben ");
    await press(composer(chat), "Enter");
    expect(texts(chat)).toEqual(["@ben"]);
  });

  it("goes through messages and what can be done with them by keys alone", async () => {
    node.put(aMessage({ text: "first" }));
    node.put(aMessage({ text: "second", fingerprint: BEN, nickname: "ben" }));
    const chat = await card();
    const rows = all(chat, ".row.message");
    expect(rows.map((row) => row.tabIndex)).toEqual([-1, 0]);
    rows[1]?.focus();
    await press(rows[1] as Element, "ArrowUp");
    const thread = one(chat, "mesh-broadcast-thread");
    expect(thread.shadowRoot?.activeElement).toBe(rows[0]);
    await press(rows[0] as Element, "Enter");
    expect(thread.shadowRoot?.activeElement?.getAttribute("aria-label")).toBe("Reply");
    await press(thread.shadowRoot?.activeElement as Element, "ArrowRight");
    expect(thread.shadowRoot?.activeElement?.getAttribute("aria-label")).toBe("Mention");
    await press(thread.shadowRoot?.activeElement as Element, "Escape");
    expect(thread.shadowRoot?.activeElement).toBe(rows[0]);
  });

  it("marks what is new, and takes it as read when it was in sight", async () => {
    node.put(aMessage({ text: "old" }));
    node.put(aMessage({ text: "new", unread: true }));
    const chat = await card();
    expect(all(chat, ".row.unread")).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(node.requests.map((request) => request.type)).toContain(
      "mesh_broadcast/messages/mark_read",
    );
  });

  it("leaves what is new unread where it is told so", async () => {
    node.put(aMessage({ unread: true }));
    await card({ mark_read: false });
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(node.requests.map((request) => request.type)).not.toContain(
      "mesh_broadcast/messages/mark_read",
    );
  });

  it("lists conversations and peers with what is unread, and opens them", async () => {
    node.put(aMessage({ conversation: ADA, text: "psst", unread: true }));
    const chat = await card();
    const list = all(chat, ".conversation");
    expect(list.map((item) => words(one(item, ".title")))).toEqual(["Public channel", "ada", "ben"]);
    expect(words(list[1] as Element)).toContain("1 unread message");
    await click(list[1] as Element);
    expect(texts(chat)).toEqual(["psst"]);
    expect(words(one(chat, "section.thread header"))).toContain("ada");
  });

  it("finds a person by name where there are many, also one who is away", async () => {
    node.peers = Array.from({ length: 40 }, (_, n) =>
      aPeer(fingerprint(`c${n}f`), `peer ${n}`, { in_reach: n !== 17 }),
    );
    const chat = await card();
    const filter = one<HTMLInputElement>(chat, '.filter input');
    await type(filter, "PEER 17");
    expect(all(chat, ".conversation .title").map(words)).toEqual(["peer 17"]);
    await type(filter, "nobody");
    expect(words(one(chat, ".none"))).toBe("Nobody of this name is known.");
    await press(filter, "Escape");
    expect(all(chat, ".conversation")).toHaveLength(40);
  });

  it("keeps what one was writing while one looks elsewhere", async () => {
    const chat = await card();
    await type(composer(chat), "half a thought");
    await click(all(chat, ".conversation")[1] as Element);
    expect(composer(chat).value).toBe("");
    await click(all(chat, ".conversation")[0] as Element);
    expect(composer(chat).value).toBe("half a thought");
  });

  it("shows nothing private to those who may not read it", async () => {
    node.node = aNode({ may_read_private: false, is_admin: false });
    const chat = await card();
    expect(all(chat, ".conversation")).toEqual([]);
    expect(words(chat)).toContain("Public channel");
  });

  it("has no place to write for those who may not", async () => {
    node.node = aNode({ may_send: false });
    node.put(aMessage());
    const chat = await card();
    expect(all(chat, "textarea")).toEqual([]);
    await click(one(chat, ".row.message"));
    expect(all(chat, '[aria-label="Reply"]')).toEqual([]);
  });

  it("says who is verified, and all about a message on demand", async () => {
    node.peers = [aPeer(ADA, "ada", { trust: "verified" })];
    node.put(aMessage({ hops: 3, rssi: null, text: "far" }));
    const chat = await card();
    expect(all(chat, ".row .verified")).toHaveLength(1);
    await click(one(chat, ".row.message"));
    await click(one(chat, '.actions [aria-label="Details"]'));
    const details = words(one(chat, "dialog"));
    expect(details).toContain("3 hops");
    expect(details).toContain("you have compared fingerprints");
    expect(details).toContain("ada1 0000");
  });

  it("finds messages, and shows where they stand", async () => {
    for (let n = 0; n < 300; n += 1) node.put(aMessage({ text: n === 12 ? "needle" : `hay ${n}` }));
    const chat = await card();
    await click(one(chat, '[aria-label="Search in this conversation"]'));
    await type(one<HTMLInputElement>(chat, 'input[type="search"]'), "needle");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await drawn();
    const results = all(chat, "mesh-broadcast-search li button");
    expect(results.map((result) => words(one(result, ".snippet")))).toEqual(["needle"]);
    await click(results[0] as Element);
    expect(texts(chat)).toContain("needle");
    expect(all(chat, "mesh-broadcast-search")).toEqual([]);
  });

  it("says that nothing was said yet, and what to do about it", async () => {
    expect(words(await card())).toContain("Nobody has said anything yet. Say hello");
  });

  it("says what is deleted and why", async () => {
    node.pruned = true;
    node.put(aMessage());
    expect(words(await card())).toContain("they are kept for 30 days");
  });

  it("says that the connection is lost, keeps what is there, and goes on afterwards", async () => {
    node.put(aMessage({ text: "before" }));
    const chat = await card();
    await type(composer(chat), "unsent");
    node.disconnect();
    await drawn();
    expect(words(one(chat, ".banner"))).toContain("No connection to Home Assistant");
    expect(texts(chat)).toEqual(["before"]);
    await press(composer(chat), "Enter");
    expect(composer(chat).value).toBe("unsent");
    node.put(aMessage({ text: "meanwhile" }));
    node.reconnect();
    await drawn();
    expect(all(chat, ".banner")).toEqual([]);
    expect(texts(chat)).toEqual(["before", "meanwhile"]);
  });

  it("says what to do where there is no node, to an administrator and to others", async () => {
    node.loaded = false;
    const chat = await card();
    expect(words(chat)).toContain("The mesh node is not running");
    expect(words(chat)).toContain("Open settings");
    node.load();
    await drawn();
    expect(words(chat)).toContain("Public channel");
    document.body.replaceChildren();
    const other = new FakeNode();
    other.loaded = false;
    other.node = aNode({ is_admin: false });
    expect(words(await show("mesh-broadcast-chat", other))).toContain("ask whoever looks after");
  });

  it("says that one may not see it", async () => {
    node.refusals.set("mesh_broadcast/peers/subscribe", refusal("unauthorized"));
    expect(words(await card())).toContain("You may not see the mesh");
  });

  it("says that the node is not on the air", async () => {
    node.node = aNode({ running: false });
    expect(words(await card())).toContain("The node is not on the air");
  });

  it("says that a peer is absent or blocked before one writes", async () => {
    node.peers = [aPeer(ADA, "ada", { in_reach: false })];
    const chat = await card({ conversation: ADA });
    expect(words(chat)).toContain("ada is not in reach. The message waits");
    node.delta("peers", { changed: [aPeer(ADA, "ada", { blocked: true })] });
    await drawn();
    expect(words(chat)).toContain("ada is blocked");
  });

  it("refuses options that make no sense, in words", () => {
    const element = document.createElement("mesh-broadcast-chat") as HTMLElement & {
      setConfig: (config: unknown) => void;
    };
    expect(() => element.setConfig({ conversation: "alice" })).toThrow(/fingerprint/u);
    expect(() => element.setConfig({ height: 3 })).toThrow(/280/u);
  });

  it("has a form with a word for each choice, and help where that is not enough", () => {
    type Item = { name: string };
    const { getConfigForm } = customElements.get("mesh-broadcast-chat") as unknown as {
      getConfigForm(): {
        schema: Item[];
        computeLabel(item: Item): string;
        computeHelper(item: Item): string | undefined;
      };
    };
    const { schema, computeLabel, computeHelper } = getConfigForm();
    expect(schema.map(computeLabel)).toEqual([
      "Title",
      "Conversation",
      "Always show hops and signal",
      "Read only",
      "Mark messages as read",
      "Height",
    ]);
    expect(schema.filter(computeHelper).map(({ name }) => name)).toEqual([
      "conversation",
      "mark_read",
      "height",
    ]);
    expect(schema[0]).toEqual({ name: "title", selector: { text: {} } });
  });

  it("stays small with a long conversation", async () => {
    for (let n = 0; n < 1_000; n += 1) node.put(aMessage());
    const chat = await card();
    expect(all(chat, ".row").length).toBeLessThan(200);
  });

  it("is offered in the card picker, for our own entities only", () => {
    const { customCards } = window as unknown as {
      customCards: {
        type: string;
        preview: boolean;
        getEntitySuggestion: (hass: unknown, id: string) => unknown;
      }[];
    };
    const entry = customCards.find((one) => one.type === "mesh-broadcast-chat");
    expect(entry?.preview).toBe(true);
    const entities = {
      "event.public": {
        entity_id: "event.public",
        platform: "mesh_broadcast",
        translation_key: "public_channel",
      },
      "event.door": { entity_id: "event.door", platform: "knx" },
    };
    const hass = aHass(node, { entities });
    expect(entry?.getEntitySuggestion(hass, "event.public")).toEqual({
      config: { type: "custom:mesh-broadcast-chat", conversation: "public" },
    });
    expect(entry?.getEntitySuggestion(hass, "event.door")).toBeNull();
  });
});

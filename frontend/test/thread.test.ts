import { beforeEach, describe, expect, it } from "vitest";
import { PUBLIC } from "../src/api/types";
import { MeshSession } from "../src/state/session";
import type { ThreadStore } from "../src/state/thread";
import { ADA, aMessage, FakeNode, refusal, settle } from "./fake-node";

describe("a conversation", () => {
  let node: FakeNode;
  let session: MeshSession;
  let thread: ThreadStore;

  const texts = (): string[] => thread.messages.map((message) => message.text);

  beforeEach(async () => {
    node = new FakeNode();
    session = MeshSession.of(node);
    session.chat.retain();
    thread = session.chat.thread(PUBLIC);
    await settle();
  });

  const fill = (count: number): void => {
    for (let n = 1; n <= count; n += 1) node.put(aMessage({ text: `${n}` }));
  };

  it("shows the newest page first, and older ones on demand, without holes or doubles", async () => {
    fill(120);
    await thread.load();
    expect(texts()).toEqual(Array.from({ length: 50 }, (_, at) => `${at + 71}`));
    expect(thread.more).toBe(true);
    await thread.loadOlder();
    await Promise.all([thread.loadOlder(), thread.loadOlder()]);
    expect(texts()).toEqual(Array.from({ length: 120 }, (_, at) => `${at + 1}`));
    expect(thread.more).toBe(false);
  });

  it("says whether what came before was deleted", async () => {
    node.pruned = true;
    fill(60);
    await thread.load();
    expect(thread.pruned).toBe(false);
    await thread.loadOlder();
    expect(thread.pruned).toBe(true);
  });

  it("takes in what is said", async () => {
    await thread.load();
    const message = aMessage({ text: "news" });
    node.say(message);
    node.delta("messages", { messages: [message] });
    expect(texts()).toEqual(["news"]);
  });

  it("puts what came late where it was said", async () => {
    const [first, late, last] = [aMessage(), aMessage(), aMessage()];
    node.put(first);
    await thread.load();
    node.say(last);
    node.say({ ...late, received: last.received + 5_000 });
    expect(texts()).toEqual([first.text, late.text, last.text]);
  });

  it("does not believe a clock that is ahead", async () => {
    node.put(aMessage({ text: "from tomorrow", sent: 1_999_000_000_000 }));
    await thread.load();
    node.say(aMessage({ text: "now" }));
    expect(texts()).toEqual(["from tomorrow", "now"]);
  });

  it("shows at once what is sent, and once only, whoever is faster", async () => {
    await thread.load();
    const sending = thread.send("hello");
    expect(thread.pending.map((one) => one.text)).toEqual(["hello"]);
    await sending;
    expect(thread.pending).toEqual([]);
    expect(texts()).toEqual(["hello"]);
  });

  it("keeps a sent message's row when the node has named it", async () => {
    await thread.load();
    const sending = thread.send("hello");
    const key = thread.pending[0]?.localId;
    await sending;
    const [message] = thread.messages;
    expect(message && thread.keyOf(message)).toBe(key);
  });

  it("says why a message was refused, and sends it on a second try", async () => {
    await thread.load();
    node.refusals.set("mesh_broadcast/messages/send", refusal("send_limit", "wait 5 seconds"));
    await thread.send("too fast");
    const [refused] = thread.pending;
    expect(refused?.error?.code).toBe("send_limit");
    expect(refused?.error?.message).toBe("wait 5 seconds");
    await thread.retry(refused?.localId ?? "");
    expect(thread.pending).toEqual([]);
    expect(texts()).toEqual(["too fast"]);
  });

  it("gives back the text of what is given up", async () => {
    await thread.load();
    node.refusals.set("mesh_broadcast/messages/send", refusal("send_limit"));
    await thread.send("too fast");
    expect(thread.discard(thread.pending[0]?.localId ?? "")).toBe("too fast");
    expect(thread.pending).toEqual([]);
  });

  it("does not lose what is sent without a connection", async () => {
    await thread.load();
    node.disconnect();
    await thread.send("hello?");
    expect(thread.pending[0]?.error?.code).toBe("offline");
    node.reconnect();
    await thread.retry(thread.pending[0]?.localId ?? "");
    expect(texts()).toEqual(["hello?"]);
  });

  it("follows a delivery forward, never back", async () => {
    await thread.load();
    await thread.send("hello");
    const id = thread.messages[0]?.message_id ?? "";
    const news = { conversation: PUBLIC, message_id: id, failure: null };
    node.deliver({ ...news, status: "relayed", heard_by: 3 });
    node.deliver({ ...news, status: "sent", heard_by: 1 });
    expect(thread.messages[0]).toMatchObject({ status: "relayed", heard_by: 3 });
  });

  it("puts the second try of a failed message in place of the first", async () => {
    node.put(
      aMessage({ message_id: "bad", own: true, fingerprint: null, text: "again", status: "failed" }),
    );
    await thread.load();
    await thread.resend("bad");
    expect(thread.messages.map((message) => message.message_id)).toEqual(["sent-1"]);
    expect(texts()).toEqual(["again"]);
  });

  it("fetches what was said while the connection was lost", async () => {
    fill(10);
    await thread.load();
    node.disconnect();
    fill(3);
    node.reconnect();
    await settle();
    expect(thread.messages).toHaveLength(13);
  });

  it("leaves no hole behind after a long absence", async () => {
    fill(10);
    await thread.load();
    node.disconnect();
    for (let n = 0; n < 80; n += 1) node.put(aMessage({ text: `missed ${n}` }));
    node.reconnect();
    await settle();
    expect(texts()[0]).toBe("missed 30");
    expect(thread.more).toBe(true);
    await thread.loadOlder();
    expect(thread.messages).toHaveLength(90);
  });

  it("forgets what the node forgets", async () => {
    fill(3);
    await thread.load();
    const id = thread.messages[1]?.message_id;
    node.delta("messages", { removed_messages: [{ conversation: PUBLIC, message_id: id }] });
    expect(texts()).toEqual(["1", "3"]);
    node.delta("messages", { removed: [PUBLIC] });
    expect(texts()).toEqual([]);
  });

  it("says why messages could not be fetched, and fetches them on a second try", async () => {
    fill(1);
    node.refusals.set("mesh_broadcast/messages/list", refusal("not_loaded"));
    await thread.load();
    expect(thread.loaded).toBe(false);
    expect(thread.error?.code).toBe("not_loaded");
    await thread.load();
    expect(texts()).toEqual(["1"]);
  });

  it("goes back to a message of long ago", async () => {
    fill(900);
    await thread.load();
    const old = node.messages.get(PUBLIC)?.[20]?.message_id ?? "";
    expect(await thread.reveal(old)).toBe(true);
    expect(thread.get(old)?.text).toBe("21");
    expect(await thread.reveal("never was")).toBe(false);
  });

  it("finds messages", async () => {
    node.put(aMessage({ text: "The Lift is broken" }));
    node.put(aMessage({ text: "nothing" }));
    expect((await thread.search("lift")).map((one) => one.text)).toEqual(["The Lift is broken"]);
  });

  it("is read once it was seen, here and at the node", async () => {
    node.put(aMessage({ conversation: ADA, unread: true }));
    node.say(aMessage({ conversation: ADA, unread: true }));
    const other = session.chat.thread(ADA);
    await other.load();
    expect(session.chat.unread).toBe(2);
    session.chat.markRead(ADA);
    expect(session.chat.unread).toBe(0);
    expect(other.messages.some((one) => one.unread)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const told = node.requests.filter((one) => one.type === "mesh_broadcast/messages/mark_read");
    expect(told).toEqual([{ type: "mesh_broadcast/messages/mark_read", conversation: ADA }]);
  });

  it("is read where somebody reads it on another screen", async () => {
    node.put(aMessage({ message_id: "x", unread: true }));
    await thread.load();
    node.delta("messages", { read: [{ conversation: PUBLIC, message_ids: ["x"] }] });
    expect(thread.messages[0]?.unread).toBe(false);
  });
});

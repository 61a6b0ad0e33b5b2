import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Feed, type FeedState } from "../src/api/feed";
import { FakeNode, refusal } from "./fake-node";

type Event = { type: "snapshot" } | { type: "delta" };

describe("a feed", () => {
  let node: FakeNode;
  let events: string[];
  let states: FeedState[];
  let feed: Feed<Event>;

  beforeEach(() => {
    vi.useFakeTimers();
    node = new FakeNode();
    events = [];
    states = [];
    feed = new Feed<Event>(
      node,
      "peers/subscribe",
      {},
      (event) => events.push(event.type),
      (state) => states.push(state),
    );
  });
  afterEach(() => {
    feed.stop();
    vi.useRealTimers();
  });

  const pass = (time = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(time);

  it("begins with a snapshot, then brings what changes", async () => {
    feed.start();
    await pass();
    node.delta("peers", {});
    expect(events).toEqual(["snapshot", "delta"]);
    expect(states.at(-1)).toBe("live");
  });

  it("says that the connection is lost, and comes back by itself", async () => {
    feed.start();
    await pass();
    node.disconnect();
    expect(states.at(-1)).toBe("offline");
    node.reconnect();
    await pass();
    expect(events).toEqual(["snapshot", "snapshot"]);
    expect(states.at(-1)).toBe("live");
    expect(node.subscriptions("peers/subscribe")).toBe(1);
  });

  it("outlives a reload of the node on the same subscription", async () => {
    feed.start();
    await pass();
    node.unload();
    expect(states.at(-1)).toBe("not_loaded");
    node.load();
    expect(states.at(-1)).toBe("live");
    expect(events).toEqual(["snapshot", "snapshot"]);
    expect(node.requests).toHaveLength(1);
  });

  it("asks again while Home Assistant does not know the command yet", async () => {
    node.refusals.set("mesh_broadcast/peers/subscribe", refusal("unknown_command"));
    feed.start();
    await pass(3_000);
    expect(states.at(-1)).toBe("not_loaded");
    const asked = node.requests.length;
    expect(asked).toBeGreaterThan(1);
    node.refusals.clear();
    await pass(4_000);
    expect(states.at(-1)).toBe("live");
    await pass(60_000);
    expect(node.requests).toHaveLength(asked + 1);
  });

  it("asks less and less often where it is not wanted", async () => {
    node.refusals.set("mesh_broadcast/peers/subscribe", refusal("not_allowed"));
    feed.start();
    await pass(120_000);
    expect(states.at(-1)).toBe("not_allowed");
    expect(node.requests.length).toBeLessThan(15);
  });

  it("ends its subscription when nobody looks any more, even one that is under way", async () => {
    feed.start();
    feed.stop();
    await pass();
    expect(node.subscriptions("peers/subscribe")).toBe(0);
    expect(events).toEqual([]);
    feed.start();
    await pass();
    feed.stop();
    await pass();
    expect(node.subscriptions("peers/subscribe")).toBe(0);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Edge, MeshLink, Peer, Pulse } from "../src/api/types";
import { buildGraph, edgeId, quality } from "../src/map/graph";
import { MapLayout, RING } from "../src/map/layout";
import { sparkline } from "../src/map/sparkline";
import { ADA, aHass, aNode, aPeer, BEN, FakeNode, fingerprint, refusal, settle, US } from "./fake-node";
import { all, click, drawn, every, one, press, show, words } from "./page";

const idOf = (print: string): string => print.slice(0, 16);
const [us, ada, ben] = [US, ADA, BEN].map(idOf) as [string, string, string];
const CARL = fingerprint("ca41");
const carl = idOf(CARL);

function aLink(print: string, change: Partial<MeshLink> = {}): MeshLink {
  return {
    peer_id: idOf(print),
    fingerprint: print,
    role: "central",
    state: "ready",
    mtu: 247,
    rssi: -60,
    since: 0,
    frames_in: 0,
    frames_out: 0,
    ...change,
  };
}

/** Neighbours of ours, each with some behind it. */
function aMesh(near: number, behind: number): { peers: Peer[]; links: MeshLink[]; edges: Edge[] } {
  const mesh = { peers: [] as Peer[], links: [] as MeshLink[], edges: [] as Edge[] };
  for (let a = 0; a < near; a += 1) {
    const first = fingerprint((0x1000_0000 + a * 0x0f00_1357).toString(16));
    mesh.peers.push(aPeer(first, `near ${a}`));
    mesh.links.push(aLink(first));
    for (let b = 0; b < behind; b += 1) {
      const second = fingerprint((0x2000_0000 + a * 0x0100_0000 + b * 0x0033_1357).toString(16));
      mesh.peers.push(aPeer(second, `far ${a} ${b}`, { direct: false, hops: 2 }));
      mesh.edges.push([idOf(first), idOf(second)]);
    }
  }
  return mesh;
}

describe("the mesh as a graph", () => {
  const peers = [
    aPeer(ADA, "ada"),
    aPeer(BEN, "ben", { hops: null, direct: false }),
    aPeer(CARL, "carl", { hops: null, direct: false }),
  ];

  it("has us, everybody in reach, and the lines between", () => {
    const graph = buildGraph(aNode(), peers, [aLink(ADA)], [[ada, ben]]);
    expect(graph.nodes.map(({ id }) => id).sort()).toEqual([us, ada, ben, carl].sort());
    expect(graph.edges.map(({ id }) => id).sort()).toEqual([edgeId(us, ada), edgeId(ben, ada)].sort());
    expect(graph.nodes.map(({ id, hops }) => [id, hops])).toContainEqual([ben, 2]);
    expect(graph.nodes.map(({ id, hops }) => [id, hops])).toContainEqual([carl, undefined]);
  });

  it("knows the shortest way to each", () => {
    const edges: Edge[] = [
      [ada, ben],
      [ben, carl],
    ];
    expect(buildGraph(aNode(), peers, [aLink(ADA)], edges).routes.get(carl)).toEqual([ada, ben, carl]);
    const shorter = buildGraph(aNode(), peers, [aLink(ADA)], [...edges, [carl, ada]]);
    expect(shorter.routes.get(carl)).toEqual([ada, carl]);
    expect(shorter.routes.has(us)).toBe(false);
  });

  it("draws one line where both have dialed each other, or somebody announces ours", () => {
    const links = [aLink(ADA), aLink(ADA, { role: "peripheral" })];
    const { edges } = buildGraph(aNode(), peers, links, [
      [ada, us],
      [us, ada],
    ]);
    expect(edges).toHaveLength(1);
    expect(edges[0]?.links).toEqual(links);
  });

  it("ignores lines to nobody, to those out of reach, and to oneself", () => {
    const gone = peers.map((peer) => (peer.fingerprint === CARL ? { ...peer, in_reach: false } : peer));
    const links = [aLink(ADA, { peer_id: null }), aLink(fingerprint("dead"))];
    const graph = buildGraph(aNode(), gone, links, [
      [ada, carl],
      [ada, "unknown"],
      [ben, ben],
    ]);
    expect(graph.edges).toEqual([]);
    expect(graph.nodes.map(({ id }) => id)).not.toContain(carl);
  });

  it("tells good links from bad ones", () => {
    expect([quality(-120), quality(-95), quality(-50), quality(0)]).toEqual([0, 0, 1, 1]);
    expect(quality(-60)).toBeGreaterThan(quality(-80));
  });
});

describe("the curve of a signal", () => {
  it("is one line, broken where nothing was heard", () => {
    const curve = sparkline([[0, -60], [10_000, -70], [900_000, -60], [910_000, -50]], 100, 40);
    expect(curve.match(/M/gu)).toHaveLength(2);
    expect(sparkline([], 100, 40)).toBe("");
    expect(sparkline([[5, -60]], 100, 40)).toContain("h0");
    expect(sparkline([[0, -500], [1, 500]], 100, 40)).toBe("M0.0 40.0L100.0 0.0");
  });
});

describe("the places on the map", () => {
  const settled = (layout: MapLayout): Map<string, { x: number; y: number }> => {
    let turns = 0;
    while (layout.run(0, () => 0) && turns < 1_000) turns += 1;
    expect(turns).toBeLessThan(1_000);
    return new Map([...layout.places.values()].map(({ id, x, y }) => [id, { x, y }]));
  };
  const graphOf = ({ peers, links, edges }: ReturnType<typeof aMesh>): ReturnType<typeof buildGraph> =>
    buildGraph(aNode(), peers, links, edges);

  it("have us in the middle, and nobody upon another", () => {
    const layout = new MapLayout();
    layout.update(graphOf(aMesh(5, 4)));
    const places = [...settled(layout)];
    expect(places.find(([id]) => id === us)?.[1]).toEqual({ x: 0, y: 0 });
    for (const [a, one] of places) {
      for (const [b, other] of places) {
        if (a < b) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(50);
      }
    }
  });

  it("are further out the more hops it takes", () => {
    const layout = new MapLayout();
    const mesh = aMesh(4, 2);
    layout.update(graphOf(mesh));
    const places = settled(layout);
    const distances = (hops: number): number[] =>
      mesh.peers
        .filter((peer) => peer.hops === hops)
        .map(({ peer_id }) => Math.hypot(places.get(peer_id)?.x ?? 0, places.get(peer_id)?.y ?? 0));
    expect(Math.max(...distances(1))).toBeLessThan(Math.min(...distances(2)));
  });

  it("are the same for the same mesh", () => {
    const [first, second] = [new MapLayout(), new MapLayout()];
    first.update(graphOf(aMesh(5, 3)));
    second.update(graphOf(aMesh(5, 3)));
    expect(settled(first)).toEqual(settled(second));
  });

  it("come to rest, and stay at rest while the mesh is the same", () => {
    const layout = new MapLayout();
    const graph = graphOf(aMesh(5, 3));
    expect(layout.update(graph)).toBe(true);
    settled(layout);
    expect(layout.moving).toBe(false);
    expect(layout.update(graphOf(aMesh(5, 3)))).toBe(false);
    expect(layout.moving).toBe(false);
  });

  it.each([
    ["joins", 1],
    ["leaves", -1],
  ])("are nearly kept when one %s", (_, change) => {
    const mesh = aMesh(6, 3);
    const without = { ...mesh, peers: mesh.peers.slice(0, -1) };
    const [before, after] = change > 0 ? [without, mesh] : [mesh, without];
    const layout = new MapLayout();
    layout.update(graphOf(before));
    const old = settled(layout);
    layout.update(graphOf(after));
    const now = settled(layout);
    const moves = [...old].flatMap(([id, was]) => {
      const is = now.get(id);
      return is ? [Math.hypot(is.x - was.x, is.y - was.y)] : [];
    });
    expect(moves).toHaveLength(24);
    expect(Math.max(...moves)).toBeLessThan(RING / 2);
    expect(moves.reduce((sum, move) => sum + move, 0) / moves.length).toBeLessThan(RING / 10);
  });

  it("are glided to when somebody comes, however quick the machine", () => {
    const layout = new MapLayout();
    const { peers, ...rest } = aMesh(6, 4);
    layout.update(graphOf({ peers: peers.slice(0, -1), ...rest }));
    settled(layout);
    layout.update(graphOf({ peers, ...rest }));
    let frames = 0;
    for (; layout.moving && frames < 1_000; frames += 1) {
      const old = new Map([...layout.places.values()].map(({ id, x, y }) => [id, { x, y }]));
      layout.run(6, () => 0);
      for (const { id, x, y } of layout.places.values()) {
        const was = old.get(id);
        if (was) expect(Math.hypot(x - was.x, y - was.y)).toBeLessThan(25);
      }
    }
    expect(frames).toBeGreaterThan(30);
    expect(frames).toBeLessThan(120);
  });

  it("keep to their time, whatever there is to do", () => {
    const layout = new MapLayout();
    layout.update(graphOf(aMesh(20, 5)));
    let now = 0;
    const asked = vi.fn(() => (now += 2));
    expect(layout.run(6, asked)).toBe(true);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(5);
  });
});

describe("the map on the page", () => {
  class MapNode extends FakeNode {
    links: MeshLink[] = [aLink(ADA)];
    edges: Edge[] = [[ada, ben]];
    samples: [number, number][] = [];
    override async subscribeMessage<E>(
      onEvent: (event: E) => void,
      request: { type: string },
    ): Promise<() => void> {
      return await super.subscribeMessage<E>((event) => {
        const snapshot =
          (event as { type: string }).type === "snapshot" && request.type.includes("topology");
        onEvent(snapshot ? ({ type: "snapshot", links: this.links, edges: this.edges } as E) : event);
      }, request);
    }
    pulse(pulses: Pulse[]): void {
      this.delta("topology", { pulses });
    }
  }

  let node: MapNode;
  let calls: [string, Record<string, unknown>][];
  let answer: () => unknown;
  beforeEach(() => {
    node = new MapNode();
    calls = [];
    answer = () => ({});
    // happy-dom neither animates nor opens dialogs; what we ask of it is what counts.
    Element.prototype.animate = vi.fn(() => ({}) as Animation);
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    document.body.replaceChildren();
    Reflect.deleteProperty(Element.prototype, "animate");
    expect(globalThis.pwned).toBeUndefined();
  });

  const card = (config?: Record<string, unknown>, admin = true): Promise<HTMLElement> =>
    show(
      "mesh-broadcast-map",
      node,
      config,
      aHass(node, {
        user: { id: "user", is_admin: admin },
        callService: (async (_: string, name: string, data: Record<string, unknown>) => {
          calls.push([name, data]);
          return { response: await answer() };
        }) as never,
      }),
    );
  const peer = (root: Element, id: string): HTMLElement => one(root, `button.node[data-id="${id}"]`);
  const details = (root: Element): HTMLElement => one(root, "mesh-broadcast-peer-details");
  const action = (root: Element, name: string): HTMLElement => {
    const found = all(details(root), "button, a").filter((button) => words(button) === name);
    expect(found, name).toHaveLength(1);
    return found[0] as HTMLElement;
  };
  const actions = (root: Element): string[] =>
    all(details(root), ".actions > *").map((button) => words(button));
  const outcome = (root: Element): string => words(one(details(root), ".outcome"));
  const focused = (): Element | null => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };

  it("shows us, everybody in reach, and the links", async () => {
    const map = await card({ title: "Around" });
    expect(words(one(map, ".count"))).toBe("Around 2 people in reach");
    expect(one(map, ".node.us").getAttribute("aria-label")).toBe("home, this node");
    const told = (id: string): string =>
      all(peer(map, id), ".name, .sr-only").map(words).join("");
    expect(told(ada)).toBe("ada, Neighbor");
    expect(told(ben)).toBe("ben, 2 hops");
    expect(all(map, ".lines line").map((line) => line.getAttribute("class"))).toEqual([
      "central",
      "announced",
    ]);
  });

  it("follows who comes and goes", async () => {
    const map = await card();
    node.delta("peers", { changed: [aPeer(CARL, "carl")] });
    await drawn();
    expect(words(peer(map, carl))).toContain("carl");
    node.delta("peers", { changed: [aPeer(CARL, "carl", { in_reach: false })] });
    await drawn();
    expect(all(map, `[data-id="${carl}"]`)).toEqual([]);
  });

  it("has an element for each peer that others can find by its name on the air", async () => {
    const map = await card();
    expect(all(map, "[data-peer]").map((found) => found.dataset["peer"]).sort()).toEqual([ada, ben].sort());
  });

  it("opens details by a click, with the way to the peer, and closes them by Escape", async () => {
    const map = await card();
    await click(peer(map, ben));
    expect(words(details(map))).toContain("ben");
    expect(words(one(details(map), "dl"))).toContain("ada");
    await press(one(details(map), "h2"), "Escape");
    expect(all(map, "mesh-broadcast-peer-details")).toEqual([]);
    expect(focused()).toBe(peer(map, ben));
  });

  it("goes from peer to peer by keys, and opens one by Enter", async () => {
    const map = await card();
    const start = one(map, ".node.us");
    expect(start.tabIndex).toBe(0);
    start.focus();
    const x = (id: string): number => Number.parseFloat(peer(map, id).style.translate);
    await press(start, x(ada) > 0 ? "ArrowRight" : "ArrowLeft");
    const there = focused() as HTMLElement;
    expect(there.localName).toBe("button");
    expect(all(map, '.node[tabindex="0"]')).toEqual([there]);
    // A button is clicked by Enter: browsers see to that.
    await click(there);
    expect(focused()?.localName).toBe("h2");
    await press(focused() as Element, "Escape");
    expect(focused()).toBe(there);
  });

  it("pings, and says what came of it", async () => {
    answer = () => ({ answered: true, hops: 2, round_trip_ms: 123.4 });
    const map = await card();
    await click(peer(map, ada));
    await click(action(map, "Ping"));
    expect(calls).toEqual([["ping", { fingerprint: ADA }]]);
    expect(outcome(map)).toBe("Answered in 123 ms over 2 hops");
    answer = () => ({ answered: false, hops: null, round_trip_ms: null });
    await click(action(map, "Ping"));
    expect(outcome(map)).toContain("No answer.");
  });

  it.each([
    ["Verify", "They are the same", "verify_peer", "Verified."],
    ["Block", "Block", "block_peer", "Blocked."],
  ])("does %s only after asking", async (name, yes, service, done) => {
    const map = await card();
    await click(peer(map, ada));
    await click(action(map, name));
    expect(calls).toEqual([]);
    const choices = all(map, "dialog .choices button");
    expect(choices.map((choice) => words(choice))).toEqual(["Cancel", yes]);
    await click(choices[0] as Element);
    expect(calls).toEqual([]);
    await click(action(map, name));
    await click(all(map, "dialog .choices button")[1] as Element);
    expect(calls).toEqual([[service, { fingerprint: ADA }]]);
    expect(outcome(map)).toBe(done);
  });

  it.each([
    ["Take back verification", "unverify_peer", { trust: "verified" }],
    ["Unblock", "unblock_peer", { blocked: true }],
  ] as const)("does %s at once", async (name, service, state) => {
    node.peers = [aPeer(ADA, "ada", state)];
    const map = await card();
    await click(peer(map, ada));
    await click(action(map, name));
    expect(calls).toEqual([[service, { fingerprint: ADA }]]);
  });

  it("says in words why something did not work", async () => {
    answer = () => Promise.reject(refusal("peer_unknown"));
    const map = await card();
    await click(peer(map, ada));
    await click(action(map, "Ping"));
    expect(outcome(map)).toContain("The node does not know this peer any more.");
    expect(one(details(map), ".outcome").matches(".bad")).toBe(true);
  });

  it("offers nothing to others that only administrators may do", async () => {
    const map = await card({}, false);
    await click(peer(map, ada));
    expect(actions(map)).toEqual(["Write", "Ping"]);
  });

  it("is a table for those who want one, with everybody in it", async () => {
    const map = await card({ table: true });
    expect(all(map, "tbody th").map((row) => words(row).replace(/^\S+ /u, ""))).toEqual(["ada", "ben"]);
    await click(all(map, "tbody button")[1] as Element);
    expect(words(details(map))).toContain("ben");
    await click(one(map, 'button[aria-label="Show the map"]'));
    expect(all(map, "table")).toEqual([]);
    expect(all(map, "button.node")).toHaveLength(2);
  });

  it("sends a dot along a line for each transmission, and never more than 60 at once", async () => {
    const map = await card();
    node.pulse([{ message_id: "m", kind: "message", from: us, to: [ada] }]);
    await drawn();
    expect(all(map, "[data-pulse]").map((dot) => dot.getAttribute("data-pulse"))).toEqual(["message"]);
    for (let turn = 0; turn < 10; turn += 1) {
      node.pulse(
        Array.from({ length: 60 }, () => ({ message_id: null, kind: "relay", from: ada, to: [us, ben] })),
      );
    }
    expect(all(map, "[data-pulse]").length).toBeLessThanOrEqual(60);
  });

  it("sends no dots to nobody, nor where less motion is wanted", async () => {
    const map = await card();
    node.pulse([{ message_id: "m", kind: "message", from: us, to: ["unknown"] }]);
    expect(all(map, "[data-pulse]")).toEqual([]);
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    node.pulse([{ message_id: "m", kind: "message", from: us, to: [ada] }]);
    expect(all(map, "[data-pulse]")).toEqual([]);
    expect(all(map, ".lines line.lit")).toHaveLength(1);
  });

  it("says so while nobody is in reach", async () => {
    node.peers = [];
    expect(words(await card())).toContain("Nobody is in reach yet");
  });

  it("says why there is nothing to show", async () => {
    node.loaded = false;
    expect(words(await card())).toContain("The mesh node is not running.");
    document.body.replaceChildren();
    node = new MapNode();
    node.connected = false;
    expect(words(await card())).toContain("No connection to Home Assistant.");
  });

  it("keeps what there is while the connection is lost", async () => {
    const map = await card();
    node.disconnect();
    await drawn();
    expect(all(map, "button.node")).toHaveLength(2);
    expect(words(one(map, ".banner"))).toContain("No connection to Home Assistant.");
  });

  it.each([
    ["html", `<img src=x onerror="globalThis.pwned = 1"><script>globalThis.pwned = 1</script>`],
    ["attribute", `" onfocus="globalThis.pwned = 1" autofocus x="`],
    ["css", "</style><style>*{display:none}</style>"],
    ["template", "{name} {{ states('x') }} <!--?lit$1$-->"],
    ["huge", "W".repeat(10_000)],
    ["bidi", "\u202eevil\u2066iso"],
  ])("shows hostile names inert (%s)", async (_, nickname) => {
    node.peers = [aPeer(ADA, nickname), aPeer(BEN, nickname, { direct: false, hops: 2 })];
    const map = await card();
    await click(peer(map, ben));
    await click(action(map, "Block"));
    await click(one(map, 'button[aria-label="Show a table"]'));
    const strange = [...every(map)]
      .map(({ localName }) => localName)
      .filter((name) => ["img", "script", "iframe", "a"].includes(name));
    expect(strange).toEqual([]);
    for (const name of all(map, "bdi")) expect(name.matches(".clip")).toBe(true);
    expect(all(map, "bdi").some((name) => name.textContent === nickname)).toBe(true);
  });

  it("lets go of everything when it leaves the page", async () => {
    const map = await card();
    map.remove();
    node.pulse([{ message_id: "m", kind: "message", from: us, to: [ada] }]);
    await settle();
    expect(all(map, "[data-pulse]")).toEqual([]);
  });
});

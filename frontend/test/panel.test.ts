import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openConversation } from "../src/components/navigate";
import type { Hass } from "../src/hass";
import { MeshDashboardStrategy } from "../src/strategy/dashboard";
import { ADA, aHass, aMessage, FakeNode } from "./fake-node";
import { all, click, drawn, one, press, show, words } from "./page";

describe("the panel", () => {
  let node: FakeNode;
  beforeEach(() => {
    node = new FakeNode();
  });
  afterEach(() => document.body.replaceChildren());

  const panel = (): Promise<HTMLElement & { narrow: boolean }> =>
    show("mesh-broadcast-panel", node);
  const shown = (root: Element): string[] =>
    all(root, ".pane")
      .filter((pane) => !pane.hasAttribute("hidden"))
      .map((pane) => pane.id);

  it("shows chat, map and activity, one at a time where there is little room", async () => {
    const page = await panel();
    expect(shown(page)).toEqual(["pane-chat"]);
    await click(one(page, "#tab-map"));
    expect(shown(page)).toEqual(["pane-map"]);
    expect(one(page, "#tab-map").getAttribute("aria-selected")).toBe("true");
  });

  it("goes from tab to tab with the arrow keys", async () => {
    const page = await panel();
    await press(one(page, "#tab-chat"), "ArrowRight");
    expect(shown(page)).toEqual(["pane-map"]);
    await press(one(page, "#tab-map"), "End");
    expect(shown(page)).toEqual(["pane-activity"]);
    await press(one(page, "#tab-activity"), "ArrowRight");
    expect(shown(page)).toEqual(["pane-chat"]);
  });

  it("offers Home Assistant's menu where the sidebar is hidden", async () => {
    const page = await panel();
    expect(all(page, '[aria-label="Sidebar"]')).toEqual([]);
    page.narrow = true;
    await drawn();
    let asked = false;
    page.addEventListener("hass-toggle-menu", () => (asked = true));
    await click(one(page, '[aria-label="Sidebar"]'));
    expect(asked).toBe(true);
  });

  it("says on the tab that something in the chat is unread", async () => {
    const page = await panel();
    await click(one(page, "#tab-map"));
    node.say(aMessage({ conversation: ADA, unread: true }));
    await drawn();
    expect(words(one(page, "#tab-chat"))).toContain("1 unread message");
  });

  it("opens a conversation that the map asks for", async () => {
    const page = await panel();
    await click(one(page, "#tab-map"));
    expect(openConversation(aHass(node), ADA)).toBe(true);
    await drawn();
    expect(shown(page)).toEqual(["pane-chat"]);
    expect(words(one(page, "section.thread header"))).toContain("ada");
  });

  it("is where a conversation opens from a page without a chat", async () => {
    expect(openConversation(aHass(node), ADA)).toBe(false);
    expect(openConversation(aHass(node, { panels: { "mesh-broadcast": {} } }), ADA)).toBe(true);
    expect(location.pathname).toBe("/mesh-broadcast");
    const page = await panel();
    expect(words(one(page, "section.thread header"))).toContain("ada");
  });
});

describe("the ready dashboard", () => {
  interface View {
    path: string;
    cards?: { type: string }[];
    sections?: { cards: Record<string, unknown>[] }[];
  }

  const tile = (entity: string): object => ({ type: "tile", entity, name: { type: "entity" } });
  const make = async (hass: Partial<Hass>): Promise<View[]> => {
    const made = await MeshDashboardStrategy.generate({}, aHass(new FakeNode(), hass));
    return made["views"] as View[];
  };

  it("has a view for each of chat, map, activity and status", async () => {
    const views = await make({});
    expect(views.map((view) => view.path)).toEqual(["chat", "map", "activity", "status"]);
    expect(views.slice(0, 3).map((view) => view.cards?.[0]?.type)).toEqual([
      "custom:mesh-broadcast-chat",
      "custom:mesh-broadcast-map",
      "custom:mesh-broadcast-activity",
    ]);
  });

  it("shows the state of the node and of the peers that have a device, and nobody else's", async () => {
    const entity = (
      entity_id: string,
      device_id: string,
      translation_key: string,
      platform = "mesh_broadcast",
    ): [string, object] => [entity_id, { entity_id, device_id, translation_key, platform }];
    const entities = Object.fromEntries([
      entity("sensor.ada_hops", "ada", "hops"),
      entity("binary_sensor.ada", "ada", "in_reach"),
      entity("binary_sensor.node", "node", "running"),
      entity("sensor.gone", "node", "links"),
      entity("light.hall", "hall", "light", "hue"),
    ]);
    const states = Object.fromEntries(
      ["sensor.ada_hops", "binary_sensor.ada", "binary_sensor.node", "light.hall"].map((id) => [
        id,
        { entity_id: id, state: "on", attributes: {} },
      ]),
    );
    const views = await make({
      entities,
      states,
      devices: { ada: { id: "ada", name: "{{ ada }} <b>" } },
    } as unknown as Partial<Hass>);
    expect(views[3]?.sections?.map((section) => section.cards)).toEqual([
      [
        { type: "heading", heading: "This node", icon: "mdi:access-point" },
        tile("binary_sensor.node"),
      ],
      [
        { type: "heading", heading: "{{ ada }} <b>", icon: "mdi:account" },
        tile("binary_sensor.ada"),
        tile("sensor.ada_hops"),
      ],
    ]);
  });

  it("says so where there is no node", async () => {
    const [section] = (await make({}))[3]?.sections ?? [];
    expect(section?.cards[0]?.["heading"]).toBe("The mesh node is not running.");
  });

  it("is offered where new dashboards are made", () => {
    const { customStrategies } = window as unknown as {
      customStrategies: { type: string; strategyType: string }[];
    };
    expect(customStrategies).toContainEqual(
      expect.objectContaining({ type: "mesh-broadcast", strategyType: "dashboard" }),
    );
    expect(customElements.get("ll-strategy-dashboard-mesh-broadcast")).toBe(MeshDashboardStrategy);
  });
});

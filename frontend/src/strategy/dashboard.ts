import { DOMAIN, type Hass } from "../hass";
import { localizeFor } from "../localize";

/** Peers with a device that get a section; those seen lately are on the map anyway. */
const MAX_PEERS = 30;

/** What of a peer is worth a tile, in this order. */
const PEER_TILES = ["in_reach", "hops", "rssi", "last_seen", "private_message"];

type Card = Record<string, unknown>;

interface Entity {
  id: string;
  key: string;
  /** Empty, `config` or `diagnostic`. */
  category: string;
}

/** Makes a whole dashboard from what is there. */
export class MeshDashboardStrategy extends HTMLElement {
  static async generate(_config: unknown, hass: Hass): Promise<Record<string, unknown>> {
    const t = localizeFor(hass);
    return {
      title: t("panel.title"),
      views: [
        full("chat", t("panel.chat")),
        full("map", t("panel.map")),
        full("activity", t("panel.activity")),
        {
          type: "sections",
          path: "status",
          title: t("strategy.status"),
          max_columns: 4,
          sections: sections(hass),
        },
      ],
    };
  }
}

/** A view that one card fills. */
function full(path: string, title: string): Card {
  return { type: "panel", path, title, cards: [{ type: `custom:mesh-broadcast-${path}` }] };
}

/** The node's entities, then those of each peer that has a device. */
function sections(hass: Hass): Card[] {
  const t = localizeFor(hass);
  const byDevice = new Map<string, Entity[]>();
  for (const entity of Object.values(hass.entities ?? {})) {
    if (entity.platform !== DOMAIN || !entity.device_id || entity.hidden) continue;
    if (!(entity.entity_id in hass.states)) continue;
    const list = byDevice.get(entity.device_id) ?? [];
    list.push({
      id: entity.entity_id,
      key: entity.translation_key ?? "",
      category: entity.entity_category ?? "",
    });
    byDevice.set(entity.device_id, list);
  }
  const node: Card[] = [];
  const peers: { name: string; cards: Card[] }[] = [];
  for (const [deviceId, entities] of byDevice) {
    const device = hass.devices?.[deviceId];
    if (entities.some(({ key }) => key === "running")) {
      // What people look at first, then what they set, then what explains it.
      entities.sort((a, b) => a.category.localeCompare(b.category));
      node.push(section(t("strategy.node"), "mdi:access-point", entities.map(tile)));
      continue;
    }
    const worth = entities
      .filter(({ key }) => PEER_TILES.includes(key))
      .sort((a, b) => PEER_TILES.indexOf(a.key) - PEER_TILES.indexOf(b.key));
    if (worth.length) {
      peers.push({
        name: (device?.name_by_user ?? device?.name) || t("strategy.peer"),
        cards: worth.map(tile),
      });
    }
  }
  peers.sort((a, b) => a.name.localeCompare(b.name, t.language, { numeric: true }));
  const made = [
    ...node,
    ...peers
      .slice(0, MAX_PEERS)
      .map(({ name, cards }) => section(name, "mdi:account", cards)),
  ];
  return made.length
    ? made
    : [
        {
          type: "grid",
          cards: [
            { type: "heading", heading: t("state.not_loaded"), icon: "mdi:power-plug-off" },
          ],
        },
      ];
}

function section(heading: string, icon: string, cards: Card[]): Card {
  return { type: "grid", cards: [{ type: "heading", heading, icon }, ...cards] };
}

function tile({ id }: Entity): Card {
  // The heading says whose it is: the entity's own name is enough.
  return { type: "tile", entity: id, name: { type: "entity" } };
}

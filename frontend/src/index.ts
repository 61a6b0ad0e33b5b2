/**
 * Where all begins: each element of the dashboard, and what Home Assistant is told of
 * them. A new element or card is added here and nowhere else.
 */

import { MeshActivityCard } from "./cards/activity-card";
import { MeshChatCard } from "./cards/chat-card";
import { MeshMapCard } from "./cards/map-card";
import { pageLanguage } from "./cards/page-language";
import { offerCard, offerDashboard } from "./cards/register";
import { define } from "./components/base";
import { MeshActivityView } from "./components/activity-view";
import { MeshChatView } from "./components/chat-view";
import { MeshComposer } from "./components/composer";
import { MeshConversations } from "./components/conversations";
import { MeshDetails } from "./components/details";
import { MeshMapView } from "./components/map-view";
import { MeshPeerDetails } from "./components/peer-details";
import { MeshPeerTable } from "./components/peer-table";
import { MeshSearch } from "./components/search";
import { MeshThread } from "./components/thread";
import { PUBLIC } from "./api/types";
import { localizeIn } from "./localize";
import { MeshPanel } from "./panel/panel";
import { MeshDashboardStrategy } from "./strategy/dashboard";

declare const __VERSION__: string;

const ELEMENTS: Record<string, CustomElementConstructor> = {
  "mesh-broadcast-conversations": MeshConversations,
  "mesh-broadcast-thread": MeshThread,
  "mesh-broadcast-composer": MeshComposer,
  "mesh-broadcast-search": MeshSearch,
  "mesh-broadcast-details": MeshDetails,
  "mesh-broadcast-chat-view": MeshChatView,
  "mesh-broadcast-peer-details": MeshPeerDetails,
  "mesh-broadcast-peer-table": MeshPeerTable,
  "mesh-broadcast-map-view": MeshMapView,
  "mesh-broadcast-activity-view": MeshActivityView,
  // Cards
  "mesh-broadcast-chat": MeshChatCard,
  "mesh-broadcast-map": MeshMapCard,
  "mesh-broadcast-activity": MeshActivityCard,
  // Pages
  "mesh-broadcast-panel": MeshPanel,
  "ll-strategy-dashboard-mesh-broadcast": MeshDashboardStrategy,
};

// Home Assistant replaces the browser's registry of elements while it starts, and knows
// none of those that came earlier. On pages without it there is nothing to wait for.
if (document.querySelector("home-assistant")) {
  await customElements.whenDefined("home-assistant");
}
for (const [name, element] of Object.entries(ELEMENTS)) define(name, element);

const t = localizeIn(pageLanguage());

offerCard({
  type: "mesh-broadcast-chat",
  name: t("card.chat_name"),
  description: t("card.chat_description"),
  suggest: (hass, entityId) => {
    const domain = entityId.split(".")[0];
    if (domain !== "notify" && domain !== "event") return undefined;
    return hass.entities?.[entityId]?.translation_key === "public_channel"
      ? { conversation: PUBLIC }
      : {};
  },
});

offerCard({
  type: "mesh-broadcast-map",
  name: t("card.map_name"),
  description: t("card.map_description"),
  suggest: (hass, entityId) =>
    hass.entities?.[entityId]?.translation_key === "peers_in_reach" ? {} : undefined,
});

offerCard({
  type: "mesh-broadcast-activity",
  name: t("card.activity_name"),
  description: t("card.activity_description"),
  suggest: (hass, entityId) =>
    hass.entities?.[entityId]?.translation_key === "relayed_packets" ? {} : undefined,
});

offerDashboard({
  type: "mesh-broadcast",
  name: t("strategy.name"),
  description: t("strategy.description"),
});

console.info(
  `%c mesh-broadcast %c ${__VERSION__} `,
  "color:#fff;background:#0b6b86",
  "color:#0b6b86;background:#dff3f9",
);

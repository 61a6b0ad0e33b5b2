import { html, type TemplateResult } from "lit";
import { type CardSize, configForm, ViewCard, type ViewCardConfig } from "./view-card";

export interface MapCardConfig extends ViewCardConfig {
  /** Show the table at first. */
  table?: boolean;
}

const SIZE: CardSize = { height: 480, minHeight: 240, rows: 8, minRows: 4 };

/** The map as a card on a dashboard. */
export class MeshMapCard extends ViewCard<MapCardConfig> {
  protected override readonly size = SIZE;

  static getConfigForm(): unknown {
    return configForm(SIZE, [
      { name: "table", label: "editor.table", selector: { boolean: {} } },
    ]);
  }

  protected override renderView(config: MapCardConfig): TemplateResult {
    return html`<mesh-broadcast-map-view
      .hass=${this.hass}
      .heading=${config.title ?? ""}
      .table=${config.table ?? false}
    ></mesh-broadcast-map-view>`;
  }
}

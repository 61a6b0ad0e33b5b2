import { html, type TemplateResult } from "lit";
import { type CardSize, configForm, ViewCard, type ViewCardConfig } from "./view-card";

const SIZE: CardSize = { height: 480, minHeight: 240, rows: 8, minRows: 4 };

/** The activity as a card on a dashboard. */
export class MeshActivityCard extends ViewCard<ViewCardConfig> {
  protected override readonly size = SIZE;

  static getConfigForm(): unknown {
    return configForm(SIZE, []);
  }

  protected override renderView(config: ViewCardConfig): TemplateResult {
    return html`<mesh-broadcast-activity-view
      .hass=${this.hass}
      .heading=${config.title ?? ""}
    ></mesh-broadcast-activity-view>`;
  }
}

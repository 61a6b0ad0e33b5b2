import { html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { MeshElement } from "../components/base";
import { cardFrame } from "./card-frame";
import { theme } from "../components/styles";
import { localizeIn } from "../localize";
import { pageLanguage } from "./page-language";

export interface ActivityCardConfig {
  type: string;
  title?: string;
  /** Pixels, where the dashboard does not decide. */
  height?: number;
}

const DEFAULT_HEIGHT = 480;
const MIN_HEIGHT = 240;

/** The activity as a card on a dashboard. */
export class MeshActivityCard extends MeshElement {
  @state() private config: ActivityCardConfig | undefined;
  @property({ reflect: true }) layout: string | undefined;

  setConfig(config: ActivityCardConfig): void {
    if (config.height !== undefined && !(Number(config.height) >= MIN_HEIGHT)) {
      throw new Error(localizeIn(pageLanguage())("card.bad_height", { n: MIN_HEIGHT }));
    }
    this.config = config;
  }

  getCardSize(): number {
    return Math.ceil((this.config?.height ?? DEFAULT_HEIGHT) / 50);
  }

  getGridOptions(): Record<string, number | "full"> {
    return { columns: 12, min_columns: 6, rows: 8, min_rows: 4 };
  }

  static getStubConfig(): Partial<ActivityCardConfig> {
    return {};
  }

  static getConfigForm(): unknown {
    const t = localizeIn(pageLanguage());
    const labels: Record<string, string> = {
      title: t("editor.title"),
      height: t("editor.height"),
    };
    return {
      schema: [
        { name: "title", selector: { text: {} } },
        {
          name: "height",
          selector: {
            number: { min: MIN_HEIGHT, max: 2000, mode: "box", unit_of_measurement: "px" },
          },
        },
      ],
      computeLabel: ({ name }: { name: string }) => labels[name] ?? name,
      computeHelper: ({ name }: { name: string }) =>
        name === "height" ? t("editor.height_help") : undefined,
    };
  }

  protected override render(): TemplateResult {
    const { config } = this;
    if (!config) return html``;
    const height = config.height ?? DEFAULT_HEIGHT;
    return html`<ha-card style=${`--mb-height: ${Number(height)}px`}>
      <mesh-broadcast-activity-view
        .hass=${this.hass}
        .heading=${config.title ?? ""}
      ></mesh-broadcast-activity-view>
    </ha-card>`;
  }

  static override styles = [theme, cardFrame];
}

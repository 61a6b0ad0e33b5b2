import { css, html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { MeshElement } from "../components/base";
import { theme } from "../components/styles";
import { type Key, localizeIn } from "../localize";
import { pageLanguage } from "./page-language";

/** What all cards can be told. */
export interface ViewCardConfig {
  type: string;
  title?: string;
  /** Pixels, where the dashboard does not decide. */
  height?: number;
}

/** How big a card is: in pixels, and in rows of the sections view. */
export interface CardSize {
  readonly height: number;
  readonly minHeight: number;
  readonly rows: number;
  readonly minRows: number;
}

/** A choice in the card editor. */
export interface FormField {
  name: string;
  label: Key;
  help?: Key;
  selector: Record<string, unknown>;
  default?: unknown;
}

/** A view in a frame, as a card on a dashboard. */
export abstract class ViewCard<Config extends ViewCardConfig> extends MeshElement {
  @state() private config: Config | undefined;
  @property({ reflect: true }) layout: string | undefined;

  protected abstract readonly size: CardSize;

  setConfig(config: Config): void {
    const { minHeight } = this.size;
    if (config.height !== undefined && !(Number(config.height) >= minHeight)) {
      throw new Error(localizeIn(pageLanguage())("card.bad_height", { n: minHeight }));
    }
    this.config = config;
  }

  getCardSize(): number {
    return Math.ceil((this.config?.height ?? this.size.height) / 50);
  }

  getGridOptions(): Record<string, number | "full"> {
    const { rows, minRows } = this.size;
    return { columns: 12, min_columns: 6, rows, min_rows: minRows };
  }

  static getStubConfig(): object {
    return {};
  }

  protected abstract renderView(config: Config): TemplateResult;

  protected override render(): TemplateResult {
    const { config } = this;
    if (!config) return html``;
    const height = Number(config.height ?? this.size.height);
    return html`<ha-card style=${`--mb-height: ${height}px`}>${this.renderView(config)}</ha-card>`;
  }

  static override styles = [
    theme,
    css`
      :host {
        display: block;
        height: 100%;
      }

      ha-card {
        display: block;
        overflow: hidden;
        height: var(--mb-height);
        max-height: calc(100vh - var(--header-height, 56px) - 24px);
      }

      /* In the sections view the grid decides, on a panel view the window. */
      :host([layout="grid"]) ha-card {
        height: 100%;
        max-height: none;
      }

      :host([layout="panel"]) ha-card {
        height: calc(100vh - var(--header-height, 56px));
        max-height: none;
        border-radius: 0;
        border: 0;
      }
    `,
  ];
}

/** The form of the card editor: a title, what the card has besides, and its height. */
export function configForm(size: CardSize, besides: readonly FormField[]): unknown {
  const t = localizeIn(pageLanguage());
  const fields: readonly FormField[] = [
    { name: "title", label: "editor.title", selector: { text: {} } },
    ...besides,
    {
      name: "height",
      label: "editor.height",
      help: "editor.height_help",
      selector: {
        number: { min: size.minHeight, max: 2000, mode: "box", unit_of_measurement: "px" },
      },
    },
  ];
  const named = new Map(fields.map((field) => [field.name, field]));
  return {
    schema: fields.map(({ label: _label, help: _help, ...item }) => item),
    computeLabel: ({ name }: { name: string }) => {
      const field = named.get(name);
      return field ? t(field.label) : name;
    },
    computeHelper: ({ name }: { name: string }) => {
      const help = named.get(name)?.help;
      return help && t(help);
    },
  };
}

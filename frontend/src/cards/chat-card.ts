import { html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { type ConversationId, PUBLIC } from "../api/types";
import { MeshElement } from "../components/base";
import { cardFrame } from "./card-frame";
import { theme } from "../components/styles";
import { localizeIn } from "../localize";
import { pageLanguage } from "./page-language";

export interface ChatCardConfig {
  type: string;
  title?: string;
  /** `all`, `public`, or a peer's fingerprint. */
  conversation?: string;
  read_only?: boolean;
  show_signal?: boolean;
  mark_read?: boolean;
  /** Pixels, where the dashboard does not decide. */
  height?: number;
}

const DEFAULT_HEIGHT = 560;
const MIN_HEIGHT = 280;
const FINGERPRINT = /^[0-9a-f]{64}$/u;

/** The chat as a card on a dashboard. */
export class MeshChatCard extends MeshElement {
  @state() private config: ChatCardConfig | undefined;
  @property({ reflect: true }) layout: string | undefined;
  @property({ type: Boolean }) preview = false;

  setConfig(config: ChatCardConfig): void {
    const { conversation, height } = config;
    if (
      conversation &&
      conversation !== "all" &&
      conversation !== PUBLIC &&
      !FINGERPRINT.test(conversation)
    ) {
      throw new Error(localizeIn(pageLanguage())("card.bad_conversation"));
    }
    if (height !== undefined && !(Number(height) >= MIN_HEIGHT)) {
      throw new Error(localizeIn(pageLanguage())("card.bad_height", { n: MIN_HEIGHT }));
    }
    this.config = config;
  }

  getCardSize(): number {
    return Math.ceil((this.config?.height ?? DEFAULT_HEIGHT) / 50);
  }

  getGridOptions(): Record<string, number | "full"> {
    return { columns: 12, min_columns: 6, rows: 9, min_rows: 5 };
  }

  static getStubConfig(): Partial<ChatCardConfig> {
    return {};
  }

  static getConfigForm(): unknown {
    const t = localizeIn(pageLanguage());
    return {
      schema: [
        { name: "title", selector: { text: {} } },
        {
          name: "conversation",
          selector: {
            select: {
              mode: "dropdown",
              custom_value: true,
              options: [
                { value: "all", label: t("editor.conversation_all") },
                { value: PUBLIC, label: t("editor.conversation_public") },
              ],
            },
          },
        },
        { name: "show_signal", selector: { boolean: {} } },
        { name: "read_only", selector: { boolean: {} } },
        { name: "mark_read", default: true, selector: { boolean: {} } },
        {
          name: "height",
          selector: {
            number: { min: MIN_HEIGHT, max: 2000, mode: "box", unit_of_measurement: "px" },
          },
        },
      ],
      computeLabel: ({ name }: { name: string }) =>
        name in LABELS ? t(LABELS[name as keyof typeof LABELS]) : name,
      computeHelper: ({ name }: { name: string }) =>
        name in HELPERS ? t(HELPERS[name as keyof typeof HELPERS]) : undefined,
    };
  }

  protected override render(): TemplateResult {
    const { config } = this;
    if (!config) return html``;
    const only: ConversationId | undefined =
      config.conversation && config.conversation !== "all" ? config.conversation : undefined;
    const height = config.height ?? DEFAULT_HEIGHT;
    return html`<ha-card style=${`--mb-height: ${Number(height)}px`}>
      <mesh-broadcast-chat-view
        .hass=${this.hass}
        .only=${only}
        .heading=${config.title ?? ""}
        .readOnly=${config.read_only ?? false}
        .showSignal=${config.show_signal ?? false}
        .keepUnread=${this.preview || config.mark_read === false}
      ></mesh-broadcast-chat-view>
    </ha-card>`;
  }

  static override styles = [theme, cardFrame];
}

const LABELS = {
  title: "editor.title",
  conversation: "editor.conversation",
  read_only: "editor.read_only",
  show_signal: "editor.show_signal",
  mark_read: "editor.mark_read",
  height: "editor.height",
} as const;

const HELPERS = {
  conversation: "editor.conversation_help",
  mark_read: "editor.mark_read_help",
  height: "editor.height_help",
} as const;

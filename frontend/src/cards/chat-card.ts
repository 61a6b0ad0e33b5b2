import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { type ConversationId, PUBLIC } from "../api/types";
import { localizeIn } from "../localize";
import { pageLanguage } from "./page-language";
import { type CardSize, configForm, ViewCard, type ViewCardConfig } from "./view-card";

export interface ChatCardConfig extends ViewCardConfig {
  /** `all`, `public`, or a peer's fingerprint. */
  conversation?: string;
  read_only?: boolean;
  show_signal?: boolean;
  mark_read?: boolean;
}

const SIZE: CardSize = { height: 560, minHeight: 280, rows: 9, minRows: 5 };
const FINGERPRINT = /^[0-9a-f]{64}$/u;

/** The chat as a card on a dashboard. */
export class MeshChatCard extends ViewCard<ChatCardConfig> {
  @property({ type: Boolean }) preview = false;

  protected override readonly size = SIZE;

  override setConfig(config: ChatCardConfig): void {
    const { conversation } = config;
    if (
      conversation &&
      conversation !== "all" &&
      conversation !== PUBLIC &&
      !FINGERPRINT.test(conversation)
    ) {
      throw new Error(localizeIn(pageLanguage())("card.bad_conversation"));
    }
    super.setConfig(config);
  }

  static getConfigForm(): unknown {
    const t = localizeIn(pageLanguage());
    return configForm(SIZE, [
      {
        name: "conversation",
        label: "editor.conversation",
        help: "editor.conversation_help",
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
      { name: "show_signal", label: "editor.show_signal", selector: { boolean: {} } },
      { name: "read_only", label: "editor.read_only", selector: { boolean: {} } },
      {
        name: "mark_read",
        label: "editor.mark_read",
        help: "editor.mark_read_help",
        default: true,
        selector: { boolean: {} },
      },
    ]);
  }

  protected override renderView(config: ChatCardConfig): TemplateResult {
    const only: ConversationId | undefined =
      config.conversation && config.conversation !== "all" ? config.conversation : undefined;
    return html`<mesh-broadcast-chat-view
      .hass=${this.hass}
      .only=${only}
      .heading=${config.title ?? ""}
      .readOnly=${config.read_only ?? false}
      .showSignal=${config.show_signal ?? false}
      .keepUnread=${this.preview || config.mark_read === false}
    ></mesh-broadcast-chat-view>`;
  }
}

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { mdiForum, mdiFormatListBulleted, mdiGraph, mdiMenu } from "@mdi/js";
import { MeshElement } from "../components/base";
import { icon } from "../components/icons";
import { theme } from "../components/styles";
import type { Key } from "../localize";
import type { ChatStore } from "../state/chat";
import { Watch } from "../state/watch";

type Tab = "chat" | "map" | "activity";

const TABS: { tab: Tab; icon: string; label: Key }[] = [
  { tab: "chat", icon: mdiForum, label: "panel.chat" },
  { tab: "map", icon: mdiGraph, label: "panel.map" },
  { tab: "activity", icon: mdiFormatListBulleted, label: "panel.activity" },
];

/** From here on the chat stays in sight beside map and activity, in pixels. */
const SPLIT_FROM = 1_200;

/** The page behind the sidebar's entry: chat, map and activity in one. */
export class MeshPanel extends MeshElement {
  /** Set by Home Assistant: whether the sidebar is hidden for lack of room. */
  @property({ type: Boolean, reflect: true }) narrow = false;
  @property({ attribute: false }) route: { path?: string } | undefined;

  @state() private tab: Tab = "chat";
  /** What stands beside the chat where there is room. */
  @state() private side: Exclude<Tab, "chat"> = "map";
  @state() private wide = false;

  private readonly chatWatch = new Watch<ChatStore>(this);
  private sized: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.sized = new ResizeObserver(([entry]) => {
      this.wide = (entry?.contentRect.width ?? 0) >= SPLIT_FROM;
    });
    this.sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sized?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.chatWatch.set(this.session?.chat);
    if (changed.has("route")) {
      const wanted = TABS.find(({ tab }) => this.route?.path === `/${tab}`);
      if (wanted) this.choose(wanted.tab);
    }
  }

  protected override render(): TemplateResult {
    const { hass, t, wide, side, tab } = this;
    const tabs = wide ? TABS.filter((one) => one.tab !== "chat") : TABS;
    const current = wide ? side : tab;
    const unread = this.session?.chat.unread ?? 0;
    return html`
      <header>
        ${this.narrow || hass?.dockedSidebar === "always_hidden"
          ? html`<button
              class="icon-button"
              aria-label=${t("panel.menu")}
              title=${t("panel.menu")}
              @click=${() => this.fire("hass-toggle-menu")}
            >
              ${icon(mdiMenu)}
            </button>`
          : nothing}
        <h1 class="clip">${t("panel.title")}</h1>
        <div class="tabs" role="tablist" aria-label=${t("panel.title")} @keydown=${this.onKey}>
          ${tabs.map(
            (one) =>
              html`<button
                role="tab"
                id="tab-${one.tab}"
                aria-controls="pane-${one.tab}"
                aria-selected=${one.tab === current ? "true" : "false"}
                tabindex=${one.tab === current ? 0 : -1}
                title=${t(one.label)}
                @click=${() => this.choose(one.tab)}
              >
                ${icon(one.icon)}<span class="label">${t(one.label)}</span>
                ${one.tab === "chat" && unread && current !== "chat"
                  ? html`<span class="count"
                      ><span aria-hidden="true">${unread > 99 ? "99+" : unread}</span
                      ><span class="sr-only"
                        >${t.plural("conversations.unread", unread)}</span
                      ></span
                    >`
                  : nothing}
              </button>`,
          )}
        </div>
      </header>
      <main class=${wide ? "wide" : ""} @mesh-opened=${() => this.choose("chat")}>
        ${TABS.map(({ tab: one }) => this.renderPane(one, wide, current))}
      </main>
    `;
  }

  private renderPane(one: Tab, wide: boolean, current: Tab): TemplateResult {
    const beside = wide && one === "chat";
    const shown = beside || one === current;
    return html`<section
      id="pane-${one}"
      class="pane ${one}"
      role=${beside ? "region" : "tabpanel"}
      aria-labelledby=${beside ? nothing : `tab-${one}`}
      aria-label=${beside ? this.t("panel.chat") : nothing}
      ?hidden=${!shown}
    >
      ${this.renderView(one, shown)}
    </section>`;
  }

  private renderView(one: Tab, shown: boolean): TemplateResult | typeof nothing {
    switch (one) {
      case "chat":
        // Kept while out of sight: it holds what is being written.
        return html`<mesh-broadcast-chat-view .hass=${this.hass}></mesh-broadcast-chat-view>`;
      case "map":
        return shown
          ? html`<mesh-broadcast-map-view .hass=${this.hass}></mesh-broadcast-map-view>`
          : nothing;
      case "activity":
        return shown
          ? html`<mesh-broadcast-activity-view
              .hass=${this.hass}
            ></mesh-broadcast-activity-view>`
          : nothing;
    }
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    if (tab !== "chat") this.side = tab;
  }

  private readonly onKey = async (event: KeyboardEvent): Promise<void> => {
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]')];
    const rtl = getComputedStyle(this).direction === "rtl";
    const at = all.indexOf(event.target as HTMLElement);
    let next: number;
    switch (event.key) {
      case "ArrowLeft":
      case "ArrowRight":
        next = at + ((event.key === "ArrowRight") !== rtl ? 1 : -1) + all.length;
        break;
      case "Home":
        next = 0;
        break;
      case "End":
        next = all.length - 1;
        break;
      default:
        return;
    }
    event.preventDefault();
    const chosen = all[next % all.length];
    chosen?.click();
    await this.updateComplete;
    chosen?.focus();
  };

  static override styles = [
    theme,
    css`
      :host {
        display: flex;
        flex-direction: column;
        /* What is safe from notches and home bars, with and without them. */
        height: 100vh;
        height: 100dvh;
        padding-top: var(--safe-area-inset-top, 0);
        padding-bottom: var(--safe-area-inset-bottom, 0);
        background: var(--mb-surface);
        overflow: hidden;
      }

      header {
        display: flex;
        align-items: center;
        gap: 4px;
        flex: none;
        height: var(--header-height, 56px);
        padding-inline: 24px 12px;
        background: var(--app-header-background-color, var(--mb-surface));
        color: var(--app-header-text-color, var(--mb-text));
        border-bottom: var(--app-header-border-bottom, 1px solid var(--mb-line));
      }

      :host([narrow]) header {
        padding-inline-start: 4px;
      }

      header .icon-button {
        color: inherit;
      }

      h1 {
        flex: 1;
        margin: 0;
        font-size: 20px;
        font-weight: 400;
        line-height: 28px;
      }

      .tabs {
        display: flex;
        height: 100%;
        min-width: 0;
      }

      [role="tab"] {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 48px;
        height: 100%;
        padding: 0 16px;
        font-size: 14px;
        font-weight: 500;
        justify-content: center;
        position: relative;
        opacity: 0.82;
      }

      [role="tab"] .icon {
        font-size: 20px;
      }

      [role="tab"]:focus-visible {
        outline-color: currentcolor;
        outline-offset: -4px;
      }

      [role="tab"][aria-selected="true"] {
        opacity: 1;
        box-shadow: inset 0 -2px currentcolor;
      }

      .count {
        min-width: 20px;
        height: 20px;
        padding: 0 6px;
        border-radius: 10px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 11.5px;
        font-weight: 600;
        line-height: 20px;
        text-align: center;
      }

      main {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }

      main.wide {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }

      .pane {
        min-height: 0;
        min-width: 0;
        position: relative;
        overflow: hidden;
      }

      .pane[hidden] {
        display: none;
      }

      main.wide .chat {
        border-inline-end: 1px solid var(--mb-line);
      }

      :host([narrow]) .label {
        display: none;
      }
    `,
  ];
}

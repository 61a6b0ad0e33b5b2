import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import {
  mdiAccessPointOff,
  mdiArrowLeft,
  mdiForumOutline,
  mdiLockOutline,
  mdiMagnify,
  mdiShieldCheck,
} from "@mdi/js";
import { type ConversationId, type Message, PUBLIC } from "../api/types";
import type { ChatStore } from "../state/chat";
import type { PeerStore } from "../state/peers";
import { Watch } from "../state/watch";
import { avatar, avatarStyles, channelAvatar } from "./avatar";
import { MeshElement } from "./base";
import type { MeshComposer } from "./composer";
import type { MeshDetails } from "./details";
import { feedNotice } from "./feed-notice";
import { icon } from "./icons";
import { banner, type Notice, notice, noticeStyles } from "./notice";
import { distanceWords } from "./peer-words";
import { theme } from "./styles";
import type { MeshThread } from "./thread";

/** How long a short word about what was done stays, in milliseconds. */
const TOAST = 3_000;

/** The whole chat: conversations, one of them open, and where one writes. */
export class MeshChatView extends MeshElement {
  /** Show this conversation only. */
  @property() only: ConversationId | undefined;
  @property({ type: Boolean }) readOnly = false;
  @property({ type: Boolean }) showSignal = false;
  /** Leave what is unread unread, as a screen on a wall does that nobody may look at. */
  @property({ type: Boolean }) keepUnread = false;
  /** A title above the conversations. */
  @property() heading = "";

  @state() private selected: ConversationId = PUBLIC;
  /** On a narrow screen: what is in sight. */
  @state() private pane: "list" | "thread" = "thread";
  @state() private searching = false;
  @state() private toast = "";
  @state() private inView = true;

  @query("mesh-broadcast-thread") private readonly threadElement!: MeshThread;
  @query("mesh-broadcast-composer") private readonly composer!: MeshComposer;
  @query("mesh-broadcast-details") private readonly details!: MeshDetails;

  private readonly chatWatch = new Watch<ChatStore>(this);
  private readonly peersWatch = new Watch<PeerStore>(this);
  private toastTimer: ReturnType<typeof setTimeout> | undefined;
  private visibility: IntersectionObserver | undefined;
  private endOffer: (() => void) | undefined;

  /** Open a conversation, e.g. from the map. */
  open(conversation: ConversationId): void {
    this.selected = conversation;
    this.pane = "thread";
    this.searching = false;
  }

  private readonly openOnRequest = (conversation: ConversationId): void => {
    this.open(conversation);
    this.fire("mesh-opened", conversation);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.seen);
    this.visibility = new IntersectionObserver((entries) => {
      this.inView = entries.at(-1)?.isIntersecting ?? true;
      this.seen();
    });
    this.visibility.observe(this);
    if (this.hasUpdated) this.offerToOpen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.seen);
    this.visibility?.disconnect();
    clearTimeout(this.toastTimer);
    this.endOffer?.();
    this.endOffer = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { session } = this;
    this.chatWatch.set(session?.chat);
    this.peersWatch.set(session?.peers);
    if (changed.has("only") && this.only) this.open(this.only);
    this.offerToOpen();
  }

  protected override render(): TemplateResult {
    const { session } = this;
    if (!session) return html``;
    const { chat, peers } = session;
    const blocker = this.blocker(chat, peers);
    if (blocker && !(chat.loaded && peers.loaded)) return html`${notice(blocker)}`;
    const single = !this.hasList(peers);
    return html`
      <div class="panes ${single ? "single" : ""}" data-pane=${single ? "thread" : this.pane}>
        ${single
          ? nothing
          : html`<div class="list">
              ${this.heading ? html`<h2 class="clip">${this.heading}</h2>` : nothing}
              <mesh-broadcast-conversations
                .hass=${this.hass}
                .chat=${chat}
                .peers=${peers}
                .selected=${this.selected}
                @mesh-open=${this.onOpen}
              ></mesh-broadcast-conversations>
            </div>`}
        ${this.renderThread(chat, peers, single)}
      </div>
      <mesh-broadcast-details .hass=${this.hass} .peers=${peers}></mesh-broadcast-details>
      <div class="toast ${this.toast ? "shown" : ""}" role="status">${this.toast}</div>
    `;
  }

  private renderThread(chat: ChatStore, peers: PeerStore, single: boolean): TemplateResult {
    const { t } = this;
    const thread = chat.thread(this.selected);
    const obstacle = this.obstacle(peers);
    const trouble = this.trouble(chat, peers);
    return html`<section class="thread" aria-label=${this.titleOf(peers)}>
      ${this.renderHeader(chat, peers, single)} ${trouble ? banner(trouble) : nothing}
      ${this.searching
        ? html`<mesh-broadcast-search
            .hass=${this.hass}
            .thread=${thread}
            @mesh-found=${this.onFound}
            @mesh-close=${this.closeSearch}
          ></mesh-broadcast-search>`
        : nothing}
      <mesh-broadcast-thread
        .hass=${this.hass}
        .thread=${thread}
        .peers=${peers}
        .canWrite=${this.mayWrite(peers)}
        .showSignal=${this.showSignal}
        ?inert=${this.searching}
        @mesh-seen=${this.seen}
        @mesh-reply=${(event: CustomEvent<Message>) => this.composer?.replyTo(event.detail)}
        @mesh-mention=${(event: CustomEvent<string>) =>
          this.composer?.insert(`@${event.detail} `)}
        @mesh-edit=${(event: CustomEvent<string>) => this.composer?.insert(event.detail)}
        @mesh-compose=${() => this.composer?.focus()}
        @mesh-details=${(event: CustomEvent<Message>) => void this.details.show(event.detail)}
        @mesh-toast=${(event: CustomEvent<string>) => this.say(event.detail)}
      ></mesh-broadcast-thread>
      ${!this.mayWrite(peers)
        ? nothing
        : html`<mesh-broadcast-composer
            .hass=${this.hass}
            .thread=${thread}
            .peers=${peers}
            .obstacle=${obstacle}
          ></mesh-broadcast-composer>`}
      <span class="sr-only">${t("chat.keys")}</span>
    </section>`;
  }

  private renderHeader(chat: ChatStore, peers: PeerStore, single: boolean): TemplateResult {
    const { t } = this;
    const isPublic = this.selected === PUBLIC;
    const peer = isPublic ? undefined : peers.get(this.selected);
    const others = chat.unread - (chat.conversations.get(this.selected)?.unread ?? 0);
    const title = this.titleOf(peers);
    return html`<header>
      ${single
        ? nothing
        : html`<button
            class="icon-button back"
            aria-label=${others
              ? `${t("chat.back")}, ${t.plural("conversations.unread", others)}`
              : t("chat.back")}
            title=${t("chat.back")}
            @click=${this.back}
          >
            ${icon(mdiArrowLeft)}
            ${others
              ? html`<span class="dot" aria-hidden="true">${others > 99 ? "99+" : others}</span>`
              : nothing}
          </button>`}
      ${isPublic ? channelAvatar() : avatar(this.selected, title, peer?.in_reach)}
      <div class="titles">
        <h2>
          <bdi class="clip">${title}</bdi>
          ${peer?.trust === "verified"
            ? html`<span class="badge" title=${t("trust.verified")}
                >${icon(mdiShieldCheck)}<span class="sr-only"
                  >${t("trust.verified")}</span
                ></span
              >`
            : nothing}
        </h2>
        <p>
          ${isPublic
            ? nothing
            : html`<span class="lock" title=${t("chat.private")}
                >${icon(mdiLockOutline)}<span class="sr-only">${t("chat.private")}</span></span
              >`}
          <span class="clip">${this.subtitle(peers)}</span>
        </p>
      </div>
      <button
        class="icon-button"
        aria-label=${t("chat.search")}
        title=${t("chat.search")}
        aria-pressed=${this.searching ? "true" : "false"}
        @click=${() => (this.searching = !this.searching)}
      >
        ${icon(mdiMagnify)}
      </button>
    </header>`;
  }

  // -- words

  private titleOf(peers: PeerStore): string {
    if (this.selected === PUBLIC) {
      return (this.only && this.heading) || this.t("conversations.public");
    }
    const known = peers.get(this.selected)?.nickname;
    const listed = this.session?.chat.conversations.get(this.selected)?.title;
    return known ?? (listed || this.selected.slice(0, 8));
  }

  private subtitle(peers: PeerStore): string {
    const { t, formats } = this;
    if (this.selected === PUBLIC) {
      return t.plural("conversations.people", peers.inReach.length);
    }
    const peer = peers.get(this.selected);
    if (!peer) return t("peer.unknown");
    if (peer.blocked) return t("peer.blocked");
    if (!peer.in_reach) {
      return t("peer.last_seen", { when: formats.relative(peer.last_seen, Date.now()) });
    }
    return distanceWords(peer, t);
  }

  /** What leaves nothing to show. */
  private blocker(chat: ChatStore, peers: PeerStore): Notice | undefined {
    return feedNotice([peers, chat], this.hass, this.t, mdiForumOutline);
  }

  /** What is told above messages that are still worth reading. */
  private trouble(
    chat: ChatStore,
    peers: PeerStore,
  ): (Notice & { kind: "warning" | "error" }) | undefined {
    const { t } = this;
    const blocker = this.blocker(chat, peers);
    if (blocker) return { ...blocker, kind: "warning" };
    const { node } = peers;
    if (node && !node.running) {
      return {
        kind: "warning",
        icon: mdiAccessPointOff,
        title: t("state.not_running"),
        text: t("state.not_running_hint"),
      };
    }
    return undefined;
  }

  /** Why nothing can be sent; empty if it can. */
  private obstacle(peers: PeerStore): string {
    const { t } = this;
    switch (peers.feedState) {
      case "offline":
        return t("error.offline");
      case "not_loaded":
        return t("error.not_loaded");
      default:
    }
    if (this.selected === PUBLIC) return "";
    if (!peers.node?.may_read_private) return t("error.not_allowed");
    const peer = peers.get(this.selected);
    if (peer?.blocked) return t("composer.blocked", { name: peer.nickname });
    return "";
  }

  // -- what is done

  private hasList(peers: PeerStore): boolean {
    return !this.only && (peers.node?.may_read_private ?? false);
  }

  /** Open what others on the page ask for, unless this shows one conversation only. */
  private offerToOpen(): void {
    if (this.only || this.endOffer || !this.isConnected) return;
    this.endOffer = this.session?.chat.offer(this.openOnRequest);
  }

  private mayWrite(peers: PeerStore): boolean {
    return !this.readOnly && (peers.node?.may_send ?? true);
  }

  private readonly onOpen = async (event: CustomEvent<ConversationId>): Promise<void> => {
    event.stopPropagation();
    this.open(event.detail);
    await this.updateComplete;
    // Where a keyboard has chosen it, the keyboard goes on writing.
    if (matchMedia("(pointer: fine)").matches) this.composer?.focus();
  };

  private readonly back = async (): Promise<void> => {
    this.pane = "list";
    await this.updateComplete;
    const list = this.renderRoot.querySelector("mesh-broadcast-conversations");
    const button =
      list?.shadowRoot?.querySelector<HTMLElement>("[aria-current]") ??
      list?.shadowRoot?.querySelector<HTMLElement>("button");
    button?.focus();
  };

  private readonly onFound = async (event: CustomEvent<Message>): Promise<void> => {
    event.stopPropagation();
    this.searching = false;
    await this.updateComplete;
    if (!(await this.threadElement.reveal(event.detail.message_id))) {
      this.say(this.t("search.gone"));
    }
  };

  private readonly closeSearch = (): void => {
    this.searching = false;
    this.composer?.focus();
  };

  private readonly seen = (): void => {
    if (!this.session?.chat.conversations.get(this.selected)?.unread) return;
    if (
      this.keepUnread ||
      !this.inView ||
      document.visibilityState !== "visible" ||
      this.searching ||
      !this.threadElement?.showsNewest ||
      (this.pane === "list" && this.threadElement.offsetParent === null) ||
      // A picture of us, as in the card picker, is not looked at for its messages.
      getComputedStyle(this).pointerEvents === "none"
    ) {
      return;
    }
    this.session.chat.markRead(this.selected);
  };

  private say(words: string): void {
    this.toast = words;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => (this.toast = ""), TOAST);
  }

  static override styles = [
    theme,
    avatarStyles,
    noticeStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        position: relative;
        height: 100%;
        min-height: 0;
        container: chat / inline-size;
      }

      .panes {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(240px, 320px) minmax(0, 1fr);
      }

      .panes.single {
        grid-template-columns: minmax(0, 1fr);
      }

      .list {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border-inline-end: 1px solid var(--mb-line);
      }

      .list h2 {
        padding: 16px 20px 4px;
        font-size: 20px;
        flex: none;
      }

      mesh-broadcast-conversations {
        flex: 1;
        min-height: 0;
      }

      .thread {
        display: flex;
        flex-direction: column;
        min-height: 0;
        min-width: 0;
        position: relative;
      }

      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 64px;
        padding: 8px 8px 8px 16px;
        padding-inline: 16px 8px;
        border-bottom: 1px solid var(--mb-line);
        flex: none;
      }

      .back {
        display: none;
        margin-inline-start: -8px;
      }

      .back .icon:dir(rtl) {
        scale: -1 1;
      }

      .dot {
        position: absolute;
        inset-block-start: 2px;
        inset-inline-end: 0;
        min-width: 18px;
        height: 18px;
        padding: 0 5px;
        border-radius: 9px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 11px;
        font-weight: 600;
        line-height: 18px;
        text-align: center;
      }

      .titles {
        flex: 1;
        min-width: 0;
      }

      h2 {
        display: flex;
        align-items: center;
        gap: 4px;
        margin: 0;
        font-size: 16px;
        font-weight: 500;
        line-height: 22px;
      }

      h2 .clip {
        contain: paint;
      }

      .badge .icon {
        font-size: 18px;
        color: var(--mb-accent-text);
      }

      .titles p {
        display: flex;
        align-items: center;
        gap: 4px;
        margin: 0;
        font-size: 13px;
        line-height: 18px;
        color: var(--mb-muted);
      }

      .lock .icon {
        font-size: 14px;
      }

      .toast {
        position: absolute;
        inset-block-end: 84px;
        inset-inline: 16px;
        width: fit-content;
        max-width: calc(100% - 32px);
        margin-inline: auto;
        padding: 10px 16px;
        border-radius: 8px;
        background: var(--mb-text);
        color: var(--mb-surface);
        font-size: 14px;
        opacity: 0;
        visibility: hidden;
        transition:
          opacity 0.2s,
          visibility 0.2s;
        pointer-events: none;
        overflow-wrap: anywhere;
        z-index: 4;
      }

      .toast.shown {
        opacity: 1;
        visibility: visible;
      }

      /* Two panes from here on: a list of 240 and messages of 400 pixels. */
      @container chat (width < 640px) {
        .panes {
          grid-template-columns: minmax(0, 1fr);
        }

        .list {
          border: 0;
        }

        .back {
          display: inline-grid;
        }

        .panes[data-pane="thread"] > .list,
        .panes[data-pane="list"] > .thread {
          display: none;
        }

        header {
          padding-inline-start: 12px;
          gap: 8px;
        }
      }
    `,
  ];
}

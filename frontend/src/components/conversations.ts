import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { mdiAccountSearch, mdiCancel, mdiShieldCheck } from "@mdi/js";
import {
  type Conversation,
  type ConversationId,
  type Message,
  type Peer,
  PUBLIC,
} from "../api/types";
import { type ChatStore, lastAt } from "../state/chat";
import type { PeerStore } from "../state/peers";
import { Watch } from "../state/watch";
import { avatar, avatarStyles, channelAvatar } from "./avatar";
import { MeshElement } from "./base";
import { icon } from "./icons";
import { distanceWords } from "./peer-words";
import { theme } from "./styles";

/** Peers without a conversation that are offered; the rest is on the map. */
const MAX_OFFERED = 50;

/** From so many on, more than a screen of a phone, one can look for a name. */
const FILTER_FROM = 12;

/** Characters of a last message that are shown: more than one line ever holds. */
const MAX_PREVIEW = 120;

/** The conversations: the public channel, and one with each peer. */
export class MeshConversations extends MeshElement {
  @property({ attribute: false }) chat: ChatStore | undefined;
  @property({ attribute: false }) peers: PeerStore | undefined;
  @property() selected: ConversationId = PUBLIC;

  /** The name that is looked for. */
  @state() private wanted = "";

  private readonly chatWatch = new Watch<ChatStore>(this);
  private readonly peersWatch = new Watch<PeerStore>(this);

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("chat")) this.chatWatch.set(this.chat);
    if (changed.has("peers")) this.peersWatch.set(this.peers);
  }

  protected override render(): TemplateResult {
    const { chat, peers, t } = this;
    if (!chat || !peers) return html``;
    const talks = chat.sorted;
    if (!chat.conversations.has(PUBLIC)) talks.unshift(emptyConversation(PUBLIC));
    const wanted = this.wanted.trim().toLocaleLowerCase();
    const fits = (name: string): boolean => name.toLocaleLowerCase().includes(wanted);
    const allowed = peers.node?.may_read_private ?? false;
    const shown = talks.filter(
      (one) =>
        one.conversation === PUBLIC
          ? !wanted || fits(t("conversations.public"))
          : allowed && fits(this.titleOf(one)),
    );
    // Who is looked for by name may also be away.
    const others = (allowed ? (wanted ? [...peers.peers.values()] : peers.inReach) : [])
      .filter((peer) => !chat.conversations.has(peer.fingerprint) && !peer.blocked)
      .filter((peer) => fits(peer.nickname))
      .sort(
        (a, b) =>
          Number(b.in_reach) - Number(a.in_reach) ||
          a.nickname.localeCompare(b.nickname, t.language, { numeric: true }),
      )
      .slice(0, MAX_OFFERED);
    return html`<nav aria-label=${t("conversations.label")}>
      ${wanted || talks.length + peers.peers.size > FILTER_FROM
        ? html`<div class="filter" role="search" aria-label=${t("conversations.find")}>
            ${icon(mdiAccountSearch)}
            <input
              type="search"
              dir="auto"
              autocomplete="off"
              placeholder=${t("conversations.find")}
              aria-label=${t("conversations.find")}
              .value=${this.wanted}
              @input=${this.onFilter}
              @keydown=${this.onFilterKey}
            />
          </div>`
        : nothing}
      ${wanted && !shown.length && !others.length
        ? html`<p class="none" role="status">${t("conversations.none")}</p>`
        : nothing}
      <ul>
        ${repeat(
          shown,
          (one) => one.conversation,
          (one) => this.renderConversation(one),
        )}
      </ul>
      ${others.length
        ? html`<h3>${t(wanted ? "conversations.others" : "conversations.in_reach")}</h3>
            <ul>
              ${repeat(
                others,
                (peer) => peer.fingerprint,
                (peer) =>
                  this.renderConversation({
                    ...emptyConversation(peer.fingerprint),
                    title: peer.nickname,
                  }),
              )}
            </ul>`
        : nothing}
    </nav>`;
  }

  private renderConversation(one: Conversation): TemplateResult {
    const { t, formats, peers } = this;
    const isPublic = one.conversation === PUBLIC;
    const peer = isPublic ? undefined : peers?.get(one.conversation);
    const title = isPublic ? t("conversations.public") : this.titleOf(one);
    const now = Date.now();
    return html`<li>
      <button
        class="conversation"
        aria-current=${one.conversation === this.selected ? "true" : nothing}
        @click=${() => this.fire("mesh-open", one.conversation)}
      >
        ${isPublic ? channelAvatar() : avatar(one.conversation, title, peer?.in_reach)}
        <span class="words">
          <span class="upper">
            <bdi class="clip title">${title}</bdi>
            ${!isPublic && peers?.isAmbiguous(title)
              ? html`<span class="tag">#${one.conversation.slice(0, 4)}</span>`
              : nothing}
            ${peer?.trust === "verified"
              ? html`<span class="badge" title=${t("trust.verified")}
                  >${icon(mdiShieldCheck)}<span class="sr-only"
                    >${t("trust.verified")}</span
                  ></span
                >`
              : nothing}
            ${peer?.blocked
              ? html`<span class="badge" title=${t("peer.blocked")}
                  >${icon(mdiCancel)}<span class="sr-only">${t("peer.blocked")}</span></span
                >`
              : nothing}
            ${one.last
              ? html`<time class="when">${formats.short(lastAt(one), now)}</time>`
              : nothing}
          </span>
          <span class="lower">
            <span class="clip preview" dir="auto"
              >${one.last ? this.preview(one.last) : this.emptyWords(peer)}</span
            >
            ${one.unread
              ? html`<span class="count"
                  ><span aria-hidden="true"
                    >${one.unread > 99 ? "99+" : formats.number(one.unread)}</span
                  ><span class="sr-only"
                    >${t.plural("conversations.unread", one.unread)}</span
                  ></span
                >`
              : nothing}
          </span>
        </span>
      </button>
    </li>`;
  }

  private titleOf(one: Conversation): string {
    const known = this.peers?.get(one.conversation)?.nickname;
    return (known ?? one.title) || one.conversation.slice(0, 8);
  }

  private readonly onFilter = (event: Event): void => {
    this.wanted = (event.target as HTMLInputElement).value;
  };

  private readonly onFilterKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.wanted) return;
    event.stopPropagation();
    this.wanted = "";
  };

  private preview(last: Message): string {
    const text = last.text.slice(0, MAX_PREVIEW).replace(/\s+/gu, " ");
    if (last.own) return `${this.t("message.you")}: ${text}`;
    return last.conversation === PUBLIC ? `${last.nickname}: ${text}` : text;
  }

  private emptyWords(peer: Peer | undefined): string {
    const { t, peers } = this;
    return peer
      ? distanceWords(peer, t)
      : t.plural("conversations.people", peers?.inReach.length ?? 0);
  }

  static override styles = [
    theme,
    avatarStyles,
    css`
      :host {
        display: block;
        overflow: hidden auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: color-mix(in srgb, var(--mb-text) 30%, transparent) transparent;
      }

      ul {
        list-style: none;
        margin: 0;
        padding: 8px;
      }

      .filter {
        display: flex;
        align-items: center;
        gap: 12px;
        margin: 8px 8px 0;
        padding-inline: 12px;
        border-radius: 22px;
        background: var(--mb-other);
        color: var(--mb-muted);
      }

      .filter:focus-within {
        box-shadow: 0 0 0 2px var(--mb-accent-text);
      }

      .filter .icon {
        font-size: 20px;
      }

      .filter input {
        flex: 1;
        min-width: 0;
        height: 44px;
        border: 0;
        background: none;
        color: var(--mb-text);
        font: inherit;
        font-size: 16px;
      }

      .filter input:focus-visible {
        outline: none;
      }

      .filter input::placeholder {
        color: var(--mb-muted);
        opacity: 1;
      }

      .none {
        margin: 16px 20px;
        color: var(--mb-muted);
        font-size: 14px;
      }

      h3 {
        margin: 8px 20px 0;
        font-size: 12.5px;
        font-weight: 500;
        color: var(--mb-muted);
      }

      .conversation {
        display: flex;
        align-items: center;
        gap: 12px;
        width: 100%;
        min-height: 64px;
        padding: 8px;
        border-radius: 12px;
        text-align: start;
      }

      .conversation:focus-visible {
        outline-offset: -2px;
      }

      @media (hover: hover) {
        .conversation:hover {
          background: var(--mb-hover);
        }
      }

      .conversation[aria-current="true"] {
        background: var(--mb-selected);
      }

      .words {
        flex: 1;
        min-width: 0;
        display: grid;
        gap: 2px;
      }

      .upper,
      .lower {
        display: flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
      }

      .title {
        font-size: 15px;
        font-weight: 500;
        line-height: 22px;
        contain: paint;
      }

      .when {
        margin-inline-start: auto;
        padding-inline-start: 8px;
        font-size: 12px;
        color: var(--mb-muted);
        flex: none;
      }

      .preview {
        font-size: 13.5px;
        line-height: 20px;
        color: var(--mb-muted);
        flex: 1;
        contain: paint;
        text-align: start;
      }

      .badge .icon {
        font-size: 16px;
        color: var(--mb-accent-text);
      }

      .tag {
        color: var(--mb-muted);
        font-size: 12px;
      }

      .count {
        flex: none;
        min-width: 22px;
        height: 22px;
        padding: 0 7px;
        border-radius: 11px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 12px;
        font-weight: 600;
        line-height: 22px;
        text-align: center;
      }
    `,
  ];
}

function emptyConversation(conversation: ConversationId): Conversation {
  return { conversation, title: "", unread: 0, last: null, messages: 0 };
}

import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { mdiClose, mdiReply, mdiSend } from "@mdi/js";
import { type MeshNode, type Message, type Peer, PUBLIC } from "../api/types";
import type { PeerStore } from "../state/peers";
import type { ThreadStore } from "../state/thread";
import { matching, mentionAt, type MentionQuery } from "../text/mention";
import { byteLength, privateParts, publicParts } from "../text/parts";
import { quoteOf } from "../text/quote";
import { avatar, avatarStyles } from "./avatar";
import { MeshElement } from "./base";
import { icon } from "./icons";
import { theme } from "./styles";

/** What one private message on the air holds: the length of its field is one byte. */
const PRIVATE_PART_BYTES = 255;

/** Names offered at once: they fit above the composer on a phone. */
const MAX_NAMES = 6;

/** From this share of a part or of all on, the length is shown. */
const SHOW_LENGTH_FROM = 0.7;

export interface Length {
  bytes: number;
  limit: number;
  parts: number;
}

/** What a text in the composer comes to. */
export function lengthOf(text: string, isPublic: boolean, node: MeshNode): Length {
  const bytes = byteLength(text);
  if (isPublic) {
    return { bytes, limit: node.max_message_bytes, parts: publicParts(text, node.part_bytes) };
  }
  return {
    bytes,
    limit: node.max_private_bytes,
    parts: privateParts(text, PRIVATE_PART_BYTES),
  };
}

/** Where one writes. */
export class MeshComposer extends MeshElement {
  @property({ attribute: false }) thread: ThreadStore | undefined;
  @property({ attribute: false }) peers: PeerStore | undefined;
  /** Why nothing can be sent just now. */
  @property() obstacle = "";

  @state() private text = "";
  @state() private reply: Message | undefined;
  @state() private mention: MentionQuery | undefined;
  @state() private chosen = 0;

  @query("textarea") private readonly area!: HTMLTextAreaElement;

  override focus(): void {
    this.area?.focus();
  }

  /** Answer a message. */
  replyTo(message: Message): void {
    this.reply = message;
    this.focus();
  }

  /** Put a text in, e.g. one that could not be sent. */
  insert(text: string): void {
    const gap = this.text && !/\s$/u.test(this.text) ? " " : "";
    this.write(`${this.text}${gap}${text}`);
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("thread")) {
      this.text = this.thread?.draft ?? "";
      this.reply = undefined;
      this.mention = undefined;
    }
  }

  protected override updated(): void {
    const { area } = this;
    if (!area) return;
    if (area.value !== this.text) area.value = this.text;
    // Browsers that cannot size a field to its content by themselves.
    if (!CSS.supports("field-sizing", "content")) {
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight}px`;
    }
  }

  protected override render(): TemplateResult {
    const { t, thread } = this;
    const node = this.peers?.node;
    if (!thread || !node) return html``;
    const isPublic = thread.conversation === PUBLIC;
    const length = lengthOf(this.whole, isPublic, node);
    const excess = length.bytes - length.limit;
    const names = this.names;
    const partBytes = isPublic ? node.part_bytes : PRIVATE_PART_BYTES;
    const showLength =
      length.parts > 1 || length.bytes > partBytes * SHOW_LENGTH_FROM || excess > 0;
    const blocked = this.whyNot(length);
    const peer = isPublic ? undefined : this.peers?.get(thread.conversation);
    const hint = this.obstacle || this.hint(peer, isPublic);
    return html`
      ${names.length ? this.renderNames(names) : nothing}
      ${this.reply
        ? html`<div class="reply">
            ${icon(mdiReply)}
            <div class="reply-text">
              <bdi class="clip who">${this.reply.own ? node.nickname : this.reply.nickname}</bdi>
              <span class="clip" dir="auto">${this.reply.text}</span>
            </div>
            <button
              class="icon-button"
              aria-label=${t("composer.cancel_reply")}
              title=${t("composer.cancel_reply")}
              @click=${this.cancelReply}
            >
              ${icon(mdiClose)}
            </button>
          </div>`
        : nothing}
      <div class="line">
        <div class="field">
          <textarea
            rows="1"
            dir="auto"
            enterkeyhint="send"
            autocomplete="off"
            placeholder=${isPublic
              ? t("composer.placeholder_public")
              : t("composer.placeholder_private", { name: peer?.nickname ?? "" })}
            aria-label=${isPublic
              ? t("composer.placeholder_public")
              : t("composer.placeholder_private", { name: peer?.nickname ?? "" })}
            aria-describedby="length"
            aria-autocomplete="list"
            aria-controls=${names.length ? "names" : nothing}
            aria-activedescendant=${names.length ? `name-${this.chosen}` : nothing}
            aria-invalid=${excess > 0 ? "true" : "false"}
            @input=${this.onInput}
            @keydown=${this.onKey}
            @click=${this.findMention}
            @blur=${this.closeNames}
          ></textarea>
        </div>
        <button
          class="icon-button send"
          aria-label=${t("composer.send")}
          title=${blocked || t("composer.send")}
          aria-disabled=${blocked ? "true" : "false"}
          @click=${this.send}
        >
          ${icon(mdiSend)}
        </button>
      </div>
      <div class="foot ${excess > 0 ? "over" : ""}" id="length">
        ${hint ? html`<span class="hint">${hint}</span>` : nothing}
        ${showLength
          ? html`<span class="length"
              >${excess > 0
                ? t.plural("composer.too_long", excess)
                : this.lengthWords(length)}</span
            >`
          : nothing}
      </div>
      <div class="sr-only" aria-live="polite">
        ${names.length ? t.plural("composer.names", names.length) : ""}
      </div>
    `;
  }

  private renderNames(names: Peer[]): TemplateResult {
    return html`<div
      class="names"
      id="names"
      role="listbox"
      aria-label=${this.t("composer.names_label")}
    >
      ${names.map(
        (peer, at) =>
          html`<div
            class="name"
            id="name-${at}"
            role="option"
            aria-selected=${at === this.chosen ? "true" : "false"}
            @pointerdown=${(event: Event) => {
              // The field keeps the focus, and the keyboard of a phone stays.
              event.preventDefault();
              this.complete(peer);
            }}
          >
            ${avatar(peer.fingerprint, peer.nickname, peer.in_reach)}
            <bdi class="clip">${peer.nickname}</bdi>
            <span class="tag">#${peer.fingerprint.slice(0, 4)}</span>
          </div>`,
      )}
    </div>`;
  }

  /** The text as it goes out. */
  private get whole(): string {
    const text = this.text.trim();
    if (!this.reply || !text) return text;
    const name = this.reply.own
      ? (this.peers?.node?.nickname ?? "")
      : this.reply.nickname;
    return `${quoteOf(name, this.reply.text)}${text}`;
  }

  private get names(): Peer[] {
    if (!this.mention || !this.peers || this.thread?.conversation !== PUBLIC) return [];
    const people = [...this.peers.peers.values()]
      .filter((peer) => !peer.blocked)
      .sort((a, b) => Number(b.in_reach) - Number(a.in_reach) || b.last_seen - a.last_seen);
    return matching(people, this.mention.typed, MAX_NAMES);
  }

  private hint(peer: Peer | undefined, isPublic: boolean): string {
    const { t } = this;
    if (!isPublic) return peer && !peer.in_reach ? t("composer.absent", { name: peer.nickname }) : "";
    return this.peers?.loaded && !this.peers.inReach.length ? t("composer.nobody") : "";
  }

  private lengthWords(length: Length): string {
    const { t, formats } = this;
    const bytes = t("composer.bytes", {
      n: formats.number(length.bytes),
      limit: formats.number(length.limit),
    });
    return length.parts > 1
      ? `${bytes} · ${t.plural("composer.parts", length.parts)}`
      : bytes;
  }

  /** Say why the text cannot be sent as it is; empty if it can. */
  private whyNot(length: Length): string {
    const { t } = this;
    if (this.obstacle) return this.obstacle;
    if (!this.text.trim()) return t("composer.empty");
    if (length.bytes > length.limit) {
      return t.plural("composer.too_long", length.bytes - length.limit);
    }
    return "";
  }

  private write(text: string): void {
    this.text = text;
    if (this.thread) this.thread.draft = text;
  }

  private readonly send = (): void => {
    const { thread } = this;
    const node = this.peers?.node;
    if (!thread || !node) return;
    const text = this.whole;
    if (this.whyNot(lengthOf(text, thread.conversation === PUBLIC, node))) return;
    this.write("");
    this.reply = undefined;
    this.mention = undefined;
    void thread.send(text);
    this.focus();
  };

  private readonly cancelReply = (): void => {
    this.reply = undefined;
    this.focus();
  };

  private readonly onInput = (): void => {
    this.write(this.area.value);
    this.findMention();
  };

  private readonly findMention = (): void => {
    const { area } = this;
    this.mention =
      area.selectionStart === area.selectionEnd
        ? mentionAt(area.value, area.selectionStart)
        : undefined;
    this.chosen = 0;
  };

  private readonly closeNames = (): void => {
    this.mention = undefined;
  };

  private complete(peer: Peer): void {
    const { mention, area } = this;
    if (!mention) return;
    const end = mention.start + 1 + mention.typed.length;
    const inserted = `@${peer.nickname} `;
    const text = area.value;
    this.write(`${text.slice(0, mention.start)}${inserted}${text.slice(end)}`);
    this.mention = undefined;
    area.value = this.text;
    const caret = mention.start + inserted.length;
    area.setSelectionRange(caret, caret);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    // While somebody composes a character, Enter is the input method's.
    if (event.isComposing || event.keyCode === 229) return;
    const { names } = this;
    if (names.length && this.onNamesKey(event, names)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.reply) {
      event.stopPropagation();
      this.cancelReply();
    }
  };

  private onNamesKey(event: KeyboardEvent, names: Peer[]): boolean {
    switch (event.key) {
      case "ArrowDown":
        this.chosen = (this.chosen + 1) % names.length;
        return true;
      case "ArrowUp":
        this.chosen = (this.chosen - 1 + names.length) % names.length;
        return true;
      case "Enter":
      case "Tab": {
        const peer = names[this.chosen];
        // A bare "@" before Enter or Tab asks for nobody.
        if (!peer || event.shiftKey || !this.mention?.typed) return false;
        this.complete(peer);
        return true;
      }
      case "Escape":
        this.mention = undefined;
        return true;
      default:
        return false;
    }
  }

  static override styles = [
    theme,
    avatarStyles,
    css`
      :host {
        display: block;
        position: relative;
        padding: 8px 12px;
        border-top: 1px solid var(--mb-line);
      }

      .line,
      .foot,
      .reply {
        max-width: 1016px;
        margin-inline: auto;
      }

      .line {
        display: flex;
        align-items: flex-end;
        gap: 8px;
      }

      .field {
        flex: 1;
        min-width: 0;
        border-radius: 22px;
        background: var(--mb-other);
        border: 1px solid color-mix(in srgb, var(--mb-text) 14%, transparent);
      }

      .field:focus-within {
        border-color: var(--mb-accent-text);
        box-shadow: 0 0 0 1px var(--mb-accent-text);
      }

      textarea {
        display: block;
        width: 100%;
        field-sizing: content;
        min-height: 42px;
        max-height: 160px;
        padding: 10px 16px;
        border: 0;
        margin: 0;
        background: none;
        color: inherit;
        font: inherit;
        /* Safari zooms into smaller ones. */
        font-size: 16px;
        line-height: 22px;
        resize: none;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
        scrollbar-width: thin;
      }

      textarea:focus-visible {
        outline: none;
      }

      textarea::placeholder {
        color: var(--mb-muted);
        opacity: 1;
        text-overflow: ellipsis;
        white-space: nowrap;
        overflow: hidden;
      }

      .send {
        background: var(--mb-accent);
        color: var(--mb-on-accent);
      }

      .send[aria-disabled="true"] {
        background: none;
        color: var(--mb-muted);
        opacity: 0.7;
      }

      @media (hover: hover) {
        .send:not([aria-disabled="true"]):hover {
          background: color-mix(in srgb, var(--mb-accent) 85%, var(--mb-text));
        }
      }


      .send:dir(rtl) .icon {
        scale: -1 1;
      }

      .foot {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding: 0 16px;
        font-size: 12px;
        line-height: 16px;
        color: var(--mb-muted);
      }

      .foot > * {
        padding-top: 4px;
      }

      .hint {
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .length {
        flex: none;
        margin-inline-start: auto;
        font-variant-numeric: tabular-nums;
      }

      .over .length {
        color: var(--mb-error-text);
        font-weight: 500;
      }

      .reply {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-inline: 8px 0;
        margin-bottom: 4px;
        border-inline-start: 3px solid var(--mb-accent);
        background: var(--mb-other);
        border-radius: 8px;
        font-size: 13px;
        line-height: 18px;
      }

      .reply > .icon,
      .reply .icon-button .icon {
        font-size: 20px;
      }

      .reply-text {
        flex: 1;
        min-width: 0;
        display: grid;
      }

      .reply-text .clip {
        contain: paint;
        color: var(--mb-muted);
      }

      .reply-text .who {
        font-weight: 500;
        color: var(--mb-accent-text);
      }

      .names {
        position: absolute;
        inset-inline-start: max(12px, (100% - 1016px) / 2);
        inset-block-end: calc(100% + 4px);
        width: min(360px, 100% - 24px);
        padding: 4px;
        background: var(--mb-surface);
        border: 1px solid var(--mb-line);
        border-radius: 12px;
        box-shadow: 0 4px 16px rgb(0 0 0 / 24%);
        z-index: 3;
      }

      .name {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
        padding: 4px 8px;
        border-radius: 8px;
        cursor: pointer;
        font-size: 14px;
      }

      .name .avatar {
        --size: 28px;
      }

      .name .clip {
        contain: paint;
        line-height: 20px;
      }

      .name[aria-selected="true"] {
        background: var(--mb-selected);
      }

      .tag {
        color: var(--mb-muted);
        font-size: 12px;
        margin-inline-start: auto;
      }
    `,
  ];
}

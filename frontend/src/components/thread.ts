import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import {
  mdiAlertCircleOutline,
  mdiArrowDown,
  mdiForumOutline,
  mdiHistory,
  mdiLoading,
} from "@mdi/js";
import { type Message, type Peer, PUBLIC } from "../api/types";
import { MeshError } from "../api/errors";
import type { PeerStore } from "../state/peers";
import { type Row, rowsOf } from "../state/rows";
import { RowWindow } from "../state/row-window";
import type { ThreadStore } from "../state/thread";
import { Watch } from "../state/watch";
import { avatarStyles } from "./avatar";
import { MeshElement } from "./base";
import { copyText } from "./clipboard";
import { EndPin, endDistance } from "./end-pin";
import { icon } from "./icons";
import { messageRow, messageRowStyles, pendingRow, type RowContext } from "./message-row";
import { notice, noticeStyles } from "./notice";
import { reasonOf } from "./reasons";
import { theme } from "./styles";

/** So near to an edge of what is drawn, in pixels, more is drawn: a screen's height. */
const NEAR_EDGE = 900;

/** Characters of a new message that are read out. */
const MAX_SPOKEN = 200;

/** How long a message that was searched for stays marked, in milliseconds. */
const FLASH = 1_700;

/** The messages of one conversation, from the oldest to the newest. */
export class MeshThread extends MeshElement {
  @property({ attribute: false }) thread: ThreadStore | undefined;
  @property({ attribute: false }) peers: PeerStore | undefined;
  @property({ type: Boolean }) canWrite = false;
  @property({ type: Boolean }) showSignal = false;

  @state() private active: string | undefined;
  @state() private focused: string | undefined;
  @state() private flashing: string | undefined;
  @state() private newBelow = 0;
  @state() private spoken = "";
  @state() private atEnd = true;

  @query(".scroller") private readonly scroller!: HTMLElement;

  private readonly threadWatch = new Watch<ThreadStore>(this);
  private readonly peersWatch = new Watch<PeerStore>(this);
  private readonly window = new RowWindow();
  private readonly end = new EndPin();
  private readonly expanded = new Set<string>();
  private readonly resending = new Set<string>();

  private rows: Row[] = [];
  private keys: string[] = [];
  private rowsMadeOf: unknown[] = [];
  private firstUnread: string | undefined;
  private opened: ThreadStore | undefined;
  private newest: string | undefined;
  private anchor: { key: string; top: number } | undefined;
  private target: { key: string; place: number } | undefined;
  private scrolling = 0;
  private resized: ResizeObserver | undefined;

  /** Whether the newest messages are in sight. */
  get showsNewest(): boolean {
    return this.atEnd && (this.thread?.loaded ?? false);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.observeSize();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized?.disconnect();
    cancelAnimationFrame(this.scrolling);
    this.scrolling = 0;
  }

  /** Bring a message into view and mark it; returns whether it still exists. */
  async reveal(messageId: string): Promise<boolean> {
    const { thread } = this;
    if (!thread || !(await thread.reveal(messageId))) return false;
    const message = thread.get(messageId);
    if (!message) return false;
    this.makeRows();
    const key = thread.keyOf(message);
    const index = this.keys.indexOf(key);
    this.window.around(index, this.keys);
    this.atEnd = false;
    this.target = { key, place: 0.35 };
    this.flashing = key;
    this.focused = key;
    setTimeout(() => {
      if (this.flashing === key) this.flashing = undefined;
    }, FLASH);
    this.requestUpdate();
    await this.updateComplete;
    this.rowElement(key)?.focus({ preventScroll: true });
    return true;
  }

  /** Go to the newest message. */
  readonly toEnd = (): void => {
    this.atEnd = true;
    this.newBelow = 0;
    this.window.toEnd(this.keys);
    this.requestUpdate();
  };

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("peers")) this.peersWatch.set(this.peers);
    if (changed.has("thread")) {
      this.threadWatch.set(this.thread);
      this.open();
    }
    if (this.thread !== this.opened && this.thread?.loaded) this.settle();
    const before = this.keys.length;
    if (this.makeRows() || changed.has("thread")) {
      this.noticeNews(before);
      this.rememberPlace();
      this.window.follow(this.keys, this.atEnd);
    }
  }

  protected override render(): TemplateResult {
    const { thread, t } = this;
    if (!thread) return html``;
    const context = this.context(thread);
    const shown = this.rows.slice(this.window.start, this.window.end);
    const tabbable = this.tabbableKey(shown);
    const empty = thread.loaded && !this.rows.length;
    return html`
      <div
        class="scroller"
        role="log"
        aria-live="off"
        aria-label=${t("thread.label")}
        aria-busy=${thread.loading ? "true" : "false"}
        tabindex=${shown.length ? -1 : 0}
        @scroll=${this.onScroll}
        @keydown=${this.onKey}
        @focusin=${this.onFocus}
        @pointerover=${this.onPointer}
        @pointerleave=${this.onLeave}
        @click=${this.onClick}
      >
        ${empty ? this.renderEmpty(thread) : nothing}
        ${!thread.loaded && thread.error
          ? notice({
              icon: mdiAlertCircleOutline,
              title: t("thread.failed"),
              text: reasonOf(thread.error, t),
              action: { label: t("common.try_again"), run: () => void thread.load() },
            })
          : nothing}
        ${!thread.loaded && !thread.error
          ? notice({ icon: mdiForumOutline, title: t("thread.loading"), busy: true })
          : nothing}
        <div class="rows">
          ${this.rows.length ? this.renderTop(thread) : nothing}
          ${repeat(
            shown,
            (row) => row.key,
            (row) => this.renderRow(row, context, tabbable),
          )}
        </div>
      </div>
      ${this.atEnd
        ? nothing
        : html`<button class="jump ${this.newBelow ? "news" : ""}" @click=${this.toEnd}>
            ${icon(mdiArrowDown)}
            <span class=${this.newBelow ? "" : "sr-only"}
              >${this.newBelow
                ? t.plural("thread.new_messages", this.newBelow)
                : t("thread.to_end")}</span
            >
          </button>`}
      <div class="sr-only" aria-live="polite">${this.spoken}</div>
    `;
  }

  protected override firstUpdated(): void {
    this.observeSize();
  }

  protected override updated(): void {
    const { scroller } = this;
    if (!scroller) return;
    if (this.target) {
      const { key, place } = this.target;
      const row = this.rowElement(key);
      this.target = undefined;
      if (row) {
        const top = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
        scroller.scrollTop += top - scroller.clientHeight * place;
        if (this.end.check(scroller, false) && this.window.end === this.keys.length) {
          this.atEnd = true;
          this.newBelow = 0;
        }
      }
    } else if (this.atEnd) {
      this.end.pin(scroller);
    } else if (this.anchor) {
      const row = this.rowElement(this.anchor.key);
      if (row) {
        const top = row.getBoundingClientRect().top;
        scroller.scrollTop += top - this.anchor.top;
      }
    }
    this.anchor = undefined;
    this.tellSeen();
    // Rows that do not fill the view cannot be scrolled to fetch more.
    this.onScroll();
  }

  private renderRow(row: Row, context: RowContext, tabbable: string | undefined): unknown {
    switch (row.kind) {
      case "day":
        return html`<div class="row day" data-key=${row.key}>
          <span>${this.formats.day(row.at, Date.now())}</span>
        </div>`;
      case "unread":
        return html`<div class="row unread" data-key=${row.key}>
          <span>${this.t("thread.unread_marker")}</span>
        </div>`;
      case "message": {
        const { message } = row;
        const state = {
          active: this.active === row.key,
          tabbable: tabbable === row.key,
          flash: this.flashing === row.key,
        };
        const peer = context.peerOf(message.fingerprint);
        // All that a row is drawn from: most of them are as they were.
        const madeOf = [
          message,
          row.first,
          row.last,
          state.active,
          state.tabbable,
          state.flash,
          peer?.trust,
          context.isAmbiguous(message.nickname),
          context.isExpanded(row.key),
          context.resending(message.message_id),
          context.names,
          context.ownName,
          context.showSignal,
          context.canWrite,
          context.t,
          context.formats,
        ];
        return guard(madeOf, () => messageRow(row, context, state));
      }
      case "pending":
        return pendingRow(row, context);
    }
  }

  /** What stands above the oldest message that has been fetched. */
  private renderTop(thread: ThreadStore): TemplateResult {
    const { t } = this;
    if (this.window.start > 0) return html``;
    if (thread.loadingOlder) {
      return html`<div class="top" role="status">
        <span class="spin">${icon(mdiLoading)}</span>${t("thread.loading_older")}
      </div>`;
    }
    if (thread.error) {
      return html`<div class="top" role="status">
        ${reasonOf(thread.error, t)}
        <button class="text-button" @click=${() => void thread.loadOlder()}>
          ${t("common.try_again")}
        </button>
      </div>`;
    }
    if (thread.more) {
      return html`<div class="top">
        <button class="text-button" @click=${() => void thread.loadOlder()}>
          ${t("thread.load_older")}
        </button>
      </div>`;
    }
    const days = this.peers?.node?.retention_days;
    return html`<div class="top">
      ${icon(mdiHistory)}
      <span
        >${!thread.pruned
          ? t("thread.beginning")
          : days
            ? t.plural("thread.pruned_days", days)
            : t("thread.pruned")}</span
      >
    </div>`;
  }

  private renderEmpty(thread: ThreadStore): TemplateResult {
    const { t } = this;
    if (thread.conversation === PUBLIC) {
      return notice({
        icon: mdiForumOutline,
        title: t("thread.empty_public"),
        text: this.canWrite ? t("thread.empty_public_hint") : t("thread.empty_read_only"),
      });
    }
    const peer = this.peers?.get(thread.conversation);
    return notice({
      icon: mdiForumOutline,
      title: t("thread.empty_private", { name: peer?.nickname ?? "" }),
      text: t("thread.empty_private_hint"),
    });
  }

  private context(thread: ThreadStore): RowContext {
    const { peers } = this;
    return {
      t: this.t,
      formats: this.formats,
      names: peers?.names ?? [],
      ownName: peers?.node?.nickname ?? "",
      isPublic: thread.conversation === PUBLIC,
      showSignal: this.showSignal,
      canWrite: this.canWrite,
      peerOf: (fingerprint): Peer | undefined =>
        fingerprint === null ? undefined : peers?.get(fingerprint),
      isAmbiguous: (nickname) => peers?.isAmbiguous(nickname) ?? false,
      isExpanded: (key) => this.expanded.has(key),
      resending: (id) => this.resending.has(id),
      on: {
        reply: (message) => this.fire("mesh-reply", message),
        mention: (message) => this.fire("mesh-mention", message.nickname),
        copy: (message) => void this.copy(message),
        details: (message) => this.fire("mesh-details", message),
        resend: (message) => void this.resend(message),
        expand: (key) => {
          this.expanded.add(key);
          this.rememberPlace();
          this.requestUpdate();
        },
        retry: (localId) => void thread.retry(localId),
        edit: (localId) => this.fire("mesh-edit", thread.discard(localId)),
        discard: (localId) => {
          thread.discard(localId);
        },
      },
    };
  }

  private async copy(message: Message): Promise<void> {
    const done = await copyText(message.text);
    this.say(this.t(done ? "message.copied" : "message.copy_failed"));
    this.fire("mesh-toast", this.t(done ? "message.copied" : "message.copy_failed"));
  }

  private async resend(message: Message): Promise<void> {
    const { thread } = this;
    if (!thread || this.resending.has(message.message_id)) return;
    this.resending.add(message.message_id);
    this.requestUpdate();
    try {
      await thread.resend(message.message_id);
    } catch (reason) {
      this.fire("mesh-toast", reasonOf(MeshError.from(reason), this.t));
    } finally {
      this.resending.delete(message.message_id);
      this.requestUpdate();
    }
  }

  // -- what is shown

  private open(): void {
    const { thread } = this;
    this.opened = undefined;
    this.firstUnread = undefined;
    this.newest = undefined;
    this.active = this.focused = this.flashing = undefined;
    this.expanded.clear();
    this.newBelow = 0;
    this.spoken = "";
    this.atEnd = true;
    this.rowsMadeOf = [];
    if (thread && !thread.loaded) void thread.load();
  }

  /** The conversation is there: find where one stopped reading. */
  private settle(): void {
    const { thread } = this;
    if (!thread) return;
    this.opened = thread;
    const unread = thread.messages.find((message) => message.unread);
    this.firstUnread = unread?.message_id;
    this.newest = thread.messages.at(-1)?.message_id;
    this.makeRows();
    const marker = this.keys.indexOf("unread");
    if (marker >= 0) {
      this.atEnd = false;
      this.newBelow = thread.messages.filter((message) => message.unread).length;
      this.window.around(marker, this.keys);
      this.target = { key: "unread", place: 0.25 };
    } else {
      this.window.toEnd(this.keys);
    }
  }

  /** Lay the rows out anew if anything that they are made of has changed. */
  private makeRows(): boolean {
    const { thread, formats } = this;
    const input = [thread, thread?.messages, thread?.pending, this.firstUnread, formats];
    if (input.every((one, at) => one === this.rowsMadeOf[at]) && this.rowsMadeOf.length) {
      return false;
    }
    this.rowsMadeOf = input;
    this.rows = thread
      ? rowsOf({
          messages: thread.messages,
          pending: thread.pending,
          keyOf: (message) => thread.keyOf(message),
          dayKey: (at) => formats.dayKey(at),
          firstUnread: this.firstUnread,
        })
      : [];
    this.keys = this.rows.map((row) => row.key);
    return true;
  }

  /** Tell of messages that came in, by voice and by a button if they are out of sight. */
  private noticeNews(before: number): void {
    const { thread } = this;
    if (!thread || thread !== this.opened) return;
    const { messages } = thread;
    const last = messages.at(-1);
    if (!last || last.message_id === this.newest) {
      // Our own message on its way: whoever writes wants to see it.
      if (this.rows.at(-1)?.kind === "pending" && this.keys.length > before) {
        this.atEnd = true;
      }
      return;
    }
    let at = messages.length;
    while (at > 0 && messages[at - 1]?.message_id !== this.newest) at -= 1;
    const news = at === 0 ? [] : messages.slice(at).filter((message) => !message.own);
    this.newest = last.message_id;
    if (!news.length) return;
    if (!this.atEnd) this.newBelow += news.length;
    const latest = news.at(-1);
    if (latest) {
      this.say(
        news.length > 1
          ? this.t.plural("thread.new_messages", news.length)
          : `${latest.nickname}: ${latest.text.slice(0, MAX_SPOKEN)}`,
      );
    }
  }

  private say(words: string): void {
    // The same words twice would not be read out twice.
    this.spoken = words === this.spoken ? `${words}\u00a0` : words;
  }

  /** Tell the chat whether the newest messages are being read. */
  private tellSeen(): void {
    if (this.showsNewest) this.fire("mesh-seen", this.thread?.conversation);
  }

  // -- scrolling

  private observeSize(): void {
    this.resized ??= new ResizeObserver(() => {
      if (this.atEnd && !this.target) this.end.pin(this.scroller);
    });
    this.resized.observe(this.scroller);
  }

  private readonly onScroll = (): void => {
    this.scrolling ||= requestAnimationFrame(() => {
      this.scrolling = 0;
      this.scrolled();
    });
  };

  private scrolled(): void {
    const { scroller, thread } = this;
    // Without a height we are out of sight, as on a tab that is not chosen.
    if (!thread?.loaded || this.target || !scroller.clientHeight) return;
    const atEnd =
      this.end.check(scroller, this.atEnd) && this.window.end === this.keys.length;
    if (atEnd !== this.atEnd) {
      this.atEnd = atEnd;
      if (atEnd) {
        this.newBelow = 0;
        this.tellSeen();
      }
    }
    if (scroller.scrollTop < NEAR_EDGE) {
      this.rememberPlace();
      if (this.window.up(this.keys)) this.requestUpdate();
      else if (!thread.error) void thread.loadOlder();
    } else if (endDistance(scroller) < NEAR_EDGE && this.window.end < this.keys.length) {
      this.rememberPlace();
      if (this.window.down(this.keys)) this.requestUpdate();
    }
  }

  /** Note where the first visible row stands, to put it there again. */
  private rememberPlace(): void {
    const { scroller } = this;
    if (!scroller || this.atEnd || this.anchor) return;
    const edge = scroller.getBoundingClientRect().top;
    for (const row of scroller.querySelectorAll<HTMLElement>(".row.message")) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom > edge) {
        this.anchor = { key: row.dataset["key"] ?? "", top };
        return;
      }
    }
  }

  // -- keyboard and pointer

  private tabbableKey(shown: readonly Row[]): string | undefined {
    if (this.focused && shown.some((row) => row.key === this.focused)) return this.focused;
    return shown.findLast((row) => row.kind === "message")?.key;
  }

  private rowElement(key: string): HTMLElement | undefined {
    for (const row of this.renderRoot.querySelectorAll<HTMLElement>(".row")) {
      if (row.dataset["key"] === key) return row;
    }
    return undefined;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>(".row.message");
    if (!row) return;
    const onRow = event.target === row;
    switch (event.key) {
      case "ArrowUp":
      case "ArrowDown":
        if (onRow) this.step(row, event.key === "ArrowUp" ? -1 : 1);
        else return;
        break;
      case "ArrowLeft":
      case "ArrowRight":
        if (onRow) return;
        this.stepAction(event);
        break;
      case "Home":
        if (!onRow) return;
        this.scroller.scrollTop = 0;
        break;
      case "End":
        if (!onRow) return;
        this.toEnd();
        break;
      case "Enter":
      case " ":
        if (!onRow) return;
        row.querySelector<HTMLElement>(".actions button")?.focus();
        break;
      case "Escape":
        if (onRow) this.fire("mesh-compose");
        else row.focus();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  private step(row: HTMLElement, by: -1 | 1): void {
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>(".row.message")];
    const next = all[all.indexOf(row) + by];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    } else if (by > 0) {
      this.fire("mesh-compose");
    }
  }

  private stepAction(event: KeyboardEvent): void {
    const button = (event.target as HTMLElement).closest("button");
    const all = [...(button?.parentElement?.querySelectorAll("button") ?? [])];
    const rtl = getComputedStyle(this).direction === "rtl";
    const by = (event.key === "ArrowRight") !== rtl ? 1 : -1;
    if (button) all[(all.indexOf(button) + by + all.length) % all.length]?.focus();
  }

  private readonly onFocus = (event: FocusEvent): void => {
    const key = keyAt(event);
    if (key) this.active = this.focused = key;
  };

  private readonly onPointer = (event: PointerEvent): void => {
    if (event.pointerType !== "mouse") return;
    const key = keyAt(event);
    if (key && key !== this.active) this.active = key;
  };

  private readonly onLeave = (event: PointerEvent): void => {
    if (event.pointerType === "mouse") this.active = undefined;
  };

  private readonly onClick = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    if (target.closest("button") || getSelection()?.toString()) return;
    const key = keyAt(event);
    if (!key) return;
    this.rememberPlace();
    this.active = this.focused = key;
  };

  static override styles = [
    theme,
    noticeStyles,
    avatarStyles,
    messageRowStyles,
    css`
      :host {
        display: block;
        position: relative;
        min-height: 0;
        flex: 1;
      }

      .scroller {
        position: absolute;
        inset: 0;
        overflow: hidden auto;
        overscroll-behavior: contain;
        /* We keep the place ourselves; two that do get in each other's way. */
        overflow-anchor: none;
        display: flex;
        flex-direction: column;
        scrollbar-width: thin;
        scrollbar-color: color-mix(in srgb, var(--mb-text) 30%, transparent) transparent;
      }

      .rows {
        margin-top: auto;
        padding-block: 8px 12px;
        width: 100%;
        /* On a wall, question and answer stay where one glance sees both. */
        max-width: 1040px;
        margin-inline: auto;
      }

      .row {
        /* One that changes does not move the insides of the others. */
        contain: layout style;
      }

      .row.day,
      .row.unread,
      .top {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        padding: 12px 16px 4px;
        font-size: 12.5px;
        color: var(--mb-muted);
        text-align: center;
      }

      .top {
        min-height: 48px;
        flex-wrap: wrap;
      }

      .top .icon {
        font-size: 16px;
      }

      .row.day span {
        background: var(--mb-other);
        border-radius: 12px;
        padding: 3px 12px;
        font-weight: 500;
      }

      .row.unread {
        color: var(--mb-accent-text);
        font-weight: 500;
      }

      .row.unread::before,
      .row.unread::after {
        content: "";
        flex: 1;
        border-top: 1px solid color-mix(in srgb, var(--mb-accent) 50%, transparent);
      }

      .spin {
        animation: spin 1s linear infinite;
      }

      @keyframes spin {
        to {
          rotate: 1turn;
        }
      }

      .jump {
        position: absolute;
        inset-block-end: 12px;
        inset-inline-end: 16px;
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 44px;
        height: 44px;
        padding: 0 10px;
        border-radius: 22px;
        background: var(--mb-surface);
        color: var(--mb-accent-text);
        border: 1px solid var(--mb-line);
        box-shadow: 0 2px 6px rgb(0 0 0 / 22%);
        font-size: 14px;
        font-weight: 500;
      }

      .jump.news {
        padding-inline-end: 16px;
        background: color-mix(in srgb, var(--mb-accent) 22%, var(--mb-surface));
      }

      .jump .icon {
        font-size: 22px;
      }
    `,
  ];
}

function keyAt(event: Event): string | undefined {
  return (event.target as HTMLElement).closest<HTMLElement>(".row.message:not(.pending)")
    ?.dataset["key"];
}


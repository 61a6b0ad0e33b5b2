import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import {
  mdiArrowDown,
  mdiBroom,
  mdiClose,
  mdiContentCopy,
  mdiFilterOffOutline,
  mdiForumOutline,
  mdiMagnify,
  mdiPause,
  mdiPlay,
  mdiTextBoxOutline,
} from "@mdi/js";
import { PUBLIC } from "../api/types";
import type { Formats } from "../localize/format";
import type { Localize } from "../localize";
import { type ActivityStore, isGap, type LogItem } from "../state/activity";
import {
  type ActivityRow,
  activityRows,
  type EntryRow,
  type Group,
  groupOf,
  GROUPS,
} from "../state/activity-rows";
import type { PeerStore } from "../state/peers";
import { RowWindow } from "../state/row-window";
import { Watch } from "../state/watch";
import { activityWords, asText, dropKey, type Words } from "./activity-words";
import { MeshElement } from "./base";
import { copyText } from "./clipboard";
import { EndPin, endDistance } from "./end-pin";
import { feedNotice } from "./feed-notice";
import { icon } from "./icons";
import { openConversation } from "./navigate";
import { banner, notice, noticeStyles } from "./notice";
import { theme } from "./styles";

/** So near to an edge of what is drawn, in pixels, more is drawn: a screen's height. */
const NEAR_EDGE = 900;

/** How often news are read out, in milliseconds: a busy mesh must leave one in peace. */
const NEWS_EVERY = 10_000;

/** How long it is said that something was copied, in milliseconds. */
const TOLD = 4_000;

/** Characters of a new line that are read out. */
const MAX_SPOKEN = 200;

/** What the node does, as it happens. */
export class MeshActivityView extends MeshElement {
  @property() heading = "";

  @state() private groups: ReadonlySet<Group> = new Set();
  @state() private search = "";
  /** What there was when somebody paused. */
  @state() private frozen: { items: readonly LogItem[]; count: number } | undefined;
  /** Up to this number everything was cleared away. */
  @state() private cleared = 0;
  @state() private current: string | undefined;
  @state() private atEnd = true;
  @state() private spoken = "";
  @state() private told = "";

  @query(".scroller") private readonly scroller!: HTMLElement | null;
  @query("input") private readonly field!: HTMLInputElement | null;

  private readonly activityWatch = new Watch<ActivityStore>(this);
  private readonly peersWatch = new Watch<PeerStore>(this);
  private readonly window = new RowWindow();
  private readonly end = new EndPin();

  private rows: ActivityRow[] = [];
  private keys: string[] = [];
  private rowsMadeOf: unknown[] = [];
  private anchor: { key: string; top: number } | undefined;
  private scrolling = 0;
  private resized: ResizeObserver | undefined;
  /** The newest that was read out, or was there before. */
  private heard: number | undefined;
  private newsTimer: ReturnType<typeof setTimeout> | undefined;
  private toldTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized = new ResizeObserver(() => {
      const { scroller } = this;
      if (this.atEnd && scroller) this.end.pin(scroller);
    });
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized?.disconnect();
    cancelAnimationFrame(this.scrolling);
    this.scrolling = 0;
    clearTimeout(this.newsTimer);
    clearTimeout(this.toldTimer);
    this.newsTimer = undefined;
    this.told = "";
  }

  protected override willUpdate(): void {
    const { session } = this;
    this.activityWatch.set(session?.activity);
    this.peersWatch.set(session?.peers);
    if (session?.activity.loaded && this.makeRows(session.activity)) {
      this.rememberPlace();
      this.window.follow(this.keys, this.atEnd);
      this.tellNews(session.activity);
    }
  }

  protected override updated(): void {
    const { scroller } = this;
    if (!scroller) return;
    if (this.atEnd) {
      this.end.pin(scroller);
    } else if (this.anchor) {
      const row = this.rowElement(this.anchor.key);
      if (row) scroller.scrollTop += row.getBoundingClientRect().top - this.anchor.top;
    }
    this.anchor = undefined;
    // Rows that do not fill the view cannot be scrolled to draw more.
    this.onScroll();
  }

  // -- what is shown

  protected override render(): TemplateResult {
    const { session, t } = this;
    if (!session) return html``;
    const { activity } = session;
    const trouble = feedNotice([activity], this.hass, t, mdiTextBoxOutline);
    if (trouble && !activity.loaded) return notice(trouble);
    const shown = this.rows.slice(this.window.start, this.window.end);
    const lines = this.rows.reduce((n, { kind }) => n + (kind === "day" ? 0 : 1), 0);
    return html`
      <div class="bar" @keydown=${this.onKey}>
        <div class="count">
          ${this.heading ? html`<h2 class="clip">${this.heading}</h2>` : nothing}
          <span>${t.plural("activity.shown", lines, { n: this.formats.number(lines) })}</span>
        </div>
        ${this.renderPause(activity)}
        ${this.tool(mdiContentCopy, t("activity.copy"), () => void this.copy(), !lines)}
        ${this.tool(mdiBroom, t("activity.clear"), () => this.clear(), !lines)}
      </div>
      <div class="filters" @keydown=${this.onKey}>
        <label class="field">
          ${icon(mdiMagnify)}
          <input
            type="text"
            role="searchbox"
            enterkeyhint="search"
            autocomplete="off"
            spellcheck="false"
            maxlength="100"
            aria-label=${t("activity.search")}
            placeholder=${t("activity.search")}
            .value=${this.search}
            @input=${(event: InputEvent) =>
              (this.search = (event.target as HTMLInputElement).value)}
          />
          ${this.search
            ? html`<button
                class="icon-button"
                aria-label=${t("activity.search_clear")}
                title=${t("activity.search_clear")}
                @click=${this.endSearch}
              >
                ${icon(mdiClose)}
              </button>`
            : nothing}
        </label>
        <div class="chips" role="group" aria-label=${t("activity.groups")}>
          ${this.renderChips(activity)}
        </div>
      </div>
      ${trouble ? banner({ ...trouble, kind: "warning" }) : nothing}
      <div class="body">
        <span id="keys" class="sr-only">${t("activity.keys")}</span>
        <div
          class="scroller"
          role="log"
          aria-live="off"
          aria-label=${t("activity.label")}
          aria-describedby="keys"
          tabindex=${lines ? -1 : 0}
          @scroll=${this.onScroll}
          @keydown=${this.onKey}
          @focusin=${this.onFocus}
        >
          ${lines ? nothing : this.renderEmpty(activity)}
          <div class="rows">
            ${repeat(
              shown,
              ({ key }) => key,
              (row) => this.renderRow(row, this.tabbable(shown)),
            )}
          </div>
        </div>
        ${this.atEnd
          ? nothing
          : html`<button class="jump" aria-label=${t("thread.to_end")} @click=${this.toEnd}>
              ${icon(mdiArrowDown)}
            </button>`}
        <div class="told ${this.told ? "" : "gone"}" role="status">${this.told}</div>
      </div>
      <div class="sr-only" aria-live="polite">${this.spoken}</div>
    `;
  }

  private renderPause(activity: ActivityStore): TemplateResult {
    const { t, frozen } = this;
    const news = frozen ? activity.count - frozen.count : 0;
    const label = !frozen
      ? t("activity.pause")
      : news
        ? t.plural("activity.resume_new", news, { n: this.formats.number(news) })
        : t("activity.resume");
    return html`<button
      class="text-button pause ${frozen ? "filled" : ""}"
      aria-label=${label}
      title=${label}
      @click=${this.togglePause}
    >
      ${icon(frozen ? mdiPlay : mdiPause)}<span class="label">${label}</span>
    </button>`;
  }

  private renderChips(activity: ActivityStore): TemplateResult[] {
    const { t } = this;
    const counts = new Map<Group, number>();
    for (const item of this.items(activity)) {
      if (isGap(item)) continue;
      const group = groupOf(item.entry);
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    return GROUPS.map((group) => {
      const chosen = this.groups.has(group);
      return html`<button
        class="chip ${chosen ? "chosen" : ""}"
        data-group=${group}
        aria-pressed=${chosen ? "true" : "false"}
        @click=${() => this.toggle(group)}
      >
        <span>${t(`activity.group_${group}`)}</span>
        <span class="number">${this.formats.number(counts.get(group) ?? 0)}</span>
      </button>`;
    });
  }

  private renderRow(row: ActivityRow, tabbable: string | undefined): TemplateResult {
    const { t, formats } = this;
    switch (row.kind) {
      case "day":
        return html`<div class="row day" data-key=${row.key}>
          <span>${formats.day(row.at, Date.now())}</span>
        </div>`;
      case "gap":
        return html`<div class="row gap" data-key=${row.key}>
          <span>${this.gapWords(row.missing)}</span>
        </div>`;
      case "entry": {
        const words = activityWords(row, t, formats);
        const group = groupOf(row.entry);
        const open = this.mayOpen(words);
        return html`<div
          class="row entry ${group}"
          role="article"
          data-key=${row.key}
          data-kind=${row.entry.kind}
          tabindex=${row.key === tabbable ? 0 : -1}
        >
          <span class="sign">${icon(words.icon)}</span>
          <div class="what">
            <span class="sentence"
              >${words.sentence.map((piece) =>
                typeof piece === "string" ? piece : html`<bdi class="clip">${piece.name}</bdi>`,
              )}</span
            >${words.detail ? html` <span class="detail">${words.detail}</span>` : nothing}
            ${words.quote ? html`<div class="quote" dir="auto">${words.quote}</div>` : nothing}
          </div>
          <time datetime=${isoOf(row.at)} title=${formats.moment(row.at)}
            >${formats.time(row.at)}</time
          >
          ${open
            ? html`<button
                class="icon-button open"
                tabindex=${row.key === tabbable ? 0 : -1}
                aria-label=${open}
                @click=${() => this.open(words)}
              >
                ${icon(mdiForumOutline)}
              </button>`
            : html`<span class="no-button"></span>`}
        </div>`;
      }
    }
  }

  private renderEmpty(activity: ActivityStore): TemplateResult {
    const { t } = this;
    if (this.items(activity).length) {
      return notice({
        icon: mdiFilterOffOutline,
        title: t("activity.none"),
        text: t("activity.none_hint"),
        action: { label: t("activity.show_all"), run: () => this.showAll() },
      });
    }
    if (this.cleared && activity.items.length) {
      return notice({
        icon: mdiBroom,
        title: t("activity.cleared"),
        text: t("activity.cleared_hint"),
        action: { label: t("activity.show_again"), run: () => (this.cleared = 0) },
      });
    }
    return notice({
      icon: mdiTextBoxOutline,
      title: t("activity.empty"),
      text: t("activity.empty_hint"),
    });
  }

  private tool(path: string, label: string, run: () => void, off: boolean): TemplateResult {
    return html`<button
      class="icon-button"
      aria-label=${label}
      title=${label}
      ?disabled=${off}
      @click=${run}
    >
      ${icon(path)}
    </button>`;
  }

  private gapWords(missing: number | undefined): string {
    return missing === undefined
      ? this.t("activity.gap_some")
      : this.t.plural("activity.gap", missing, { n: this.formats.number(missing) });
  }

  /** What the button says that opens a conversation; nothing if there is none to open. */
  private mayOpen({ open, sentence }: Words): string | undefined {
    const { t } = this;
    if (open === undefined) return undefined;
    if (open === PUBLIC) return t("activity.open_public");
    if (!this.session?.peers.node?.may_read_private) return undefined;
    const name = sentence.find((piece) => typeof piece !== "string");
    return t("activity.open_private", {
      name: typeof name === "object" ? name.name : t("activity.somebody"),
    });
  }

  // -- what there is

  private items(activity: ActivityStore): readonly LogItem[] {
    const items = this.frozen?.items ?? activity.items;
    return this.cleared ? items.filter(({ number }) => number > this.cleared) : items;
  }

  /** Lay the rows out anew if anything that they are made of has changed. */
  private makeRows(activity: ActivityStore): boolean {
    const { t, formats } = this;
    const wanted = this.search.trim().toLocaleLowerCase(t.language);
    const all = this.frozen?.items ?? activity.items;
    const input = [all, this.cleared, this.groups, wanted, t, formats];
    if (input.every((one, at) => one === this.rowsMadeOf[at]) && this.rowsMadeOf.length) {
      return false;
    }
    this.rowsMadeOf = input;
    const rows = activityRows(this.items(activity), this.groups, (at) => formats.dayKey(at), dropKey);
    this.rows = wanted ? found(rows, wanted, t, formats) : rows;
    this.keys = this.rows.map(({ key }) => key);
    return true;
  }

  /** Tell now and then what is new to who cannot see it. */
  private tellNews(activity: ActivityStore): void {
    this.heard ??= activity.count;
    if (this.frozen) {
      this.heard = activity.count;
      return;
    }
    if (this.newsTimer !== undefined || this.heard === activity.count) return;
    this.newsTimer = setTimeout(() => {
      this.newsTimer = undefined;
      const since = this.heard ?? 0;
      this.heard = activity.count;
      if (this.frozen) return;
      const news = activity.items.filter(
        (item) =>
          item.number > since &&
          !isGap(item) &&
          (!this.groups.size || this.groups.has(groupOf(item.entry))),
      ).length;
      const last = this.rows.at(-1);
      if (news === 1 && last?.kind === "entry") {
        this.say(asText(activityWords(last, this.t, this.formats)).slice(0, MAX_SPOKEN));
      } else if (news) {
        this.say(this.t.plural("activity.news", news, { n: this.formats.number(news) }));
      }
    }, NEWS_EVERY);
  }

  private say(words: string): void {
    // The same words twice would not be read out twice.
    this.spoken = words === this.spoken ? `${words}\u00a0` : words;
  }

  // -- what is done

  private readonly togglePause = (): void => {
    const { activity } = this.session ?? {};
    if (!activity) return;
    if (this.frozen) {
      this.frozen = undefined;
      this.heard = activity.count;
    } else {
      this.frozen = { items: activity.items, count: activity.count };
    }
  };

  private toggle(group: Group): void {
    const groups = new Set(this.groups);
    if (!groups.delete(group)) groups.add(group);
    this.groups = groups;
    this.atEnd = true;
  }

  private showAll(): void {
    this.groups = new Set();
    this.search = "";
  }

  private readonly endSearch = (): void => {
    this.search = "";
    this.field?.focus();
  };

  private clear(): void {
    const { activity } = this.session ?? {};
    if (!activity) return;
    this.cleared = (this.frozen ?? activity).count;
    this.atEnd = true;
  }

  private async copy(): Promise<void> {
    const { t, formats } = this;
    const text = this.rows
      .filter(({ kind }) => kind !== "day")
      .map((row) => {
        const words =
          row.kind === "entry"
            ? asText(activityWords(row, t, formats))
            : this.gapWords((row as { missing?: number }).missing);
        // A line of the log is a line of the text, whatever a stranger wrote.
        return `${formats.moment(row.at)}  ${words.replace(/\s+/gu, " ")}`;
      })
      .join("\n");
    const done = await copyText(text);
    this.tell(t(done ? "message.copied" : "message.copy_failed"));
  }

  private open({ open }: Words): void {
    const { hass } = this;
    if (hass && open !== undefined && !openConversation(hass, open)) this.tell(this.t("map.no_chat"));
  }

  private tell(words: string): void {
    clearTimeout(this.toldTimer);
    this.told = words;
    this.toldTimer = setTimeout(() => (this.told = ""), TOLD);
  }

  // -- scrolling

  private readonly toEnd = (): void => {
    this.atEnd = true;
    this.window.toEnd(this.keys);
    this.requestUpdate();
  };

  private readonly onScroll = (): void => {
    this.scrolling ||= requestAnimationFrame(() => {
      this.scrolling = 0;
      this.scrolled();
    });
  };

  private scrolled(): void {
    const { scroller } = this;
    // Without a height we are out of sight, as on a tab that is not chosen.
    if (!scroller?.clientHeight) return;
    this.atEnd =
      this.end.check(scroller, this.atEnd) && this.window.end === this.keys.length;
    if (scroller.scrollTop < NEAR_EDGE && this.window.start > 0) {
      this.rememberPlace();
      if (this.window.up(this.keys)) this.requestUpdate();
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
    for (const row of scroller.querySelectorAll<HTMLElement>(".row.entry")) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom > edge) {
        this.anchor = { key: row.dataset["key"] ?? "", top };
        return;
      }
    }
  }

  // -- keys

  private tabbable(shown: readonly ActivityRow[]): string | undefined {
    if (this.current && shown.some(({ key }) => key === this.current)) return this.current;
    return shown.findLast(({ kind }) => kind === "entry")?.key;
  }

  private rowElement(key: string): HTMLElement | undefined {
    for (const row of this.renderRoot.querySelectorAll<HTMLElement>(".row")) {
      if (row.dataset["key"] === key) return row;
    }
    return undefined;
  }

  private readonly onFocus = (event: FocusEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>(".row.entry");
    if (row) this.current = row.dataset["key"];
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const writes = target.localName === "input";
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (writes) {
      if (event.key !== "Escape" || !this.search) return;
      this.search = "";
    } else {
      const group = /^[1-9]$/u.test(event.key) ? GROUPS[Number(event.key) - 1] : undefined;
      if (group) this.toggle(group);
      else if (event.key === "p" || event.key === "P") this.togglePause();
      else if (event.key === "/") this.field?.focus();
      else if (!this.onRowKey(event, target)) return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** What a key does on a line; returns whether it does anything. */
  private onRowKey(event: KeyboardEvent, target: HTMLElement): boolean {
    const row = target.closest<HTMLElement>(".row.entry");
    if (!row) return false;
    switch (event.key) {
      case "ArrowUp":
      case "ArrowDown":
        this.step(row, event.key === "ArrowUp" ? -1 : 1);
        return true;
      case "Home":
        if (this.scroller) this.scroller.scrollTop = 0;
        return true;
      case "End":
        this.toEnd();
        return true;
      case "Enter":
      case " ": {
        const button = row.querySelector<HTMLElement>(".open");
        if (target !== row || !button) return false;
        button.click();
        return true;
      }
      case "Escape":
        if (target === row) return false;
        row.focus();
        return true;
      default:
        return false;
    }
  }

  private step(row: HTMLElement, by: -1 | 1): void {
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>(".row.entry")];
    const next = all[all.indexOf(row) + by];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  }

  static override styles = [
    theme,
    noticeStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        background: var(--mb-surface);
        container-type: inline-size;
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 6px 8px 0;
        padding-inline-start: 16px;
        flex: none;
      }

      .count {
        flex: 1;
        min-width: 0;
        font-size: 14px;
        color: var(--mb-muted);
      }

      h2 {
        margin: 0;
        font-size: 18px;
        font-weight: 500;
        color: var(--mb-text);
      }

      .pause {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 44px;
        padding: 0 12px;
        white-space: nowrap;
      }

      .pause .icon {
        font-size: 22px;
      }

      .filters {
        display: flex;
        align-items: center;
        gap: 8px 12px;
        padding: 6px 16px 10px;
        border-bottom: 1px solid var(--mb-line);
        flex: none;
        min-width: 0;
      }

      .field {
        display: flex;
        align-items: center;
        flex: 0 1 260px;
        min-width: 150px;
        height: 44px;
        padding-inline-start: 12px;
        gap: 8px;
        border-radius: 22px;
        background: var(--mb-other);
        color: var(--mb-muted);
      }

      .field:focus-within {
        outline: 2px solid var(--mb-accent-text);
      }

      .field .icon {
        font-size: 20px;
      }

      input {
        flex: 1;
        min-width: 0;
        height: 100%;
        border: 0;
        padding: 0;
        background: none;
        color: var(--mb-text);
        font: inherit;
        /* Smaller, and phones zoom in. */
        font-size: 16px;
        text-overflow: ellipsis;
      }

      input:focus-visible {
        outline: none;
      }

      input::placeholder {
        color: var(--mb-muted);
        opacity: 1;
      }

      .chips {
        display: flex;
        gap: 8px;
        min-width: 0;
        flex: 1;
        /* Room for the ring around the one with the focus. */
        padding: 3px;
        overflow: auto hidden;
        scrollbar-width: none;
      }

      .chip {
        display: flex;
        align-items: center;
        gap: 8px;
        flex: none;
        height: 44px;
        padding: 0 14px;
        border-radius: 22px;
        border: 1px solid var(--mb-line);
        font-size: 14px;
        white-space: nowrap;
      }

      .chip .number {
        color: var(--mb-muted);
        font-size: 12.5px;
        font-variant-numeric: tabular-nums;
      }

      .chip.chosen {
        background: color-mix(in srgb, var(--mb-accent) 22%, var(--mb-surface));
        border-color: var(--mb-accent-text);
        font-weight: 500;
      }

      .chip.chosen .number {
        color: inherit;
      }

      .chip:focus-visible {
        outline-offset: 0;
      }

      @media (hover: hover) {
        .chip:not(.chosen):hover {
          background: var(--mb-hover);
        }
      }

      .body {
        position: relative;
        flex: 1;
        min-height: 0;
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
        width: 100%;
        /* On a wall, a line and its time stay where one glance sees both. */
        max-width: 1040px;
        padding-block: 4px 12px;
      }

      .row {
        contain: layout style;
      }

      .day,
      .gap {
        display: flex;
        justify-content: center;
        padding: 10px 16px 4px;
        font-size: 12.5px;
        color: var(--mb-muted);
        text-align: center;
      }

      .day span {
        background: var(--mb-other);
        border-radius: 12px;
        padding: 3px 12px;
        font-weight: 500;
      }

      .gap {
        align-items: center;
        gap: 12px;
      }

      .gap::before,
      .gap::after {
        content: "";
        flex: 1;
        border-top: 1px dashed var(--mb-muted);
      }

      .entry {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 48px;
        padding-block: 2px;
        padding-inline: 16px 4px;
        border-radius: 8px;
      }

      .entry:focus-visible {
        outline-offset: -2px;
      }

      @media (hover: hover) {
        .entry:hover {
          background: var(--mb-hover);
        }
      }

      .sign {
        display: grid;
        place-items: center;
        width: 32px;
        height: 32px;
        border-radius: 50%;
        flex: none;
        background: var(--mb-other);
        color: var(--mb-muted);
      }

      .sign .icon {
        font-size: 18px;
      }

      .messages .sign {
        background: var(--mb-selected);
        color: var(--mb-accent-text);
      }

      .people .sign {
        background: color-mix(in srgb, var(--mb-success) 18%, var(--mb-surface));
        color: color-mix(in srgb, var(--mb-success) 55%, var(--mb-text));
      }

      .trouble .sign {
        background: color-mix(in srgb, var(--mb-warning) 20%, var(--mb-surface));
        color: color-mix(in srgb, var(--mb-warning) 45%, var(--mb-text));
      }

      .what {
        flex: 1;
        min-width: 0;
        padding-block: 5px;
        font-size: 14.5px;
        line-height: 1.4;
        overflow: hidden;
        overflow-wrap: anywhere;
        contain: paint;
      }

      .what bdi {
        display: inline-block;
        max-width: min(100%, 24ch);
        vertical-align: bottom;
        font-weight: 500;
        contain: paint;
      }

      .detail {
        color: var(--mb-muted);
        font-size: 13px;
      }

      .quote {
        max-height: 2.8em;
        overflow: hidden;
        contain: paint;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        color: var(--mb-muted);
        unicode-bidi: isolate;
      }

      time {
        flex: none;
        font-size: 12.5px;
        color: var(--mb-muted);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .no-button {
        width: 44px;
        flex: none;
      }

      .open .icon {
        font-size: 20px;
      }

      .jump {
        position: absolute;
        inset-block-end: 12px;
        inset-inline-end: 16px;
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        border-radius: 22px;
        background: var(--mb-surface);
        color: var(--mb-accent-text);
        border: 1px solid var(--mb-line);
        box-shadow: 0 2px 6px rgb(0 0 0 / 22%);
      }

      .told {
        position: absolute;
        inset-block-end: 16px;
        left: 50%;
        translate: -50%;
        max-width: calc(100% - 140px);
        padding: 10px 16px;
        border-radius: 8px;
        background: var(--mb-text);
        color: var(--mb-surface);
        font-size: 14px;
      }

      .told.gone {
        padding: 0;
      }

      @container (max-width: 760px) {
        .filters {
          flex-direction: column;
          align-items: stretch;
          padding-inline: 12px;
        }

        .field {
          flex: none;
        }

        .chips {
          flex: none;
          margin-inline: -12px;
          padding-inline: 12px;
        }

        .entry {
          gap: 10px;
          padding-inline-start: 12px;
        }

        .no-button {
          display: none;
        }

        .entry:not(:has(.open)) {
          padding-inline-end: 16px;
        }
      }
    `,
  ];
}

/** The rows that hold what is searched for in what they say. */
function found(
  rows: readonly ActivityRow[],
  wanted: string,
  t: Localize,
  formats: Formats,
): ActivityRow[] {
  const fits = (row: EntryRow): boolean =>
    asText(activityWords(row, t, formats)).toLocaleLowerCase(t.language).includes(wanted);
  const kept: ActivityRow[] = [];
  let day: ActivityRow | undefined;
  for (const row of rows) {
    if (row.kind === "day") day = row;
    else if (row.kind === "entry" && fits(row)) {
      if (day) kept.push(day);
      day = undefined;
      kept.push(row);
    }
  }
  return kept;
}

function isoOf(at: number): string {
  // A stranger's clock does not get here, but a broken one of ours might.
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : "";
}

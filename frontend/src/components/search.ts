import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { mdiAlertCircleOutline, mdiClose, mdiMagnify } from "@mdi/js";
import { MeshError } from "../api/errors";
import type { Message } from "../api/types";
import { saidAt, type ThreadStore } from "../state/thread";
import { MeshElement } from "./base";
import { icon } from "./icons";
import { notice, noticeStyles } from "./notice";
import { reasonOf } from "./reasons";
import { theme } from "./styles";

/** After the last key, so that not every letter becomes a question; in milliseconds. */
const PAUSE = 250;

/** Characters before and after what was found. */
const AROUND = 40;

/** Looks for messages in a conversation. */
export class MeshSearch extends MeshElement {
  @property({ attribute: false }) thread: ThreadStore | undefined;

  @state() private text = "";
  @state() private found: Message[] | undefined;
  @state() private error: MeshError | undefined;
  @state() private busy = false;

  @query("input") private readonly input!: HTMLInputElement;

  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override firstUpdated(): void {
    this.input.focus();
  }

  protected override render(): TemplateResult {
    const { t } = this;
    return html`<div
        class="bar"
        role="search"
        aria-label=${t("search.title")}
        @keydown=${this.onKey}
      >
        ${icon(mdiMagnify)}
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          enterkeyhint="search"
          placeholder=${t("search.placeholder")}
          aria-label=${t("search.placeholder")}
          .value=${this.text}
          @input=${this.onInput}
        />
        <button
          class="icon-button"
          aria-label=${t("search.close")}
          title=${t("search.close")}
          @click=${() => this.fire("mesh-close")}
        >
          ${icon(mdiClose)}
        </button>
      </div>
      <div class="sr-only" role="status">
        ${this.found ? t.plural("search.found", this.found.length) : ""}
      </div>
      <div class="results" @keydown=${this.onKey}>${this.renderResults()}</div>`;
  }

  private renderResults(): unknown {
    const { t, formats, found, error } = this;
    if (error) {
      return notice({
        icon: mdiAlertCircleOutline,
        title: t("search.failed"),
        text: reasonOf(error, t),
        action: { label: t("common.try_again"), run: () => void this.search() },
      });
    }
    if (!found) {
      return this.text.trim() || this.busy
        ? nothing
        : notice({ icon: mdiMagnify, title: t("search.title"), text: t("search.hint") });
    }
    if (!found.length) {
      return notice({ icon: mdiMagnify, title: t("search.none"), text: t("search.none_hint") });
    }
    const now = Date.now();
    return html`<ul>
      ${[...found].reverse().map(
        (message) =>
          html`<li>
            <button @click=${() => this.fire("mesh-found", message)}>
              <span class="upper">
                <bdi class="clip">${message.own ? t("message.you") : message.nickname}</bdi>
                <time>${formats.short(saidAt(message), now)}</time>
              </span>
              <span class="snippet" dir="auto">${marked(message.text, this.text.trim())}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  private readonly onInput = (): void => {
    this.text = this.input.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(), PAUSE);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.fire("mesh-close");
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>("input, li button")];
    const at = all.indexOf(event.target as HTMLElement);
    all[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    event.preventDefault();
  };

  private async search(): Promise<void> {
    const text = this.text.trim();
    this.asked += 1;
    const asked = this.asked;
    this.error = undefined;
    if (!text || !this.thread) {
      this.found = undefined;
      return;
    }
    this.busy = true;
    try {
      const found = await this.thread.search(text);
      if (asked === this.asked) this.found = found;
    } catch (reason) {
      if (asked === this.asked) this.error = MeshError.from(reason);
    } finally {
      if (asked === this.asked) this.busy = false;
    }
  }

  static override styles = [
    theme,
    noticeStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        position: absolute;
        inset: 0;
        z-index: 2;
        background: var(--mb-surface);
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 64px;
        padding-inline: 16px 8px;
        border-bottom: 1px solid var(--mb-line);
        color: var(--mb-muted);
      }

      .bar:focus-within {
        box-shadow: inset 0 -2px var(--mb-accent-text);
      }

      input {
        flex: 1;
        min-width: 0;
        height: 44px;
        border: 0;
        background: none;
        color: var(--mb-text);
        font: inherit;
        font-size: 16px;
      }

      input:focus-visible {
        outline: none;
      }

      input::placeholder {
        color: var(--mb-muted);
        opacity: 1;
      }

      input::-webkit-search-cancel-button {
        display: none;
      }

      .results {
        flex: 1;
        min-height: 0;
        overflow: hidden auto;
        display: flex;
        flex-direction: column;
      }

      ul {
        list-style: none;
        margin: 0;
        padding: 8px;
      }

      li button {
        display: grid;
        gap: 2px;
        width: 100%;
        min-height: 56px;
        padding: 8px 12px;
        border-radius: 12px;
        text-align: start;
      }

      li button:hover {
        background: var(--mb-hover);
      }

      li button:focus-visible {
        outline-offset: -2px;
      }

      .upper {
        display: flex;
        gap: 8px;
        justify-content: space-between;
        font-size: 13px;
        font-weight: 500;
        color: var(--mb-accent-text);
        min-width: 0;
      }

      .upper .clip {
        contain: paint;
        line-height: 18px;
      }

      time {
        font-weight: 400;
        color: var(--mb-muted);
        flex: none;
      }

      .snippet {
        font-size: 14px;
        line-height: 20px;
        overflow-wrap: anywhere;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        contain: paint;
        unicode-bidi: plaintext;
      }

      mark {
        background: color-mix(in srgb, var(--mb-warning) 45%, transparent);
        color: inherit;
        border-radius: 3px;
      }
    `,
  ];
}

/** The part of a text around what was looked for, with that marked. */
function marked(text: string, needle: string): unknown {
  const line = text.replace(/\s+/gu, " ");
  const at = line.toLocaleLowerCase().indexOf(needle.toLocaleLowerCase());
  if (at < 0) return line.slice(0, 2 * AROUND);
  const from = Math.max(0, at - AROUND);
  const end = at + needle.length;
  return html`${from > 0 ? "…" : ""}${line.slice(from, at)}<mark>${line.slice(at, end)}</mark
    >${line.slice(end, end + 2 * AROUND)}`;
}

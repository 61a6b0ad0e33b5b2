import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { mdiClose } from "@mdi/js";
import type { Message } from "../api/types";
import type { PeerStore } from "../state/peers";
import { MeshElement } from "./base";
import { icon } from "./icons";
import { failureWords, signalWords } from "./message-row";
import { theme } from "./styles";

/** All that is known of one message, shown when somebody asks for it. */
export class MeshDetails extends MeshElement {
  @property({ attribute: false }) peers: PeerStore | undefined;
  @state() private message: Message | undefined;

  @query("dialog") private readonly dialog!: HTMLDialogElement;

  async show(message: Message): Promise<void> {
    this.message = message;
    await this.updateComplete;
    // The dialog gives the focus back to where it was when it closes.
    if (!this.dialog.open) this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { t, message } = this;
    return html`<dialog
      aria-labelledby="title"
      @click=${this.onBackdrop}
      @close=${() => (this.message = undefined)}
    >
      ${message
        ? html`<div class="content">
            <header>
              <h2 id="title">${t("details.title")}</h2>
              <button
                class="icon-button"
                aria-label=${t("common.close")}
                title=${t("common.close")}
                @click=${() => this.dialog.close()}
              >
                ${icon(mdiClose)}
              </button>
            </header>
            <dl>${this.facts(message).map(([name, value, mono]) => fact(name, value, mono))}</dl>
          </div>`
        : nothing}
    </dialog>`;
  }

  private facts(message: Message): [string, string, boolean?][] {
    const { t, formats, peers } = this;
    const peer = message.fingerprint ? peers?.get(message.fingerprint) : undefined;
    const facts: [string, string, boolean?][] = [];
    if (message.own) {
      facts.push([t("details.from"), t("message.you")]);
      if (message.status) facts.push([t("details.delivery"), t(`status.${message.status}`)]);
      if (message.status === "failed" || message.status === "expired") {
        facts.push([t("details.reason"), failureWords(message, t)]);
      }
      if (message.heard_by) {
        facts.push([t("details.heard_by"), t.plural("status.heard_by", message.heard_by)]);
      }
    } else {
      facts.push([t("details.from"), message.nickname]);
      if (peer) facts.push([t("details.trust"), t(`trust.${peer.trust}_long`)]);
    }
    facts.push([t("details.sent"), formats.moment(message.sent)]);
    if (!message.own) {
      facts.push([t("details.received"), formats.moment(message.received)]);
      const way = signalWords(message, t, formats);
      if (way) facts.push([t("details.way"), way]);
      if (message.via) {
        const via = peers?.byPeerId(message.via);
        facts.push([t("details.via"), via?.nickname ?? message.via, !via]);
      }
    }
    if (message.fingerprint) {
      facts.push([t("details.fingerprint"), inGroups(message.fingerprint), true]);
    }
    facts.push([t("details.message_id"), message.message_id, true]);
    return facts;
  }

  private readonly onBackdrop = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.dialog.close();
  };

  static override styles = [
    theme,
    css`
      dialog {
        padding: 0;
        border: 0;
        border-radius: 24px;
        width: min(420px, calc(100vw - 32px));
        max-height: calc(100vh - 64px);
        overflow: auto;
        background: var(--mb-surface);
        color: var(--mb-text);
        box-shadow: 0 8px 32px rgb(0 0 0 / 36%);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      .content {
        padding: 12px 24px 24px;
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-inline-end: -12px;
      }

      h2 {
        margin: 0;
        font-size: 20px;
        font-weight: 500;
      }

      dl {
        margin: 8px 0 0;
        display: grid;
        gap: 12px;
      }

      dt {
        font-size: 12.5px;
        color: var(--mb-muted);
      }

      dd {
        margin: 2px 0 0;
        font-size: 15px;
        line-height: 1.4;
        overflow-wrap: anywhere;
        unicode-bidi: isolate;
        overflow: hidden;
        contain: paint;
      }

      dd.mono {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 13px;
        direction: ltr;
        text-align: start;
      }
    `,
  ];
}

function fact(name: string, value: string, mono = false): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd class=${mono ? "mono" : ""}>${value}</dd>
  </div>`;
}

/** A fingerprint as people compare it: in groups of four. */
export function inGroups(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/gu)?.join(" ") ?? fingerprint;
}

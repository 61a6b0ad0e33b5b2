import { css, html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import {
  mdiBlockHelper,
  mdiClose,
  mdiContentCopy,
  mdiForum,
  mdiOpenInNew,
  mdiRadar,
  mdiShieldCheck,
  mdiShieldOff,
} from "@mdi/js";
import { changePeer, type PeerAction, ping } from "../api/client";
import { MeshError } from "../api/errors";
import type { Fingerprint, MeshLink, Peer } from "../api/types";
import { type Sample, sparkline } from "../map/sparkline";
import { avatar, avatarStyles } from "./avatar";
import { MeshElement } from "./base";
import { copyText } from "./clipboard";
import { inGroups } from "./details";
import { icon } from "./icons";
import { openConversation } from "./navigate";
import { distanceWords } from "./peer-words";
import { reasonOf } from "./reasons";
import { theme } from "./styles";

const WIDTH = 240;
const HEIGHT = 48;

/** Samples that are kept: what the node keeps, and what came since. */
const MAX_SAMPLES = 600;

/** What is asked before it is done. */
type Question = "verify_peer" | "block_peer";

/** All that is known of a peer, and what can be done about it. */
export class MeshPeerDetails extends MeshElement {
  @property({ attribute: false }) peer: Peer | undefined;
  /** The names of those on the way to it, without itself. */
  @property({ attribute: false }) route: readonly string[] = [];
  @property({ attribute: false }) links: readonly MeshLink[] = [];

  @state() private samples: readonly Sample[] = [];
  @state() private busy: PeerAction | "ping" | undefined;
  @state() private outcome: { text: string; bad: boolean } | undefined;
  @state() private question: Question | undefined;

  @query("h2") private readonly heading!: HTMLElement;
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  private shown: Fingerprint | undefined;

  /** Go where a screen reader begins to read. */
  override focus(): void {
    // Whoever has just put us on the page asks before we are drawn.
    void this.updateComplete.then(() => this.heading?.focus());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { peer } = this;
    if (peer?.fingerprint !== this.shown) {
      this.shown = peer?.fingerprint;
      this.samples = [];
      this.outcome = undefined;
      this.question = undefined;
      if (peer) void this.loadSamples(peer.fingerprint);
    } else if (peer && peer.rssi !== null && changed.has("peer")) {
      const last = this.samples.at(-1);
      if (!last || (peer.last_seen > last[0] && peer.rssi !== last[1])) {
        this.samples = [...this.samples, [peer.last_seen, peer.rssi] as const].slice(-MAX_SAMPLES);
      }
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("question") && this.question && !this.dialog.open) this.dialog.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t, peer } = this;
    if (!peer) return nothing;
    return html`<div class="content">
      <header>
        ${avatar(peer.fingerprint, peer.nickname, peer.in_reach)}
        <h2 tabindex="-1"><bdi class="clip">${peer.nickname}</bdi></h2>
        <button
          class="icon-button"
          aria-label=${t("common.close")}
          title=${t("common.close")}
          @click=${() => this.fire("mesh-close")}
        >
          ${icon(mdiClose)}
        </button>
      </header>
      ${this.renderActions(peer)}
      <p class="outcome ${this.outcome?.bad ? "bad" : ""}" role="status">
        ${this.outcome?.text ?? ""}
      </p>
      <dl>
        ${this.facts(peer).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${this.renderSignal(peer)} ${this.renderQuestion(peer)}
    </div>`;
  }

  private renderActions(peer: Peer): TemplateResult {
    const { t } = this;
    const { node } = this.session?.peers ?? {};
    const admin = this.hass?.user?.is_admin ?? false;
    return html`<div class="actions">
      ${node?.may_read_private && !peer.blocked
        ? this.button(mdiForum, t("map.write"), this.onWrite)
        : nothing}
      ${this.button(mdiRadar, t("map.ping"), this.onPing, this.busy === "ping")}
      ${admin
        ? html`${peer.trust === "verified"
            ? this.button(mdiShieldOff, t("map.unverify"), () => this.change("unverify_peer"))
            : this.button(mdiShieldCheck, t("map.verify"), () => this.ask("verify_peer"))}
          ${peer.blocked
            ? this.button(mdiBlockHelper, t("map.unblock"), () => this.change("unblock_peer"))
            : this.button(mdiBlockHelper, t("map.block"), () => this.ask("block_peer"))}`
        : nothing}
      ${peer.device_id
        ? html`<a
            class="text-button filled"
            href="/config/devices/device/${encodeURIComponent(peer.device_id)}"
            >${icon(mdiOpenInNew)}${t("map.device")}</a
          >`
        : nothing}
    </div>`;
  }

  private button(
    path: string,
    label: string,
    run: () => void,
    busy = false,
  ): TemplateResult {
    return html`<button
      class="text-button filled ${busy ? "busy" : ""}"
      aria-disabled=${this.busy ? "true" : "false"}
      @click=${() => {
        if (!this.busy) run();
      }}
    >
      ${icon(path)}${label}
    </button>`;
  }

  private facts(peer: Peer): [string, TemplateResult | string][] {
    const { t, formats } = this;
    const facts: [string, TemplateResult | string][] = [
      [t("map.distance"), distanceWords(peer, t)],
      [
        t("map.last_seen"),
        html`<span title=${formats.moment(peer.last_seen)}
          >${formats.relative(peer.last_seen, Date.now())}</span
        >`,
      ],
    ];
    if (this.route.length) {
      facts.push([
        t("map.route"),
        html`<ol>
          ${this.route.map((name) => html`<li><bdi class="clip">${name}</bdi></li>`)}
        </ol>`,
      ]);
    }
    for (const link of this.links) {
      facts.push([
        t("map.link"),
        `${t(`map.role_${link.role}`)}${link.mtu ? `, MTU ${formats.number(link.mtu)}` : ""}`,
      ]);
    }
    facts.push([
      t("details.trust"),
      peer.blocked
        ? `${t("peer.blocked")}. ${t(`trust.${peer.trust}_long`)}`
        : t(`trust.${peer.trust}_long`),
    ]);
    facts.push([
      t("details.fingerprint"),
      html`<span class="print mono">${inGroups(peer.fingerprint)}</span
        ><button
          class="icon-button"
          aria-label=${t("map.copy_fingerprint")}
          title=${t("map.copy_fingerprint")}
          @click=${() => this.copy(peer.fingerprint)}
        >
          ${icon(mdiContentCopy)}
        </button>`,
    ]);
    return facts;
  }

  private renderSignal(peer: Peer): TemplateResult | typeof nothing {
    const { t, formats, samples } = this;
    const last = samples.at(-1);
    if (!last || !peer.direct) return nothing;
    const strengths = samples.map(([, rssi]) => rssi);
    const [low, high] = [Math.min(...strengths), Math.max(...strengths)].map((value) =>
      t("signal.dbm", { value: formats.number(value) }),
    ) as [string, string];
    const now = t("signal.dbm", { value: formats.number(peer.rssi ?? last[1]) });
    return html`<figure>
      <figcaption>
        <span>${t("map.signal")}</span><span class="value">${now}</span>
      </figcaption>
      <svg
        viewBox="0 -3 ${WIDTH} ${HEIGHT + 6}"
        preserveAspectRatio="none"
        role="img"
        aria-label=${t("map.signal_range", { low, high })}
      >
        ${svg`<path class="spark" d=${sparkline(samples, WIDTH, HEIGHT)} vector-effect="non-scaling-stroke"></path>`}
      </svg>
    </figure>`;
  }

  private renderQuestion(peer: Peer): TemplateResult {
    const { t, question } = this;
    return html`<dialog
      aria-labelledby="question"
      @close=${() => (this.question = undefined)}
      @click=${(event: MouseEvent) => event.target === this.dialog && this.dialog.close()}
    >
      ${question
        ? html`<div class="ask">
            <h3 id="question">
              ${t(question === "verify_peer" ? "map.verify_title" : "map.block_title", {
                name: peer.nickname,
              })}
            </h3>
            <p>${t(question === "verify_peer" ? "map.verify_text" : "map.block_text")}</p>
            ${question === "verify_peer"
              ? html`<p class="print mono">${inGroups(peer.fingerprint)}</p>`
              : nothing}
            <div class="choices">
              <button class="text-button" @click=${() => this.dialog.close()}>
                ${t("common.cancel")}
              </button>
              <button
                class="text-button filled"
                @click=${() => {
                  this.dialog.close();
                  this.change(question);
                }}
              >
                ${t(question === "verify_peer" ? "map.verify_yes" : "map.block")}
              </button>
            </div>
          </div>`
        : nothing}
    </dialog>`;
  }

  // -- what is done

  private ask(question: Question): void {
    this.question = question;
  }

  private readonly onWrite = (): void => {
    const { hass, peer } = this;
    if (hass && peer && !openConversation(hass, peer.fingerprint)) {
      this.outcome = { text: this.t("map.no_chat"), bad: true };
    }
  };

  private readonly onPing = (): void => {
    const { hass, peer, t, formats } = this;
    if (!hass || !peer) return;
    void this.doing("ping", peer, async () => {
      const answer = await ping(hass, peer.fingerprint);
      if (!answer.answered || answer.round_trip_ms === null) return t("map.no_answer");
      const time = formats.number(Math.round(answer.round_trip_ms));
      return answer.hops === null
        ? t("map.answered", { time })
        : t.plural("map.answered_hops", answer.hops, { time });
    });
  };

  private change(action: PeerAction): void {
    const { hass, peer, t } = this;
    if (!hass || !peer) return;
    void this.doing(action, peer, async () => {
      await changePeer(hass, action, peer.fingerprint);
      return t(`map.done_${action}`);
    });
  }

  private async copy(fingerprint: string): Promise<void> {
    const done = await copyText(fingerprint);
    this.outcome = { text: this.t(done ? "message.copied" : "message.copy_failed"), bad: !done };
  }

  private async doing(
    what: PeerAction | "ping",
    peer: Peer,
    run: () => Promise<string>,
  ): Promise<void> {
    this.busy = what;
    this.outcome = undefined;
    let outcome: { text: string; bad: boolean };
    try {
      outcome = { text: await run(), bad: false };
    } catch (error) {
      outcome = { text: reasonOf(MeshError.from(error), this.t), bad: true };
    }
    this.busy = undefined;
    // Somebody else may be shown meanwhile.
    if (this.shown === peer.fingerprint) this.outcome = outcome;
  }

  private async loadSamples(fingerprint: Fingerprint): Promise<void> {
    try {
      const { samples } = (await this.session?.api.signalHistory(fingerprint)) ?? { samples: [] };
      if (this.shown === fingerprint) this.samples = samples;
    } catch {
      // Nothing was heard of it, or the node went: the rest is worth showing anyway.
    }
  }

  static override styles = [
    theme,
    avatarStyles,
    css`
      :host {
        display: block;
        overflow: auto;
      }

      .content {
        padding: 12px 16px 20px;
      }

      header {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-inline-end: -8px;
      }

      h2 {
        flex: 1;
        min-width: 0;
        margin: 0;
        font-size: 20px;
        font-weight: 500;
        display: flex;
        overflow: hidden;
        contain: paint;
        line-height: 1.6;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 12px;
      }

      .actions .text-button,
      .choices .text-button {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        text-decoration: none;
      }

      .actions .icon {
        font-size: 20px;
      }

      .busy .icon {
        animation: turn 1s linear infinite;
      }

      @keyframes turn {
        to {
          rotate: 1turn;
        }
      }

      .outcome {
        margin: 8px 0 0;
        min-height: 20px;
        font-size: 14px;
        line-height: 20px;
        color: var(--mb-muted);
        overflow-wrap: anywhere;
      }

      .outcome.bad {
        color: var(--mb-error-text);
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
        overflow: hidden;
        contain: paint;
      }

      dd:has(.icon-button) {
        display: flex;
        align-items: center;
      }

      ol {
        margin: 0;
        padding: 0;
        list-style: none;
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
      }

      li {
        display: flex;
        max-width: 100%;
      }

      li:not(:last-child)::after {
        content: "›";
        margin-inline-start: 8px;
        color: var(--mb-muted);
      }

      :host(:dir(rtl)) li:not(:last-child)::after {
        content: "‹";
      }

      .mono {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 13px;
        direction: ltr;
        text-align: start;
        overflow-wrap: anywhere;
      }

      figure {
        margin: 16px 0 0;
      }

      figcaption {
        display: flex;
        justify-content: space-between;
        font-size: 12.5px;
        color: var(--mb-muted);
      }

      .value {
        color: var(--mb-text);
      }

      figure svg {
        display: block;
        width: 100%;
        height: 54px;
        margin-top: 4px;
        direction: ltr;
      }

      .spark {
        fill: none;
        stroke: var(--mb-accent);
        stroke-width: 2;
        stroke-linejoin: round;
        stroke-linecap: round;
      }

      dialog {
        padding: 0;
        border: 0;
        border-radius: 24px;
        width: min(420px, calc(100vw - 32px));
        background: var(--mb-surface);
        color: var(--mb-text);
        box-shadow: 0 8px 32px rgb(0 0 0 / 36%);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      .ask {
        padding: 24px;
      }

      h3 {
        margin: 0;
        font-size: 20px;
        font-weight: 500;
        overflow-wrap: anywhere;
        overflow: hidden;
        contain: paint;
        unicode-bidi: isolate;
      }

      .ask p {
        font-size: 14px;
        line-height: 1.5;
      }

      .ask .mono {
        font-size: 16px;
      }

      .choices {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        flex-wrap: wrap;
      }
    `,
  ];
}

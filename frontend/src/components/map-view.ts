import { css, html, nothing, type PropertyValues, svg, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import {
  mdiFitToPageOutline,
  mdiFormatListBulleted,
  mdiGraph,
  mdiMinus,
  mdiPlus,
  mdiRadar,
} from "@mdi/js";
import { select } from "d3-selection";
import { zoom, type ZoomBehavior, zoomIdentity, type ZoomTransform } from "d3-zoom";
import type { Fingerprint, Peer, PeerId, Pulse } from "../api/types";
import { buildGraph, edgeId, type MapEdge, type MapGraph, type MapNode, quality } from "../map/graph";
import { MapLayout, type Place, RING } from "../map/layout";
import type { PeerStore } from "../state/peers";
import type { TopologyStore } from "../state/topology";
import { Watch } from "../state/watch";
import { avatar, avatarStyles, ownAvatar } from "./avatar";
import { MeshElement } from "./base";
import { feedNotice } from "./feed-notice";
import { icon } from "./icons";
import { banner, notice, noticeStyles } from "./notice";
import type { MeshPeerDetails } from "./peer-details";
import { distanceWords } from "./peer-words";
import { theme } from "./styles";

/** What the layout may take of a frame's 16 milliseconds. */
const LAYOUT_BUDGET = 6;
/** Dots that travel at once; what is beyond would be a blur anyway. */
const MAX_DOTS = 60;
/** How long a message travels along a line, in milliseconds. */
const TRAVEL = 900;
/** Whoever was last heard longer ago than this fades, in milliseconds: two announces. */
const FADES = 60_000;
/** How often comings and goings are told to who cannot see the map, in milliseconds. */
const NEWS_EVERY = 5_000;
const MIN_ZOOM = 0.15;
const MAX_ZOOM = 2.5;
/** Room around everybody, in pixels. */
const MARGIN = 60;
const STEP = 1.3;
const PAN = 60;
/** As far as any message goes. */
const MAX_RINGS = 7;

/** The mesh around us, as it is at this moment. */
export class MeshMapView extends MeshElement {
  @property() heading = "";
  /** Show the table at first. */
  @property({ type: Boolean }) table = false;

  @state() private asTable: boolean | undefined;
  @state() private selected: Fingerprint | undefined;
  @state() private news = "";
  /** Who takes part in the order of the Tab key. */
  @state() private current: PeerId | undefined;

  @query(".stage") private readonly stage!: HTMLElement | null;
  @query(".world") private readonly world!: HTMLElement | null;
  @query(".dots") private readonly dots!: SVGGElement | null;
  @query("mesh-broadcast-peer-details") private readonly details!: MeshPeerDetails | null;

  private readonly peersWatch = new Watch<PeerStore>(this);
  private readonly topologyWatch = new Watch<TopologyStore>(this);
  private readonly layout = new MapLayout();
  private graph: MapGraph | undefined;
  private nodes = new Map<PeerId, HTMLElement>();
  private lines = new Map<string, SVGLineElement>();
  private transform: ZoomTransform = zoomIdentity;
  private zooming: ZoomBehavior<HTMLElement, unknown> | undefined;
  private zoomed: HTMLElement | undefined;
  /** The user moved the map: it is theirs to move from then on. */
  private moved = false;
  /** Everybody has been at their place, and in sight. */
  private arranged = false;
  private frame: number | undefined;
  private visible = true;
  private seen: IntersectionObserver | undefined;
  private sized: ResizeObserver | undefined;
  private endPulses: (() => void) | undefined;
  private present: ReadonlySet<Fingerprint> | undefined;
  private came: string[] = [];
  private went: string[] = [];
  private newsTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.seen = new IntersectionObserver((entries) => {
      this.visible = entries.at(-1)?.isIntersecting ?? true;
      this.move();
    });
    this.seen.observe(this);
    this.sized = new ResizeObserver(() => this.fitUnlessMoved());
    this.sized.observe(this);
    document.addEventListener("visibilitychange", this.move);
    this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.seen?.disconnect();
    this.sized?.disconnect();
    document.removeEventListener("visibilitychange", this.move);
    this.endPulses?.();
    this.endPulses = undefined;
    clearTimeout(this.newsTimer);
    this.newsTimer = undefined;
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  protected override willUpdate(): void {
    const { session } = this;
    this.peersWatch.set(session?.peers);
    this.topologyWatch.set(session?.topology);
    this.follow();
    if (!session?.peers.node) return;
    const { peers, topology } = session;
    this.graph = buildGraph(session.peers.node, peers.inReach, topology.links, topology.edges);
    this.layout.update(this.graph);
    if (!this.current || !this.graph.nodes.some(({ id }) => id === this.current)) {
      this.current = this.graph.us;
    }
    this.tellNews(peers);
  }

  protected override updated(changed: PropertyValues): void {
    this.nodes = new Map(
      [...this.renderRoot.querySelectorAll<HTMLElement>(".node")].map((element) => [
        element.dataset["id"] as PeerId,
        element,
      ]),
    );
    this.lines = new Map(
      [...this.renderRoot.querySelectorAll<SVGLineElement>("line")].map((line) => [
        line.dataset["id"] as string,
        line,
      ]),
    );
    this.followPointer();
    this.draw();
    this.move();
    if (changed.has("selected") && this.selected) this.details?.focus();
  }

  // -- what is shown

  protected override render(): TemplateResult {
    const { session, t } = this;
    if (!session) return html``;
    const { peers, topology } = session;
    const trouble = feedNotice([peers, topology], this.hass, t, mdiGraph);
    const { graph } = this;
    if (!graph || (trouble && !(peers.loaded && topology.loaded))) {
      return trouble ? notice(trouble) : html``;
    }
    const chosen = this.selected ? peers.get(this.selected) : undefined;
    const table = this.asTable ?? this.table;
    const alone = graph.nodes.length === 1;
    return html`
      <div class="bar">
        <div class="count">
          ${this.heading ? html`<h2 class="clip">${this.heading}</h2>` : nothing}
          <span>${t.plural("conversations.people", graph.nodes.length - 1)}</span>
        </div>
        ${table
          ? nothing
          : html`${this.tool(mdiMinus, t("map.zoom_out"), () => this.zoomBy(1 / STEP))}
            ${this.tool(mdiPlus, t("map.zoom_in"), () => this.zoomBy(STEP))}
            ${this.tool(mdiFitToPageOutline, t("map.fit"), () => this.fit(true))}`}
        ${this.tool(
          table ? mdiGraph : mdiFormatListBulleted,
          t(table ? "map.show_map" : "map.show_table"),
          () => (this.asTable = !table),
        )}
      </div>
      ${trouble ? banner({ ...trouble, kind: "warning" }) : this.renderNotRunning(peers)}
      <div class="body">
        ${alone
          ? notice({ icon: mdiRadar, title: t("map.alone"), text: t("map.alone_hint") })
          : table
            ? html`<mesh-broadcast-peer-table
                .hass=${this.hass}
                .peers=${peers.inReach}
                @mesh-peer=${(event: CustomEvent<Fingerprint>) => this.choose(event.detail)}
              ></mesh-broadcast-peer-table>`
            : this.renderStage(graph, peers)}
        ${chosen
          ? html`<aside aria-label=${t("map.details")} @keydown=${this.onDetailsKey}>
              <mesh-broadcast-peer-details
                .hass=${this.hass}
                .peer=${chosen}
                .route=${this.routeNames(graph, chosen, peers)}
                .links=${topology.links.filter(({ peer_id }) => peer_id === chosen.peer_id)}
                @mesh-close=${this.close}
              ></mesh-broadcast-peer-details>
            </aside>`
          : nothing}
      </div>
      <div class="sr-only" role="status">${this.news}</div>
    `;
  }

  private renderNotRunning(peers: PeerStore): TemplateResult | typeof nothing {
    const { t } = this;
    return peers.node?.running === false
      ? banner({
          kind: "warning",
          icon: mdiRadar,
          title: t("state.not_running"),
          text: t("state.not_running_hint"),
        })
      : nothing;
  }

  private renderStage(graph: MapGraph, peers: PeerStore): TemplateResult {
    const { t } = this;
    return html`<div
      class="stage"
      role="group"
      aria-label=${t("map.label")}
      aria-describedby="keys"
      @keydown=${this.onKey}
    >
      <span id="keys" class="sr-only">${t("map.keys")}</span>
      <div class="world">
        <svg class="lines" aria-hidden="true" focusable="false">
          ${rings(graph).map((radius) => svg`<circle class="ring" r=${radius}></circle>`)}
          ${repeat(
            graph.edges,
            ({ id }) => id,
            (edge) => this.renderEdge(edge),
          )}
          <g class="dots"></g>
        </svg>
        ${repeat(
          graph.nodes,
          ({ id }) => id,
          (node) => this.renderNode(node, peers),
        )}
      </div>
      ${this.renderLegend()}
    </div>`;
  }

  private renderEdge(edge: MapEdge): TemplateResult {
    const roles = new Set(edge.links.map(({ role }) => role));
    const strengths = edge.links.flatMap(({ rssi }) => (rssi === null ? [] : [rssi]));
    const good = strengths.length ? quality(Math.max(...strengths)) : 0.4;
    const kind = edge.links.length ? (roles.has("central") ? "central" : "peripheral") : "announced";
    return svg`<line
      data-id=${edge.id}
      class=${kind}
      stroke-width=${edge.links.length ? (1.5 + 4 * good).toFixed(1) : 1.5}
    ></line>`;
  }

  private renderNode(node: MapNode, peers: PeerStore): TemplateResult {
    const { t } = this;
    const { peer } = node;
    const tab = node.id === this.current ? 0 : -1;
    if (!peer) {
      const name = peers.node?.nickname ?? "";
      return html`<div
        class="node us"
        data-id=${node.id}
        tabindex=${tab}
        role="img"
        aria-label=${t("map.us", { name })}
      >
        ${ownAvatar()}<bdi class="name clip">${name}</bdi>
      </div>`;
    }
    const fades = !peer.direct && Date.now() - peer.last_seen > FADES;
    return html`<button
      class="node ${peer.direct ? "near" : "far"} ${fades ? "fades" : ""} ${peer.blocked
        ? "blocked"
        : ""}"
      data-id=${node.id}
      data-peer=${node.id}
      tabindex=${tab}
      aria-pressed=${peer.fingerprint === this.selected ? "true" : "false"}
      @click=${() => this.choose(peer.fingerprint, node.id)}
      @focus=${() => (this.current = node.id)}
    >
      ${avatar(peer.fingerprint, peer.nickname)}<bdi class="name clip">${peer.nickname}</bdi
      ><span class="sr-only"
        >, ${peer.blocked ? t("peer.blocked") : distanceWords(peer, t)}</span
      >
    </button>`;
  }

  private renderLegend(): TemplateResult {
    const { t } = this;
    const kinds = ["central", "peripheral", "announced"] as const;
    return html`<ul class="legend">
      ${kinds.map(
        (kind) =>
          html`<li>
            <svg viewBox="0 0 28 6" aria-hidden="true">
              ${svg`<line class=${kind} x1="2" y1="3" x2="26" y2="3" stroke-width="3"></line>`}
            </svg>
            ${t(`map.legend_${kind}`)}
          </li>`,
      )}
    </ul>`;
  }

  private tool(path: string, label: string, run: () => void): TemplateResult {
    return html`<button class="icon-button" aria-label=${label} title=${label} @click=${run}>
      ${icon(path)}
    </button>`;
  }

  private routeNames(graph: MapGraph, peer: Peer, peers: PeerStore): string[] {
    const between = graph.routes.get(peer.peer_id)?.slice(0, -1) ?? [];
    return between.map((id) => peers.byPeerId(id)?.nickname ?? id.slice(0, 8));
  }

  /** Say who came and who went, now and then, to who cannot see it. */
  private tellNews(peers: PeerStore): void {
    const now = new Set(peers.inReach.map(({ fingerprint }) => fingerprint));
    const before = this.present;
    this.present = now;
    if (!before) return;
    const name = (fingerprint: Fingerprint): string => peers.get(fingerprint)?.nickname ?? "";
    for (const one of now) if (!before.has(one)) this.came.push(name(one));
    for (const one of before) if (!now.has(one)) this.went.push(name(one));
    if (this.newsTimer !== undefined || !(this.came.length || this.went.length)) return;
    this.newsTimer = setTimeout(() => {
      this.newsTimer = undefined;
      const { t } = this;
      const words = [
        ...(this.came.length ? [t("map.came", { names: list(this.came) })] : []),
        ...(this.went.length ? [t("map.went", { names: list(this.went) })] : []),
      ];
      this.came = [];
      this.went = [];
      this.news = words.join(" ");
    }, NEWS_EVERY);
  }

  // -- what moves

  /** Let the layout go on, frame by frame, until everybody is at their place. */
  private readonly move = (): void => {
    if (this.frame !== undefined || !this.visible || document.hidden) return;
    if (!this.layout.moving || !this.world) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = undefined;
      this.layout.run(LAYOUT_BUDGET);
      this.draw();
      // Once everybody is in sight the view stays, so that nobody jumps who stays.
      if (!this.arranged) this.fitUnlessMoved();
      if (!this.layout.moving) {
        if (this.arranged && this.somebodyIsOut()) this.fitUnlessMoved();
        this.arranged = true;
      }
      this.move();
    });
  };

  /** Put everything where the layout says. */
  private draw(): void {
    const { places } = this.layout;
    for (const [id, element] of this.nodes) {
      const place = places.get(id);
      if (place) element.style.translate = `${place.x.toFixed(1)}px ${place.y.toFixed(1)}px`;
    }
    for (const edge of this.graph?.edges ?? []) {
      const line = this.lines.get(edge.id);
      const from = places.get(edge.from);
      const to = places.get(edge.to);
      if (!line || !from || !to) continue;
      line.setAttribute("x1", from.x.toFixed(1));
      line.setAttribute("y1", from.y.toFixed(1));
      line.setAttribute("x2", to.x.toFixed(1));
      line.setAttribute("y2", to.y.toFixed(1));
    }
  }

  private follow(): void {
    if (this.endPulses || !this.isConnected) return;
    this.endPulses = this.session?.topology.onPulses(this.onPulses);
  }

  /** Show transmissions as they happen: nothing waits, nothing piles up. */
  private readonly onPulses = (pulses: readonly Pulse[]): void => {
    const { dots, graph } = this;
    if (!dots || !graph || !this.visible || document.hidden) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const pulse of pulses) {
      for (const target of pulse.to) {
        const from = this.layout.places.get(pulse.from);
        const to = this.layout.places.get(target);
        if (!from || !to) continue;
        if (still) this.flash(pulse.from, target);
        else if (dots.childElementCount < MAX_DOTS) this.send(dots, pulse, from, to);
      }
    }
  };

  private send(dots: SVGGElement, pulse: Pulse, from: Place, to: Place): void {
    const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    dot.setAttribute("r", pulse.kind === "other" ? "3" : "6");
    dot.setAttribute("class", `dot ${pulse.kind}`);
    dot.dataset["pulse"] = pulse.kind;
    dots.append(dot);
    const travel = dot.animate(
      [
        { transform: `translate(${from.x}px, ${from.y}px)`, opacity: 0.2 },
        { opacity: 1, offset: 0.15 },
        { opacity: 1, offset: 0.85 },
        { transform: `translate(${to.x}px, ${to.y}px)`, opacity: 0.2 },
      ],
      { duration: TRAVEL, easing: "ease-in-out" },
    );
    travel.onfinish = travel.oncancel = () => dot.remove();
  }

  private flash(from: PeerId, to: PeerId): void {
    const line = this.lines.get(edgeId(from, to));
    if (!line) return;
    line.classList.add("lit");
    setTimeout(() => line.classList.remove("lit"), TRAVEL);
  }

  // -- the part of the world that is in sight

  private followPointer(): void {
    const { stage } = this;
    if (!stage || stage === this.zoomed) return;
    this.zoomed = stage;
    this.zooming = zoom<HTMLElement, unknown>()
      .scaleExtent([MIN_ZOOM, MAX_ZOOM])
      // A page scrolls over a map, unless somebody means the map.
      .filter((event: MouseEvent | WheelEvent | TouchEvent) =>
        event.type === "wheel" ? (event as WheelEvent).ctrlKey || this.moved : !("button" in event && event.button),
      )
      .on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
        this.transform = transform;
        if (sourceEvent) {
          this.moved = true;
          this.world?.classList.remove("eased");
        }
        if (this.world) {
          this.world.style.transform = `translate(${transform.x}px, ${transform.y}px) scale(${transform.k})`;
        }
      });
    select(stage).call(this.zooming).on("dblclick.zoom", null);
    this.fitUnlessMoved();
  }

  private fitUnlessMoved(): void {
    if (!this.moved) this.fit(false);
  }

  /** Bring everybody into sight. */
  private fit(asked: boolean): void {
    const { stage, zooming } = this;
    if (!stage || !zooming) return;
    const { clientWidth: width, clientHeight: height } = stage;
    const places = [...this.layout.places.values()];
    if (!width || !height || !places.length) return;
    if (asked) this.moved = false;
    const xs = places.map(({ x }) => x);
    const ys = places.map(({ y }) => y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const k = Math.min(
      1.1,
      (width - 2 * MARGIN) / Math.max(1, right - left),
      (height - 2 * MARGIN) / Math.max(1, bottom - top),
    );
    const scale = Math.max(MIN_ZOOM, k);
    this.moveTo(
      zoomIdentity
        .translate(width / 2, height / 2)
        .scale(scale)
        .translate(-(left + right) / 2, -(top + bottom) / 2),
      asked,
    );
  }

  private somebodyIsOut(): boolean {
    const { stage, transform } = this;
    if (!stage) return false;
    for (const place of this.layout.places.values()) {
      const [x, y] = transform.apply([place.x, place.y]);
      if (x < 0 || y < 0 || x > stage.clientWidth || y > stage.clientHeight) return true;
    }
    return false;
  }

  private zoomBy(factor: number): void {
    const { stage } = this;
    if (!stage) return;
    this.moved = true;
    const { clientWidth: width, clientHeight: height } = stage;
    const { x, y, k } = this.transform;
    const scale = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, k * factor));
    const by = scale / k;
    this.moveTo(
      zoomIdentity
        .translate(width / 2 + (x - width / 2) * by, height / 2 + (y - height / 2) * by)
        .scale(scale),
      true,
    );
  }

  private moveTo(transform: ZoomTransform, eased: boolean): void {
    if (!this.stage || !this.zooming) return;
    this.world?.classList.toggle("eased", eased);
    select(this.stage).call(this.zooming.transform, transform);
  }

  // -- keys and choices

  private readonly onKey = (event: KeyboardEvent): void => {
    const turns: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const turn = turns[event.key];
    if (turn && event.shiftKey) {
      this.moved = true;
      const { x, y, k } = this.transform;
      this.moveTo(zoomIdentity.translate(x - turn[0] * PAN, y - turn[1] * PAN).scale(k), true);
    } else if (turn) this.step(...turn);
    else if (event.key === "+" || event.key === "=") this.zoomBy(STEP);
    else if (event.key === "-") this.zoomBy(1 / STEP);
    else if (event.key === "0") this.fit(true);
    else if (event.key === "Escape" && this.selected) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly onDetailsKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    this.close();
    event.stopPropagation();
  };

  /** Go to who is nearest in a direction. */
  private step(dx: number, dy: number): void {
    const { places } = this.layout;
    const here = this.current ? places.get(this.current) : undefined;
    if (!here) return;
    let best: PeerId | undefined;
    let cost = Number.POSITIVE_INFINITY;
    for (const { id, x, y } of places.values()) {
      const ahead = (x - here.x) * dx + (y - here.y) * dy;
      const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
      if (id === here.id || ahead <= 0) continue;
      const price = ahead + 2 * aside;
      if (price < cost) [best, cost] = [id, price];
    }
    if (!best) return;
    this.current = best;
    this.nodes.get(best)?.focus();
  }

  private choose(fingerprint: Fingerprint, id?: PeerId): void {
    this.selected = fingerprint;
    if (id) this.current = id;
  }

  private readonly close = (): void => {
    this.selected = undefined;
    const { current } = this;
    if (current) this.nodes.get(current)?.focus();
  };

  static override styles = [
    theme,
    avatarStyles,
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
        padding: 6px 8px;
        padding-inline-start: 16px;
        border-bottom: 1px solid var(--mb-line);
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

      .body {
        position: relative;
        flex: 1;
        min-height: 0;
        display: flex;
      }

      mesh-broadcast-peer-table {
        flex: 1;
        min-width: 0;
      }

      .stage {
        position: relative;
        flex: 1;
        min-width: 0;
        overflow: hidden;
        touch-action: none;
        cursor: grab;
        direction: ltr;
        background: radial-gradient(
          circle at 50% 50%,
          color-mix(in srgb, var(--mb-accent) 7%, var(--mb-surface)),
          var(--mb-surface) 70%
        );
      }

      .stage:active {
        cursor: grabbing;
      }

      .world {
        position: absolute;
        inset-block-start: 0;
        left: 0;
        width: 0;
        height: 0;
        transform-origin: 0 0;
      }

      .world.eased {
        transition: transform 250ms ease-out;
      }

      .lines {
        position: absolute;
        overflow: visible;
        width: 1px;
        height: 1px;
        left: 0;
        inset-block-start: 0;
        pointer-events: none;
      }

      .ring {
        fill: none;
        stroke: color-mix(in srgb, var(--mb-text) 9%, transparent);
      }

      line {
        stroke: color-mix(in srgb, var(--mb-text) 30%, var(--mb-surface));
        stroke-linecap: round;
      }

      line.central {
        stroke: var(--mb-accent);
      }

      line.peripheral {
        stroke: var(--mb-accent);
        stroke-dasharray: 8 7;
      }

      line.announced {
        stroke-dasharray: 1 6;
      }

      line.lit {
        stroke: var(--mb-warning);
      }

      .dot {
        fill: var(--mb-accent);
        stroke: var(--mb-surface);
        stroke-width: 1.5;
      }

      .dot.private {
        fill: var(--mb-success);
      }

      .dot.relay {
        fill: var(--mb-warning);
      }

      .dot.other {
        fill: var(--mb-muted);
      }

      .node {
        position: absolute;
        left: -54px;
        inset-block-start: -22px;
        width: 108px;
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 2px;
        padding: 2px 0;
        border-radius: 14px;
        cursor: pointer;
        font-size: 13px;
        line-height: 18px;
        color: var(--mb-text);
        transition: opacity 400ms;
      }

      .us {
        cursor: inherit;
        font-weight: 500;
      }

      .us .avatar {
        --size: 52px;
        margin-top: -6px;
        background: var(--mb-accent);
        color: var(--mb-on-accent);
      }

      .far .avatar {
        --size: 34px;
        margin: 3px;
      }

      .avatar {
        box-shadow: 0 0 0 3px var(--mb-surface);
      }

      .fades {
        opacity: 0.6;
      }

      .blocked .avatar {
        filter: grayscale(1);
      }

      .node[aria-pressed="true"] .avatar {
        box-shadow: 0 0 0 3px var(--mb-surface), 0 0 0 6px var(--mb-accent);
      }

      .name {
        max-width: 108px;
        padding: 0 6px;
        border-radius: 9px;
        background: color-mix(in srgb, var(--mb-surface) 82%, transparent);
        contain: paint;
      }

      .legend {
        position: absolute;
        inset-block-end: 8px;
        inset-inline-start: 12px;
        margin: 0;
        padding: 6px 10px;
        list-style: none;
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        font-size: 12.5px;
        color: var(--mb-muted);
        border-radius: 10px;
        background: color-mix(in srgb, var(--mb-surface) 82%, transparent);
        pointer-events: none;
        direction: inherit;
      }

      .legend li {
        display: flex;
        align-items: center;
        gap: 6px;
      }

      .legend svg {
        width: 28px;
        height: 6px;
      }

      aside {
        flex: 0 0 340px;
        min-height: 0;
        display: grid;
        border-inline-start: 1px solid var(--mb-line);
        background: var(--mb-surface);
        z-index: 1;
      }

      @container (max-width: 720px) {
        aside {
          position: absolute;
          inset-inline: 0;
          inset-block-end: 0;
          max-height: 72%;
          border: 0;
          border-radius: 20px 20px 0 0;
          box-shadow: 0 -4px 24px rgb(0 0 0 / 28%);
          overflow: hidden;
        }

        .legend {
          font-size: 12px;
        }
      }
    `,
  ];
}

/** Circles on which those lie who are as many hops away. */
function rings(graph: MapGraph): number[] {
  const farthest = Math.max(0, ...graph.nodes.map(({ hops }) => hops ?? 0));
  return Array.from({ length: Math.min(farthest, MAX_RINGS) }, (_, at) => (at + 1) * RING);
}

/** A few names, so that a crowd does not take a minute to read out. */
function list(names: readonly string[]): string {
  const few = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${few} +${names.length - 3}` : few;
}

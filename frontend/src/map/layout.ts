import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceRadial,
  forceSimulation,
  type Simulation,
} from "d3-force";
import type { PeerId } from "../api/types";
import type { MapGraph } from "./graph";

export interface Place {
  id: PeerId;
  x: number;
  y: number;
}

interface Body extends Place {
  hops: number;
  vx?: number;
  vy?: number;
  fx?: number | null;
  fy?: number | null;
}

interface Spring {
  source: Body;
  target: Body;
}

/** From one ring of hops to the next, in units of the map. */
export const RING = 150;
/** Room that a peer and its name take. */
const BODY = 46;
/** How much everything moves when the mesh changes a little, of a fresh start's 1. */
const NUDGE = 0.12;
/** Ticks after which a fresh layout is good: the rest is a tremble. */
const FIRST_TICKS = 140;
/** Ticks a frame when somebody comes or goes: the 64 of a nudge then take a second. */
const GLIDE_TICKS = 1;
/** Peers of which the hops are not known go where the far ones are. */
const FAR = 3;
const MOST_HOPS = 7;

/**
 * Places for everybody, with us in the middle. Whoever is on the map stays where they
 * are while others come and go: a newcomer is put beside its neighbour, those near it
 * make a little room.
 */
export class MapLayout {
  private readonly bodies = new Map<PeerId, Body>();
  private readonly simulation: Simulation<Body, Spring>;
  private readonly springs = forceLink<Body, Spring>([]).distance(RING * 0.8);
  private shape = "";
  private ticksPerRun = Infinity;

  constructor() {
    this.simulation = forceSimulation<Body, Spring>([])
      .force("link", this.springs.strength(0.25))
      .force("charge", forceManyBody<Body>().strength(-260).distanceMax(RING * 3).theta(1.1))
      .force("room", forceCollide<Body>(BODY).strength(0.7))
      .force("ring", forceRadial<Body>((body) => body.hops * RING, 0, 0).strength(0.22))
      .velocityDecay(0.5)
      .stop();
  }

  /** Take in what the mesh looks like now; returns whether anything may move. */
  update(graph: MapGraph): boolean {
    const shape = [
      ...graph.nodes.map((node) => `${node.id}:${node.hops}`),
      ...graph.edges.map((edge) => edge.id),
    ].join();
    if (shape === this.shape) return false;
    this.shape = shape;
    const fresh = this.bodies.size <= 1;
    const present = new Set(graph.nodes.map((node) => node.id));
    for (const id of this.bodies.keys()) if (!present.has(id)) this.bodies.delete(id);
    const angles = fresh ? sectors(graph) : new Map<PeerId, number>();
    for (const node of graph.nodes) {
      const hops = Math.min(node.hops ?? FAR, MOST_HOPS);
      const body = this.bodies.get(node.id);
      if (body) body.hops = hops;
      else this.bodies.set(node.id, this.place(node.id, hops, graph, angles));
    }
    const us = this.bodies.get(graph.us);
    if (us) {
      us.fx = 0;
      us.fy = 0;
    }
    this.simulation.nodes([...this.bodies.values()]);
    this.springs.links(
      graph.edges.map(({ from, to }) => ({
        source: this.bodies.get(from) as Body,
        target: this.bodies.get(to) as Body,
      })),
    );
    // Weak, so that a place once taken is nearly kept.
    this.springs.strength(0.25);
    this.simulation.alpha(fresh ? 1 : NUDGE).alphaMin(0.02);
    // A quick machine would do all of it in one frame: whoever is there would jump.
    this.ticksPerRun = fresh ? Infinity : GLIDE_TICKS;
    this.simulation.alphaDecay(1 - 0.02 ** (1 / FIRST_TICKS));
    return true;
  }

  /**
   * Move for at most so many milliseconds, and no quicker than an eye can follow;
   * returns whether there is more to come.
   */
  run(milliseconds: number, clock: () => number = () => performance.now()): boolean {
    const end = clock() + milliseconds;
    for (let ticks = 0; this.moving && ticks < this.ticksPerRun; ticks += 1) {
      this.simulation.tick();
      if (clock() >= end) break;
    }
    return this.moving;
  }

  get moving(): boolean {
    return this.simulation.alpha() >= this.simulation.alphaMin();
  }

  get places(): ReadonlyMap<PeerId, Place> {
    return this.bodies;
  }

  /** A newcomer begins beside whom it is linked with, away from the middle. */
  private place(id: PeerId, hops: number, graph: MapGraph, angles: Angles): Body {
    if (id === graph.us) return { id, hops, x: 0, y: 0 };
    const before = this.bodies.get(graph.routes.get(id)?.at(-2) ?? "");
    const angle =
      angles.get(id) ??
      (before ? Math.atan2(before.y, before.x) + (turnOf(id) - Math.PI) * 0.25 : turnOf(id));
    return { id, hops, x: Math.cos(angle) * hops * RING, y: Math.sin(angle) * hops * RING };
  }
}

type Angles = ReadonlyMap<PeerId, number>;

/**
 * Directions for a whole mesh at once: each peer that is linked with us gets a sector, as
 * wide as those behind it need, and they share it in the same way.
 */
export function sectors(graph: MapGraph): Angles {
  const behind = new Map<PeerId, PeerId[]>();
  const weights = new Map<PeerId, number>();
  // Whoever is nearer comes first, so that sectors are there before they are shared.
  const outward = graph.nodes
    .map(({ id }) => ({ id, route: graph.routes.get(id) ?? [id] }))
    .filter(({ id }) => id !== graph.us)
    .sort((a, b) => a.route.length - b.route.length);
  for (const { id, route } of outward) {
    const parent = route.at(-2) ?? graph.us;
    behind.set(parent, [...(behind.get(parent) ?? []), id]);
    for (const on of route) weights.set(on, (weights.get(on) ?? 0) + 1);
  }
  const angles = new Map<PeerId, number>();
  const widths = new Map<PeerId, [number, number]>([[graph.us, [0, 2 * Math.PI]]]);
  for (const parent of [graph.us, ...outward.map(({ id }) => id)]) {
    const children = behind.get(parent) ?? [];
    const total = children.reduce((sum, id) => sum + (weights.get(id) ?? 1), 0);
    let [from, width] = widths.get(parent) ?? [0, 0];
    for (const id of children) {
      const share = (width * (weights.get(id) ?? 1)) / total;
      angles.set(id, from + share / 2);
      widths.set(id, [from, share]);
      from += share;
    }
  }
  return angles;
}

/** A direction that belongs to an ID, so that the same mesh looks the same again. */
function turnOf(id: PeerId): number {
  return ((Number.parseInt(id.slice(0, 8), 16) || 0) / 0xffff_ffff) * 2 * Math.PI;
}

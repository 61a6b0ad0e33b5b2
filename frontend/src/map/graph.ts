import type { Edge, MeshLink, MeshNode, Peer, PeerId } from "../api/types";

/** Somebody on the map; `peer` is missing for our own node. */
export interface MapNode {
  id: PeerId;
  peer: Peer | undefined;
  /** Links from us: 0 is ourselves, undefined is not known. */
  hops: number | undefined;
}

/** A line on the map, its ends in a fixed order. */
export interface MapEdge {
  id: string;
  from: PeerId;
  to: PeerId;
  /** Our own links between these two, none for a line that others announce. */
  links: MeshLink[];
}

export interface MapGraph {
  us: PeerId;
  nodes: MapNode[];
  edges: MapEdge[];
  /** Whom a message from here to there passes, by the fewest links; from us to it. */
  routes: Map<PeerId, PeerId[]>;
}

/** The same name for a line whichever end comes first. */
export function edgeId(a: PeerId, b: PeerId): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

/** Put together what we hear of the mesh: peers, our links, and the links of others. */
export function buildGraph(
  node: MeshNode,
  peers: Iterable<Peer>,
  links: readonly MeshLink[],
  announced: readonly Edge[],
): MapGraph {
  const us = node.peer_id;
  const there = new Map<PeerId, Peer>();
  for (const peer of peers) if (peer.in_reach) there.set(peer.peer_id, peer);

  const edges = new Map<string, MapEdge>();
  const connect = (a: PeerId, b: PeerId): MapEdge | undefined => {
    if (a === b || ![a, b].every((id) => id === us || there.has(id))) return undefined;
    const id = edgeId(a, b);
    let edge = edges.get(id);
    if (!edge) {
      const [from, to] = a < b ? [a, b] : [b, a];
      edge = { id, from, to, links: [] };
      edges.set(id, edge);
    }
    return edge;
  };
  for (const link of links) if (link.peer_id) connect(us, link.peer_id)?.links.push(link);
  for (const [a, b] of announced) connect(a, b);

  const routes = shortestRoutes(us, edges.values());
  const nodes: MapNode[] = [{ id: us, peer: undefined, hops: 0 }];
  // By name on the air: the same order whoever is heard first.
  for (const id of [...there.keys()].sort()) {
    const peer = there.get(id) as Peer;
    nodes.push({ id, peer, hops: peer.hops ?? routes.get(id)?.length });
  }
  return { us, nodes, edges: [...edges.values()], routes };
}

/** Walk outward from us; each peer's route names those on the way, and itself last. */
function shortestRoutes(us: PeerId, edges: Iterable<MapEdge>): Map<PeerId, PeerId[]> {
  const neighbours = new Map<PeerId, PeerId[]>();
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const routes = new Map<PeerId, PeerId[]>([[us, []]]);
  let ring: PeerId[] = [us];
  while (ring.length) {
    const next: PeerId[] = [];
    for (const at of ring) {
      for (const to of neighbours.get(at)?.sort() ?? []) {
        if (routes.has(to)) continue;
        routes.set(to, [...(routes.get(at) ?? []), to]);
        next.push(to);
      }
    }
    ring = next;
  }
  routes.delete(us);
  return routes;
}

/** How good a link is, from 0 to 1, by its strength in dBm. */
export function quality(rssi: number): number {
  // Below -95 dBm links break; above -50 dBm there is nothing to gain.
  return Math.min(1, Math.max(0, (rssi + 95) / 45));
}

import type { Edge, MeshLink, Pulse, TopologyEvent } from "../api/types";
import type { Connection } from "../hass";
import { FeedStore } from "./feed-store";

/** Who is linked with whom, and what passes between them. */
export class TopologyStore extends FeedStore<TopologyEvent> {
  links: MeshLink[] = [];
  edges: Edge[] = [];

  private readonly watchers = new Set<(pulses: readonly Pulse[]) => void>();

  constructor(connection: Connection) {
    super(connection, "topology/subscribe");
  }

  /** Tell of each transmission; nothing of it is kept. Returns what ends it. */
  onPulses(watcher: (pulses: readonly Pulse[]) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  protected override receive(event: TopologyEvent): void {
    const pulses = event.type === "delta" ? (event.pulses ?? []) : [];
    if (event.links) this.links = event.links;
    if (event.edges) this.edges = event.edges;
    // Pulses alone move dots on the map, and change nothing of it.
    if (event.links || event.edges) this.changed();
    if (pulses.length) for (const watcher of [...this.watchers]) watcher(pulses);
  }
}

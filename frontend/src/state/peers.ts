import type { Fingerprint, MeshNode, Peer, PeerId, PeersEvent } from "../api/types";
import type { Connection } from "../hass";
import { mentionable } from "../text/mention";
import { FeedStore } from "./feed-store";

/** Our own node, and the people of the mesh. */
export class PeerStore extends FeedStore<PeersEvent> {
  node: MeshNode | undefined;
  /** Those in reach, and others whom the node still knows. */
  readonly peers = new Map<Fingerprint, Peer>();
  /** All names that a text may mention, ours too; the same list while none changes. */
  names: readonly string[] = [];

  private namesakes = new Map<string, number>();

  constructor(connection: Connection) {
    super(connection, "peers/subscribe", { include_known: true });
  }

  get(fingerprint: Fingerprint): Peer | undefined {
    return this.peers.get(fingerprint);
  }

  /** Find a peer by its name on the air. */
  byPeerId(peerId: PeerId): Peer | undefined {
    for (const peer of this.peers.values()) if (peer.peer_id === peerId) return peer;
    return undefined;
  }

  get inReach(): Peer[] {
    return [...this.peers.values()].filter((peer) => peer.in_reach);
  }

  /** Whether several share a nickname: then it takes more than that to tell them apart. */
  isAmbiguous(nickname: string): boolean {
    return (this.namesakes.get(nickname) ?? 0) > 1;
  }

  protected override receive(event: PeersEvent): void {
    if (event.type === "snapshot") {
      this.node = event.node;
      this.peers.clear();
      for (const peer of event.peers) this.peers.set(peer.fingerprint, peer);
    } else {
      if (event.node) this.node = event.node;
      for (const peer of event.changed ?? []) this.peers.set(peer.fingerprint, peer);
      for (const fingerprint of event.removed ?? []) this.peers.delete(fingerprint);
    }
    this.countNames();
    this.changed();
  }
  private countNames(): void {
    const namesakes = new Map<string, number>();
    for (const { nickname } of this.peers.values()) {
      namesakes.set(nickname, (namesakes.get(nickname) ?? 0) + 1);
    }
    const names = mentionable([this.node?.nickname ?? "", ...namesakes.keys()]);
    const same = names.length === this.names.length && names.every((n, at) => n === this.names[at]);
    if (!same) this.names = names;
    this.namesakes = namesakes;
  }
}

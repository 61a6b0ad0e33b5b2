import type { Fingerprint, MeshNode, Peer, PeerId, PeersEvent } from "../api/types";
import type { Connection } from "../hass";
import { FeedStore } from "./feed-store";

/** Our own node, and the people of the mesh. */
export class PeerStore extends FeedStore<PeersEvent> {
  node: MeshNode | undefined;
  /** Those in reach, and others whom the node still knows. */
  readonly peers = new Map<Fingerprint, Peer>();

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

  /** How many share a nickname: then it takes more than that to tell them apart. */
  isAmbiguous(nickname: string): boolean {
    let found = 0;
    for (const peer of this.peers.values()) if (peer.nickname === nickname) found += 1;
    return found > 1;
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
    this.changed();
  }
}

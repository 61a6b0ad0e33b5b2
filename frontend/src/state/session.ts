import { MeshApi } from "../api/client";
import type { Connection } from "../hass";
import { ActivityStore } from "./activity";
import { ChatStore } from "./chat";
import { PeerStore } from "./peers";
import { TopologyStore } from "./topology";

/** Everything that one browser page knows of the node, shared by all its cards. */
export class MeshSession {
  readonly api: MeshApi;
  readonly peers: PeerStore;
  readonly chat: ChatStore;
  readonly topology: TopologyStore;
  readonly activity: ActivityStore;

  private constructor(connection: Connection) {
    this.api = new MeshApi(connection);
    this.peers = new PeerStore(connection);
    this.chat = new ChatStore(this.api);
    this.topology = new TopologyStore(connection);
    this.activity = new ActivityStore(connection);
  }

  static of(connection: Connection): MeshSession {
    let session = sessions.get(connection);
    if (!session) {
      session = new MeshSession(connection);
      sessions.set(connection, session);
    }
    return session;
  }
}

const sessions = new WeakMap<Connection, MeshSession>();

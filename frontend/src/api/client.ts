import { type Connection, DOMAIN, type Hass } from "../hass";
import { MeshError } from "./errors";
import type {
  ConversationId,
  Fingerprint,
  ListQuery,
  MeshNode,
  MessagePage,
  Sent,
} from "./types";

export interface PingAnswer {
  answered: boolean;
  hops: number | null;
  round_trip_ms: number | null;
}

/** The node's commands, each a promise that rejects with a `MeshError`. */
export class MeshApi {
  constructor(readonly connection: Connection) {}

  node(): Promise<MeshNode> {
    return this.call("node");
  }

  list(query: ListQuery): Promise<MessagePage> {
    return this.call("messages/list", { ...query });
  }

  send(conversation: ConversationId, text: string): Promise<Sent> {
    return this.call("messages/send", { conversation, text });
  }

  resend(conversation: ConversationId, message_id: string): Promise<Sent> {
    return this.call("messages/resend", { conversation, message_id });
  }

  markRead(conversation: ConversationId): Promise<void> {
    return this.call("messages/mark_read", { conversation });
  }

  signalHistory(fingerprint: Fingerprint): Promise<{ samples: [number, number][] }> {
    return this.call("signal_history", { fingerprint });
  }

  private async call<T>(command: string, data: Record<string, unknown> = {}): Promise<T> {
    try {
      return await this.connection.sendMessagePromise<T>({
        type: `${DOMAIN}/${command}`,
        ...data,
      });
    } catch (reason) {
      throw MeshError.from(reason);
    }
  }
}

/** Ask a peer for a sign of life. */
export async function ping(hass: Hass, fingerprint: Fingerprint): Promise<PingAnswer> {
  const answer = await action<PingAnswer>(hass, "ping", { fingerprint }, true);
  return answer ?? { answered: false, hops: null, round_trip_ms: null };
}

export type PeerAction = "verify_peer" | "unverify_peer" | "block_peer" | "unblock_peer";

/** Change what is thought of a peer; for administrators. */
export async function changePeer(
  hass: Hass,
  name: PeerAction,
  fingerprint: Fingerprint,
): Promise<void> {
  await action(hass, name, { fingerprint }, false);
}

async function action<R>(
  hass: Hass,
  name: string,
  data: Record<string, unknown>,
  wantsResponse: boolean,
): Promise<R | undefined> {
  try {
    // No toast of Home Assistant's own: we tell what went wrong where it was asked for.
    const result = await hass.callService<R>(DOMAIN, name, data, {}, false, wantsResponse);
    return result?.response;
  } catch (reason) {
    throw MeshError.from(reason);
  }
}

/** What the node says over Home Assistant's WebSocket. Times are Unix milliseconds. */

/** 64 hexadecimal digits: who somebody is. */
export type Fingerprint = string;
/** The fingerprint's first 16 digits: its name on the air. */
export type PeerId = string;

/** A conversation's name: the public channel, or the fingerprint of the other one. */
export type ConversationId = "public" | Fingerprint;
export const PUBLIC = "public";

export interface MeshNode {
  fingerprint: Fingerprint;
  peer_id: PeerId;
  nickname: string;
  device_id: string | null;
  running: boolean;
  central: boolean;
  peripheral: boolean;
  links: number;
  version: string;
  /** Of broadcasts, as is the next; private texts have a limit of their own. */
  max_message_bytes: number;
  part_bytes: number;
  max_private_bytes: number;
  retention_days: number | null;
  keep_private: boolean;
  may_read_private: boolean;
  may_send: boolean;
  is_admin: boolean;
}

export type Trust = "seen" | "pinned" | "proven" | "verified";

export interface Peer {
  fingerprint: Fingerprint;
  peer_id: PeerId;
  nickname: string;
  device_id: string | null;
  direct: boolean;
  hops: number | null;
  rssi: number | null;
  first_seen: number;
  last_seen: number;
  trust: Trust;
  blocked: boolean;
  in_reach: boolean;
  neighbours: PeerId[];
}

export type PeersEvent =
  | { type: "snapshot"; node: MeshNode; peers: Peer[] }
  | { type: "delta"; node?: MeshNode; changed?: Peer[]; removed?: Fingerprint[] };

export interface MeshLink {
  peer_id: PeerId | null;
  fingerprint: Fingerprint | null;
  role: "central" | "peripheral";
  state: string;
  mtu: number | null;
  rssi: number | null;
  since: number;
  frames_in: number;
  frames_out: number;
}

export type Edge = [PeerId, PeerId];

export interface Pulse {
  message_id: string | null;
  kind: "message" | "private" | "relay" | "other";
  from: PeerId;
  to: PeerId[];
}

export type TopologyEvent =
  | { type: "snapshot"; links: MeshLink[]; edges: Edge[] }
  | { type: "delta"; links?: MeshLink[]; edges?: Edge[]; pulses?: Pulse[] };

export type DeliveryStatus =
  | "queued"
  | "sent"
  | "relayed"
  | "delivered"
  | "read"
  | "expired"
  | "failed";

export type DeliveryFailure =
  | "expired"
  | "outbox_full"
  | "not_confirmed"
  | "identity_changed"
  | "wiped";

export interface Message {
  message_id: string;
  conversation: ConversationId;
  own: boolean;
  fingerprint: Fingerprint | null;
  nickname: string;
  text: string;
  sent: number;
  received: number;
  hops: number | null;
  rssi: number | null;
  via: PeerId | null;
  unread: boolean;
  status: DeliveryStatus | null;
  failure: DeliveryFailure | null;
  heard_by: number;
}

export interface Delivery {
  conversation: ConversationId;
  message_id: string;
  status: DeliveryStatus;
  failure: DeliveryFailure | null;
  heard_by: number;
}

export interface Conversation {
  conversation: ConversationId;
  title: string;
  unread: number;
  last: Message | null;
  messages: number;
}

export type MessagesEvent =
  | { type: "snapshot"; conversations: Conversation[] }
  | {
      type: "delta";
      messages?: Message[];
      deliveries?: Delivery[];
      /** Those of which anything has changed. */
      conversations?: Conversation[];
      /** Conversations that are gone altogether. */
      removed?: ConversationId[];
      /** Marked read, here or elsewhere. */
      read?: { conversation: ConversationId; message_ids: string[] }[];
      removed_messages?: { conversation: ConversationId; message_id: string }[];
    };

export interface MessagePage {
  /** From the oldest to the newest. */
  messages: Message[];
  /** Whether older ones exist. */
  more: boolean;
  /** Whether older ones existed, and were deleted by age or count. */
  pruned: boolean;
  /** Whether newer ones exist. */
  newer?: boolean;
}

export interface ListQuery {
  conversation: ConversationId;
  limit?: number;
  before?: string;
  after?: string;
  around?: string;
  search?: string;
}

export interface Sent {
  message: Message;
  parts: number;
  links?: number;
  peers_in_reach?: number;
  hops?: number | null;
}

export type ActivityKind =
  | "message_received"
  | "message_sent"
  | "relayed"
  | "delivery"
  | "peer_appeared"
  | "peer_left"
  | "link_up"
  | "link_down"
  | "session"
  | "sync"
  | "dropped"
  | "node"
  | "trust";

export interface Activity {
  id: number;
  at: number;
  kind: ActivityKind;
  data: Record<string, unknown>;
}

export type ActivityEvent =
  | { type: "snapshot"; entries: Activity[] }
  | { type: "delta"; entries: Activity[]; dropped?: number };

/**
 * The node is not loaded, or not any more. The subscription stays: a snapshot tells when
 * the node is back.
 */
export interface GoneEvent {
  type: "gone";
  /** That of the config entry; null where there is none. */
  state: string | null;
}

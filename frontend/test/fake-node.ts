import type { Connection, Hass, Unsubscribe } from "../src/hass";
import {
  type Conversation,
  type ConversationId,
  type Delivery,
  type Message,
  type MeshNode,
  type Peer,
  PUBLIC,
} from "../src/api/types";

type Listener = (event: unknown) => void;
type Request = { type: string; [key: string]: unknown };

/** 64 digits that begin with these. */
export function fingerprint(start: string): string {
  return start.padEnd(64, "0");
}

export const US = fingerprint("00ff");
export const ADA = fingerprint("ada1");
export const BEN = fingerprint("be42");

export function aNode(change: Partial<MeshNode> = {}): MeshNode {
  return {
    fingerprint: US,
    peer_id: US.slice(0, 16),
    nickname: "home",
    device_id: "device-us",
    running: true,
    central: true,
    peripheral: true,
    links: 2,
    version: "0.1.0",
    max_message_bytes: 1_400,
    max_private_bytes: 4_000,
    part_bytes: 94,
    retention_days: 30,
    keep_private: false,
    may_read_private: true,
    may_send: true,
    is_admin: true,
    ...change,
  };
}

export function aPeer(print: string, nickname: string, change: Partial<Peer> = {}): Peer {
  return {
    fingerprint: print,
    peer_id: print.slice(0, 16),
    nickname,
    device_id: null,
    direct: true,
    hops: 1,
    rssi: -60,
    first_seen: 0,
    last_seen: 0,
    trust: "pinned",
    blocked: false,
    in_reach: true,
    neighbours: [],
    ...change,
  };
}

let made = 0;

export function aMessage(change: Partial<Message> = {}): Message {
  made += 1;
  return {
    message_id: `m${made}`,
    conversation: PUBLIC,
    own: false,
    fingerprint: ADA,
    nickname: "ada",
    text: `message ${made}`,
    sent: 1_790_000_000_000 + made * 60_000,
    received: 1_790_000_000_000 + made * 60_000,
    hops: 1,
    rssi: -60,
    via: ADA.slice(0, 16),
    unread: false,
    status: null,
    failure: null,
    heard_by: 0,
    ...change,
  };
}

/** A refusal, as Home Assistant's WebSocket says it. */
export function refusal(code: string, message = code): { code: string; message: string } {
  return { code, message };
}

/**
 * A node behind a WebSocket, as the integration keeps its contract: enough of it to run
 * the whole dashboard. What it does can be steered and looked at.
 */
export class FakeNode implements Connection {
  connected = true;
  node = aNode();
  peers: Peer[] = [aPeer(ADA, "ada"), aPeer(BEN, "ben", { hops: 2, direct: false })];
  readonly messages = new Map<ConversationId, Message[]>([[PUBLIC, []]]);
  /** All requests so far. */
  readonly requests: Request[] = [];
  /** Rejects the next request of a type with this. */
  readonly refusals = new Map<string, unknown>();
  /** Holds back answers to requests of a type until it is resolved. */
  readonly delays = new Map<string, Promise<void>>();
  /** Whether the node is set up. */
  loaded = true;
  pruned = false;

  private readonly subscribers = new Map<string, Set<Listener>>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private sent = 0;

  // -- the connection

  addEventListener(event: string, listener: () => void): void {
    this.of(this.listeners, event).add(listener);
  }

  removeEventListener(event: string, listener: () => void): void {
    this.of(this.listeners, event).delete(listener);
  }

  async sendMessagePromise<T>(request: Request): Promise<T> {
    this.requests.push(request);
    await this.delays.get(request.type);
    if (!this.connected) throw 3;
    const refused = this.refusals.get(request.type);
    if (refused !== undefined) {
      this.refusals.delete(request.type);
      throw refused;
    }
    return this.answer(request) as T;
  }

  async subscribeMessage<E>(onEvent: (event: E) => void, request: Request): Promise<Unsubscribe> {
    this.requests.push(request);
    await Promise.resolve();
    if (!this.connected) throw 3;
    const refused = this.refusals.get(request.type);
    if (refused !== undefined) throw refused;
    const subscribers = this.of(this.subscribers, request.type);
    const listener = onEvent as Listener;
    subscribers.add(listener);
    queueMicrotask(() => listener(this.snapshot(request.type)));
    return () => void subscribers.delete(listener);
  }

  /** How many subscriptions of this kind are alive. */
  subscriptions(type: string): number {
    return this.of(this.subscribers, `mesh_broadcast/${type}`).size;
  }

  /** Lose the connection, with all subscriptions. */
  disconnect(): void {
    this.connected = false;
    this.subscribers.clear();
    this.emit("disconnected");
  }

  reconnect(): void {
    this.connected = true;
    this.emit("ready");
  }

  /** The config entry is unloaded, and comes back. */
  unload(): void {
    this.loaded = false;
    for (const type of this.subscribers.keys()) this.tell(type, { type: "gone", state: null });
  }

  load(): void {
    this.loaded = true;
    for (const type of this.subscribers.keys()) this.tell(type, this.snapshot(type));
  }

  // -- what happens on the mesh

  say(message: Message): void {
    this.put(message);
    this.delta("messages", {
      messages: [message],
      conversations: [this.summary(message.conversation)],
    });
  }

  deliver(delivery: Delivery): void {
    const list = this.messages.get(delivery.conversation) ?? [];
    const at = list.findIndex((one) => one.message_id === delivery.message_id);
    const message = list[at];
    if (message) list[at] = { ...message, ...delivery };
    this.delta("messages", { deliveries: [delivery] });
  }

  delta(feed: string, changes: Record<string, unknown>): void {
    this.tell(`mesh_broadcast/${feed}/subscribe`, { type: "delta", ...changes });
  }

  put(message: Message): void {
    const list = this.messages.get(message.conversation) ?? [];
    list.push(message);
    this.messages.set(message.conversation, list);
  }

  // -- answers

  private answer(request: Request): unknown {
    if (!this.loaded) throw refusal("not_loaded");
    const conversation = request["conversation"] as ConversationId;
    switch (request.type.split("/").slice(1).join("/")) {
      case "messages/list":
        return this.page(request, conversation);
      case "messages/send":
        return this.send(conversation, request["text"] as string);
      case "messages/resend": {
        const list = this.messages.get(conversation) ?? [];
        const at = list.findIndex((one) => one.message_id === request["message_id"]);
        const [failed] = list.splice(at, 1);
        return this.send(conversation, failed?.text ?? "");
      }
      case "messages/mark_read":
        return {};
      case "signal_history":
        return { samples: [] };
      case "node":
        return this.node;
      default:
        throw refusal("unknown_command");
    }
  }

  private page(request: Request, conversation: ConversationId): unknown {
    const limit = (request["limit"] as number | undefined) ?? 50;
    const search = (request["search"] as string | undefined)?.toLowerCase();
    const before = request["before"] as string | undefined;
    let list = this.messages.get(conversation) ?? [];
    if (before) list = list.slice(0, list.findIndex((one) => one.message_id === before));
    if (search) list = list.filter((one) => one.text.toLowerCase().includes(search));
    const messages = list.slice(-limit);
    return {
      messages,
      more: list.length > messages.length,
      pruned: this.pruned && list.length === messages.length,
    };
  }

  private send(conversation: ConversationId, text: string): unknown {
    this.sent += 1;
    const now = Date.now();
    const message = aMessage({
      message_id: `sent-${this.sent}`,
      conversation,
      own: true,
      fingerprint: null,
      nickname: this.node.nickname,
      text,
      sent: now,
      received: now,
      hops: null,
      rssi: null,
      via: null,
      status: conversation === PUBLIC ? "sent" : "queued",
    });
    this.say(message);
    return { message, parts: 1, links: 1, peers_in_reach: this.peers.length };
  }

  private snapshot(type: string): unknown {
    if (!this.loaded) return { type: "gone", state: null };
    switch (type) {
      case "mesh_broadcast/peers/subscribe":
        return { type: "snapshot", node: this.node, peers: this.peers };
      case "mesh_broadcast/messages/subscribe":
        return {
          type: "snapshot",
          conversations: [...this.messages.keys()].map((one) => this.summary(one)),
        };
      default:
        return { type: "snapshot", links: [], edges: [], entries: [] };
    }
  }

  private summary(conversation: ConversationId): Conversation {
    const list = this.messages.get(conversation) ?? [];
    return {
      conversation,
      title: this.peers.find((one) => one.fingerprint === conversation)?.nickname ?? "",
      unread: list.filter((one) => one.unread).length,
      last: list.at(-1) ?? null,
      messages: list.length,
    };
  }

  private tell(type: string, event: unknown): void {
    for (const listener of [...this.of(this.subscribers, type)]) listener(event);
  }

  private emit(event: string): void {
    for (const listener of [...this.of(this.listeners, event)]) listener();
  }

  private of<T>(map: Map<string, Set<T>>, key: string): Set<T> {
    let set = map.get(key);
    if (!set) map.set(key, (set = new Set()));
    return set;
  }
}

/** A `hass` object around the node. */
export function aHass(node: FakeNode, change: Partial<Hass> = {}): Hass {
  return {
    connection: node,
    connected: true,
    language: "en",
    locale: { language: "en", time_format: "24" },
    config: { time_zone: "UTC" },
    user: { id: "user", is_admin: node.node.is_admin },
    states: {},
    entities: {},
    devices: {},
    callService: async () => ({}),
    ...change,
  };
}

/** Let everything happen that is about to. */
export async function settle(times = 8): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

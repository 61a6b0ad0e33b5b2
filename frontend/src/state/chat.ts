import type { MeshApi } from "../api/client";
import {
  type Conversation,
  type ConversationId,
  type Message,
  type MessagesEvent,
  PUBLIC,
} from "../api/types";
import { withDelivery } from "./delivery";
import { FeedStore } from "./feed-store";
import { saidAt, ThreadStore } from "./thread";

/** Marking messages read is told to the node at most this often, in milliseconds. */
const READ_DELAY = 400;

/** All conversations: their summaries, and the threads that somebody has opened. */
export class ChatStore extends FeedStore<MessagesEvent> {
  readonly conversations = new Map<ConversationId, Conversation>();

  /** The chats on the page, which can show a conversation; the latest comes last. */
  private readonly openers: ((conversation: ConversationId) => void)[] = [];
  /** What was asked for while there was no chat on the page. */
  private requested: ConversationId | undefined;
  private readonly threads = new Map<ConversationId, ThreadStore>();
  private readonly reading = new Map<ConversationId, ReturnType<typeof setTimeout>>();

  constructor(private readonly api: MeshApi) {
    super(api.connection, "messages/subscribe");
  }

  /** The latest first, the public channel always on top. */
  get sorted(): Conversation[] {
    return [...this.conversations.values()].sort((a, b) =>
      a.conversation === PUBLIC
        ? -1
        : b.conversation === PUBLIC
          ? 1
          : lastAt(b) - lastAt(a),
    );
  }

  get unread(): number {
    let sum = 0;
    for (const { unread } of this.conversations.values()) sum += unread;
    return sum;
  }

  thread(conversation: ConversationId): ThreadStore {
    let thread = this.threads.get(conversation);
    if (!thread) {
      thread = new ThreadStore(this.api, conversation);
      this.threads.set(conversation, thread);
    }
    return thread;
  }

  /** Show a conversation in a chat on the page; returns whether there is one. */
  open(conversation: ConversationId): boolean {
    const opener = this.openers.at(-1);
    if (opener) opener(conversation);
    else this.requested = conversation;
    return opener !== undefined;
  }

  /** Be the chat that shows what others ask for; returns what ends that. */
  offer(opener: (conversation: ConversationId) => void): () => void {
    this.openers.push(opener);
    const { requested } = this;
    this.requested = undefined;
    if (requested) opener(requested);
    return () => {
      const at = this.openers.indexOf(opener);
      if (at >= 0) this.openers.splice(at, 1);
    };
  }

  /** Take a conversation as read, here at once and at the node soon. */
  markRead(conversation: ConversationId): void {
    const summary = this.conversations.get(conversation);
    if (!summary?.unread) return;
    this.conversations.set(conversation, { ...summary, unread: 0 });
    this.threads.get(conversation)?.markRead();
    if (!this.reading.has(conversation)) {
      this.reading.set(
        conversation,
        setTimeout(() => {
          this.reading.delete(conversation);
          // The next snapshot tells the truth where this fails; nobody needs to know.
          this.api.markRead(conversation).catch(() => undefined);
        }, READ_DELAY),
      );
    }
    this.changed();
  }

  protected override receive(event: MessagesEvent): void {
    if (event.type === "snapshot") {
      this.conversations.clear();
      for (const one of event.conversations) this.conversations.set(one.conversation, one);
      // What was said while nobody listened.
      for (const thread of this.threads.values()) {
        if (thread.loaded || thread.error) void thread.load();
      }
    } else {
      for (const one of event.conversations ?? []) {
        this.conversations.set(one.conversation, one);
      }
      for (const one of event.removed ?? []) {
        this.conversations.delete(one);
        this.threads.get(one)?.forget();
      }
      for (const { conversation, message_id } of event.removed_messages ?? []) {
        this.threads.get(conversation)?.forget([message_id]);
      }
      for (const { conversation, message_ids } of event.read ?? []) {
        this.threads.get(conversation)?.markRead(message_ids);
      }
      this.receiveMessages(event);
    }
    this.changed();
  }

  private receiveMessages(event: Extract<MessagesEvent, { type: "delta" }>): void {
    const messages = byConversation(event.messages ?? []);
    const deliveries = byConversation(event.deliveries ?? []);
    for (const conversation of new Set([...messages.keys(), ...deliveries.keys()])) {
      this.threads
        .get(conversation)
        ?.receive(messages.get(conversation) ?? [], deliveries.get(conversation) ?? []);
    }
    for (const [conversation, news] of deliveries) {
      const summary = this.conversations.get(conversation);
      const last = summary?.last;
      const delivery = news.findLast((one) => one.message_id === last?.message_id);
      if (summary && last && delivery) {
        this.conversations.set(conversation, {
          ...summary,
          last: withDelivery(last, delivery),
        });
      }
    }
  }
}

/** When something was last said in a conversation. */
export function lastAt({ last }: { last: Message | null }): number {
  return last ? saidAt(last) : 0;
}

function byConversation<T extends { conversation: ConversationId }>(
  news: readonly T[],
): Map<ConversationId, T[]> {
  const groups = new Map<ConversationId, T[]>();
  for (const one of news) {
    const group = groups.get(one.conversation);
    if (group) group.push(one);
    else groups.set(one.conversation, [one]);
  }
  return groups;
}

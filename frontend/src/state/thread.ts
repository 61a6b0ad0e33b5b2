import type { MeshApi } from "../api/client";
import { MeshError } from "../api/errors";
import type { ConversationId, Delivery, Message } from "../api/types";
import { withDelivery } from "./delivery";
import { Observable } from "./observable";

/** Messages fetched at once: about two screens of a wall tablet. */
export const PAGE = 50;

/** Messages fetched at once on the way to one that was searched: the most there are. */
const LARGE_PAGE = 200;

/** Pages that the way to a searched message may take: 5,000 messages. */
const MOST_PAGES = 25;

/** A message that left the composer, and of which the node has not told us yet. */
export interface Pending {
  localId: string;
  text: string;
  at: number;
  /** Why it could not be sent; while it is on its way there is none. */
  error: MeshError | undefined;
}

/** When something was said; a clock that is ahead is not believed. */
export function saidAt(message: Pick<Message, "sent" | "received">): number {
  return Math.min(message.sent, message.received);
}

let counter = 0;

/** The messages of one conversation, as far as we have fetched them. */
export class ThreadStore extends Observable {
  /** From the oldest to the newest, without holes. */
  messages: readonly Message[] = [];
  pending: readonly Pending[] = [];
  /** Whether older messages can be fetched. */
  more = false;
  /** Whether older messages existed, and were deleted. */
  pruned = false;
  /** Whether the newest messages have been fetched. */
  loaded = false;
  loading = false;
  loadingOlder = false;
  /** Why the last fetch failed. */
  error: MeshError | undefined;
  /** What is in the composer, so that looking elsewhere does not lose it. */
  draft = "";

  private readonly byId = new Map<string, Message>();
  /** What a message was called before the node named it, so that its row stays put. */
  private readonly localIds = new Map<string, string>();

  constructor(
    private readonly api: MeshApi,
    readonly conversation: ConversationId,
  ) {
    super();
  }

  get(messageId: string): Message | undefined {
    return this.byId.get(messageId);
  }

  /** A name for the message that never changes while it is shown. */
  keyOf(message: Message): string {
    return this.localIds.get(message.message_id) ?? message.message_id;
  }

  /** Fetch the newest messages; later calls fetch what was missed meanwhile. */
  async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    this.error = undefined;
    this.changed();
    try {
      const page = await this.api.list({ conversation: this.conversation, limit: PAGE });
      const overlaps = page.messages.some((message) => this.byId.has(message.message_id));
      if (!overlaps || !page.more) {
        // Nothing in common: between what we had and this there may be a hole. Or this
        // is all there is, and what we had besides is gone.
        const fresh = new Set(page.messages.map((message) => message.message_id));
        const newest = page.messages.at(-1);
        for (const [id, message] of this.byId) {
          // What came by the feed while we asked is newer than the answer.
          const later = newest && overlaps && saidAt(message) > saidAt(newest);
          if (!fresh.has(id) && !later) this.byId.delete(id);
        }
        this.more = page.more;
        this.pruned = page.pruned;
      }
      this.insert(page.messages);
      this.refresh();
      this.loaded = true;
    } catch (reason) {
      this.error = MeshError.from(reason);
    } finally {
      this.loading = false;
      this.changed();
    }
  }

  /** Fetch a page of older messages. */
  async loadOlder(limit = PAGE): Promise<void> {
    const oldest = this.messages[0];
    if (this.loadingOlder || !this.more || !oldest) return;
    this.loadingOlder = true;
    this.error = undefined;
    this.changed();
    try {
      const page = await this.api.list({
        conversation: this.conversation,
        limit,
        before: oldest.message_id,
      });
      this.more = page.more && page.messages.length > 0;
      this.pruned = page.pruned;
      this.insert(page.messages);
      this.refresh();
    } catch (reason) {
      this.error = MeshError.from(reason);
    } finally {
      this.loadingOlder = false;
      this.changed();
    }
  }

  /** Fetch back to a message; returns whether it still exists. */
  async reveal(messageId: string): Promise<boolean> {
    for (let page = 0; page < MOST_PAGES && !this.byId.has(messageId); page += 1) {
      if (!this.more) break;
      await this.loadOlder(LARGE_PAGE);
      if (this.error) break;
    }
    return this.byId.has(messageId);
  }

  async search(text: string): Promise<Message[]> {
    const page = await this.api.list({
      conversation: this.conversation,
      limit: PAGE,
      search: text,
    });
    return page.messages;
  }

  /** Send a text; it shows at once, and says so itself if it cannot be sent. */
  async send(text: string): Promise<void> {
    counter += 1;
    const pending: Pending = {
      localId: `local-${counter}`,
      text,
      at: Date.now(),
      error: undefined,
    };
    this.pending = [...this.pending, pending];
    this.changed();
    await this.deliver(pending.localId, text);
  }

  /** Try again with what the node did not take. */
  async retry(localId: string): Promise<void> {
    const pending = this.pending.find((one) => one.localId === localId);
    if (!pending?.error) return;
    this.replacePending(localId, { ...pending, at: Date.now(), error: undefined });
    this.changed();
    await this.deliver(localId, pending.text);
  }

  /** Give up what the node did not take; returns its text. */
  discard(localId: string): string {
    const pending = this.pending.find((one) => one.localId === localId);
    this.replacePending(localId, undefined);
    this.changed();
    return pending?.text ?? "";
  }

  /** Send a message again that the node has given up; the old one goes. */
  async resend(messageId: string): Promise<void> {
    const { message } = await this.api.resend(this.conversation, messageId);
    if (message.message_id !== messageId) this.remove([messageId]);
    this.insert([message]);
    this.refresh();
    this.changed();
  }

  /** Take in news from the feed. */
  receive(messages: readonly Message[], deliveries: readonly Delivery[] = []): void {
    // Before the first page is there, news would leave a hole behind it.
    if (!this.loaded && !this.loading) return;
    for (const message of messages) {
      if (!message.own || this.byId.has(message.message_id)) continue;
      const mine = this.pending.find((one) => !one.error && one.text === message.text);
      // The feed was faster than the answer to our own command.
      if (mine) this.settle(mine.localId, message);
    }
    this.insert(messages);
    for (const delivery of deliveries) {
      const message = this.byId.get(delivery.message_id);
      if (message) this.replace(withDelivery(message, delivery));
    }
    this.refresh();
    this.changed();
  }

  /** Forget single messages, or all. */
  forget(messageIds?: readonly string[]): void {
    if (messageIds) {
      this.remove(messageIds);
    } else {
      this.byId.clear();
      this.more = false;
      this.pruned = false;
      this.refresh();
    }
    this.changed();
  }

  /** Take these as read, or all; the node is told elsewhere. */
  markRead(messageIds?: readonly string[]): void {
    const read = messageIds && new Set(messageIds);
    let changed = false;
    for (const message of this.messages) {
      if (!message.unread || (read && !read.has(message.message_id))) continue;
      this.byId.set(message.message_id, { ...message, unread: false });
      changed = true;
    }
    if (!changed) return;
    this.refresh();
    this.changed();
  }

  private async deliver(localId: string, text: string): Promise<void> {
    try {
      const { message } = await this.api.send(this.conversation, text);
      this.settle(localId, message);
      this.insert([message]);
      this.refresh();
    } catch (reason) {
      const pending = this.pending.find((one) => one.localId === localId);
      if (pending) {
        this.replacePending(localId, { ...pending, error: MeshError.from(reason) });
      }
    }
    this.changed();
  }

  /** The node has taken a pending message and named it. */
  private settle(localId: string, message: Message): void {
    if (!this.pending.some((one) => one.localId === localId)) return;
    this.replacePending(localId, undefined);
    this.localIds.set(message.message_id, localId);
  }

  private replacePending(localId: string, next: Pending | undefined): void {
    this.pending = this.pending.flatMap((one) =>
      one.localId === localId ? (next ? [next] : []) : [one],
    );
  }

  private insert(messages: readonly Message[]): void {
    for (const message of messages) {
      const known = this.byId.get(message.message_id);
      this.replace(
        known?.status && message.status
          ? // An answer that was under way may be older than what the feed said.
            withDelivery(message, {
              status: known.status,
              failure: known.failure,
              heard_by: known.heard_by,
            })
          : message,
      );
    }
  }

  private replace(message: Message): void {
    this.byId.set(message.message_id, message);
  }

  private remove(messageIds: readonly string[]): void {
    for (const id of messageIds) this.byId.delete(id);
    this.refresh();
  }

  private refresh(): void {
    // Sorting is stable: messages of the same moment stay in the order of arrival.
    this.messages = [...this.byId.values()].sort((a, b) => saidAt(a) - saidAt(b));
  }
}

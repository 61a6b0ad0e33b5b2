import type { Activity, ActivityEvent } from "../api/types";
import { PUBLIC } from "../api/types";
import type { Connection } from "../hass";
import { FeedStore } from "./feed-store";

/** Entries that a page keeps: an hour of a busy mesh, and quick to look through. */
export const MAX_ENTRIES = 1_000;

/** Something that the node did; `number` counts up on this page without gaps. */
export interface Happening {
  number: number;
  at: number;
  entry: Activity;
}

/** A place where entries are missing; how many, as far as that is known. */
export interface Gap {
  number: number;
  at: number;
  missing: number | undefined;
}

export type LogItem = Happening | Gap;

export function isGap(item: LogItem): item is Gap {
  return !("entry" in item);
}

/** What the node does, the newest last. */
export class ActivityStore extends FeedStore<ActivityEvent> {
  /** A new list after each change: who keeps the old one has a frozen view. */
  items: readonly LogItem[] = [];
  /** How many there have been on this page; the newest has this number. */
  count = 0;

  constructor(connection: Connection) {
    super(connection, "activity/subscribe");
  }

  protected override receive(event: ActivityEvent): void {
    if (event.type === "snapshot") this.begin(event.entries);
    else {
      const { entries = [], dropped = 0 } = event;
      // The node leaves out the oldest of what waits: the gap comes first.
      if (dropped > 0) this.add([this.gap(entries[0]?.at ?? Date.now(), dropped)]);
      this.add(entries.map((entry) => this.happening(entry)));
    }
    this.changed();
  }

  /** Go on where we were as far as the node's list shows that it is the same log. */
  private begin(entries: readonly Activity[]): void {
    const first = entries[0];
    const known = new Map<number, Activity>();
    for (const item of this.items) if (!isGap(item)) known.set(item.entry.id, item.entry);
    const last = [...known.values()].at(-1);
    if (!first || !last) {
      this.items = [];
    } else if (first.at > last.at && first.id !== last.id) {
      // Nothing in common: the node was loaded anew, or we were away for long. What is
      // private goes, for our rights may be others now.
      this.items = this.items.filter((item) => isGap(item) || !isPrivate(item.entry));
      if (first.id > 1) this.add([this.gap(first.at, undefined)]);
    } else if (this.agrees(entries, known)) {
      this.add(
        entries.filter(({ id }) => id > last.id).map((entry) => this.happening(entry)),
      );
      return;
    } else {
      this.items = [];
    }
    this.add(entries.map((entry) => this.happening(entry)));
  }

  /** Whether both lists tell the same, from where the node's begins. */
  private agrees(entries: readonly Activity[], known: ReadonlyMap<number, Activity>): boolean {
    const first = entries[0]?.id ?? 0;
    const told = new Map(entries.map((entry) => [entry.id, entry]));
    for (const [id, { at }] of known) if (id >= first && told.get(id)?.at !== at) return false;
    const last = Math.max(...known.keys());
    return entries.every(({ id }) => id > last || known.has(id));
  }

  private happening(entry: Activity): Happening {
    return { number: (this.count += 1), at: entry.at, entry };
  }

  private gap(at: number, missing: number | undefined): Gap {
    return { number: (this.count += 1), at, missing };
  }

  private add(items: readonly LogItem[]): void {
    this.items = [...this.items, ...items].slice(-MAX_ENTRIES);
  }
}

function isPrivate({ kind, data }: Activity): boolean {
  const { conversation } = data;
  return kind === "session" || (conversation !== undefined && conversation !== PUBLIC);
}

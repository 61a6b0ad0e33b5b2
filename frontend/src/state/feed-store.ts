import type { MeshError } from "../api/errors";
import { Feed, type FeedState } from "../api/feed";
import type { Connection } from "../hass";
import { Observable } from "./observable";

/**
 * How long a feed outlives its last viewer, in milliseconds: going from one dashboard
 * view to the next must not fetch everything anew.
 */
const LINGER = 5_000;

/** A store that a feed fills while somebody looks at it. */
export abstract class FeedStore<E extends { type: string }> extends Observable {
  feedState: FeedState = "idle";
  error: MeshError | undefined;
  /** Whether there ever was a snapshot: then there is something to show meanwhile. */
  loaded = false;

  private readonly feed: Feed<E>;
  private viewers = 0;
  private lingering: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, command: string, data: Record<string, unknown> = {}) {
    super();
    this.feed = new Feed<E>(
      connection,
      command,
      data,
      (event) => {
        if (event.type === "snapshot") this.loaded = true;
        this.receive(event);
      },
      (state, error) => {
        if (state === this.feedState && error === this.error && state !== "live") return;
        const before = this.feedState;
        this.feedState = state;
        this.error = error;
        // With each event the store has told of its change already.
        if (state !== "live" || before !== "live") this.changed();
      },
    );
  }

  /** Take in an event and call `changed`. */
  protected abstract receive(event: E): void;

  /** Keep the feed going; returns what lets go of it. */
  retain(): () => void {
    clearTimeout(this.lingering);
    this.viewers += 1;
    this.feed.start();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.viewers -= 1;
      if (this.viewers === 0) {
        clearTimeout(this.lingering);
        this.lingering = setTimeout(() => {
          if (this.viewers === 0) this.feed.stop();
        }, LINGER);
      }
    };
  }

  /** Try again at once. */
  readonly retry = (): void => this.feed.retryNow();
}

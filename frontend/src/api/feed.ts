import { type Connection, DOMAIN, type Unsubscribe } from "../hass";
import { MeshError } from "./errors";
import type { GoneEvent } from "./types";

/** Whether a feed brings news, and if not, why. */
export type FeedState =
  | "idle"
  | "connecting"
  | "live"
  | "offline"
  | "not_loaded"
  | "not_allowed"
  | "failed";

/**
 * Waits before asking again where a subscription was refused, in milliseconds: while
 * Home Assistant starts, the integration's commands are not there for some seconds.
 */
const BACK_OFF = [500, 1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * One subscription that is kept alive through lost connections and restarts of Home
 * Assistant. Each time it comes to life its first event is a snapshot, so nothing that
 * was missed matters.
 */
export class Feed<E extends { type: string }> {
  private unsubscribe: Unsubscribe | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private running = false;
  /** Tells answers to a former subscription from those to the present one. */
  private generation = 0;

  constructor(
    private readonly connection: Connection,
    private readonly command: string,
    private readonly data: Record<string, unknown>,
    private readonly onEvent: (event: E) => void,
    private readonly onState: (state: FeedState, error?: MeshError) => void,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.connection.addEventListener("ready", this.retryNow);
    this.connection.addEventListener("disconnected", this.lost);
    this.attempts = 0;
    void this.subscribe();
  }

  stop(): void {
    if (!this.running) return;
    this.running = false;
    this.connection.removeEventListener("ready", this.retryNow);
    this.connection.removeEventListener("disconnected", this.lost);
    this.drop(true);
    this.onState("idle");
  }

  /** Ask again at once: the connection is back, or there is another reason to hope. */
  readonly retryNow = (): void => {
    if (!this.running || this.unsubscribe) return;
    this.attempts = 0;
    void this.subscribe();
  };

  private readonly lost = (): void => {
    // The subscription died with the connection: there is nothing to end.
    this.drop(false);
    this.onState("offline");
  };

  private drop(tell: boolean): void {
    this.generation += 1;
    clearTimeout(this.timer);
    const unsubscribe = this.unsubscribe;
    this.unsubscribe = undefined;
    if (tell && unsubscribe) void end(unsubscribe);
  }

  private async subscribe(): Promise<void> {
    this.drop(false);
    const generation = this.generation;
    if (this.connection.connected === false) {
      this.onState("offline");
      return;
    }
    this.onState("connecting");
    try {
      const unsubscribe = await this.connection.subscribeMessage<E | GoneEvent>(
        (event) => {
          if (generation === this.generation) this.received(event);
        },
        { type: `${DOMAIN}/${this.command}`, ...this.data },
        // We do that ourselves: the library's own way gives up at the first refusal.
        { resubscribe: false },
      );
      if (generation === this.generation) this.unsubscribe = unsubscribe;
      else void end(unsubscribe);
    } catch (reason) {
      if (generation !== this.generation) return;
      this.failed(MeshError.from(reason));
    }
  }

  private received(event: E | GoneEvent): void {
    this.attempts = 0;
    if (event.type === "gone") {
      // Nothing to do but wait: the subscription outlives reloads of the node.
      this.onState("not_loaded");
      return;
    }
    this.onEvent(event as E);
    this.onState("live");
  }

  private failed(error: MeshError): void {
    switch (error.code) {
      case "offline":
      case "not_loaded":
      case "not_allowed":
        this.onState(error.code, error);
        break;
      default:
        this.onState("failed", error);
    }
    this.retryLater();
  }

  private retryLater(): void {
    if (!this.running) return;
    const wait = BACK_OFF[Math.min(this.attempts, BACK_OFF.length - 1)];
    this.attempts += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.subscribe(), wait);
  }
}

/** End a subscription; one that is gone already is no error. */
async function end(unsubscribe: Unsubscribe): Promise<void> {
  try {
    await unsubscribe();
  } catch {
    // The node or the connection went first.
  }
}

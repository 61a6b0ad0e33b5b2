import type { ReactiveController, ReactiveControllerHost } from "lit";
import { FeedStore } from "./feed-store";
import type { Observable } from "./observable";

/**
 * Draws its element anew whenever a store changes, and keeps the store's feed going
 * while the element is on the page.
 */
export class Watch<S extends Observable> implements ReactiveController {
  private store: S | undefined;
  private readonly ends: (() => void)[] = [];
  private connected = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onChange?: () => void,
  ) {
    host.addController(this);
  }

  get value(): S | undefined {
    return this.store;
  }

  /** Look at this store from now on. */
  set(store: S | undefined): void {
    if (store === this.store) return;
    this.end();
    this.store = store;
    if (this.connected) this.begin();
    this.host.requestUpdate();
  }

  hostConnected(): void {
    this.connected = true;
    this.begin();
  }

  hostDisconnected(): void {
    this.connected = false;
    this.end();
  }

  private begin(): void {
    const { store } = this;
    if (!store || this.ends.length) return;
    this.ends.push(
      store.observe(() => {
        this.onChange?.();
        this.host.requestUpdate();
      }),
    );
    if (store instanceof FeedStore) this.ends.push(store.retain());
  }

  private end(): void {
    for (const end of this.ends.splice(0)) end();
  }
}

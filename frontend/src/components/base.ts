import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { Hass } from "../hass";
import { Formats } from "../localize/format";
import { type Localize, localizeFor } from "../localize";
import { MeshSession } from "../state/session";

/** An element that Home Assistant, or another of ours, gives its `hass` to. */
export abstract class MeshElement extends LitElement {
  // Home Assistant sets it at each change of any state: most are not about us, so the
  // element is drawn anew only where what it uses of it has changed.
  @property({
    attribute: false,
    hasChanged: (now: Hass | undefined, before: Hass | undefined) =>
      now?.connection !== before?.connection ||
      now?.locale !== before?.locale ||
      now?.language !== before?.language ||
      now?.connected !== before?.connected ||
      now?.user !== before?.user,
  })
  hass: Hass | undefined;

  get session(): MeshSession | undefined {
    return this.hass ? MeshSession.of(this.hass.connection) : undefined;
  }

  protected get t(): Localize {
    return localizeFor(this.hass);
  }

  protected get formats(): Formats {
    return Formats.of(this.hass);
  }

  protected fire<D>(name: string, detail?: D): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** Make an element known, once: after an update the page may hold our former file. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}

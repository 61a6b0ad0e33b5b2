/** What we use of Home Assistant's `hass` object; the rest of it is none of our business. */

export type Unsubscribe = () => Promise<void> | void;

export interface Connection {
  readonly connected?: boolean;
  addEventListener(event: string, listener: () => void): void;
  removeEventListener(event: string, listener: () => void): void;
  sendMessagePromise<T>(message: { type: string; [key: string]: unknown }): Promise<T>;
  subscribeMessage<E>(
    onEvent: (event: E) => void,
    message: { type: string; [key: string]: unknown },
    options?: { resubscribe?: boolean },
  ): Promise<Unsubscribe>;
}

export interface EntityState {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
}

export interface EntityRegistryEntry {
  entity_id: string;
  platform?: string;
  device_id?: string | null;
  translation_key?: string | null;
  entity_category?: string | null;
  hidden?: boolean;
}

export interface DeviceRegistryEntry {
  id: string;
  name?: string | null;
  name_by_user?: string | null;
  via_device_id?: string | null;
}

export interface Locale {
  language: string;
  time_format?: "language" | "system" | "12" | "24";
  time_zone?: "local" | "server";
}

export interface Hass {
  connection: Connection;
  connected?: boolean;
  language: string;
  locale?: Locale;
  config?: { time_zone?: string };
  user?: { id: string; is_admin: boolean; name?: string };
  states: Record<string, EntityState>;
  entities?: Record<string, EntityRegistryEntry>;
  devices?: Record<string, DeviceRegistryEntry>;
  dockedSidebar?: "docked" | "always_hidden" | "auto";
  kioskMode?: boolean;
  /** What is in the sidebar, by its path. */
  panels?: Record<string, unknown>;
  callService<R = unknown>(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: Record<string, unknown>,
    notifyOnError?: boolean,
    returnResponse?: boolean,
  ): Promise<{ response?: R }>;
}

/** What each element of ours that Home Assistant makes has. */
export interface HassElement extends HTMLElement {
  hass?: Hass;
}

/** The integration's domain: of its entities, actions and WebSocket commands. */
export const DOMAIN = "mesh_broadcast";

/** Where the documentation stands; cards link to it from the picker. */
export const DOCUMENTATION =
  "https://github.com/mesh-broadcast/mesh-broadcast/blob/main/docs/dashboard.md";

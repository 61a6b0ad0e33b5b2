import type { ConversationId } from "../api/types";
import type { Hass } from "../hass";
import { MeshSession } from "../state/session";

/** Where the panel is in the sidebar; the integration registers it there. */
export const PANEL_PATH = "mesh-broadcast";

/** Go to another page of Home Assistant, without loading it anew. */
export function navigate(path: string): void {
  history.pushState(null, "", path);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
}

/**
 * Open a conversation: in a chat that is on this page, else in the panel. Returns
 * whether there was either.
 */
export function openConversation(hass: Hass, conversation: ConversationId): boolean {
  if (MeshSession.of(hass.connection).chat.open(conversation)) return true;
  if (!hass.panels?.[PANEL_PATH]) return false;
  // The chat of the panel takes it up as soon as it is there.
  navigate(`/${PANEL_PATH}`);
  return true;
}

import type { MeshError } from "../api/errors";
import type { Localize } from "../localize";

/** Say why something did not work, and what to do. */
export function reasonOf(error: MeshError, t: Localize): string {
  switch (error.code) {
    case "offline":
    case "not_loaded":
    case "not_allowed":
    case "not_running":
    case "peer_unknown":
    case "peer_blocked":
    case "message_unknown":
    case "message_not_failed":
      return t(`error.${error.code}`);
    default:
      // The node's own words know more: how long to wait, how much is too much.
      return error.message || t("error.unknown");
  }
}

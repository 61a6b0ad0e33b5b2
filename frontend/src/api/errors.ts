/** What can go wrong between the browser and the node, told apart by what helps. */

export type ErrorCode =
  | "offline"
  | "not_loaded"
  | "not_allowed"
  | "peer_unknown"
  | "peer_blocked"
  | "message_unknown"
  | "message_not_failed"
  | "message_empty"
  | "message_too_long"
  | "send_limit"
  | "not_running"
  | "invalid_format"
  | "unknown";

const KNOWN: ReadonlySet<string> = new Set<ErrorCode>([
  "offline",
  "not_loaded",
  "not_allowed",
  "peer_unknown",
  "peer_blocked",
  "message_unknown",
  "message_not_failed",
  "message_empty",
  "message_too_long",
  "send_limit",
  "not_running",
  "invalid_format",
]);

/** Home Assistant's own codes that mean the same as one of ours. */
const ALIASES: Record<string, ErrorCode> = {
  // The command is not registered: the integration is not (yet) set up.
  unknown_command: "not_loaded",
  unauthorized: "not_allowed",
};

/** An error with a code that decides what to do, and the node's own words for people. */
export class MeshError extends Error {
  constructor(
    readonly code: ErrorCode,
    message = "",
  ) {
    super(message);
    this.name = "MeshError";
  }

  /** Read whatever a call was rejected with. */
  static from(reason: unknown): MeshError {
    if (reason instanceof MeshError) return reason;
    // The WebSocket library rejects with a bare number where the connection is gone.
    if (typeof reason === "number") return new MeshError("offline");
    if (typeof reason === "object" && reason !== null) {
      const { code, message } = reason as { code?: unknown; message?: unknown };
      const words = typeof message === "string" ? message : "";
      if (typeof code === "number") return new MeshError("offline");
      if (typeof code === "string") {
        const known = ALIASES[code] ?? (KNOWN.has(code) ? (code as ErrorCode) : "unknown");
        return new MeshError(known, words);
      }
      return new MeshError("unknown", words);
    }
    return new MeshError("unknown", String(reason));
  }
}

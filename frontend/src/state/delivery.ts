import type { Delivery, DeliveryStatus, Message } from "../api/types";

/** A delivery only moves forward in this order; a late receipt outranks giving up. */
const RANK: Record<DeliveryStatus, number> = {
  queued: 0,
  sent: 1,
  relayed: 2,
  expired: 3,
  failed: 4,
  delivered: 5,
  read: 6,
};

/** Return the message with the news of its delivery; the same one if it is no news. */
export function withDelivery(
  message: Message,
  { status, failure, heard_by }: Pick<Delivery, "status" | "failure" | "heard_by">,
): Message {
  const forward = message.status === null || RANK[status] >= RANK[message.status];
  const next = {
    status: forward ? status : message.status,
    failure: forward ? failure : message.failure,
    heard_by: Math.max(heard_by, message.heard_by),
  };
  return next.status === message.status &&
    next.failure === message.failure &&
    next.heard_by === message.heard_by
    ? message
    : { ...message, ...next };
}

/** Whether a message of ours will not arrive any more, so that it can be sent again. */
export function hasFailed(message: Message): boolean {
  return message.own && (message.status === "failed" || message.status === "expired");
}

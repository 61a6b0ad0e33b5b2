import type { Peer } from "../api/types";
import type { Localize } from "../localize";

/** How far away a peer is, in a few words. */
export function distanceWords(peer: Peer, t: Localize): string {
  if (!peer.in_reach) return t("peer.absent");
  if (peer.direct) return t("hops.direct");
  return peer.hops === null ? t("peer.in_reach") : t.plural("hops", peer.hops);
}

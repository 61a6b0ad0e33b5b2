"""Peers that the user trusts: one subentry each, bound to a fingerprint."""

from dataclasses import dataclass
from typing import Any, Self

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from .const import (
    CONF_AGENT,
    CONF_FINGERPRINT,
    CONF_MAY_USE_ASSIST,
    CONF_RATE_LIMIT,
    CONF_READ_RECEIPTS,
    CONF_USER,
    DEFAULT_RATE_LIMIT,
    SUBENTRY_TRUSTED_PEER,
)


@dataclass(frozen=True, slots=True)
class TrustedPeer:
    """What one peer may do; `rate_limit` is in requests to Assist a minute.

    `agent` is a conversation agent's ID, None for Home Assistant's own. `user` is the
    ID of the user in whose name Assist acts; without one it does not.
    """

    subentry_id: str
    fingerprint: str
    name: str
    may_use_assist: bool
    agent: str | None
    user: str | None
    rate_limit: int
    read_receipts: bool

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read a subentry."""
        data = subentry.data
        return cls(
            subentry_id=subentry.subentry_id,
            fingerprint=data[CONF_FINGERPRINT],
            name=subentry.title,
            may_use_assist=data.get(CONF_MAY_USE_ASSIST, False),
            agent=data.get(CONF_AGENT),
            user=data.get(CONF_USER),
            rate_limit=int(data.get(CONF_RATE_LIMIT, DEFAULT_RATE_LIMIT)),
            read_receipts=data.get(CONF_READ_RECEIPTS, False),
        )


def trusted_peers(entry: ConfigEntry[Any]) -> dict[str, TrustedPeer]:
    """Return the trusted peers of an entry by fingerprint."""
    peers = (
        TrustedPeer.from_subentry(subentry)
        for subentry in entry.subentries.values()
        if subentry.subentry_type == SUBENTRY_TRUSTED_PEER
    )
    return {peer.fingerprint: peer for peer in peers}

"""What the user chose, read once from the config entry and typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import secrets
from typing import Any, Self

from homeassistant.config_entries import ConfigEntry

from .const import (
    ADAPTER_AUTOMATIC,
    CONF_ACCEPT_PRIVATE,
    CONF_ADAPTER,
    CONF_ADVERTISE,
    CONF_DIAL,
    CONF_KEEP_DAYS,
    CONF_KEEP_PRIVATE,
    CONF_MAX_LINKS,
    CONF_MAX_PEER_DEVICES,
    CONF_NICKNAME,
    CONF_PANEL,
    CONF_PEER_DEVICES,
    CONF_PICKED_PEERS,
    CONF_PRIVATE_USERS,
    CONF_RADIO_PROFILE,
    CONF_READ_RECEIPTS,
    CONF_RELAY,
    CONF_ROLES,
    DEFAULT_KEEP_DAYS,
    DEFAULT_MAX_LINKS,
    DEFAULT_MAX_PEER_DEVICES,
    MAX_NICKNAME_LENGTH,
)
from .protocol import PrivateAudience, RadioProfile
from .trusted_peer import TrustedPeer, trusted_peers


class Role(StrEnum):
    """What this node does on the air."""

    CENTRAL = "central"
    PERIPHERAL = "peripheral"


class PeerDevices(StrEnum):
    """Which peers become devices."""

    SEEN = "seen"
    PICKED = "picked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NodeSettings:
    """The settings of the node; `adapter` is a MAC address, None for automatic.

    `picked_peers` holds the trusted ones too: whom one trusts one wants to see.
    `private_users` are the IDs of users who may read and write private messages
    besides the administrators.
    """

    adapter: str | None
    roles: frozenset[Role]
    nickname: str
    relay: bool
    advertise: bool
    dial: bool
    radio_profile: RadioProfile
    max_links: int
    peer_devices: PeerDevices
    picked_peers: frozenset[str]
    max_peer_devices: int
    keep_days: int
    accept_private: PrivateAudience
    read_receipts: bool
    keep_private: bool
    private_users: frozenset[str]
    panel: bool
    trusted_peers: Mapping[str, TrustedPeer]

    @classmethod
    def from_entry(cls, entry: ConfigEntry[Any]) -> Self:
        """Read a config entry."""
        options: Mapping[str, Any] = entry.options
        adapter: str = entry.data[CONF_ADAPTER]
        trusted = trusted_peers(entry)
        return cls(
            adapter=None if adapter == ADAPTER_AUTOMATIC else adapter,
            roles=frozenset(Role(role) for role in entry.data[CONF_ROLES]),
            nickname=options[CONF_NICKNAME],
            relay=options.get(CONF_RELAY, True),
            advertise=options.get(CONF_ADVERTISE, True),
            dial=options.get(CONF_DIAL, True),
            radio_profile=RadioProfile(
                options.get(CONF_RADIO_PROFILE, RadioProfile.NORMAL)
            ),
            max_links=int(options.get(CONF_MAX_LINKS, DEFAULT_MAX_LINKS)),
            peer_devices=PeerDevices(options.get(CONF_PEER_DEVICES, PeerDevices.SEEN)),
            picked_peers=frozenset(options.get(CONF_PICKED_PEERS, ())) | trusted.keys(),
            max_peer_devices=int(
                options.get(CONF_MAX_PEER_DEVICES, DEFAULT_MAX_PEER_DEVICES)
            ),
            keep_days=int(options.get(CONF_KEEP_DAYS, DEFAULT_KEEP_DAYS)),
            accept_private=PrivateAudience(
                options.get(CONF_ACCEPT_PRIVATE, PrivateAudience.EVERYONE)
            ),
            read_receipts=options.get(CONF_READ_RECEIPTS, False),
            keep_private=options.get(CONF_KEEP_PRIVATE, False),
            private_users=frozenset(options.get(CONF_PRIVATE_USERS, ())),
            panel=options.get(CONF_PANEL, True),
            trusted_peers=trusted,
        )

    @property
    def central(self) -> bool:
        """Whether this node dials others: it may, and the user has it do so."""
        return Role.CENTRAL in self.roles and self.dial

    @property
    def peripheral(self) -> bool:
        """Whether others can dial this node: they may, and the user lets them."""
        return Role.PERIPHERAL in self.roles and self.advertise

    def sends_read_receipts(self, fingerprint: str) -> bool:
        """Whether a peer is told that we read its messages; for each trusted one apart."""
        trusted = self.trusted_peers.get(fingerprint)
        return self.read_receipts if trusted is None else trusted.read_receipts

    def needs_restart(self, other: Self) -> bool:
        """Whether going over to `other` takes a new GATT server or scanner."""
        return (self.adapter, self.roles) != (other.adapter, other.roles)


def random_nickname() -> str:
    """Make up a nickname that gives away neither the home's name nor its place."""
    return f"mesh-{secrets.token_hex(2)}"


def nickname_error(nickname: str) -> str | None:
    """Return the translation key of what is wrong with a nickname."""
    if not nickname:
        return "nickname_empty"
    if len(nickname) > MAX_NICKNAME_LENGTH:
        return "nickname_too_long"
    # What joins emoji into one is invisible, but shows.
    if not nickname.replace("\N{ZERO WIDTH JOINER}", "").isprintable():
        return "nickname_unprintable"
    return None

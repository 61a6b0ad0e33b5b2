"""Names and limits of Mesh Broadcast in Home Assistant; each limit says why."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from homeassistant.const import Platform
from homeassistant.util.hass_dict import HassKey

if TYPE_CHECKING:
    from .gatt_server_factory import GattServerFactory

DOMAIN: Final = "mesh_broadcast"
NAME: Final = "Mesh Broadcast"
MANUFACTURER: Final = "bitchat"
NODE_MODEL: Final = "Mesh node"
PEER_MODEL: Final = "Mesh peer"

PLATFORMS: Final = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.DEVICE_TRACKER,
    Platform.EVENT,
    Platform.NOTIFY,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
]

# The entry's data: what makes this node; changing it restarts the node.
CONF_ADAPTER: Final = "adapter"
CONF_ROLES: Final = "roles"
CONF_FINGERPRINT: Final = "fingerprint"

# The entry's options: applied while the node runs.
CONF_NICKNAME: Final = "nickname"
CONF_RELAY: Final = "relay"
CONF_ADVERTISE: Final = "advertise"
CONF_DIAL: Final = "dial"
CONF_RADIO_PROFILE: Final = "radio_profile"
CONF_MAX_LINKS: Final = "max_links"
CONF_PEER_DEVICES: Final = "peer_devices"
CONF_PICKED_PEERS: Final = "picked_peers"
CONF_MAX_PEER_DEVICES: Final = "max_peer_devices"
CONF_KEEP_DAYS: Final = "keep_days"
CONF_ACCEPT_PRIVATE: Final = "accept_private"
CONF_READ_RECEIPTS: Final = "read_receipts"
CONF_KEEP_PRIVATE: Final = "keep_private"
CONF_PRIVATE_USERS: Final = "private_users"
CONF_PANEL: Final = "panel"

# A subentry for each peer that the user trusts; its unique ID is the fingerprint.
SUBENTRY_TRUSTED_PEER: Final = "trusted_peer"
CONF_MAY_USE_ASSIST: Final = "may_use_assist"
CONF_AGENT: Final = "agent"
CONF_USER: Final = "user"
CONF_RATE_LIMIT: Final = "rate_limit"

# Requests to Assist a minute: more than somebody types, less than a stuck script sends.
DEFAULT_RATE_LIMIT: Final = 6

# One a second is more than anybody types.
MAX_RATE_LIMIT: Final = 60

ADAPTER_AUTOMATIC: Final = "automatic"

# The iOS app lets people enter as many; four bytes each still fit the 255 that an
# announce carries. Android shows 15, which our default stays below.
MAX_NICKNAME_LENGTH: Final = 50

# Links: the slots are shared with the home's locks and thermostats. Eight is above
# what one adapter carries with ease; four leaves room on it.
MIN_LINKS: Final = 1
MAX_LINKS: Final = 8
DEFAULT_MAX_LINKS: Final = 4

# Devices for peers: one bus of commuters must not flood the registry.
DEFAULT_MAX_PEER_DEVICES: Final = 25
MOST_PEER_DEVICES: Final = 200
DEFAULT_KEEP_DAYS: Final = 30
MAX_KEEP_DAYS: Final = 365

SEEN_FOR_A_WHILE: Final = timedelta(minutes=5)
"""How long a peer is around before it gets a device: longer than passing by takes."""

RENAME_INTERVAL: Final = timedelta(minutes=1)
"""How often a device follows its peer's nickname: a registry write each time."""

MAX_KNOWN_PEERS: Final = 1000
"""Peers remembered on disk: twice the engine's table, about 0.4 MB of JSON."""

MAX_HIDDEN_PEERS: Final = 1000
"""Removed peers that stay removed: one fingerprint each."""

SAVE_DELAY: Final = 30.0
"""Seconds between a new peer and its write: spares flash storage in a crowd."""

HISTORY_SAVE_DELAY: Final = 5.0
"""Seconds between something said and its write: at most that much a power cut takes."""

OUTBOX_SAVE_DELAY: Final = 1.0
"""Seconds between a message accepted for an absent peer and its write."""

FAULT_GRACE: Final = 10.0
"""Seconds that a fault must last to become a repair: bluetoothd restarts in less."""

SCANNER_GRACE: Final = 60.0
"""Seconds without a scanner before we complain: a proxy reboots in less."""

SLOT_GRACE: Final = 900.0
"""Seconds without a slot for us before we complain: a firmware update of a lock, or a
thermostat that is set up, holds one for minutes."""

LEAVE_TIMEOUT: Final = 2.0
"""Seconds that unloading waits for our goodbye; neighbours drop us anyway soon."""

UPDATE_INTERVAL: Final = 1.0
UPDATES_PER_INTERVAL: Final = 4
"""State writes: the recorder keeps every one, so at most five a second in all. One of
them is left to messages, which are shown when they come."""

RESTLESS_INTERVAL: Final = 60.0
"""Seconds between writes of what changes with the traffic: 60 rows an hour at most."""

RESTFUL_INTERVAL: Final = 900.0
"""Seconds between writes of what is seldom looked at while a peer is in reach: when it
was last heard, and by which of several ways. Who comes, goes or becomes a neighbour is
written at once. At once a minute 50 peers were 1,100 rows an hour without a word said,
at this pace they are below 200."""

CONSIDER_HOME: Final = timedelta(minutes=3)
"""How long somebody out of reach still counts as present: what Home Assistant's own
trackers use, because phones that sleep are not gone."""

HISTORY_EVENT_AGE: Final = timedelta(minutes=15)
"""How old a message from a neighbour's history may be to still be an event."""

HOUSEKEEPING_INTERVAL: Final = timedelta(hours=6)
"""How often devices of long unseen peers are looked for; they age in days."""

EVENT_MESSAGE: Final = f"{DOMAIN}_message"
"""The bus event's type; docs/events.md is its contract."""

EVENT_PRIVATE_MESSAGE: Final = f"{DOMAIN}_private_message"
"""An event of its own: an automation that answers in public must not see these."""

EVENT_DELIVERY: Final = f"{DOMAIN}_delivery"

EVENT_EMERGENCY: Final = f"{DOMAIN}_emergency"

EVENT_ASSIST: Final = f"{DOMAIN}_assist"
"""A trusted peer asks Assist; what comes of it has the same context."""

EVENT_TYPE_MESSAGE: Final = "message"
EVENT_TYPE_MENTION: Final = "mention"
EVENT_TYPE_DELIVERED: Final = "delivered"
EVENT_TYPE_READ: Final = "read"
EVENT_TYPE_EXPIRED: Final = "expired"
EVENT_TYPE_FAILED: Final = "failed"

SERVICE_SEND_BROADCAST: Final = "send_broadcast"
SERVICE_GET_PEERS: Final = "get_peers"
SERVICE_SEND_MESSAGE: Final = "send_message"
SERVICE_GET_MESSAGES: Final = "get_messages"
SERVICE_MARK_READ: Final = "mark_read"
SERVICE_CLEAR_HISTORY: Final = "clear_history"
SERVICE_PING: Final = "ping"
SERVICE_VERIFY_PEER: Final = "verify_peer"
SERVICE_GET_VERIFICATION_CODE: Final = "get_verification_code"
SERVICE_UNVERIFY_PEER: Final = "unverify_peer"
SERVICE_BLOCK_PEER: Final = "block_peer"
SERVICE_UNBLOCK_PEER: Final = "unblock_peer"
SERVICE_WIPE: Final = "wipe"
SERVICE_EMERGENCY_BROADCAST: Final = "emergency_broadcast"
SERVICE_STOP_EMERGENCY_BROADCAST: Final = "stop_emergency_broadcast"

ATTR_MESSAGE: Final = "message"
ATTR_FINGERPRINT: Final = "fingerprint"
ATTR_NICKNAME: Final = "nickname"
ATTR_CONVERSATION: Final = "conversation"
ATTR_SINCE: Final = "since"
ATTR_LIMIT: Final = "limit"
ATTR_SEARCH: Final = "search"
ATTR_MESSAGE_IDS: Final = "message_ids"
ATTR_QR: Final = "qr"
ATTR_CONFIRM: Final = "confirm"
ATTR_PHRASE: Final = "phrase"
ATTR_CONFIRMATIONS: Final = "confirmations"
ATTR_DURATION: Final = "duration"
ATTR_REPEAT_EVERY: Final = "repeat_every"
ATTR_WAIT: Final = "wait"
ATTR_EMERGENCY_ID: Final = "emergency_id"

WIPE_PHRASE: Final = "forget everything"
"""What the second question of `wipe` wants typed; never by accident, nor translated."""

# Options of triggers and conditions; docs/events.md is their contract.
CONF_CHANNEL: Final = "channel"
CONF_DIRECT: Final = "direct"
CONF_INCLUDE_HISTORY: Final = "include_history"
CONF_MATCH: Final = "match"
CONF_MAX_HOPS: Final = "max_hops"
CONF_MENTIONED: Final = "mentioned"
CONF_MIN_TRUST: Final = "min_trust"
CONF_STATUS: Final = "status"
CONF_TEXT: Final = "text"

DEFAULT_MESSAGE_LIMIT: Final = 50
MAX_MESSAGE_LIMIT: Final = 1000
"""Messages in one response: a screenful by default, a whole conversation at most."""

MAX_KEY_ISSUES: Final = 10
"""Repairs about changed keys at once: anybody can send such announces for anybody."""

ENTRY_VERSION: Final = 1
"""Of the config entry's format; raised when an older version could not use it."""

ISSUE_IDENTITY: Final = "identity_unreadable"
ISSUE_GATT_SERVER: Final = "gatt_server"
ISSUE_NO_SCANNER: Final = "no_scanner"
ISSUE_NO_SLOT: Final = "no_slot"
ISSUE_STORE_SET_ASIDE: Final = "store_set_aside"
ISSUE_STORE_NEWER: Final = "store_newer"
ISSUE_IDENTITY_NEWER: Final = "identity_newer"
ISSUE_ENTRY_NEWER: Final = "entry_newer"
ISSUE_NOT_STORED: Final = "not_stored"
ISSUE_KEY_CHANGED: Final = "key_changed"
ISSUE_ASSIST_USER: Final = "assist_user"

DATA_NOT_STORED: HassKey[set[str]] = HassKey(f"{DOMAIN}.not_stored")
"""The files that could not be written for a while."""

DATA_GATT_SERVER_FACTORY: HassKey[GattServerFactory] = HassKey(
    f"{DOMAIN}.gatt_server_factory"
)
"""Whoever puts a factory here provides the peripheral role, as a virtual radio does."""

"""Bluetooth: who is in sight, who is linked, and what goes over the links.

`BlessGattServer` is not among these names: its module imports bless, which exists for
this machine's operating system only.
"""

from .candidate import Candidate
from .central_link import LinkEnd
from .connection_manager import (
    DEFAULT_MAX_LINKS,
    ConnectionManager,
    TransportSettings,
)
from .connection_state import ConnectionState, IllegalTransitionError
from .const import CHARACTERISTIC_UUID, MAX_ATT_VALUE, SERVICE_UUID
from .discovery import PeerDiscovery
from .gatt_server import (
    GattServer,
    GattServerFault,
    GattServerListener,
    GattServerState,
)
from .link import LinkSnapshot
from .notification_manager import NotificationManager, SubscriptionToken
from .reconnect_policy import ReconnectPolicy
from .supervised_tasks import SupervisedTasks, TaskFactory, TaskRecord

__all__ = [
    "CHARACTERISTIC_UUID",
    "DEFAULT_MAX_LINKS",
    "MAX_ATT_VALUE",
    "SERVICE_UUID",
    "Candidate",
    "ConnectionManager",
    "ConnectionState",
    "GattServer",
    "GattServerFault",
    "GattServerListener",
    "GattServerState",
    "IllegalTransitionError",
    "LinkEnd",
    "LinkSnapshot",
    "NotificationManager",
    "PeerDiscovery",
    "ReconnectPolicy",
    "SubscriptionToken",
    "SupervisedTasks",
    "TaskFactory",
    "TaskRecord",
    "TransportSettings",
]

"""What the transport needs to know of the settings, the radio profile among them."""

from typing import Final

from .protocol import RadioProfile
from .settings import NodeSettings
from .transport import TransportSettings
from .transport.connection_manager import DIAL_SPACING, ROTATE_AFTER

QUIET_MAX_LINKS: Final = 2
"""Enough to be part of the mesh, and to relay from one link to the other."""

QUIET_DIAL_SPACING: Final = 5.0
"""Seconds, ten times the usual: a dialing scanner is deaf to the rest of the home."""

DENSE_ROTATE_AFTER: Final = 300.0
"""Seconds, half the usual: many wait for a turn, and gossip takes a minute or two."""


def transport_settings(settings: NodeSettings) -> TransportSettings:
    """Return what the user chose for the radio."""
    quiet = settings.radio_profile is RadioProfile.QUIET
    dense = settings.radio_profile is RadioProfile.DENSE
    links = settings.max_links
    return TransportSettings(
        central=settings.central,
        peripheral=settings.peripheral,
        max_links=min(links, QUIET_MAX_LINKS) if quiet else links,
        adapter=settings.adapter,
        dial_spacing=QUIET_DIAL_SPACING if quiet else DIAL_SPACING,
        rotate_after=DENSE_ROTATE_AFTER if dense else ROTATE_AFTER,
    )

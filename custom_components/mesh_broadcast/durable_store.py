"""A store that never keeps the node from starting, nor loses what it cannot read.

A file that is damaged or from a newer version is set aside, and a repair issue says so.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
import logging
from pathlib import Path
from typing import Any, cast

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import STORAGE_DIR, Store

from .const import DOMAIN, ISSUE_STORE_SET_ASIDE

_LOGGER = logging.getLogger(__name__)

_VERSION = 1

# What reading a damaged or foreign file raises, wherever in it that shows.
_UNREADABLE = (
    HomeAssistantError,
    # What Home Assistant's store raises for a file of a newer version
    NotImplementedError,
    OSError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
)

# A write that was killed leaves its temporary file; what is ours shows at the start.
_HEAD = 256


class _FlushableStore[T: Mapping[str, Any]](Store[T]):
    """A store whose planned write can be had at once, wherever it is serialized."""

    async def async_write_planned(self) -> None:
        """Write now what is planned; where Home Assistant stops, with its last writes."""
        await self._async_callback_delayed_write()


class DurableStore[T: Mapping[str, Any]]:
    """One private file, written whole or not at all, some seconds after a change."""

    def __init__(
        self,
        hass: HomeAssistant,
        name: str,
        data: Callable[[], T],
        delay: float,
        *,
        threaded: bool,
    ) -> None:
        """Name the file; `data` makes its content.

        With `threaded` another thread makes it, and parses it while nobody else has a
        hand on what comes of it.
        """
        self._hass = hass
        self._name = name
        self._data = data
        self._delay = delay
        self._threaded = threaded
        self._pending = False
        self._closed = False
        self._store = _FlushableStore[T](
            hass,
            _VERSION,
            f"{DOMAIN}.{name}",
            private=True,
            atomic_writes=True,
            # Thousands of messages take longer to write out than the loop may stall.
            serialize_in_event_loop=not threaded,
        )

    async def async_load[R](self, parse: Callable[[T], R]) -> R | None:
        """Return what `parse` makes of the file; None without a usable one."""
        try:
            stored = await self._store.async_load()
            if stored is None:
                return None
            if self._threaded:
                return await self._hass.async_add_executor_job(parse, stored)
            return parse(stored)
        except _UNREADABLE as err:
            # The cause may quote the file, and that holds private text: only its kind.
            await self._async_set_aside(type(err).__name__)
            return None

    @callback
    def async_save_soon(self) -> None:
        """Plan a write.

        Only where none is planned: each further call would put the write off, and a
        crowd would put it off for ever.
        """
        if not self._pending and not self._closed:
            self._pending = True
            self._store.async_delay_save(self._as_planned, self._delay)

    async def async_flush(self) -> None:
        """Write now."""
        if not self._closed:
            self._store.async_delay_save(self._as_planned)
            await self._store.async_write_planned()

    async def async_remove(self) -> None:
        """Delete the file and write nothing any more."""
        self._closed = True
        # Saving waits for a write that is under way, which would bring the file back.
        await self._store.async_save(cast("T", {}))
        await self._store.async_remove()

    def _as_planned(self) -> T:
        """Return what a planned write writes; what changes from now on plans anew."""
        self._pending = False
        return self._data()

    async def _async_set_aside(self, reason: str) -> None:
        """Rename the file, and tell the user where it is."""
        path = Path(self._store.path)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        aside = path.with_name(f"{path.name}.set_aside.{stamp}")
        _LOGGER.warning("Cannot read %s (%s); set aside", path.name, reason)
        try:
            await self._hass.async_add_executor_job(path.rename, aside)
        except OSError as err:
            _LOGGER.warning("Cannot set %s aside: %s", path.name, err)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            f"{ISSUE_STORE_SET_ASIDE}_{self._name}",
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_STORE_SET_ASIDE,
            translation_placeholders={
                "file": path.name,
                "set_aside": aside.name,
                "reason": reason,
            },
        )


async def async_remove_half_written(hass: HomeAssistant) -> None:
    """Delete what a killed Home Assistant left half written: it holds private text.

    Only while nothing of ours is being written.
    """
    await hass.async_add_executor_job(
        _remove_half_written, Path(hass.config.path(STORAGE_DIR))
    )


async def async_remove_leftovers(hass: HomeAssistant) -> None:
    """Delete all that is left of this integration's files: set aside, or half written."""
    await hass.async_add_executor_job(
        _remove_leftovers, Path(hass.config.path(STORAGE_DIR))
    )


def _remove_leftovers(folder: Path) -> None:
    """Delete them, where there are any."""
    for pattern in (f"{DOMAIN}.*.set_aside.*", f"{DOMAIN}.*.corrupt.*"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)
    _remove_half_written(folder)


def _remove_half_written(folder: Path) -> None:
    """Delete temporary files that were to become ours."""
    for path in folder.glob("tmp*"):
        if _is_ours(path):
            path.unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """Whether a temporary file was to become one of ours."""
    try:
        with path.open("rb") as file:
            return f'"{DOMAIN}.'.encode() in file.read(_HEAD)
    except OSError:
        return False

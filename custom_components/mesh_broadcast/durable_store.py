"""A store that never keeps the node from starting, nor loses what it cannot read.

A file that is damaged or from a newer version is set aside, and a repair issue says so.
What could not be written is tried again until it is.
"""

from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
import logging
from pathlib import Path
from random import SystemRandom
import traceback
from typing import Any, Protocol, cast, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, UnsupportedStorageVersionError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import STORAGE_DIR, Store

from .const import (
    DATA_NOT_STORED,
    DOMAIN,
    ISSUE_NOT_STORED,
    ISSUE_STORE_NEWER,
    ISSUE_STORE_SET_ASIDE,
)
from .transport.reconnect_policy import ReconnectPolicy
from .transport.stall_meter import StallMeter
from .transport.supervised_tasks import TaskRecord

_LOGGER = logging.getLogger(__name__)

_VERSION = 1

_LASTING_TRIES = 6
"""Failed writes in a row before the user is told: half a minute, after which a disk that
was only busy writes again."""

# What reading a damaged or foreign file raises, wherever in it that shows.
_UNREADABLE = (
    HomeAssistantError,
    # What Home Assistant's store raises for a file of an older version
    NotImplementedError,
    OSError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
)

# A write that was killed leaves its temporary file; what is ours shows at the start.
_HEAD = 256


class StoreWriter(Protocol):
    """What a node knows of that which writes a file."""

    record: TaskRecord
    meter: StallMeter

    async def async_close(self) -> None:
        """Write for the last time."""


class _FlushableStore[T: Mapping[str, Any]](Store[T]):
    """A store whose planned write can be had at once, wherever it is serialized."""

    write: Callable[
        [Callable[[], Coroutine[Any, Any, None]]], Coroutine[Any, Any, None]
    ]
    """Takes each write, to see how it goes."""

    @override
    async def _async_write_data(self, data: dict[str, Any]) -> None:
        """Write, in the hands of whoever looks after that."""
        await self.write(lambda: Store._async_write_data(self, data))  # noqa: SLF001

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
        self._closing = False
        self._closed = False
        self._tries = 0
        self._policy = ReconnectPolicy()
        self.meter = StallMeter()
        self.record = TaskRecord("store", f"store {name}")
        self._store = _FlushableStore[T](
            hass,
            _VERSION,
            f"{DOMAIN}.{name}",
            private=True,
            atomic_writes=True,
            # Thousands of messages take longer to write out than the loop may stall.
            serialize_in_event_loop=not threaded,
        )
        self._store.write = self._async_write

    async def async_load[R](self, parse: Callable[[T], R]) -> R | None:
        """Return what `parse` makes of the file; None without a usable one."""
        try:
            stored = await self._store.async_load()
            if stored is None:
                return None
            if self._threaded:
                return await self._hass.async_add_executor_job(parse, stored)
            return parse(stored)
        except UnsupportedStorageVersionError as err:
            await self._async_set_aside(
                ISSUE_STORE_NEWER,
                {
                    "version": str(err.found_version),
                    "readable": str(err.max_supported_version),
                },
            )
            return None
        except _UNREADABLE as err:
            # The cause may quote the file, and that holds private text: only its kind.
            await self._async_set_aside(
                ISSUE_STORE_SET_ASIDE, {"reason": type(err).__name__}
            )
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

    async def async_flush(self) -> bool:
        """Write now; return whether that could be done."""
        if not self._closed:
            self._store.async_delay_save(self._as_planned)
            await self._store.async_write_planned()
        return not self._tries

    async def async_close(self) -> None:
        """Write for the last time: who follows would not see what is tried later."""
        self._closing = True
        await self.async_flush()
        self._closed = True
        self._told_of(lasts=False)

    async def async_remove(self) -> None:
        """Delete the file and write nothing any more."""
        self._closed = True
        self._told_of(lasts=False)
        # Saving waits for a write that is under way, which would bring the file back.
        await self._store.async_save(cast("T", {}))
        await self._store.async_remove()

    def _as_planned(self) -> T:
        """Return what a planned write writes; what changes from now on plans anew."""
        self._pending = False
        return self._data()

    async def _async_write(
        self, write: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Write; where that fails, again after the pause that the policy sets."""
        self.record.began()
        self.record.restarts += self._tries > 0
        self.record.next_try_at = None
        try:
            await self.meter.in_turns("storing", write())
        except Exception as err:  # noqa: BLE001 - told there, without what it quotes
            self._failed(err)
        else:
            self._tries = 0
            self._told_of(lasts=False)
        finally:
            self.record.ended()

    @callback
    def _failed(self, err: Exception) -> None:
        """Take note of a write that failed, and plan the next try."""
        self._tries += 1
        reason = _reason(err)
        if self.record.failed(err):
            _LOGGER.error(
                "Cannot write %s (%s); it is tried again, more are only counted\n%s",
                self._store.key,
                reason,
                # Not the error itself, which may quote what is to be written.
                "".join(traceback.format_tb(err.__traceback__)),
            )
        if self._closing or self._closed:
            return
        if self._tries >= _LASTING_TRIES:
            self._told_of(lasts=True, reason=reason)
        delay = self._policy.delay(self._tries, SystemRandom()) or self._delay
        self.record.next_try_at = self._hass.loop.time() + delay
        self._pending = True
        self._store.async_delay_save(self._as_planned, delay)

    @callback
    def _told_of(self, *, lasts: bool, reason: str = "") -> None:
        """Tell the user once of all files that cannot be written, and of the end of it."""
        unwritten = self._hass.data.setdefault(DATA_NOT_STORED, set())
        if lasts and not unwritten:
            ir.async_create_issue(
                self._hass,
                DOMAIN,
                ISSUE_NOT_STORED,
                is_fixable=False,
                severity=ir.IssueSeverity.ERROR,
                translation_key=ISSUE_NOT_STORED,
                translation_placeholders={"reason": reason},
            )
        if lasts:
            unwritten.add(self._name)
        elif self._name in unwritten:
            unwritten.discard(self._name)
            if not unwritten:
                ir.async_delete_issue(self._hass, DOMAIN, ISSUE_NOT_STORED)

    async def _async_set_aside(self, issue: str, why: dict[str, str]) -> None:
        """Rename the file, and tell the user where it is."""
        path = Path(self._store.path)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        aside = path.with_name(f"{path.name}.set_aside.{stamp}")
        words = " ".join(f"{key} {value}" for key, value in why.items())
        _LOGGER.warning("Cannot read %s (%s); set aside", path.name, words)
        try:
            await self._hass.async_add_executor_job(path.rename, aside)
        except OSError as err:
            _LOGGER.warning("Cannot set %s aside: %s", path.name, err)
            if not isinstance(err, FileNotFoundError):
                # Better to store nothing than to write over what may still be read.
                self._store.make_read_only()
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            f"{issue}_{self._name}",
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=issue,
            translation_placeholders={
                "file": path.name,
                "set_aside": aside.name,
                **why,
            },
        )


def _reason(err: BaseException) -> str:
    """Return why writing failed, without what it was about."""
    if isinstance(err, OSError) and err.strerror:
        return err.strerror
    return type(err).__name__ if err.__cause__ is None else _reason(err.__cause__)


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

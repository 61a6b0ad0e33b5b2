"""How many messages came today: counted from midnight to midnight, over restarts."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self, override

from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.core import callback
from homeassistant.helpers.event import async_track_time_change
from homeassistant.helpers.restore_state import ExtraStoredData, RestoreEntity
from homeassistant.util import dt as dt_util

from .const import RESTLESS_INTERVAL
from .entity import NodeEntity
from .message_event import ReceivedEvent
from .state_writer import TRAFFIC

MESSAGES_TODAY = SensorEntityDescription(
    key="messages_today",
    translation_key="messages_today",
    state_class=SensorStateClass.TOTAL_INCREASING,
)


@dataclass(frozen=True, slots=True)
class DayCount(ExtraStoredData):
    """So many on one day, by the home's own time."""

    day: str
    count: int

    @override
    def as_dict(self) -> dict[str, Any]:
        """Return it in the form on disk."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Self | None:
        """Return what was stored, or None where it is damaged."""
        match stored:
            case {"day": str(day), "count": int(count)} if count >= 0:
                return cls(day, count)
        return None


class MessagesTodaySensor(NodeEntity, RestoreEntity, SensorEntity):
    """Messages received since midnight, public and private, each of them once."""

    _topic = TRAFFIC
    _rest = RESTLESS_INTERVAL

    _day: date
    _count = 0

    @override
    async def async_added_to_hass(self) -> None:
        """Go on counting where the last run stopped, if that was today."""
        self._day = dt_util.now().date()
        last = await self.async_get_last_extra_data()
        stored = None if last is None else DayCount.from_dict(last.as_dict())
        if stored is not None and stored.day == self._day.isoformat():
            self._count = stored.count
        await super().async_added_to_hass()
        for listeners in (
            self.coordinator.new_messages,
            self.coordinator.new_private_messages,
        ):
            self.async_on_remove(listeners.add(self._async_message))
        self.async_on_remove(
            async_track_time_change(
                self.hass, self._async_midnight, hour=0, minute=0, second=0
            )
        )

    @property
    @override
    def available(self) -> bool:
        """Return that what was counted stays known, also while off the air."""
        return True

    @property
    @override
    def native_value(self) -> int:
        """Return how many there were."""
        return self._count

    @property
    @override
    def extra_restore_state_data(self) -> DayCount:
        """Return what the next run goes on from."""
        return DayCount(self._day.isoformat(), self._count)

    @override
    def _show(self) -> object:
        """Return all that the state consists of."""
        return self._count

    @callback
    def _async_message(self, _message: ReceivedEvent) -> None:
        """Count a message."""
        self._begin_day()
        self._count += 1

    @callback
    def _async_midnight(self, _now: datetime) -> None:
        """Show that a new day has begun."""
        self._begin_day()
        self._async_refresh()

    def _begin_day(self) -> None:
        """Count anew if it is another day than at the last message."""
        today = dt_util.now().date()
        if today != self._day:
            self._day = today
            self._count = 0

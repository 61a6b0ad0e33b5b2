"""A dashboard's end of the WebSocket, for the tests."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket

type Connect = Callable[..., Coroutine[Any, Any, Dashboard]]
"""Opens a dashboard as the given user, by default as an administrator."""


class Dashboard:
    """A browser: sends commands, and collects the events of its subscriptions."""

    def __init__(self, client: MockHAClientWebSocket) -> None:
        self.client = client
        self.events: dict[int, list[dict[str, Any]]] = {}

    async def _receive(self, within: float = 5.0) -> dict[str, Any]:
        async with asyncio.timeout(within):
            message = await self.client.receive_json()
        if message["type"] == "event":
            self.events.setdefault(message["id"], []).append(message["event"])
        return message

    async def command(self, command: str, **data: Any) -> dict[str, Any]:
        """Send a command of ours; return Home Assistant's whole answer."""
        await self.client.send_json_auto_id(
            {"type": f"mesh_broadcast/{command}"} | data
        )
        while (message := await self._receive())["type"] != "result":
            pass
        return message

    async def ask(self, command: str, **data: Any) -> Any:
        """Send a command that succeeds; return its result."""
        answer = await self.command(command, **data)
        assert answer["success"], answer
        return answer["result"]

    async def refused(self, command: str, **data: Any) -> dict[str, Any]:
        """Send a command that fails; return the error."""
        answer = await self.command(command, **data)
        assert not answer["success"], answer
        return answer["error"]

    async def subscribe(self, command: str, **data: Any) -> Subscription:
        """Subscribe, and wait for the first event."""
        answer = await self.command(f"{command}/subscribe", **data)
        assert answer["success"], answer
        subscription = Subscription(self, answer["id"])
        subscription.first = await subscription.next()
        return subscription

    async def settle(self) -> None:
        """Receive what has been sent so far."""
        await self.client.send_json_auto_id({"type": "ping"})
        while (await self._receive())["type"] != "pong":
            pass


class Subscription:
    """One subscription's events, in order."""

    first: dict[str, Any]

    def __init__(self, dashboard: Dashboard, number: int) -> None:
        self._dashboard = dashboard
        self._number = number

    async def next(self) -> dict[str, Any]:
        """Return the next event, of which there must be one."""
        events = self._dashboard.events.setdefault(self._number, [])
        while not events:
            await self._dashboard._receive()
        return events.pop(0)

    async def all(self) -> list[dict[str, Any]]:
        """Return the events so far."""
        await self._dashboard.settle()
        events = self._dashboard.events.get(self._number, [])
        found = list(events)
        events.clear()
        return found

    async def merged(self, key: str) -> list[Any]:
        """Return what a list held in all events so far."""
        return [item for event in await self.all() for item in event.get(key, ())]

    async def end(self) -> None:
        """Unsubscribe."""
        client = self._dashboard.client
        await client.send_json_auto_id(
            {"type": "unsubscribe_events", "subscription": self._number}
        )
        while (await self._dashboard._receive())["type"] != "result":
            pass

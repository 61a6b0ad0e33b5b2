"""How long the page keeps its browser busy, by the processor's time, not the clock's.

So that what else this machine does at the time makes no difference.
"""

from typing import Any, Self

from playwright.sync_api import CDPSession

from .page import MeshPage

_CATEGORIES = "toplevel,devtools.timeline,disabled-by-default-devtools.timeline"


class Trace:
    """A recording of the tasks on the page's main thread."""

    def __init__(self, mesh: MeshPage) -> None:
        self._page = mesh.page
        self._events: list[dict[str, Any]] = []
        self._cdp: CDPSession = self._page.context.new_cdp_session(self._page)
        self._cdp.on("Tracing.dataCollected", self._collect)

    def __enter__(self) -> Self:
        """Begin."""
        self._cdp.send(
            "Tracing.start",
            {"transferMode": "ReportEvents", "categories": _CATEGORIES},
        )
        return self

    def __exit__(self, *_: object) -> None:
        """End, and wait until all of it is here."""
        done: list[bool] = []
        self._cdp.on("Tracing.tracingComplete", lambda _: done.append(True))
        self._cdp.send("Tracing.end")
        while not done:
            self._page.wait_for_timeout(50)

    @property
    def tasks(self) -> list[float]:
        """Return the milliseconds of each task, the longest first."""
        mains = {
            (event["pid"], event["tid"])
            for event in self._events
            if event["name"] == "thread_name"
            and event["args"]["name"] == "CrRendererMain"
        }
        return sorted(
            (
                event.get("tdur", event["dur"]) / 1000
                for event in self._events
                if event["ph"] == "X"
                and event["name"] in {"RunTask", "ThreadControllerImpl::RunTask"}
                and (event["pid"], event["tid"]) in mains
            ),
            reverse=True,
        )

    def _collect(self, data: dict[str, Any]) -> None:
        """Keep a part of the recording."""
        self._events += data["value"]

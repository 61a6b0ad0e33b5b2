"""How long the page keeps its browser busy, by the processor's time, not the clock's.

So that what else this machine does at the time makes no difference.
"""

from typing import Any, Self

from playwright.sync_api import CDPSession, Page

from .page import MeshPage

# What a page does all the time: make elements, put text into them, lay them out.
_WORK = """() => {
    const all = document.createElement("div");
    all.style.width = "300px";
    for (let number = 0; number < 1_500; number++) {
        const row = document.createElement("div");
        row.append(`Row ${number} `, document.createElement("b"));
        row.lastChild.textContent = "of a page that a browser lays out";
        all.append(row);
    }
    document.body.append(all);
    void all.offsetHeight;
    all.remove();
}"""
_TIMES = 7

_WORK_MS = 22.0
"""Milliseconds of a processor that this takes where the limits were set."""

_CATEGORIES = "toplevel,devtools.timeline,disabled-by-default-devtools.timeline"


class Trace:
    """A recording of the tasks on the page's main thread."""

    def __init__(self, page: Page) -> None:
        self._page = page
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


def slowness(mesh: MeshPage) -> float:
    """Return how much longer this machine takes for the same work; 1 if it is quick."""
    page = mesh.page.context.new_page()
    with Trace(page) as trace:
        for _ in range(_TIMES):
            page.evaluate(_WORK)
    page.close()
    # The middle one; each task is there with the one around it.
    return max(1.0, trace.tasks[_TIMES] / _WORK_MS)

"""What the nodes did and said last, for the message of a test that failed."""

from collections.abc import Iterable
from datetime import UTC, datetime
import json
from pathlib import Path
import re
import time
from typing import Any

from .neighbourhood import Node

# For each node: a failed test's message has to be read as a whole.
LINES = 12
WIDTH = 150
# Where the logs of Home Assistant tell of us, or of something that went wrong
_LOG_LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) (?P<level>\w+) \(.*?\) "
    r"\[(?P<name>\S+)\] (?P<text>.*)"
)
_OURS = "custom_components.mesh_broadcast"
# Behind all times, for what has none
_END = "at last"
# What of an event tells it from others; its text is the test's own
_TELLING = (
    *("event", "status", "text", "nickname", "peer", "message_id", "id", "kind"),
    *("hops", "state", "fault", "error", "success"),
)


def last_words(nodes: Iterable[Node]) -> str:
    """Return the last lines of all nodes in the order of time, and where more is."""
    entries: list[tuple[str, str]] = []
    out = Path()
    for node in nodes:
        out = node.out.parent
        found = sorted((*_said(node), *_logged(node)))
        entries += [(at, f"n{node.index} {text}") for at, text in _once(found)]
    lines = [f"{at} {text}"[:WIDTH] for at, text in sorted(entries)]
    return "\n".join((*lines, f"{_clock(time.time())} failed; more is in {out}"))


def _clock(timestamp: float) -> str:
    """Return the time of day, as the logs have it."""
    local = datetime.fromtimestamp(timestamp, UTC).astimezone()
    return local.strftime("%T.%f")[:-3]


def _once(entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the last entries, each text at its last place only."""
    last = {text: at for at, text in entries}
    ordered = sorted((at, text) for text, at in last.items())
    return ordered[-LINES:]


def _said(node: Node) -> list[tuple[str, str]]:
    """Return what the node's programs said."""
    wall = time.time() - time.monotonic()
    entries = []
    for program in node.programs:
        entries += [
            (_clock(wall + line.at), f"{program.name}: {text}")
            for line in program.lines[-3 * LINES :]
            if (text := _in_short(line.data))
        ]
        if program.status:
            entries.append((_END, f"{program.name} ended with {program.status}"))
            log = node.out / f"{program.name}.log"
            entries += [(_END, f"{program.name}: {text}") for text in _tail(log, 2)]
    return entries


def _in_short(data: Any) -> str:
    """Return a line of a program, without what helps nobody; mere answers are left out."""
    if not isinstance(data, dict):
        return str(data)
    if data.get("success") is True:
        return ""
    for kind in ("private", "delivery", "event"):
        if isinstance(inner := data.get(kind), dict):
            return f"{kind} {_in_short(inner)}"
    data = {key: _size(value) for key, value in data.items() if key != "at"}
    telling = {key: data[key] for key in _TELLING if key in data}
    return json.dumps(telling or data, ensure_ascii=False).strip("{}").replace('"', "")


def _size(value: Any) -> Any:
    """Return a value, or of many just how many."""
    return f"{len(value)} of them" if isinstance(value, list | dict) else value


def _logged(node: Node) -> list[tuple[str, str]]:
    """Return what Home Assistant's log has of our links, and of anything wrong."""
    entries = []
    for line in _tail(node.out / "hass.log", 20 * LINES):
        if match := _LOG_LINE.match(line):
            ours = match["name"].startswith(_OURS)
            if ours or match["level"] in ("WARNING", "ERROR", "CRITICAL"):
                entries.append((match["at"].split()[1], match["text"]))
    return entries


def _tail(file: Path, count: int) -> list[str]:
    """Return the last lines of a file, which need not be there."""
    if not file.exists():
        return []
    return file.read_text(errors="replace").splitlines()[-count:]

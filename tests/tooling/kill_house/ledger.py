"""What the killed runs promised, and whether the next one kept it."""

from dataclasses import dataclass, field
import re
from typing import Any

from custom_components.mesh_broadcast.const import (
    HISTORY_SAVE_DELAY,
    OUTBOX_SAVE_DELAY,
    SAVE_DELAY,
)

BEAT = 0.05
SLACK = 3.0
"""Seconds that a write may take, on a disk that others use. Time is counted in beats of
the run: where a busy machine lets it do little, that is little time."""

NEWEST = 200
"""Messages of a conversation that are looked for: the history's bounds leave as many
to each of the conversations here."""

# Home Assistant says the first two of any house like ours. The last is what neighbours
# bring about who all ask for a long history at once, on links as slow as real ones.
_EXPECTED = re.compile(
    r"We found a custom integration|Skipping pip installation|A send queue is full"
)
_BAD = re.compile(
    r"Traceback|Error|CRITICAL|Exception| ERROR |recovery mode"
    r"|WARNING \(\w+\) \[custom_components\.mesh_broadcast"
)


@dataclass
class Ledger:
    """What must be there after the next start, and what must not."""

    history: dict[str, dict[str, None]] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)
    outbox: dict[str, None] = field(default_factory=dict)
    pinned: dict[str, None] = field(default_factory=dict)
    verified: dict[str, None] = field(default_factory=dict)
    loads: int = 0
    looked_for: int = 0
    complaints: list[str] = field(default_factory=list)

    def take(self, run: dict[str, Any]) -> bool:
        """Check what a run found, and note what it accepted; return if all was well."""
        complaints = len(self.complaints)
        self._read_log(run)
        if run["set_aside"]:
            self._complain(run, f"set aside: {run['set_aside']}")
        for line in run["said"]:
            if line["what"] == "loaded":
                self.loads += 1
                self._check(run, line)
        self._note(run["said"])
        return len(self.complaints) == complaints

    def _complain(self, run: dict[str, Any], complaint: str) -> None:
        """Remember what went wrong in which run."""
        self.complaints.append(f"run {run['run']}: {complaint}")

    def _read_log(self, run: dict[str, Any]) -> None:
        """Look for what a sound Home Assistant does not say."""
        for line in (run["log"] + run["output"]).splitlines():
            if _BAD.search(line) and not _EXPECTED.search(line):
                self._complain(run, line)

    def _check(self, run: dict[str, Any], loaded: dict[str, Any]) -> None:
        """Compare what is there after a start with what was promised."""
        if loaded["entry"] != "loaded":
            self._complain(run, f"the entry is {loaded['entry']}")
        if loaded["issues"]:
            self._complain(run, f"repairs: {loaded['issues']}")
        for conversation, promised in self.history.items():
            found = loaded["history"].get(conversation, [])
            self._compare(run, "history", list(promised)[-NEWEST:], found)
            if back := self.cleared.intersection(found):
                self._complain(run, f"{len(back)} cleared messages are back")
        for name in ("outbox", "pinned", "verified"):
            self._compare(run, name, list(getattr(self, name)), loaded[name])
        # What was read from the disk once must not get lost later.
        self.history = {
            name: dict.fromkeys(found) for name, found in loaded["history"].items()
        }
        for name in ("outbox", "pinned", "verified"):
            setattr(self, name, dict.fromkeys(loaded[name]))

    def _compare(
        self, run: dict[str, Any], name: str, promised: list[str], found: list[str]
    ) -> None:
        """Complain of what is missing."""
        self.looked_for += len(promised)
        if missing := set(promised).difference(found):
            self._complain(
                run, f"{name}: {len(missing)} of {len(promised)} are missing"
            )

    def _note(self, said: list[dict[str, Any]]) -> None:
        """Note what a run accepted long enough before its end."""
        left = sum(line["what"] == "beat" for line in said)
        clearing: dict[str, set[str]] = {}
        for line in said:
            age = left * BEAT - SLACK
            match line["what"]:
                case "beat":
                    left -= 1
                case "message":
                    messages = self.history.setdefault(line["conversation"], {})
                    if age >= HISTORY_SAVE_DELAY:
                        messages[line["id"]] = None
                case "clearing":
                    name = line["conversation"]
                    clearing[name] = set(self.history.get(name, {}))
                    self.history[name] = {}
                case "cleared":
                    name = line["conversation"]
                    self.cleared |= clearing.pop(name)
                    self.history[name] = {}
                case "queued" if age >= OUTBOX_SAVE_DELAY:
                    self.outbox[line["id"]] = None
                case "done":
                    self.outbox.pop(line["id"], None)
                case "pinned" if age >= SAVE_DELAY:
                    self.pinned[line["id"]] = None
                case "verified" if age >= HISTORY_SAVE_DELAY:
                    self.verified[line["id"]] = None

"""What is soaked for hours elsewhere, in seconds: nothing grows, and what would is found."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
import subprocess
import sys

import pytest

from custom_components.mesh_broadcast.protocol import LinkDown, LinkUp
from custom_components.mesh_broadcast.protocol.events import Event
from soak import nodes, rules
from soak.judge import Rule, Verdict, growth, judge
from soak.series import Recording
from soak.tables import table_sizes
from tests.nemesis.radio import RadioNode

from .project import ROOT

HOURS = [i / 6 for i in range(120)]


def recording(**series: Callable[[int], float]) -> Recording:
    """Return a recording of twenty hours, two of them warm-up."""
    made = Recording("a test", warm_up=2.0)
    for i, hour in enumerate(HOURS):
        made.take(hour, {name: value(i) for name, value in series.items()})
    return made


def verdict(value: Callable[[int], float], *rules: Rule) -> Verdict:
    """Judge one series."""
    (found,) = judge(recording(one=value), rules)
    return found


def test_what_comes_and_goes_is_flat() -> None:
    rng = Random(1)
    assert verdict(lambda i: 100 + rng.randrange(-30, 30)).well
    assert verdict(lambda i: 7).well
    # Whatever the warm-up brought, and one sample that is like no other.
    assert verdict(lambda i: min(i, 10) * 50).well
    assert verdict(lambda i: 900 if i in {50, 118} else 20).well


def test_what_grows_is_found() -> None:
    rng = Random(1)
    slow = verdict(lambda i: 100 + i * 0.3 + rng.randrange(-10, 10))
    assert not slow.flat
    assert "grows by" in str(slow)
    # In a few steps, so that there is no slope between most of the samples
    assert not verdict(lambda i: 100 + 8 * (i // 40)).flat
    assert verdict(lambda i: 100 - i).flat


def test_what_passes_its_limit_is_found() -> None:
    limited = Rule("o*", "", limit=50)
    assert verdict(lambda i: 40 + i % 10, limited).well
    passed = verdict(lambda i: 51 if i == 60 else 40, limited)
    assert passed.flat
    assert not passed.bounded
    assert "limit" in str(passed)
    fills = Rule("one", "", limit=200, fills=True)
    assert verdict(lambda i: i, fills).well
    assert not verdict(lambda i: 2 * i, fills).well


def test_the_first_rule_that_matches_counts() -> None:
    loose, strict = Rule("one", "", least=1_000), Rule("*", "", least=0, share=0)
    assert verdict(lambda i: i, loose, strict).well
    assert not verdict(lambda i: i, strict, loose).well


def test_too_few_samples_say_nothing() -> None:
    with pytest.raises(ValueError, match="too few"):
        growth(HOURS[:5], [1.0] * 5)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    made = recording(one=float, two=lambda i: -i)
    made.keep(tmp_path / "it.json")
    again = Recording.read(tmp_path / "it.json")
    assert (again.hours, again.values("two")) == (made.hours, made.values("two"))
    # What begins later was nothing before.
    made.take(21.0, {"three": 3})
    assert made.values("three") == [0] * 120 + [3]


class Holder:
    """Something of ours with tables of each kind."""

    def __init__(self) -> None:
        self._many = OrderedDict({1: {1, 2}, 2: {3}})
        self.callbacks: list[object] = []
        self.other: object = None


class Slotted:
    """Something with slots, below something without."""

    __slots__ = ("__weakref__", "_items", "back")

    def __init__(self) -> None:
        self._items = [(1, "a"), (2, "b")]
        self.back: object = None

    def call(self, number: int) -> None:
        """Be called back."""


def test_every_table_is_found_wherever_it_is() -> None:
    holder, slotted = Holder(), Slotted()
    slotted.back = holder
    holder.callbacks.append(partial(slotted.call, 1))
    sizes = table_sizes(holder, package=__name__)
    assert sizes == {
        "Holder": 1,
        "Holder.many": 5,
        "Holder.callbacks": 1,
        "Slotted": 1,
        "Slotted.items": 2,
    }
    holder.other = [1, 2, 3]
    assert table_sizes(holder, package=__name__)["Holder.other"] == 3


def forget_to_unsubscribe(node: RadioNode) -> None:
    """Make a node keep a few things for each link that came or went."""
    handle = node.handle

    def leak(event: Event) -> None:
        if isinstance(event, LinkUp | LinkDown):
            node.manager._unsubscribe += [lambda: None] * 4
        handle(event)

    node.handle = leak  # type: ignore[method-assign]  # what is leaked has to be planted


@pytest.mark.timeout(900)
def test_nothing_grows_in_hours_but_what_was_planted() -> None:
    seen = nodes.soak(
        days=1.6 / 24,
        warm_up_h=0.7,
        seed=1,
        pace=nodes.HOURS,
        plants={"Bob": forget_to_unsubscribe},
    )
    counts = seen.about["counts"]
    assert counts["visits"] > 20
    assert counts["times of trouble"] > 1
    # What is not a node's is the process's, in which other tests have run.
    verdicts = [verdict for verdict in judge(seen, rules.NODES) if ": " in verdict.name]
    assert len(verdicts) > 300
    wrong = [str(verdict) for verdict in verdicts if not verdict.well]
    assert [line.split(":")[1].strip() for line in wrong] == [
        "ConnectionManager.unsubscribe"
    ], wrong
    assert wrong[0].startswith("Bob")


CLOCKS = """
import asyncio, time
from soak.calendar import Calendar
begun, calendar = time.monotonic(), Calendar()
calendar.install()
async def main():
    loop = asyncio.get_running_loop()
    with calendar.hurrying(loop):
        await asyncio.sleep(86_400)
        day = time.time(), time.monotonic(), loop.time()
        await loop.run_in_executor(None, time.sleep, 0.2)
        return day, time.monotonic() - day[1]
(wall, mono, loop), thread = asyncio.run(main())
assert mono - begun >= 86_400 and loop - begun >= 86_400
assert thread < 3_600, thread
print("a day")
"""


def test_clocks_run_ahead_but_wait_for_threads() -> None:
    # In a process of its own, whose clocks stay like that.
    result = subprocess.run(
        [sys.executable, "-c", CLOCKS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.stdout == "a day\n", result.stderr


def test_what_was_soaked_was_flat() -> None:
    page = (ROOT / "docs/soak.md").read_text()
    for mode in ("nodes", "home", "radio"):
        told = page.partition(f"<!-- {mode} -->")[2].partition("<!-- end of")[0]
        assert " h warm-up" in told
        assert (ROOT / f"docs/soak/{mode}.png").exists()
    assert "**not flat**" not in page
    assert "**past its limit**" not in page


def test_acting_in_the_soak_fails_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("no visitor can come")

    monkeypatch.setattr(nodes.Days, "_say", break_down)
    with pytest.raises(BaseExceptionGroup, match="acts in the soak"):
        nodes.soak(days=0.005, warm_up_h=0.0, seed=1, pace=nodes.HOURS)

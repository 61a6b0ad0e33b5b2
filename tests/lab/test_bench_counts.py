"""What the benchmarks count, and that their page tells what they found."""

import re

import pytest

from custom_components.mesh_broadcast.protocol.signature import verify
from lab.bench import page, signatures
from lab.bench.checks import counted_checks
from lab.bench.load import LINKS, MAX_CHECKS, Script, play
from lab.bench.measure import Measure, Verdict, at_least, at_most, exactly
from lab.bench.memory import (
    LINKS as LINK_NAMES,
    MIB,
    dedup_kept,
    forgeries,
    hear,
    messages_kept,
    node,
    peers_kept,
)
from lab.bench.radio import SPEEDS, transfer
from lab.bench.workload import EPOCH_MS, identity, message


def test_a_packet_is_verified_once_and_its_copies_never():
    counted = {measure.key: measure.value for measure in signatures.checks()}

    assert counted["b.checks_unique"] == 1
    assert counted["b.checks_duplicate"] == 0
    assert counted["b.checks_forged"] == 1
    assert counted["b.checks_forged_long"] <= 5


def test_the_checks_are_counted_where_they_are_made():
    who = identity("somebody")

    with counted_checks() as checks:
        assert verify(message(who, EPOCH_MS, "hello"), who.signing_key)

    assert checks.count == 1


@pytest.mark.parametrize("forged", [False, True], ids=["honest", "forged"])
def test_no_call_makes_more_checks_than_the_event_loop_bears(forged):
    script = Script(seconds=2, forged=forged)
    arrivals = [*script.links(), *script.acquaintance(), *script.burst()]

    engine, calls = play(arrivals, quiet=0)

    assert 0 < max(call.checks for call in calls) <= MAX_CHECKS
    assert len(engine.peers) == len(script.people)
    assert len(engine.links) == LINKS


@pytest.mark.parametrize("speed", SPEEDS.values(), ids=SPEEDS)
def test_the_largest_set_passes_at_full_speed_and_nobody_waits_for_it(speed):
    went = transfer(speed)

    assert went.lost == 0
    assert went.passed_on == went.sent
    assert 8 * went.bytes_out / (went.ended - went.begun) >= 0.85 * speed
    fragment = 8 * 491 / speed
    assert max(went.latencies) - min(went.latencies) <= 2 * fragment


def test_what_is_kept_stays_small():
    assert peers_kept(200) / 200 <= 1.6 * MIB / 1_000
    assert messages_kept(1_000) <= 0.75 * MIB
    assert dedup_kept(1_000) <= 160 * 1_024


def test_forged_packets_do_not_make_a_node_grow():
    engine = node()
    known = []
    # Half of them are messages, which fill two parts of the cache: full at 40,000.
    for number, (at, frame) in enumerate(forgeries(45_000)):
        hear(engine, frame, at, LINK_NAMES[number % len(LINK_NAMES)])
        known.append(engine.statistics.known_packets)

    assert max(known) == max(known[:41_000])
    # The fragments, and our own announce.
    assert engine.statistics.stored_packets <= 601
    assert not engine.peers


# -- the page


def test_the_page_shows_what_was_measured():
    _, measures = page.load()

    text = page.PAGE.read_text()

    assert page.written(text, measures) == text


def test_no_benchmark_is_missing_from_the_page():
    _, measures = page.load()
    shown = {measure.key for measure in measures}
    source = "".join(
        path.read_text() for path in sorted(page.PAGE.parents[1].glob("lab/bench/*.py"))
    )

    keys = set(re.findall(r'"([bcde]\.[a-z_0-9]+)"', source))

    assert keys
    assert keys <= shown


def test_every_count_is_where_it_has_to_be():
    _, measures = page.load()
    counts = [m for m in measures if m.exact and m.target is not None]

    assert counts
    assert [m.key for m in counts if m.verdict is Verdict.MISSED] == []


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        (at_most(4, 2.5), 2.5, Verdict.MOON),
        (at_most(4, 2.5), 3.0, Verdict.MUST),
        (at_most(4, 2.5), 4.1, Verdict.MISSED),
        (at_least(1.5, 2.5), 2.6, Verdict.MOON),
        (at_least(1.5, 2.5), 1.5, Verdict.MUST),
        (at_least(1.5, 2.5), 1.4, Verdict.MISSED),
        (exactly(0), 0, Verdict.MOON),
        (exactly(0), 1, Verdict.MISSED),
        (None, 7, Verdict.INFORMATION),
    ],
)
def test_a_figure_is_judged_by_its_target(target, value, verdict):
    measure = Measure("b.some", "something", value, target=target)

    assert measure.verdict is verdict
    assert Measure.from_json(measure.as_json()).verdict is verdict

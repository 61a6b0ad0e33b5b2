"""The page says what was measured, and of every goal whether it is reached."""

from dataclasses import replace
from fnmatch import fnmatch

import pytest

from lab.experiment import Result, meaning, registry
from lab.metrics import METRICS, Outcome, Sample
from lab.report import SECTIONS, Findings, figures, goals
from lab.targets import IN_TIME, LOSSES, SIZES, explanations, flooded, targets

REACHED = Outcome(
    in_range=100,
    in_time=100,
    latencies=(0.1,) * 100,
    stretches=(1.1,) * 100,
    sends=110,
    sync_sends=0,
    carried=110,
    repeats=0,
    bound=400,
    receptions=110,
    first_receptions=100,
)


def findings(reached: int = 100) -> Findings:
    """Return what would be found if one experiment had been run."""
    name, row = flooded("rgg8", 100, 0.0)
    outcome = replace(REACHED, in_time=reached)
    samples = [Sample((outcome,)) for _ in range(5)]
    return Findings([Result(registry()[name], {row: samples}, (1.0,) * 5)])


def test_every_goal_is_measured_by_an_experiment() -> None:
    named = {name for target in targets() for name, _ in target.rows}
    assert named <= set(registry())


def test_every_loss_size_and_mesh_has_its_goals() -> None:
    groups = {target.group for target in targets()}
    assert len(groups) == 13
    for size in SIZES:
        for loss in LOSSES:
            meshes = {
                target.mesh
                for target in targets()
                if target.group == IN_TIME and target.loss == loss
            }
            for topology in ("line", "grid", "rgg8", "clustered"):
                assert f"{topology}, {size}" in meshes


@pytest.mark.parametrize("target", targets(), ids=lambda target: target.key)
def test_a_moon_is_never_nearer_than_a_must(target) -> None:
    assert target.moon * target.better >= target.must * target.better


def test_each_explanation_is_of_a_goal() -> None:
    keys = [target.key for target in targets()]
    for pattern in explanations():
        assert any(fnmatch(key, pattern) for key in keys), pattern


def test_a_goal_that_is_reached_is_said_to_be() -> None:
    page = "\n".join(goals(findings(), {}, "plots"))
    line = next(line for line in page.splitlines() if line.startswith("| rgg8, 100"))
    assert "**1.000**" in line
    assert "| moon |" in line
    assert "rgg8, 100, 0%: " not in page


def test_a_goal_that_is_missed_is_said_to_be() -> None:
    page = "\n".join(goals(findings(reached=50), {}, "plots"))
    assert "| **missed** |" in page
    assert "in7@2s: rgg8, 100, 0%: 0.500 misses the must of 0.995." in page


def test_figures_keep_what_each_seed_gave() -> None:
    (rows,) = figures(findings()).values()
    (columns,) = rows.values()
    assert columns["in7"] == {"value": 1.0, "seeds": [1.0] * 5}
    assert set(columns) <= set(METRICS)


def test_every_section_shows_something() -> None:
    for section in SECTIONS:
        for pattern in section.names:
            assert any(fnmatch(name, pattern) for name in registry()), pattern


def test_comments_do_not_make_results_stale() -> None:
    plain = meaning(b"def f():\n    return 1\n")
    told = meaning(b'def f():\n    """Return it."""\n    # why\n    return 1\n')
    other = meaning(b"def f():\n    return 2\n")
    assert plain == told
    assert plain != other

"""What work costs beside other work: interleaved rounds in one process.

A shared machine changes its speed all the time, and changes it for everybody: so each
round runs every contender once, one after the other, and only ratios are reported. Of
each contender the cheapest round counts, because others can only make work dearer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
import gc
from statistics import median
import time

ROUNDS = 15

CALM_RUNS = 3
"""Attempts that count; as many as it takes on a busy machine, within reason."""
ATTEMPTS = 12

MAX_SPREAD = 1.25
"""How far the floor's median may be above its minimum before a run is discarded."""


class NoisyMachineError(RuntimeError):
    """The floor itself was not steady often enough to measure by."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A piece of work; each call does the same amount of it from the start."""

    name: str
    work: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Result:
    """The costs in nanoseconds of one attempt, a row of rounds for each contender."""

    costs: dict[str, list[int]]

    def cost(self, name: str) -> int:
        """Return what a contender costs when nobody disturbs it."""
        return min(self.costs[name])

    def ratio(self, subject: str, floor: str) -> float:
        """Return a contender's cost as a multiple of another's."""
        return self.cost(subject) / self.cost(floor)

    def spread(self, name: str) -> float:
        """Return how unsteady a contender was: its median by its minimum."""
        return median(self.costs[name]) / self.cost(name)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of the cheapest rounds of all attempts, and that of the worst attempt."""

    value: float
    worst: float


def run(contenders: Sequence[Contender], rounds: int = ROUNDS) -> Result:
    """Run all contenders in turn, `rounds` times over."""
    costs: dict[str, list[int]] = {contender.name: [] for contender in contenders}
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        for contender in contenders:
            contender.work()
        for _ in range(rounds):
            for contender in contenders:
                started = time.process_time_ns()
                contender.work()
                costs[contender.name].append(time.process_time_ns() - started)
    finally:
        if collecting:
            gc.enable()
    return Result(costs)


def calm_runs(
    contenders: Sequence[Contender], floor: str, rounds: int = ROUNDS
) -> list[Result]:
    """Return the attempts in which the floor was steady."""
    calm: list[Result] = []
    for _ in range(ATTEMPTS):
        result = run(contenders, rounds)
        if result.spread(floor) <= MAX_SPREAD:
            calm.append(result)
        if len(calm) == CALM_RUNS:
            return calm
    raise NoisyMachineError(f"{floor} was steady in {len(calm)} of {ATTEMPTS} attempts")


def lowest(results: Sequence[Result], subject: str, floor: str) -> Ratio:
    """Return how many times the floor a subject costs; less is better."""
    ratios = [result.ratio(subject, floor) for result in results]
    return Ratio(_pooled(results).ratio(subject, floor), max(ratios))


def highest(results: Sequence[Result], peer: str, subject: str) -> Ratio:
    """Return how many times as dear a peer is as the subject; more is better."""
    ratios = [result.ratio(peer, subject) for result in results]
    return Ratio(_pooled(results).ratio(peer, subject), min(ratios))


def _pooled(results: Sequence[Result]) -> Result:
    """Return all rounds of all attempts as if they were one.

    Attempt by attempt the floor may have been disturbed in each round, which would
    flatter the subject; over all of them it was left alone once.
    """
    names = results[0].costs
    return Result({n: [c for r in results for c in r.costs[n]] for n in names})

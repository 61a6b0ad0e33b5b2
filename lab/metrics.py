"""What is measured: counts and simulated times, pooled over messages and seeds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from random import Random
from statistics import median

from custom_components.mesh_broadcast.protocol import MAX_TTL

from .simulation import Message, Simulation

IN_TIME_S = 2.0
"""Within this time a message should be where its TTL can bring it."""

HORIZON_S = 120.0
"""For so long a message is followed."""

CONFIDENCE = 0.95
_RESAMPLES = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message, in figures that can be pooled.

    `latencies` has a time for each node that had a way to the author when the message
    was sent or got one later, in seconds, None for who never got it. `stretches` are
    those of the nodes in range, over the shortest way. `bound` is the storm bound.
    """

    in_range: int
    in_time: int
    latencies: tuple[float | None, ...]
    stretches: tuple[float, ...]
    sends: int
    sync_sends: int
    carried: int
    repeats: int
    bound: int
    receptions: int
    first_receptions: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What one seed gave; `extra` is for what an experiment counts by itself."""

    outcomes: tuple[Outcome, ...] = ()
    signature_checks: int = 0
    unique_packets: int = 0
    extra: dict[str, float] = field(default_factory=dict)


def measure(
    simulation: Simulation, message: Message, only: Iterable[int] | None = None
) -> Outcome:
    """Return what became of a message by now, by `only` these nodes, if given.

    Raises `StormError` if it was sent more often than anything may be.
    """
    graph = simulation.graph
    hops = graph.hops(message.origin)
    best = graph.delays(message.origin)
    wanted = range(graph.size) if only is None else only
    reachable = [i for i in wanted if hops[i] is not None and i != message.origin]
    in_range = [i for i in reachable if (hops[i] or 0) <= MAX_TTL]
    took = {
        node: round(arrived - message.at, 6)
        for node, arrived in message.arrivals.items()
        if arrived - message.at <= HORIZON_S
    }
    outcome = Outcome(
        in_range=len(in_range),
        in_time=sum(took.get(i, inf) <= IN_TIME_S for i in in_range),
        latencies=tuple(took.get(i) for i in reachable),
        stretches=tuple(round(took[i] / best[i], 4) for i in in_range if i in took),
        sends=message.sends,
        sync_sends=message.sync_sends,
        carried=len(message.carried),
        repeats=message.repeats,
        bound=2 * len(graph.wires),
        receptions=message.receptions,
        first_receptions=len(message.first_receptions - {message.origin}),
    )
    check_storm(outcome)
    return outcome


def sample(
    simulation: Simulation, messages: Iterable[Message], **extra: float
) -> Sample:
    """Return what a simulation gave."""
    return Sample(
        tuple(measure(simulation, message) for message in messages),
        simulation.signature_checks,
        simulation.unique_packets,
        dict(extra),
    )


class StormError(AssertionError):
    """A message crossed a link more often than it may."""


def check_storm(outcome: Outcome) -> None:
    """Hold a message to the storm bound: no copy on a link twice in one direction."""
    if outcome.carried + outcome.repeats > outcome.bound:
        raise StormError(
            f"{outcome.carried} + {outcome.repeats} copies, bound {outcome.bound}"
        )


# -- metrics over samples


type Measure = Callable[[Sequence[Sample]], float]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure; `better` says which way is up: 1 the more the better, -1 the less."""

    name: str
    title: str
    of: Measure
    digits: int
    better: int
    unit: str = ""

    def show(self, value: float) -> str:
        """Return a value as tables have it."""
        if value == inf:
            return f"> {HORIZON_S:.0f}{self.unit}"
        return f"{value:.{self.digits}f}{self.unit}"


def _outcomes(samples: Sequence[Sample]) -> list[Outcome]:
    """Return all messages."""
    return [outcome for one in samples for outcome in one.outcomes]


def _share(part: float, whole: float) -> float:
    """Return a ratio; of nothing it is zero."""
    return part / whole if whole else 0.0


def in_time(samples: Sequence[Sample]) -> float:
    """Return the share of nodes within seven hops that had the message after 2 s."""
    every = _outcomes(samples)
    return _share(sum(o.in_time for o in every), sum(o.in_range for o in every))


def sends_per_delivery(samples: Sequence[Sample]) -> float:
    """Return link sends, sync answers and failed ones included, by node reached."""
    every = _outcomes(samples)
    reached = sum(latency is not None for o in every for latency in o.latencies)
    return _share(sum(o.sends + o.sync_sends for o in every), reached)


def stretch(samples: Sequence[Sample]) -> float:
    """Return the median of time over the shortest way's, of those in range reached."""
    every = [s for o in _outcomes(samples) for s in o.stretches]
    return median(every) if every else inf


def delivered(samples: Sequence[Sample]) -> float:
    """Return the share of all nodes that the message reached at all."""
    every = [latency for o in _outcomes(samples) for latency in o.latencies]
    return _share(sum(latency is not None for latency in every), len(every))


def latency_median(samples: Sequence[Sample]) -> float:
    """Return the time after which half of the nodes had the message."""
    return _quantile(samples, 0.5)


def latency_p99(samples: Sequence[Sample]) -> float:
    """Return the time after which 99 % of the nodes had the message."""
    return _quantile(samples, 0.99)


def latency_last(samples: Sequence[Sample]) -> float:
    """Return when the last node had the message, on average over messages."""
    last = [
        max((inf if t is None else t for t in o.latencies), default=0.0)
        for o in _outcomes(samples)
    ]
    return _share(sum(last), len(last))


def latency_first(samples: Sequence[Sample]) -> float:
    """Return when the first node had the message, on average over messages."""
    first = [
        min((t for t in o.latencies if t is not None), default=inf)
        for o in _outcomes(samples)
    ]
    return _share(sum(first), len(first))


def usefulness(samples: Sequence[Sample]) -> float:
    """Return the share of arrivals that brought something new."""
    every = _outcomes(samples)
    return _share(
        sum(o.first_receptions for o in every), sum(o.receptions for o in every)
    )


def storm(samples: Sequence[Sample]) -> float:
    """Return the sends of the worst message by the storm bound."""
    return max((o.sends / o.bound for o in _outcomes(samples)), default=0.0)


def checks_per_packet(samples: Sequence[Sample]) -> float:
    """Return signature checks by different signed packet that a node got."""
    return _share(
        sum(s.signature_checks for s in samples), sum(s.unique_packets for s in samples)
    )


def extra(name: str) -> Measure:
    """Return the mean of what an experiment counted by itself."""

    def mean(samples: Sequence[Sample]) -> float:
        """Return the mean over seeds."""
        every = [s.extra[name] for s in samples if name in s.extra]
        return _share(sum(every), len(every))

    return mean


def _quantile(samples: Sequence[Sample], share: float) -> float:
    """Return a quantile over all nodes; who never got a message counts as last."""
    every = sorted(
        inf if latency is None else latency
        for o in _outcomes(samples)
        for latency in o.latencies
    )
    if not every:
        return inf
    return every[min(len(every) - 1, int(share * len(every)))]


METRICS = {
    metric.name: metric
    for metric in (
        Metric("in7", "in7@2s", in_time, 4, 1),
        Metric("tx", "tx/delivery", sends_per_delivery, 2, -1),
        Metric("stretch", "stretch", stretch, 2, -1),
        Metric("delivered", "delivered", delivered, 4, 1),
        Metric("median", "median", latency_median, 2, -1, " s"),
        Metric("p99", "p99", latency_p99, 2, -1, " s"),
        Metric("first", "first node", latency_first, 2, -1, " s"),
        Metric("last", "last node", latency_last, 2, -1, " s"),
        Metric("useful", "usefulness", usefulness, 2, 1),
        Metric("storm", "sends / 2E", storm, 2, -1),
        Metric("checks", "checks/packet", checks_per_packet, 3, -1),
    )
}


def metric(name: str) -> Metric:
    """Return a metric by name; any other name is one that an experiment counted."""
    return METRICS.get(name) or Metric(name, name, extra(name), 3, 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value with its 95 % interval and the extremes of single seeds."""

    value: float
    low: float
    high: float
    least: float
    most: float
    seeds: int


def figure[T](of: Callable[[Sequence[T]], float], seeds: Sequence[T]) -> Figure:
    """Return a metric over all seeds; seeds are what the bootstrap draws again."""
    single = sorted(of([one]) for one in seeds)
    random = Random(len(seeds))
    drawn = sorted(of(random.choices(seeds, k=len(seeds))) for _ in range(_RESAMPLES))
    tail = round((1 - CONFIDENCE) / 2 * _RESAMPLES)
    return Figure(
        of(seeds), drawn[tail], drawn[-1 - tail], single[0], single[-1], len(seeds)
    )

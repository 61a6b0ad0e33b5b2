"""Judges a history: what was accepted is delivered once to everybody it was for.

Or it is reported. Nothing is invented, shown twice, shown to the wrong one or under
the wrong name, or lost at a restart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .history import (
    Accepted,
    Air,
    Ended,
    Fact,
    History,
    Left,
    Named,
    Restarted,
    Shown,
    Told,
)

RANK = ("queued", "sent", "relayed", "expired", "failed", "delivered", "read")
"""How far a private message can get; it never goes back (`DeliveryStatus`)."""

GIVEN_UP = frozenset({"expired", "failed"})
RECEIVED = frozenset({"delivered", "read"})

CLOCK_WINDOW_S = 120.0
"""Who is further off than this is not heard (wire section 5.4), so nothing is owed for
what was said by such a clock."""


@dataclass(frozen=True, slots=True)
class Promises:
    """How soon what is owed has to be there, in seconds.

    `settle`: for a broadcast, in a group that nothing disturbs. `private_settle`: until
    a private message is there or reported, counted likewise. `window`: for how long a
    broadcast is kept for those who missed it. `lifetime`: after which a private message
    is given up, wherever its reader is.
    """

    settle: float = 120.0
    private_settle: float = 1_200.0
    window: float = 6 * 3_600.0
    lifetime: float = 24 * 3_600.0 + 60.0


class Wrong(StrEnum):
    """What may be wrong with a history."""

    INVENTED = "invented"
    TWICE = "shown twice"
    TWICE_AFTER_RESTART = "shown again after a restart"
    WRONG_AUTHOR = "shown as somebody else's"
    WRONG_NAME = "shown under a name that its author never had"
    LEAKED = "shown to somebody it was not for"
    EARLY = "shown before it was accepted"
    LOST = "accepted, and neither delivered nor reported"
    LOST_AT_RESTART = "accepted, and lost when its sender restarted"
    FALSE_RECEIPT = "reported as delivered, and never shown"
    FALSE_DENIAL = "reported as never sent, and shown"
    BACKWARDS = "reported to be less far than before"
    UNASKED_REPORT = "reported, and never accepted"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that must not be."""

    wrong: Wrong
    node: str
    message: str
    detail: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.wrong}: {self.message} at {self.node} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class _Period:
    """A time in which the air stayed as it was."""

    begin: float
    end: float
    groups: tuple[frozenset[str], ...]

    def since(self, moment: float) -> float:
        """Return how long it lasted from a moment on."""
        return self.end - max(self.begin, moment)


def check(history: History, promises: Promises | None = None) -> tuple[Violation, ...]:
    """Return all that is wrong with a history; it depends on nothing else."""
    promises = promises or Promises()
    accepted = {fact.message: fact for fact in history if isinstance(fact, Accepted)}
    return (
        *_shown(history, accepted),
        *_told(history, accepted),
        *_owed_to_all(history, accepted, promises),
        *_owed_to_one(history, accepted, promises),
    )


def _shown(history: History, accepted: dict[str, Accepted]) -> Iterator[Violation]:
    """Find what should not have been shown, or not so, or not again."""
    names: dict[str, set[str]] = {}
    seen: dict[tuple[str, str], float] = {}
    restarted: dict[str, float] = {}
    for fact in history:
        match fact:
            case Named():
                names.setdefault(fact.node, set()).add(fact.name)
            case Restarted():
                restarted[fact.node] = fact.at
                for key in [k for k, at in seen.items() if _forgot(fact, k[0], at)]:
                    del seen[key]
            case Shown():
                yield from _judge_shown(fact, accepted.get(fact.message), names)
                key = fact.node, fact.message
                if key in seen:
                    again = restarted.get(fact.node, -1.0) >= seen[key]
                    wrong = Wrong.TWICE_AFTER_RESTART if again else Wrong.TWICE
                    yield Violation(wrong, *key, f"at {seen[key]} and {fact.at}")
                seen[key] = fact.at
            case _:
                pass


def _judge_shown(
    fact: Shown, source: Accepted | None, names: dict[str, set[str]]
) -> Iterator[Violation]:
    """Compare what was shown with what was accepted."""

    def violation(wrong: Wrong, detail: str) -> Violation:
        return Violation(wrong, fact.node, fact.message, detail)

    if (
        source is None
        or source.text != fact.text
        or fact.private is not (source.to is not None)
    ):
        yield violation(Wrong.INVENTED, f"{fact.text!r:.40}")
        return
    if fact.at < source.at:
        yield violation(Wrong.EARLY, f"{fact.at} < {source.at}")
    if fact.author != source.node:
        yield violation(Wrong.WRONG_AUTHOR, f"{fact.author}, not {source.node}")
    elif fact.name not in names.get(source.node, ()):
        yield violation(Wrong.WRONG_NAME, repr(fact.name))
    if fact.node == source.node or source.to not in (None, fact.node):
        yield violation(Wrong.LEAKED, f"it was for {source.to}")


def _told(history: History, accepted: dict[str, Accepted]) -> Iterator[Violation]:
    """Find reports that are not true."""
    shown: dict[str, float] = {}
    for fact in history:
        if isinstance(fact, Shown):
            shown.setdefault(fact.message, fact.at)
    ranks: dict[str, int] = {}
    forgetful: set[str] = set()
    for fact in history:
        if isinstance(fact, Restarted) and fact.forgot_since is not None:
            # How far their messages got is what they may have forgotten, too.
            mine = {m for m, a in accepted.items() if a.node == fact.node}
            forgetful |= {m for m in mine if accepted[m].at <= fact.at}
            for message in mine:
                ranks.pop(message, None)
        if not isinstance(fact, Told):
            continue
        key = fact.node, fact.message
        source = accepted.get(fact.message)
        if source is None or source.node != fact.node:
            yield Violation(Wrong.UNASKED_REPORT, *key, fact.status)
            continue
        if source.to is None:
            continue
        rank = RANK.index(fact.status)
        if rank <= ranks.get(fact.message, -1):
            yield Violation(Wrong.BACKWARDS, *key, fact.status)
        ranks[fact.message] = rank
        if fact.status in RECEIVED and shown.get(fact.message, fact.at + 1) > fact.at:
            yield Violation(Wrong.FALSE_RECEIPT, *key, fact.status)
        if fact.never_sent and fact.message in shown.keys() - forgetful:
            yield Violation(Wrong.FALSE_DENIAL, *key)


def _owed_to_all(
    history: History, accepted: dict[str, Accepted], promises: Promises
) -> Iterator[Violation]:
    """Find broadcasts that did not get to everybody whom they could get to.

    They go on with whoever has them, until the author says goodbye. A group passes on only what all of it can verify:
    who was never with an author does not know the author's key.
    """
    shown = {(f.node, f.message) for f in history if isinstance(f, Shown)}
    known: set[tuple[str, str]] = set()
    carriers = {
        message: {source.node}
        for message, source in accepted.items()
        if source.to is None and abs(source.skew_s) <= CLOCK_WINDOW_S
    }
    owed: dict[str, set[str]] = {message: set() for message in carriers}
    for happened in _in_time(history):
        if isinstance(happened, Left):
            for message, having in carriers.items():
                if accepted[message].node == happened.node:
                    having.intersection_update({happened.node})
            continue
        if isinstance(happened, Restarted):
            for message, having in carriers.items():
                source = accepted[message]
                if happened.node != source.node or _forgot(
                    happened, source.node, source.at
                ):
                    having.discard(happened.node)
            continue
        for group in happened.groups:
            if happened.since(happened.begin) < promises.settle:
                continue
            known |= {(a, b) for a in group for b in group}
            for message, having in carriers.items():
                source = accepted[message]
                begin = max(happened.begin, source.at)
                if (
                    having & group
                    and happened.end - begin >= promises.settle
                    and begin + promises.settle <= source.at + promises.window
                    and all((node, source.node) in known for node in group)
                ):
                    having.update(group)
                    owed[message].update(group - {source.node})
    for message, nodes in owed.items():
        for node in sorted(nodes):
            if (node, message) not in shown:
                yield _lost(history, accepted[message], node)


def _owed_to_one(
    history: History, accepted: dict[str, Accepted], promises: Promises
) -> Iterator[Violation]:
    """Find private messages of which nothing was seen or heard any more."""
    periods = tuple(_fair_periods(history))
    end = max((fact.at for fact in history if isinstance(fact, Ended)), default=0.0)
    settled = {f.message for f in history if isinstance(f, Shown) and f.private}
    settled |= {
        f.message for f in history if isinstance(f, Told) and f.status in GIVEN_UP
    }
    for message, source in accepted.items():
        if source.to is None or message in settled:
            continue
        if any(
            isinstance(fact, Restarted) and _forgot(fact, source.node, source.at)
            for fact in history
        ):
            continue
        together = any(
            {source.node, source.to} <= group
            and period.since(source.at) >= promises.private_settle
            for period in periods
            for group in period.groups
        )
        if together or end - source.at > promises.lifetime:
            yield _lost(history, source, source.to)


def _lost(history: History, source: Accepted, node: str) -> Violation:
    """Say that something is missing, and whether a restart is to be suspected."""
    restarted = any(
        isinstance(fact, Restarted)
        and fact.node == source.node
        and fact.at >= source.at
        for fact in history
    )
    wrong = Wrong.LOST_AT_RESTART if restarted else Wrong.LOST
    return Violation(
        wrong, node, source.message, f"of {source.node}, accepted at {source.at}"
    )


def _forgot(restarted: Restarted, node: str, at: float) -> bool:
    """Return whether a node that began anew had not stored what happened then."""
    since = restarted.forgot_since
    return since is not None and restarted.node == node and since <= at <= restarted.at


def _in_time(history: History) -> Iterator[_Period | Left | Restarted]:
    """Return fair periods, goodbyes and lapses, in the order in which they ended."""
    happened = [
        fact
        for fact in history
        if isinstance(fact, Left)
        or (isinstance(fact, Restarted) and fact.forgot_since is not None)
    ]
    for period in _fair_periods(history):
        while happened and happened[0].at < period.end:
            yield happened.pop(0)
        yield period


def _fair_periods(history: History) -> Iterator[_Period]:
    """Return the times in which nothing changed and nothing was wrong."""
    before: Air | None = None
    for fact in history:
        if not isinstance(fact, Air | Ended):
            continue
        if before is not None and before.fair:
            yield _Period(before.at, fact.at, before.groups)
        before = fact if isinstance(fact, Air) else None


def explain(violations: tuple[Violation, ...], history: History) -> str:
    """Return what is wrong, and all that is known of the messages concerned."""
    concerned = {violation.message for violation in violations}

    def matters(fact: Fact) -> bool:
        message = getattr(fact, "message", None)
        return message is None or message in concerned

    return "\n".join(
        [*map(str, violations), *(str(fact) for fact in history if matters(fact))]
    )

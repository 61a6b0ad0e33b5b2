"""The simulated neighbourhood: who lives where, and what they talk about."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
import re
import time

from custom_components.mesh_broadcast.protocol import (
    Identity,
    MeshError,
    MessageReceived,
)

from .air import Air
from .neighbour import CreateTask, Neighbour

DEFAULT_SEED = 1
"""The neighbourhood that everybody meets first."""

ANSWER_DELAY = (0.8, 2.5)
"""Seconds that somebody takes to type a short answer."""

ANSWER_SPACING = 2.0
"""Seconds between two answers of one neighbour: an automation must not make it a
waterfall."""

CHATTER_PAUSE = (40.0, 90.0)
"""Seconds between what two people say unasked."""

PASSER_BY_STAYS = (90.0, 150.0)
PASSER_BY_IS_AWAY = (45.0, 75.0)
"""Seconds that the passer-by is near and away; over a minute, so that peers expire."""

_GREETING = re.compile(
    r"\b(hello|hi|hey|ping|test|anyone|who is there)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody in the neighbourhood, in metres from Home Assistant."""

    nickname: str
    x: float
    y: float
    android: bool = False
    answer: str | None = None
    lines: Sequence[str] = ()


# A street in both directions from the house. At these distances each hears only the
# next, so that the ends are three hops away.
_RESIDENTS = (
    _Person(
        "ada",
        4.0,
        3.0,
        answer="@{nickname} hello! Loud and clear upstairs.",
        lines=(
            "The lift is out of order again.",
            "I have put a parcel for number 7 behind the plants.",
            "Is anybody else without water?",
            "Thanks to whoever watered the plants.",
        ),
    ),
    _Person("ben_92", 14.0, -6.0, android=True),
    _Person("chiara", -18.0, 8.0),
    _Person("deniz", 40.0, -18.0, android=True),
    _Person("edith", -44.0, 18.0),
    _Person(
        "farid",
        68.0,
        -26.0,
        android=True,
        answer="@{nickname} pong from the far end of the street.",
        lines=(
            "The market on the square is open until six.",
            "Power is back at the far end of the street.",
            "Mind the ice in front of the bakery.",
        ),
    ),
    _Person("anon4821", -70.0, 30.0),
)
_PASSER_BY = _Person("greta", 9.0, -16.0)


def resident_fingerprints(seed: int) -> list[str]:
    """Return the fingerprints of those who are always there."""
    return [
        Identity.generate(_rng_of(person, seed).randbytes).fingerprint
        for person in _RESIDENTS
    ]


def _rng_of(person: _Person, seed: int) -> Random:
    """Return a generator of one's own, so that one more changes nobody else."""
    return Random(f"{seed} {person.nickname}")


class Neighbourhood:
    """Brings the neighbours to life around a station on the air."""

    def __init__(
        self,
        air: Air,
        home: str,
        seed: int,
        create_task: CreateTask,
        *,
        chatter: bool = True,
        passer_by: bool = True,
    ) -> None:
        """Place everybody; `home` is the address of the station in the middle."""
        self._air = air
        self._rng = Random(seed)
        self._chatter = chatter
        self._passer_by: Neighbour | None = None
        self._talkers: list[tuple[Neighbour, Iterator[str]]] = []
        self._answered: dict[str, float] = {}
        self._timers: set[asyncio.TimerHandle] = set()
        self.neighbours: list[Neighbour] = []
        air.place(home, 0.0, 0.0)
        people = (*_RESIDENTS, _PASSER_BY) if passer_by else _RESIDENTS
        for person in people:
            neighbour = Neighbour(
                air,
                person.nickname,
                _rng_of(person, seed),
                create_task,
                android=person.android,
            )
            air.place(neighbour.address, person.x, person.y)
            self.neighbours.append(neighbour)
            if person is _PASSER_BY:
                self._passer_by = neighbour
            if person.answer is not None:
                self._listen(neighbour, person.answer)
                self._talkers.append((neighbour, cycle(person.lines)))

    def __getitem__(self, nickname: str) -> Neighbour:
        """Return a neighbour by name."""
        return next(n for n in self.neighbours if n.nickname == nickname)

    def start(self) -> None:
        """Let everybody onto the air, one after the other."""
        for neighbour in self.neighbours:
            if neighbour is self._passer_by:
                self._later(PASSER_BY_IS_AWAY, self._come)
            else:
                self._later((0.0, 1.0), neighbour.start)
        if self._chatter:
            self._later(CHATTER_PAUSE, self._talk)

    def stop(self) -> None:
        """Take everybody off the air at once; no timer is left."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        for neighbour in self.neighbours:
            neighbour.stop()

    # -- what they say

    def _listen(self, neighbour: Neighbour, answer: str) -> None:
        """Let a neighbour answer whoever greets the mesh."""

        def _heard(message: MessageReceived) -> None:
            """Answer a greeting, unless it is an answer itself."""
            now = time.monotonic()
            if (
                message.from_history
                or message.text.startswith("@")
                or not _GREETING.search(message.text)
                or now < self._answered.get(neighbour.nickname, 0.0)
            ):
                return
            self._answered[neighbour.nickname] = now + ANSWER_SPACING
            text = answer.format(nickname=message.peer.nickname)
            self._later(ANSWER_DELAY, self._say, neighbour, text)

        neighbour.on_message = _heard

    def _talk(self) -> None:
        """Let one of those who talk say something."""
        neighbour, lines = self._rng.choice(self._talkers)
        self._say(neighbour, next(lines))
        self._later(CHATTER_PAUSE, self._talk)

    def _say(self, neighbour: Neighbour, text: str) -> None:
        """Say something; somebody who talked too much keeps quiet."""
        try:
            neighbour.say(text)
        except MeshError:
            return

    # -- who comes and goes

    def _come(self) -> None:
        """Let the passer-by come near."""
        if self._passer_by is not None:
            self._passer_by.start()
            self._later(PASSER_BY_STAYS, self._go)

    def _go(self) -> None:
        """Let the passer-by walk out of range without a word, as people do."""
        if self._passer_by is not None:
            self._passer_by.stop()
            self._later(PASSER_BY_IS_AWAY, self._come)

    def _later[*Args](
        self,
        within: tuple[float, float],
        action: Callable[[*Args], None],
        *args: *Args,
    ) -> None:
        """Do something after a random while."""

        def _do() -> None:
            """Do it."""
            self._timers.discard(timer)
            action(*args)

        loop = asyncio.get_running_loop()
        timer = loop.call_later(self._rng.uniform(*within), _do)
        self._timers.add(timer)

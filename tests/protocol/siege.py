"""A home under siege: honest neighbours who talk, and strangers who stop at nothing.

Everything is simulated but the engines. What an attacker sends is paced by what a radio
can carry at most, and twice that; where the node gives up its link, it dials again as
quickly as Bluetooth lets anybody.
"""

from collections import Counter
from collections.abc import Callable, Sized
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from protocol import (
    FrameReceived,
    MeshEngine,
)

from .mesh import Mesh, Node, Wire

CEILING = 720
"""Values a second that a link carries at the very most (2M PHY, long data packets)."""

DIAL_S = 0.4
"""How soon somebody whose link was given up has another one: scan, connect, subscribe."""

type Make = Callable[[int, int], bytes]
"""Makes an attacker's frame out of its number and the time in Unix milliseconds."""


@dataclass
class Attacker:
    """Somebody with a link to the victim, who sends frames of their own making."""

    mesh: Mesh
    node: Node
    victim: Node
    make: Make
    rate: float
    wire: Wire | None = None
    sent: int = 0
    dialed: int = 0

    def dial(self) -> None:
        """Connect, as often as it takes."""
        self.wire = self.mesh.connect(self.node, self.victim)
        self.dialed += 1

    def run(self, until: float) -> None:
        """Send the next frame, and plan the one after it."""
        if self.mesh.time >= until:
            return
        again = 1 / self.rate
        if self.wire is None or not self.wire.up:
            again = DIAL_S
            self.dial()
        else:
            frame = self.make(self.sent, self.victim.now().unix_ms)
            self.sent += 1
            self.victim.handle(FrameReceived(self.wire.peripheral_link, frame, -40))
        self.mesh.at(self.mesh.time + again, partial(self.run, until))


@dataclass
class Siege:
    """A home with Anna and Bert, who are verified, and a friend of theirs further on."""

    mesh: Mesh = field(default_factory=lambda: Mesh(seed=11))
    spoken: int = 0

    def __post_init__(self) -> None:
        self.home, self.anna, self.bert, self.far = (
            self.mesh.node(name) for name in ("home", "Anna", "Bert", "far")
        )
        for friend in (self.anna, self.bert):
            self.mesh.connect(friend, self.home)
        self.mesh.connect(self.far, self.bert)
        self.mesh.run(20)
        for friend in (self.anna, self.bert):
            self.home.apply(
                self.home.engine.set_verified(
                    friend.peer_id, self.home.now(), verified=True
                )
            )
            friend.write(self.home, "before")
            self.home.write(friend, "before")
        self.mesh.run(5)
        assert self.home.letters == ["before", "before"]

    def attackers(self, make: Make, *, rate: float, count: int = 1) -> list[Attacker]:
        """Return attackers who have a link each."""
        found = []
        for number in range(count):
            node = self.mesh.node(f"evil {number}")
            found.append(Attacker(self.mesh, node, self.home, make, rate))
            found[-1].dial()
        self.mesh.run(2)
        return found

    def talk(self, seconds: float, within: float) -> None:
        """Let everybody talk for a while: each word has to come within some time."""
        end = self.mesh.time + seconds
        while self.mesh.time < end:
            number = self.spoken = self.spoken + 1
            public, letter = f"public {number}", f"letter {number}"
            answer = f"answer {number}"
            self.anna.say(public)
            self.bert.write(self.home, letter)
            self.home.write(self.anna, answer)
            self.mesh.run(within)
            assert public in self.home.texts, public
            assert public in self.bert.texts, public
            assert public in self.far.texts, public
            assert letter in self.home.letters, letter
            assert answer in self.anna.letters, answer

    def assert_friends_stand(self) -> None:
        """Check that nobody was pushed out whom the user has verified."""
        engine = self.home.engine
        for friend in (self.anna, self.bert):
            peer = engine.peers[friend.peer_id]
            assert peer.direct
            assert peer.trust == "verified"
        assert {record.peer_id for record in engine.trust} >= {
            self.anna.peer_id,
            self.bert.peer_id,
        }


def sizes(engine: MeshEngine) -> Counter[str]:
    """Return how many things are in each of an engine's containers, by their path."""
    found: Counter[str] = Counter()
    seen: set[int] = set()

    def visit(thing: Any, path: str, depth: int) -> None:
        if (
            id(thing) in seen
            or depth > 7
            or isinstance(thing, (bytes, str, int, float))
        ):
            return
        seen.add(id(thing))
        if isinstance(thing, Sized) and hasattr(thing, "__iter__"):
            found[path] += len(thing)
            values: Any = thing.values() if isinstance(thing, dict) else thing
            for value in list(values):
                visit(value, f"{path}[]", depth + 1)
        elif type(thing).__module__.startswith("protocol"):
            pass
        else:
            return
        for name in names_of(thing):
            visit(getattr(thing, name, None), f"{path}.{name}", depth + 1)

    visit(engine, "engine", 0)
    return found


def names_of(thing: Any) -> list[str]:
    """Return the names of what an object holds."""
    names = list(getattr(thing, "__dict__", ()))
    for kind in type(thing).__mro__:
        slots = getattr(kind, "__slots__", ())
        names += [slots] if isinstance(slots, str) else slots
    return names

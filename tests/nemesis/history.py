"""What happened in a mesh, as its users and whoever does it harm saw it.

Plain data without the protocol's types: the engine is tested under two names (with and
without Home Assistant around it), and whoever judges it must not depend on it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A node goes by this name from now on."""

    at: float
    node: str
    name: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A node took a message on, for everybody or for one.

    `skew_s` is how far the node's clock was off, which is then in the message.
    """

    at: float
    node: str
    message: str
    text: str
    to: str | None = None
    skew_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A node showed a message to its user, under the name that it has for its author."""

    at: float
    node: str
    message: str
    text: str
    author: str
    name: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A node told its user how far a message of theirs got.

    `never_sent`: it was given up, and nobody can have it.
    """

    at: float
    node: str
    message: str
    status: str
    never_sent: bool = False


@dataclass(frozen=True, slots=True)
class Restarted:
    """A node begins anew with what it had stored.

    `forgot_since`: nothing from then on is stored, because its disk took nothing.
    """

    at: float
    node: str
    forgot_since: float | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A node said goodbye: whoever hears it keeps none of its broadcasts for others."""

    at: float
    node: str


@dataclass(frozen=True, slots=True)
class Air:
    """From now on these nodes can reach each other, by whatever way.

    `fair`: nothing is lost or damaged on the way, and all clocks are right.
    """

    at: float
    groups: tuple[frozenset[str], ...]
    fair: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """Nobody looked any longer."""

    at: float


type Fact = Named | Accepted | Shown | Told | Restarted | Left | Air | Ended

type History = tuple[Fact, ...]

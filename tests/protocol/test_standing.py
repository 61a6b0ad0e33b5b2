"""What announces tell of how much somebody needs a link."""

from protocol import PeerId, Standing
from protocol.neighbourhood import tell
import pytest

from .bench import Bench
from .mesh import identity


def peer(name: str) -> PeerId:
    return identity(name).peer_id


@pytest.fixture
def bench() -> Bench:
    """Return a node that is linked to Bert, Carl and a home, and hears of others."""
    bench = Bench()
    for name in ("Bert", "Carl", "Home"):
        bench.neighbour(name)
    return bench


def announce(bench: Bench, name: str, *others: str, kindred: bool = False) -> None:
    """Let somebody announce others as neighbours, in the order of our kind or not."""
    told = tell(peer(name), [peer(other) for other in others])
    order = told if kindred else (*told[1:], told[0])
    bench.receive("to Bert", bench.announce(name, ttl=5, neighbours=order))


def test_of_whom_nothing_is_known_nobody_is_near(bench: Bench) -> None:
    assert bench.engine.standing(peer("Zoe"), bench.now()) == Standing()


def test_homes_and_linked_peers_next_to_somebody_count(bench: Bench) -> None:
    everybody = ("Bert", "Carl", "Zoe")
    announce(bench, "Zoe", "Bert", "Carl", "Home")
    announce(bench, "Bert", "Anna", "Dora", "Zoe")
    announce(bench, "Carl", "Anna", "Dora", "Zoe")
    announce(bench, "Home", *everybody, kindred=True)

    assert bench.engine.standing(peer("Zoe"), bench.now()) == Standing(
        kindred=False, kindred_near=1, linked_near=3
    )
    assert bench.engine.standing(peer("Home"), bench.now()).kindred


def test_nobody_is_served_by_one_who_only_says_so(bench: Bench) -> None:
    announce(bench, "Zoe", "Anna", "Dora", "Emil")
    announce(bench, "Mallory", "Zoe", "Bert", "Carl", kindred=True)

    assert bench.engine.standing(peer("Zoe"), bench.now()) == Standing()

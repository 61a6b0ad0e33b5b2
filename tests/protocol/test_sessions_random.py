"""Sessions under random schedules: loss, doubling, reordering, crossing, restarts."""

from collections import Counter
from random import Random

from hypothesis import given, settings, strategies as st
from protocol.packet import PeerId

from .session_pair import ENCRYPTED, HANDSHAKE, Node, Parcel, carry, make_nodes

STEP_S = 0.25
STEPS = 160

HEAL_S = 120.0
"""The longest that an attempt under way may hold things up: 20 s and 60 s ignoring."""


class Air:
    """Carries parcels between nodes as badly as it is told to."""

    def __init__(self, nodes: list[Node], rng: Random, loss: float, double: float):
        self.nodes = {node.id: node for node in nodes}
        self.rng = rng
        self.loss = loss
        self.double = double
        self.under_way: list[tuple[float, int, Parcel]] = []
        self.recorded: list[Parcel] = []

    def send(self, parcels: list[Parcel], now: float):
        for parcel in parcels:
            self.recorded = [*self.recorded[-50:], parcel]
            if self.rng.random() < self.loss:
                continue
            for _ in range(2 if self.rng.random() < self.double else 1):
                # Up to 2 s for seven hops, so that parcels overtake each other.
                delay = self.rng.random() ** 3 * 2
                self.under_way.append((now + delay, len(self.under_way), parcel))

    def carry(self, now: float):
        due = sorted(item for item in self.under_way if item[0] <= now)
        self.under_way = [item for item in self.under_way if item[0] > now]
        for at, _, parcel in due:
            self.send(self.nodes[parcel.recipient].receive(parcel, at), at)


def forge(rng: Random, air: Air, node: Node, other: PeerId) -> Parcel:
    """Return what an attacker sends in another's name: old, reflected or made up."""
    kind = rng.choice([HANDSHAKE, ENCRYPTED])
    payload = rng.randbytes(rng.choice([0, 19, 20, 32, 40, 64, 96, 100]))
    if air.recorded and rng.random() < 0.6:
        old = rng.choice(air.recorded)
        kind, payload = old.kind, old.payload
        if payload and rng.random() < 0.3:
            at = rng.randrange(len(payload))
            payload = payload[:at] + rng.randbytes(1) + payload[at + 1 :]
    return Parcel(other, node.id, kind, payload)


class Story:
    """Random nodes living through a random schedule."""

    def __init__(self, seed: int, count: int, attacks: float):
        self.rng = Random(seed)
        self.nodes = make_nodes(count, seed)
        self.air = Air(
            self.nodes, self.rng, self.rng.choice([0, 0.1, 0.4]), self.rng.random() / 3
        )
        self.attacks = attacks
        self.written = 0
        self.sealed: Counter[tuple[PeerId, bytes]] = Counter()
        self.now = 0.0

    def write(self, node: Node, other: PeerId):
        """Write a text, or begin the session that it needs, as an outbox does."""
        self.written += 1
        text = b"\x01%d" % self.written
        parcel = node.try_seal(other, text, self.now)
        if parcel is None:
            self.air.send(node.start(other, self.now), self.now)
        else:
            self.sealed[other, text] += 1
            self.air.send([parcel], self.now)

    def step(self):
        self.now += STEP_S
        for node in self.nodes:
            others = [other.id for other in self.nodes if other is not node]
            other = self.rng.choice(others)
            if self.rng.random() < 0.15:
                self.write(node, other)
            if self.rng.random() < 0.01:
                node.restart()
            if self.rng.random() < self.attacks:
                self.air.send([forge(self.rng, self.air, node, other)], self.now)
        self.pass_time()

    def pass_time(self):
        self.air.carry(self.now)
        for node in self.nodes:
            if node.table.next_deadline() <= self.now:
                self.air.send(node.due(self.now), self.now)

    def heal(self):
        """Make the air good and let the nodes go on writing now and then."""
        self.air.loss = self.air.double = 0
        end = self.now + HEAL_S
        while self.now < end:
            self.now += STEP_S
            self.pass_time()
            if self.now % 5 == 0:
                for node in self.nodes:
                    for other in self.nodes:
                        if other is not node:
                            self.write(node, other.id)

    def assert_nothing_twice(self):
        for node in self.nodes:
            shown = Counter(node.texts)
            assert all(
                times <= self.sealed[node.id, text] for text, times in shown.items()
            )

    def assert_all_talk(self):
        for node in self.nodes:
            for other in self.nodes:
                if other is node:
                    continue
                parcel = node.seal(other.id, b"\x01at last", self.now)
                carry(self.nodes, [parcel], self.now)
                assert other.texts[-1] == b"\x01at last"


@given(st.integers(0, 2**32), st.integers(2, 3))
@settings(max_examples=60)
def test_whatever_happens_nothing_is_shown_twice_and_sessions_come_back(seed, count):
    story = Story(seed, count, attacks=0)
    for _ in range(STEPS):
        story.step()
    story.heal()

    story.assert_nothing_twice()
    story.assert_all_talk()


@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_an_attacker_gets_nothing_shown_and_ends_nothing_for_good(seed):
    story = Story(seed, 2, attacks=0.5)
    for _ in range(STEPS):
        story.step()
    story.heal()

    story.assert_nothing_twice()
    story.assert_all_talk()
    for node, other in (story.nodes, story.nodes[::-1]):
        keys = {effect.remote_static for effect in node.established}
        assert keys == {other.identity.noise_key}
        proven = {effect.signing_key for effect in node.proven}
        assert proven == {other.identity.signing_key}

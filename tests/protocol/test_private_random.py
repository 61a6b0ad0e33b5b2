"""Private messages over random schedules of two and three engines.

Whatever is lost, doubled, overtaken or restarted on the way: what was accepted is shown
once or reported as not delivered, and nothing is shown twice.
"""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis.strategies import (
    DrawFn,
    composite,
    floats,
    integers,
    lists,
    sampled_from,
)
from protocol import DeliveryChanged, DeliveryStatus, SendLimitError
import pytest

from .mesh import Mesh, Node

ENDS = {DeliveryStatus.EXPIRED, DeliveryStatus.FAILED}
RANK = list(DeliveryStatus)

# Eight attempts a minute apart, and time for as many renewed sessions.
QUIET_S = 1_200.0


@dataclass(frozen=True)
class Step:
    """One thing that happens, and how long after the one before."""

    kind: str
    who: int
    pause: float
    length: int


@composite
def steps(draw: DrawFn) -> Step:
    """Draw something that may happen to a mesh."""
    kind = draw(
        sampled_from(
            ("write",) * 6 + ("cross",) * 2 + ("restart", "cut", "mend", "worse")
        )
    )
    return Step(
        kind,
        draw(integers(0, 2)),
        draw(sampled_from((0.0, 0.01, 0.03, 0.2, 1.0, 6.0, 25.0))),
        draw(sampled_from((1, 5, 300, 900))),
    )


class Story:
    """A mesh in which things go wrong, and what was written in it."""

    def __init__(self, names: tuple[str, ...], seed: int) -> None:
        self.mesh = Mesh(seed)
        self.nodes = self.mesh.line(*names)
        self.ends = (self.nodes[0], self.nodes[-1])
        self.written: dict[str, tuple[Node, Node, str]] = {}
        self.mesh.run(3)

    def trouble(self, loss: float, duplication: float, jitter_s: float) -> None:
        self.mesh.loss = loss
        self.mesh.duplication = duplication
        self.mesh.jitter_s = jitter_s

    def write(self, who: int, length: int) -> None:
        writer, reader = self.ends[who % 2], self.ends[(who + 1) % 2]
        text = f"{len(self.written)}:" + "word " * (length // 5)
        try:
            message_id = writer.write(reader, text)
        except SendLimitError:
            return
        self.written[message_id] = (writer, reader, text.strip())

    def take(self, step: Step) -> None:
        mesh = self.mesh
        match step.kind:
            case "write":
                self.write(step.who, step.length)
            case "cross":
                self.write(0, step.length)
                self.write(1, step.length)
            case "restart":
                mesh.restart(self.nodes[step.who % len(self.nodes)])
            case "cut" if mesh.wires:
                mesh.disconnect(mesh.wires[step.who % len(mesh.wires)])
            case "mend":
                self.mend()
            case "worse":
                mesh.loss = min(0.6, mesh.loss + 0.2)
        mesh.run(step.pause)

    def mend(self) -> None:
        """Connect neighbours whose link was cut."""
        for left, right in zip(self.nodes, self.nodes[1:], strict=False):
            linked = any(
                {wire.central.name, wire.peripheral.name} == {left.name, right.name}
                for wire in self.mesh.wires
            )
            if not linked:
                self.mesh.connect(left, right)

    def check(self) -> None:
        """Hold everything that was written against what became of it."""
        for message_id, (writer, reader, text) in self.written.items():
            shown = reader.letters.count(text)
            fate = writer.fate(message_id)
            assert shown <= 1, "shown twice"
            ranks = [RANK.index(status) for status in fate]
            assert ranks == sorted(set(ranks)), "went backwards"
            if shown == 0:
                assert fate[-1] in ENDS, "lost and not reported"
            if DeliveryStatus.DELIVERED in fate:
                assert shown == 1, "reported and not shown"
        for node in self.ends:
            other = self.ends[0] if node is self.ends[1] else self.ends[1]
            addressed = Counter(
                text for writer, _, text in self.written.values() if writer is other
            )
            assert Counter(node.letters) <= addressed, "shown and never written"
            assert node.engine.outbox == ()


def play(
    names: tuple[str, ...],
    seed: int,
    trouble: tuple[float, float, float],
    script: list[Step],
) -> Story:
    """Let a story happen, then let the mesh heal, and see."""
    story = Story(names, seed)
    story.trouble(*trouble)
    for step in script:
        story.take(step)
    story.mesh.run(1)
    story.mend()
    story.trouble(0.0, 0.0, 0.0)
    story.mesh.run(QUIET_S)
    story.check()
    return story


TROUBLE = (floats(0, 0.4), floats(0, 0.5), sampled_from((0.0, 0.05, 0.5, 2.0)))


@settings(max_examples=60)
@given(
    integers(0, 2**16),
    *TROUBLE,
    lists(steps(), min_size=1, max_size=14),
)
def test_between_two_every_message_is_shown_once_or_reported(
    seed, loss, duplication, jitter, script
):
    play(("Anna", "Bert"), seed, (loss, duplication, jitter), script)


@settings(max_examples=40)
@given(
    integers(0, 2**16),
    *TROUBLE,
    lists(steps(), min_size=1, max_size=14),
)
def test_over_a_relay_every_message_is_shown_once_or_reported(
    seed, loss, duplication, jitter, script
):
    play(("Anna", "Middle", "Bert"), seed, (loss, duplication, jitter), script)


@pytest.mark.parametrize("seed", range(5))
def test_on_a_fair_mesh_every_message_is_delivered(seed):
    script = [
        Step(kind, who, 0.03, length)
        for kind, who, length in (
            ("cross", 0, 1),
            ("write", 1, 900),
            ("restart", 2, 0),
            ("write", 0, 300),
            ("cross", 0, 5),
        )
    ]

    story = play(("Anna", "Middle", "Bert"), seed, (0.1, 0.3, 0.05), script)

    told = [
        e.status
        for node in story.ends
        for e in node.told(DeliveryChanged)
        if e.status in (*ENDS, DeliveryStatus.DELIVERED)
    ]
    assert told == [DeliveryStatus.DELIVERED] * len(story.written)

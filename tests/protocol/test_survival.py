"""Three to five nodes in all sorts of trouble, judged by their history.

`MESH_EXAMPLES=10000` makes as many stories instead of a few, `MESH_SEED` others.
"""

import os

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from hypothesis.strategies import booleans, integers, sampled_from
import pytest

from tests.nemesis.checker import Promises, check, explain
from tests.nemesis.history import Accepted, Shown

from .recorded_mesh import RecordedMesh, RecordedNode

EXAMPLES = int(os.environ.get("MESH_EXAMPLES", "60"))
SEED = os.environ.get("MESH_SEED")
TIMEOUT_S = max(300, EXAMPLES)
"""An example takes a tenth of a second; all are one test."""

NAMES = ("Ann", "Bob", "Cem", "Dia", "Eve")
PROMISES = Promises()

WHO = integers(0, 59)
PAUSE = sampled_from((0.0, 0.01, 0.03, 0.2, 1.0, 6.0, 25.0))
SHAPES = {
    "line": lambda size: [(i, i + 1) for i in range(size - 1)],
    "ring": lambda size: [(i, (i + 1) % size) for i in range(size)],
    "star": lambda size: [(i, 0) for i in range(1, size)],
    "full": lambda size: [(a, b) for a in range(size) for b in range(a)],
}
HOUR_MS = 3_600_000
CLOCKS = (-24 * HOUR_MS, -HOUR_MS, -30_000, 0, 30_000, HOUR_MS, 24 * HOUR_MS)


class Survival(RuleBasedStateMachine):
    """A mesh to which things happen; in the end it heals, and all must be well."""

    @initialize(
        number=integers(0, 2**16),
        size=integers(3, 5),
        shape=sampled_from(sorted(SHAPES)),
    )
    def begin(self, number: int, size: int, shape: str) -> None:
        self.mesh = RecordedMesh(number, NAMES[:size])
        self.shape = SHAPES[shape](size)
        self.said = 0
        self.mend()
        self.mesh.run(3)

    def node(self, who: int) -> RecordedNode:
        return self.mesh.members[who % len(self.mesh.members)]

    def text(self, length: int) -> str:
        self.said += 1
        return f"{self.said}: {'word ' * (length // 5)}".strip()

    @rule(who=WHO, length=sampled_from((1, 5, 300, 1_300)), pause=PAUSE)
    def somebody_tells_everybody(self, who: int, length: int, pause: float) -> None:
        self.node(who).broadcast(self.text(length))
        self.mesh.run(pause)

    @rule(who=WHO, to=WHO, length=sampled_from((1, 5, 300, 900)), pause=PAUSE)
    def somebody_writes_to_one(
        self, who: int, to: int, length: int, pause: float
    ) -> None:
        if self.node(who) is not self.node(to):
            self.node(who).whisper(self.node(to), self.text(length))
        self.mesh.run(pause)

    @rule(who=WHO, to=WHO)
    def two_write_to_each_other(self, who: int, to: int) -> None:
        if self.node(who) is not self.node(to):
            self.node(who).whisper(self.node(to), self.text(5))
            self.node(to).whisper(self.node(who), self.text(5))

    @rule(pause=PAUSE)
    def time_passes(self, pause: float) -> None:
        self.mesh.run(pause)

    @rule(which=WHO, pause=PAUSE)
    @precondition(lambda self: self.mesh.wires)
    def a_link_is_lost(self, which: int, pause: float) -> None:
        self.mesh.cut(self.mesh.wires[which % len(self.mesh.wires)])
        self.mesh.run(pause)

    @rule(who=WHO, to=WHO, limit=sampled_from((509, 509, 182, 120, 20)), pause=PAUSE)
    def two_meet(self, who: int, to: int, limit: int, pause: float) -> None:
        self.mesh.link(self.node(who), self.node(to), limit)
        self.mesh.run(pause)

    @rule(who=WHO, pause=PAUSE)
    def one_walks_away(self, who: int, pause: float) -> None:
        for wire in list(self.node(who).wires.values()):
            self.mesh.cut(wire)
        self.mesh.run(pause)

    @rule(pause=PAUSE)
    def all_come_back(self, pause: float) -> None:
        self.mend()
        self.mesh.run(pause)

    @rule(
        loss=sampled_from((0.0, 0.1, 0.4)),
        duplication=sampled_from((0.0, 0.5)),
        jitter_s=sampled_from((0.0, 0.05, 0.5, 2.0)),
        garbling=sampled_from((0.0, 0.05, 0.3)),
    )
    def the_air_turns(
        self, loss: float, duplication: float, jitter_s: float, garbling: float
    ) -> None:
        self.mesh.foul(loss, duplication, jitter_s, garbling)

    @rule(who=WHO, in_peace=booleans(), pause=PAUSE)
    def one_restarts(self, who: int, in_peace: bool, pause: float) -> None:
        if self.node(who).clock_offset_ms > 6 * HOUR_MS:
            # What it has stored is over age by such a clock, and so is not taken back.
            self.mesh.set_clock(self.node(who), 0)
        if in_peace:
            self.mesh.reload(self.node(who))
        else:
            self.mesh.kill(self.node(who))
        self.mesh.run(pause)

    @rule(who=WHO, offset_ms=sampled_from(CLOCKS), pause=PAUSE)
    def a_clock_jumps(self, who: int, offset_ms: int, pause: float) -> None:
        self.mesh.set_clock(self.node(who), offset_ms)
        self.mesh.run(pause)

    @rule(who=WHO)
    def one_takes_another_name(self, who: int) -> None:
        self.said += 1
        self.node(who).rename(f"{self.node(who).name} {self.said}")

    def mend(self) -> None:
        """Bring those together who belong together, with links as they should be."""
        for wire in [w for w in self.mesh.wires if w.limit < 182]:
            self.mesh.cut(wire)
        for a, b in self.shape:
            self.mesh.link(self.node(a), self.node(b))

    def teardown(self) -> None:
        if not hasattr(self, "mesh"):
            return
        for node in self.mesh.members:
            self.mesh.set_clock(node, 0)
        self.mesh.foul()
        self.mesh.run(1)
        self.mend()
        self.let_settle()
        history = self.mesh.end()
        violations = check(history, PROMISES)
        assert not violations, explain(violations, history)

    def let_settle(self) -> None:
        """Wait until nothing is owed any more, or for as long as it may take."""
        waited = 0.0
        while waited < PROMISES.private_settle:
            self.mesh.run(20)
            waited += 20
            waits = any(node.engine.outbox for node in self.mesh.members)
            if not waits and (self.all_have_all() or waited > PROMISES.settle):
                break
        self.mesh.run(20)

    def all_have_all(self) -> bool:
        """Return whether everybody has what anybody told everybody."""
        record = self.mesh.record
        told = {f.message for f in record if isinstance(f, Accepted) and f.to is None}
        shown = {(f.node, f.message) for f in record if isinstance(f, Shown)}
        public = sum(message in told for _, message in shown)
        return public == len(told) * (len(self.mesh.members) - 1)


options = settings(
    max_examples=EXAMPLES,
    stateful_step_count=25,
    derandomize=SEED is None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)
TestSurvival = pytest.mark.timeout(TIMEOUT_S)(Survival.TestCase)
TestSurvival.settings = options
if SEED is not None:
    TestSurvival = seed(int(SEED))(TestSurvival)

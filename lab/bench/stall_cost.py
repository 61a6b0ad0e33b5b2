"""What it costs that the node measures its turns, of a loop that is at full load.

Runs in Home Assistant's environment, because the meter is part of the transport:
`.venv/bin/python -m lab.bench.stall_cost`.
"""

import gc
from random import Random
import time

from custom_components.mesh_broadcast.protocol import (
    FrameReceived,
    Identity,
    Instant,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    SendFrame,
    Tick,
)
from custom_components.mesh_broadcast.transport.stall_meter import FRESH_S, StallMeter

MESSAGES = 300
COPIES = 4
"""Links that each message comes over: a node with the default budget is full then."""

ROUNDS = 15
TURNS = 20_000
UNIX_MS = 1_790_000_000_000
LINK = LinkId("link")

type Arrivals = list[tuple[FrameReceived, Instant]]


def arrivals() -> Arrivals:
    """Return what a neighbour sends, its announces first."""
    rng = Random(1)
    engine = MeshEngine(Identity.generate(rng.randbytes), MeshSettings("a"), rng)
    now = Instant(0.0, UNIX_MS)
    effects = engine.handle(LinkUp(LINK, LinkRole.CENTRAL, "b", 182), now)
    heard: Arrivals = []
    for number in range(MESSAGES):
        now = Instant(now.monotonic + 5, now.unix_ms + 5000)
        effects += engine.handle(Tick(), now)
        effects += engine.broadcast(f"message {number}", now)[1]
        heard += [
            (FrameReceived(LINK, effect.frame, -50), now)
            for effect in effects
            for _ in range(COPIES)
            if isinstance(effect, SendFrame)
        ]
        effects = []
    return heard


def listen(heard: Arrivals) -> float:
    """Return the seconds of processor time that a turn takes, on average."""
    rng = Random(2)
    engine = MeshEngine(Identity.generate(rng.randbytes), MeshSettings("b"), rng)
    engine.handle(LinkUp(LINK, LinkRole.CENTRAL, "a", 182), heard[0][1])
    began = time.process_time()
    for event, now in heard:
        engine.handle(event, now)
    return (time.process_time() - began) / len(heard)


def measure_nothing() -> float:
    """Return the seconds that measuring a turn takes, the system call aside."""
    # A turn that is over at once is not worth a closer look, nor a second reading.
    meter = StallMeter(cpu=lambda: 0.0)
    began = time.process_time()
    for _ in range(TURNS):
        meter.begin()
        meter.end("FrameReceived")
    return (time.process_time() - began) / TURNS


def read_clock() -> float:
    """Return the seconds that a look at the thread's processor time takes."""
    began = time.process_time()
    for _ in range(TURNS):
        time.thread_time()
    return (time.process_time() - began) / TURNS


def main() -> None:
    """Let them take turns, and compare the cheapest rounds of each."""
    heard = arrivals()
    gc.disable()
    found = [(listen(heard), measure_nothing(), read_clock()) for _ in range(ROUNDS)]
    turn, pair, read = (min(column) for column in zip(*found, strict=True))
    # One look at the processor's time while turns fill so many seconds.
    share = pair / turn + read / FRESH_S
    print(
        f"a turn {turn * 1e6:.1f} us, measuring it {pair * 1e6:.2f} us, reading the"
        f" processor's time {read * 1e6:.2f} us: {share:.2%} of a loop at full load"
    )


if __name__ == "__main__":
    main()

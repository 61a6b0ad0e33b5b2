"""Private messages with an independent bitchat on real BlueZ, near and through a house.

Emil runs somebody else's implementation; ada hears him, and bob hears only ada. So what
bob and emil write to each other passes through ada, who cannot read it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
import signal
import time
from typing import Any

import pytest
import pytest_asyncio

from .conftest import EXTRA
from .neighbourhood import BitchatPeer, House, Line, Neighbourhood
from .test_houses import summary

# As often as apps that have just met somebody
ANNOUNCE_PAUSE = 3.0
# Emil's program doubles its pause before the next dial each time that it loses a house,
# up to 120 s, and begins anew only with one that it kept for 60 s. On a quick machine
# none lasts that long here. And a minute for the dial.
MEET_TIMEOUT = 180.0
# Nobody is out of reach at once: a house that did not hear him take leave gives him 90 s.
MISS_TIMEOUT = 240.0
# Nothing for so long, and whoever gossips has said all
CALM = 2.0
ROUND_TRIPS = 20
# The engine tries again 5, 20 and 50 s after the first time, see RETRY_STEPS_S, and at
# once when they meet, which may take its time.
ARRIVAL_TIMEOUT = MEET_TIMEOUT
# A message that waits is written 1 s after it was accepted, see OUTBOX_SAVE_DELAY;
# under load it takes longer.
STORE_TIMEOUT = 60.0
OUTBOX = "/run/home-assistant/.storage/mesh_broadcast.outbox"
# As in the events, which only ever go forward
STATUSES = ["queued", "sent", "relayed", "delivered", "read"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def emil(
    neighbourhood: Neighbourhood, houses: list[House]
) -> AsyncIterator[BitchatPeer]:
    """Let emil be there, near to ada and far from bob, who both know him."""
    # It wavers: BlueZ tells his program again of somebody whom it was linked to before
    # only when the strength changes.
    neighbourhood.set_links(f"0-1,0-{EXTRA}:-50~4")
    emil = BitchatPeer(neighbourhood.nodes[EXTRA], "emil")
    await emil.start()
    await meet(emil, houses)
    yield emil
    await emil.quit()


async def meet(emil: BitchatPeer, houses: list[House], after: int = 0) -> None:
    """Wait until emil and both houses know each other, by a link from a position on.

    His program cannot write to anybody whose announce has not come over a link that is
    still there. What it says of a peer before may be the last words over the old link.
    """
    ada, bob, _ = houses

    async def announce() -> None:
        while True:
            await emil.announce()
            await asyncio.sleep(ANNOUNCE_PAUSE)

    async def knows(nickname: str) -> None:
        linked = await emil.running.line(
            "a link",
            lambda said: said.get("text", "").startswith("Connected to "),
            MEET_TIMEOUT,
            after,
        )
        await emil.running.line(
            f"{nickname}'s announce",
            lambda said: said["event"] == "peer" and said["nickname"] == nickname,
            MEET_TIMEOUT,
            emil.running.lines.index(linked),
        )

    announcing = asyncio.create_task(announce())
    try:
        await asyncio.gather(
            ada.knows(emil.nickname, MEET_TIMEOUT, direct=True, hops=1),
            bob.knows(emil.nickname, MEET_TIMEOUT, direct=False, hops=2),
            knows("ada"),
            knows("bob"),
        )
    finally:
        announcing.cancel()
    # What the houses heard before is told to him first, see BitchatPeer.insist.
    while count := len(emil.said(event="message")):
        await asyncio.sleep(CALM)
        if len(emil.said(event="message")) == count:
            break


async def misses(house: House, nickname: str) -> None:
    """Wait until somebody is out of the house's reach."""
    deadline = time.monotonic() + MISS_TIMEOUT
    while nickname in (peers := await house.peers()):
        assert time.monotonic() < deadline, peers
        await asyncio.sleep(0.1)


async def stores(house: House, message_id: str) -> None:
    """Wait until a message that waits is on the house's disk."""
    deadline = time.monotonic() + STORE_TIMEOUT
    while message_id not in (stored := await house.node.run("cat", OUTBOX)):
        assert time.monotonic() < deadline, stored
        await asyncio.sleep(0.1)


async def arrives(house: House, sent: dict[str, Any], emil: BitchatPeer) -> Line:
    """Wait until emil has what a house wrote, and the house knows."""
    name = sent["message_id"]
    shown = await emil.says(ARRIVAL_TIMEOUT, event="private", id=name)
    delivered = await house.step(name, "delivered", ARRIVAL_TIMEOUT)
    steps = [line.data["status"] for line in house.steps(name)]
    assert steps == sorted(set(steps), key=STATUSES.index), "forward only, each once"
    assert shown.data["peer"] == await emil.id_of(house.nickname)
    assert len(emil.said(event="private", id=name)) == 1
    return delivered


async def house_writes(house: House, emil: BitchatPeer, text: str) -> dict[str, Any]:
    """Let a house write to emil and see that it arrives; return the response."""
    sent = await house.write(emil.fingerprint, text)
    await arrives(house, sent, emil)
    assert len(emil.said(event="private", text=text)) == 1
    return sent


async def emil_writes(emil: BitchatPeer, house: House, text: str) -> dict[str, Any]:
    """Let emil write to a house and see that it arrives; return the event's data."""
    name = await emil.insist(await emil.id_of(house.nickname), text)
    event = (await house.reads(text)).data
    assert event["message_id"] == name
    assert event["fingerprint"] == emil.fingerprint
    # His program does not name its signing key in the session.
    assert event["trust"] == "pinned"
    assert len(house.read_in_private(text)) == 1
    return dict(event)


async def test_private_messages_pass_near_and_through_a_house_that_reads_none(
    houses: list[House], emil: BitchatPeer, figures: dict[str, Any]
) -> None:
    ada, bob, _ = houses
    handshakes = {}
    for house, hops in ((ada, 1), (bob, 2)):
        began = time.monotonic()
        sent = await house.write(emil.fingerprint, f"Between us, {house.nickname}")
        assert sent["status"] == "queued"
        assert sent["hops"] == hops
        ready = await house.step(sent["message_id"], "sent")
        handshakes[f"{hops}_hops_s"] = round(ready.at - began, 3)
        await arrives(house, sent, emil)
        answer = await emil_writes(emil, house, f"To you only, {house.nickname}")
        assert answer["hops"] == hops
        assert answer["nickname"] == "emil"
    figures["private_handshake"] = handshakes
    # Ada passed it on, and has nothing to show for it.
    assert not ada.read_in_private("To you only, bob")

    # Longer than one private message of the protocol
    long = "What I wanted to tell you since long is this. " * 12
    sent = await ada.write(emil.fingerprint, long)
    assert sent["parts"] > 1
    await ada.step(sent["message_id"], "delivered", ARRIVAL_TIMEOUT)
    name, count = sent["message_id"], sent["parts"]
    pieces = [
        await emil.says(event="private", id=f"{name}/{number}/{count}")
        for number in range(1, count + 1)
    ]
    assert "".join(piece.data["text"] for piece in pieces) == long.strip()


async def test_both_sides_say_that_they_read(
    houses: list[House], emil: BitchatPeer
) -> None:
    for house in houses[:2]:
        sent = await house_writes(house, emil, f"Read this, {house.nickname} says")
        to = await emil.id_of(house.nickname)
        await emil.read(to, sent["message_id"])
        await house.step(sent["message_id"], "read")

        event = await emil_writes(emil, house, f"And you this, {house.nickname}")
        await house.choose(read_receipts=True)
        await house.action("mesh_broadcast", "mark_read", conversation=emil.fingerprint)
        await emil.says(
            event="receipt", kind="read_receipt", id=event["message_id"], peer=to
        )


async def test_how_long_a_private_message_and_its_receipt_take(
    houses: list[House], emil: BitchatPeer, figures: dict[str, Any]
) -> None:
    for house, hops in (houses[0], 1), (houses[1], 2):
        took = []
        for number in range(ROUND_TRIPS):
            began = time.monotonic()
            sent = await house.write(emil.fingerprint, f"Round {number}")
            delivered = await house.step(sent["message_id"], "delivered")
            took.append((delivered.at - began) * 1000)
            await asyncio.sleep(0.1)
        figures[f"private_send_to_delivered_{hops}_hops"] = summary(took)


async def test_what_was_written_while_the_peer_was_away_arrives_on_its_return(
    houses: list[House], emil: BitchatPeer, figures: dict[str, Any]
) -> None:
    near = houses[:2]
    await emil.quit()
    await asyncio.gather(*(misses(house, "emil") for house in near))
    waiting = [
        await house.write(emil.fingerprint, f"For your return, {house.nickname}")
        for house in near
    ]
    assert [sent["status"] for sent in waiting] == ["queued"] * 2

    # His program has forgotten the sessions, the houses have not.
    began = time.monotonic()
    await emil.start()
    meeting = asyncio.create_task(meet(emil, houses))
    arrived = [
        await arrives(house, sent, emil)
        for house, sent in zip(near, waiting, strict=True)
    ]
    await meeting
    figures["peer_start_to_outbox_delivered_s"] = [
        round(line.at - began, 2) for line in arrived
    ]
    for house in near:
        await emil_writes(emil, house, f"I am back, {house.nickname}")
        await house_writes(house, emil, f"Welcome back, says {house.nickname}")


async def reload(house: House) -> None:
    """Set the node up again in the same process."""
    await house.reload()


async def stop_and_start(house: House) -> None:
    """End the process as the user does, and start another."""
    await house.restart()


async def kill_and_start(house: House) -> None:
    """End the process as a power cut does, with nothing said to anybody."""
    await house.restart(signal.SIGKILL)


@pytest.mark.parametrize("restart", [reload, stop_and_start, kill_and_start])
async def test_the_houses_restart_and_whoever_writes_first_gets_through(
    houses: list[House],
    emil: BitchatPeer,
    figures: dict[str, Any],
    restart: Callable[[House], Awaitable[None]],
) -> None:
    ada, bob, _ = houses
    position = len(emil.running.lines)
    await asyncio.gather(restart(ada), restart(bob))
    began = time.monotonic()
    await meet(emil, houses, position)
    how = restart.__name__
    figures[f"{how}_to_everybody_known_s"] = round(time.monotonic() - began, 2)
    figures[f"{how}_stop_s"] = [round(h.stop_seconds, 1) for h in (ada, bob)]
    figures[f"{how}_start_s"] = [round(h.start_seconds, 1) for h in (ada, bob)]
    await house_writes(ada, emil, f"I forgot our session, ada, {how}")
    greeting = f"A new one then, ada, {how}"
    await emil_writes(emil, ada, greeting)

    # Emil still uses the session that bob has lost, which starts another.
    question = f"Do you still know me, bob, {how}?"
    began = time.monotonic()
    await emil_writes(emil, bob, question)
    figures[f"{how}_lost_session_to_delivered_s"] = round(time.monotonic() - began, 2)
    await house_writes(bob, emil, f"Sure, says bob, {how}")
    assert len(ada.read_in_private(greeting)) == len(bob.read_in_private(question)) == 1


async def test_what_waits_for_the_peer_survives_a_kill_of_the_house(
    houses: list[House], emil: BitchatPeer
) -> None:
    near = houses[:2]
    await emil.quit()
    await asyncio.gather(*(misses(house, "emil") for house in near))
    waiting = [
        await house.write(emil.fingerprint, f"It keeps, {house.nickname}")
        for house in near
    ]
    for house, sent in zip(near, waiting, strict=True):
        await stores(house, sent["message_id"])
    await asyncio.gather(*(kill_and_start(house) for house in near))
    await emil.start()
    meeting = asyncio.create_task(meet(emil, houses))
    for house, sent in zip(near, waiting, strict=True):
        await arrives(house, sent, emil)
    await meeting
    for house in near:
        await emil_writes(emil, house, f"Got it, {house.nickname}")

"""Assist over real BlueZ: what an independent bitchat may have done in a house, and when."""

import asyncio
import time
from typing import Any

import pytest_asyncio

from .conftest import EXTRA
from .neighbourhood import BitchatPeer, House, Line, Neighbourhood
from .test_private import meet

LIGHT = "light.kitchen_light"
REQUEST = "turn on the kitchen light"
# An answer takes a fraction of a second; so long nobody has any.
SILENCE = 5.0


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def fred(neighbourhood: Neighbourhood, houses: list[House]) -> BitchatPeer:
    """Let fred be there, whom nobody trusts yet."""
    neighbourhood.set_links(f"0-1,0-{EXTRA}:-50~4")
    fred = BitchatPeer(neighbourhood.nodes[EXTRA], "fred")
    await fred.start()
    await meet(fred, houses)
    return fred


def answers(peer: BitchatPeer, house: House) -> list[Line]:
    """Return what a house wrote to a peer in private."""
    return peer.said(event="private", nickname=house.nickname)


def refusals(peer: BitchatPeer, house: House) -> list[str]:
    """Return what the house has in its log about this peer."""
    log = (house.node.out / "hass.log").read_text()
    return [line for line in log.splitlines() if peer.fingerprint in line]


async def ask(peer: BitchatPeer, house: House) -> None:
    """Let a peer ask the house for light, and wait until the house has read it."""
    to = await peer.id_of(house.nickname)
    await peer.insist(to, REQUEST)


async def test_a_stranger_asks_for_light_and_gets_none(
    houses: list[House], fred: BitchatPeer
) -> None:
    ada = houses[0]
    peers, user = await asyncio.gather(ada.peers(), ada.command("auth/current_user"))
    await ada.trust(
        "Bob",
        fingerprint=peers["bob"]["fingerprint"],
        may_use_assist=True,
        user=user["id"],
    )
    assert await ada.state(LIGHT) == "off"
    for _ in range(2):
        await ask(fred, ada)
    await asyncio.sleep(SILENCE)

    assert await ada.state(LIGHT) == "off"
    assert not answers(fred, ada)
    (line,) = refusals(fred, ada)
    assert "may not use Assist" in line
    assert REQUEST not in line


async def test_a_trusted_peer_asks_for_light_and_gets_it_and_an_answer(
    houses: list[House], fred: BitchatPeer, figures: dict[str, Any]
) -> None:
    ada = houses[0]
    user = await ada.command("auth/current_user")
    await ada.trust(
        "Fred", fingerprint=fred.fingerprint, may_use_assist=True, user=user["id"]
    )
    began = time.monotonic()
    await ask(fred, ada)
    answer = await fred.says(event="private", nickname="ada")
    figures["assist_request_to_answer_s"] = round(answer.at - began, 2)

    assert await ada.state(LIGHT) == "on"
    assert "Turned on the light" in answer.data["text"]
    assert answer.data["peer"] == await fred.id_of("ada")
    await asyncio.sleep(SILENCE)
    assert len(answers(fred, ada)) == 1, "one request, one answer"
    await fred.quit()

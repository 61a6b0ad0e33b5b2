"""The check in person: codes for phones to scan, and codes read off phones."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import (
    CODE_LIFE_S,
    Identity,
    PeerTrust,
    VerificationCode,
)
from custom_components.mesh_broadcast.transport import GattServerFault, GattServerState

from .conftest import Hardware
from .virtual_air import FakeGattServer, Neighbour, TimeMachine


def show(neighbour: Neighbour, time_machine: TimeMachine) -> str:
    """Return the code on a neighbour's screen."""
    return neighbour.engine.verification_code(time_machine.instant())


async def verify(hass: HomeAssistant, **data: Any) -> None:
    """Call the action."""
    await hass.services.async_call(DOMAIN, "verify_peer", data, blocking=True)


def trust(node: MeshCoordinator, neighbour: Neighbour) -> PeerTrust:
    """Return how far the node trusts a neighbour."""
    return node.engine.peers[neighbour.engine.identity.peer_id].trust


@pytest.mark.parametrize("expected", [{}, {"nickname": "alice"}])
async def test_a_scanned_code_verifies_who_proves_it(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    expected: dict[str, str],
) -> None:
    code = show(alice, time_machine)
    checking = asyncio.create_task(verify(hass, qr=code, **expected))
    await time_machine.advance(5)
    await checking

    assert trust(node, alice) is PeerTrust.VERIFIED


async def test_a_phone_that_scans_our_code_gets_its_proof(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    response: Any = await hass.services.async_call(
        DOMAIN, "get_verification_code", {}, blocking=True, return_response=True
    )
    now = time_machine.instant()
    code = VerificationCode.read(response["code"], now.unix_ms)
    assert response["fingerprint"] == code.fingerprint == node.identity.fingerprint
    assert abs(code.made_s * 1000 - now.unix_ms) <= 1_000
    assert response["expires_at"]

    _, effects = alice.engine.begin_verification(code, now)
    alice._apply(effects)
    await time_machine.advance(5)

    ours = alice.engine.peers[node.identity.peer_id]
    assert ours.trust is PeerTrust.VERIFIED
    # Whoever asks us to prove ourselves has proved nothing but that it saw our code.
    assert trust(node, alice) is not PeerTrust.VERIFIED


async def test_who_does_not_answer_is_not_verified(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    code = show(alice, time_machine)
    alice.stop()
    checking = asyncio.create_task(verify(hass, qr=code))
    await time_machine.drift(40, step=0.5)

    with pytest.raises(HomeAssistantError) as error:
        await checking
    assert error.value.translation_key == "code_not_answered"
    assert trust(node, alice) is not PeerTrust.VERIFIED


async def test_a_code_that_proves_nothing_is_refused(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    code = show(alice, time_machine)
    keys = alice.identity
    forger = Identity(keys.noise_private, bytes(32))
    forged = VerificationCode.make(
        forger, "alice", time_machine.instant().unix_ms, bytes(16)
    )
    stranger = node.engine.verification_code(time_machine.instant())
    cases: list[tuple[dict[str, str], str]] = [
        ({}, "name_one_proof"),
        ({"qr": code, "fingerprint": alice.fingerprint}, "name_one_proof"),
        ({"qr": "hello"}, "code_invalid"),
        ({"qr": code.replace("alice", "eve")}, "code_invalid"),
        ({"qr": code, "nickname": "nobody"}, "peer_unknown"),
        ({"qr": stranger, "nickname": "alice"}, "fingerprint_differs"),
        ({"qr": stranger}, "peer_unknown"),
        ({"qr": forged.text}, "code_differs"),
    ]
    for data, key in cases:
        with pytest.raises(ServiceValidationError) as error:
            await verify(hass, **data)
        assert error.value.translation_key == key, data
    await time_machine.advance(CODE_LIFE_S + 5, step=5)
    with pytest.raises(ServiceValidationError) as error:
        await verify(hass, qr=code)
    assert error.value.translation_key == "code_expired"
    assert trust(node, alice) is not PeerTrust.VERIFIED


async def test_off_the_air_nobody_can_prove_anything(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    hardware: Hardware,
    time_machine: TimeMachine,
) -> None:
    code = show(alice, time_machine)
    hardware.lose_all()
    server.become(GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
    with pytest.raises(HomeAssistantError) as error:
        await verify(hass, qr=code)
    assert error.value.translation_key == "not_running"

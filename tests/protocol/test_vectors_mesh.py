"""Every vector of the kinds that say how a node behaves."""

from protocol.announce_schedule import is_announce_due
from protocol.events import LinkId, LinkRole
from protocol.fanout import Outlet, choose_links
from protocol.freshness import is_stale_announce
from protocol.packet import Packet, PacketType, PeerId
from protocol.relay import decide_relay, relay_kind

from .vectors import Vector, of_kind

OWN_ID = PeerId(b"ourselves"[:8])
SENDER = PeerId(b"a sender")
SOMEBODY = PeerId(b"somebody")

TYPE_OF_FLAG = {
    "request_sync": PacketType.REQUEST_SYNC,
    "handshake": PacketType.NOISE_HANDSHAKE,
    "fragment": PacketType.FRAGMENT,
    "voice": PacketType.VOICE_FRAME,
    "announce": PacketType.ANNOUNCE,
    "directed": PacketType.NOISE_ENCRYPTED,
}


def packet_of(case: Vector) -> Packet:
    """Return a packet that is what a case's flags say."""
    kind = next(
        (kind for flag, kind in TYPE_OF_FLAG.items() if case.get(flag)),
        PacketType.MESSAGE,
    )
    addressed = case.get("directed") or case.get("handshake")
    to = OWN_ID if case.get("recipient_is_self") else SOMEBODY if addressed else None
    sender = OWN_ID if case.get("sender_is_self") else SENDER
    return Packet(kind, case["ttl"], 0, sender, b"payload", recipient=to)


@of_kind("relay_decision")
def test_relays_are_decided_as_the_reference_does(vector: Vector) -> None:
    for case in vector["cases"]:
        packet = packet_of(case)

        decision = decide_relay(
            relay_kind(packet),
            packet.ttl,
            case["degree"],
            own=packet.sender == OWN_ID,
            for_us=packet.recipient == OWN_ID,
        )

        assert decision.relay == case["relay"], case
        if "new_ttl" in case:
            assert decision.ttl == case["new_ttl"], case
        if "delay_ms" in case:
            assert decision.delay_ms == tuple(case["delay_ms"]), case


@of_kind("fanout_size")
def test_a_broadcast_takes_as_many_links_as_the_reference(vector: Vector) -> None:
    for case in vector["cases"]:
        outlets = [
            Outlet(LinkId(f"link {i}"), LinkRole.CENTRAL)
            for i in range(case["write_links"])
        ]
        heard_on = [outlet.link for outlet in outlets[: case["excluded"]]]

        chosen = choose_links(
            Packet(PacketType.MESSAGE, 7, 0, SENDER, b"text"),
            "name",
            outlets,
            ttl=7,
            heard_on=heard_on,
        )

        assert len(chosen) == case["chosen"], case
        assert not set(chosen) & set(heard_on)


@of_kind("announce_cadence")
def test_announces_are_due_as_in_the_reference(vector: Vector) -> None:
    for case in vector["cases"]:
        due = is_announce_due(
            case["connected"],
            case["elapsed"],
            case.get("jitter", 0),
            recent_traffic=case.get("recent_traffic", False),
        )

        assert due == case["send"], case


@of_kind("freshness")
def test_announces_go_stale_as_in_the_reference(vector: Vector) -> None:
    for case in vector["cases"]:
        assert is_stale_announce(case["age_s"] * 1000) == case["stale"], case

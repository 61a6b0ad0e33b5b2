"""Hypothesis strategies for packets and for what hostile nodes make of them."""

from hypothesis import strategies as st
from protocol.deflate import deflate
from protocol.packet import Packet, encode_packet, encode_with

peer_ids = st.binary(min_size=8, max_size=8)

# Of random bytes, which do not shrink, and of repeated ones, which do.
payloads = st.binary(max_size=300) | st.builds(
    lambda piece, count: piece * count,
    st.binary(min_size=1, max_size=40),
    st.integers(1, 60),
)


@st.composite
def packets(draw, payload=payloads):
    """Return any packet that the wire format can carry."""
    version = draw(st.sampled_from([1, 2]))
    return Packet(
        version=version,
        type=draw(st.integers(0, 255)),
        ttl=draw(st.integers(0, 255)),
        timestamp=draw(st.integers(0, 2**64 - 1)),
        sender=draw(peer_ids),
        payload=draw(payload),
        recipient=draw(st.none() | peer_ids),
        route=draw(st.lists(peer_ids, max_size=4).map(tuple)) if version == 2 else (),
        signature=draw(st.none() | st.binary(min_size=64, max_size=64)),
        rsr=draw(st.booleans()),
    )


@st.composite
def mutated_frames(draw):
    """Return a frame that was damaged or forged on its way."""
    packet = draw(packets())
    frame = bytearray(
        encode_with(packet, deflate(packet.payload, draw(st.sampled_from([0, 6, 9]))))
        if draw(st.booleans())
        else encode_packet(packet, padded=draw(st.booleans()))
    )
    for _ in range(draw(st.integers(0, 6))):
        frame[draw(st.integers(0, len(frame) - 1))] = draw(st.integers(0, 255))
    start = draw(st.integers(0, len(frame)))
    match draw(st.sampled_from(["keep", "cut", "drop", "insert"])):
        case "cut":
            del frame[start:]
        case "drop":
            del frame[start : start + draw(st.integers(1, 12))]
        case "insert":
            frame[start:start] = draw(st.binary(min_size=1, max_size=12))
    return bytes(frame)


hostile_frames = st.binary(max_size=400) | mutated_frames()

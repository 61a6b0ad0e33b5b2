"""Every vector of the codec's kinds, and that no kind is left out unnoticed."""

from pathlib import Path

from protocol import packet as wire
from protocol.announce import Announce, Capability
from protocol.bits import decode_bits, encode_bits
from protocol.deflate import should_compress
from protocol.errors import DecodeError
from protocol.file_transfer import FileTransfer
from protocol.fragments import HEADER_SIZE, Fragment, split_into_fragments
from protocol.gcs import bucket, build_filter, decode_filter, packet_id
from protocol.identity import Identity, peer_id_of
from protocol.message import message_id
from protocol.padding import block_size, pad, unpad
from protocol.ping import Ping
from protocol.reassembly import FragmentAssembler
from protocol.request_sync import RequestSync, SyncTypes
from protocol.signature import sign, signed_bytes, verify
from protocol.stream import NotificationStreamAssembler
import pytest

from .vectors import (
    CODEC_KINDS,
    MESH_KINDS,
    OWN_FILE,
    PRIVATE_KINDS,
    UNSHIPPED_KINDS,
    Vector,
    file_in_use,
    load,
    of_kind,
)


def kinds_of(path: Path) -> set[str]:
    return {vector["kind"] for vector in load(path)}


def test_the_kinds_left_out_are_exactly_those_named():
    tested = CODEC_KINDS | MESH_KINDS | PRIVATE_KINDS

    assert kinds_of(OWN_FILE) - tested == UNSHIPPED_KINDS
    assert tested <= kinds_of(OWN_FILE)


def test_another_file_brings_no_kind_that_nobody_tests():
    assert kinds_of(file_in_use()) <= kinds_of(OWN_FILE)


def test_every_codec_kind_has_a_test():
    marks = [
        mark
        for test in globals().values()
        for mark in getattr(test, "pytestmark", [])
        if mark.kwargs.get("ids") and mark.args[0] == "vector"
    ]

    assert {
        mark.args[1][0]["kind"] for mark in marks if mark.args[1]
    } == CODEC_KINDS & (kinds_of(file_in_use()))


def unhex(text: str | None) -> bytes | None:
    return None if text is None else bytes.fromhex(text)


def packet_of(fields: Vector) -> wire.Packet:
    return wire.Packet(
        version=fields["version"],
        type=fields["type"],
        ttl=fields["ttl"],
        timestamp=fields["timestamp"],
        sender=bytes.fromhex(fields["sender"]),
        recipient=unhex(fields["recipient"]),
        route=tuple(bytes.fromhex(hop) for hop in fields["route"] or ()),
        rsr=fields["rsr"],
        payload=bytes.fromhex(fields["payload"]),
        signature=unhex(fields["signature"]),
    )


def content(packet: wire.Packet) -> wire.Packet:
    """Leave out how the payload came, which the vectors' fields do not say."""
    return wire.Packet(
        **{
            name: getattr(packet, name)
            for name in wire.Packet.__slots__
            if name != "wire_payload"
        }
    )


@of_kind("packet")
def test_packet_encodes_and_decodes(vector):
    frame = bytes.fromhex(vector["hex"])
    packet = packet_of(vector["fields"])

    assert wire.encode_packet(packet, padded=vector["padded"]) == frame
    decoded = wire.decode_packet(frame)
    assert content(decoded) == packet
    assert wire.encode_packet(decoded) == wire.trim_frame(frame)
    assert wire.trim_frame(frame) == wire.encode_packet(packet)


@of_kind("packet_decode")
def test_packet_decodes(vector):
    decoded = wire.decode_packet(bytes.fromhex(vector["hex"]))

    assert content(decoded) == packet_of(vector["fields"])


@of_kind("packet_reject")
def test_packet_is_refused(vector):
    with pytest.raises(DecodeError):
        wire.decode_packet(bytes.fromhex(vector["hex"]))


@of_kind("padding")
def test_frame_is_padded(vector):
    frame = bytes.fromhex(vector["hex"])

    assert block_size(len(frame)) == vector["target"]
    assert pad(frame).hex() == vector["padded"]


@of_kind("block_size")
def test_block_sizes(vector):
    sizes = {length: block_size(int(length)) for length in vector["table"]}

    assert sizes == vector["table"]


@of_kind("unpad")
def test_padding_is_removed(vector):
    assert unpad(bytes.fromhex(vector["hex"])).hex() == vector["unpadded"]


@of_kind("should_compress")
def test_what_is_worth_compressing(vector):
    attempts = {
        name: should_compress(bytes.fromhex(case["hex"]))
        for name, case in vector["cases"].items()
    }

    assert attempts == {name: case["attempt"] for name, case in vector["cases"].items()}


@of_kind("peer_id")
def test_identity_follows_from_the_private_keys(vector):
    identity = Identity(
        bytes.fromhex(vector["noise_private"]), bytes.fromhex(vector["ed25519_seed"])
    )

    assert identity.noise_key.hex() == vector["noise_public"]
    assert identity.signing_key.hex() == vector["ed25519_public"]
    assert identity.peer_id.hex() == vector["peer_id"]
    assert identity.peer_id == peer_id_of(identity.noise_key)


@of_kind("announce_tlv")
def test_announce_parses_and_encodes(vector):
    payload = bytes.fromhex(vector["hex"])

    announce = Announce.decode(payload)

    assert announce == Announce(
        nickname=vector["nickname"],
        noise_key=bytes.fromhex(vector["noise_public"]),
        signing_key=bytes.fromhex(vector["ed25519_public"]),
        neighbours=tuple(bytes.fromhex(item) for item in vector.get("neighbors", ())),
        capabilities=vector.get("capabilities"),
    )
    assert announce.encode() == payload


@of_kind("announce_reject")
def test_announce_is_refused(vector):
    with pytest.raises(DecodeError):
        Announce.decode(bytes.fromhex(vector["hex"]))


@of_kind("capabilities")
def test_capability_bits(vector):
    assert encode_bits(vector["bits"]).hex() == vector["hex"]
    assert Capability(decode_bits(bytes.fromhex(vector["hex"]))) == vector["bits"]


@of_kind("sync_type_flags")
def test_sync_type_bits(vector):
    assert encode_bits(SyncTypes(vector["bits"])).hex() == vector["hex"]
    assert decode_bits(bytes.fromhex(vector["hex"])) == vector["bits"]


@of_kind("signature")
def test_signature_verifies_and_covers_these_bytes(vector):
    packet = wire.decode_packet(bytes.fromhex(vector["hex"]))
    key = bytes.fromhex(vector["ed25519_public"])

    assert content(packet) == packet_of(vector["fields"])
    assert signed_bytes(packet).hex() == vector["preimage"]
    assert len(signed_bytes(packet)) == vector["preimage_len"]
    checked = verify(packet, key)
    assert checked.valid
    assert checked.checks == 1


@of_kind("signature")
def test_we_sign_the_same_frame(vector):
    identity = Identity(bytes(32), bytes.fromhex(vector["ed25519_seed"]))
    unsigned = packet_of({**vector["fields"], "signature": None})

    assert wire.encode_packet(sign(unsigned, identity)).hex() == vector["hex"]


@of_kind("signature_reject")
def test_signature_is_refused(vector):
    packet = wire.decode_packet(bytes.fromhex(vector["hex"]))

    assert not verify(packet, bytes.fromhex(vector["ed25519_public"]))


@of_kind("fragment_set")
def test_packet_is_cut_into_these_fragments(vector):
    frames = [bytes.fromhex(frame) for frame in vector["frames"]]
    first = wire.decode_packet(frames[0])
    limit = len(wire.encode_with(first, None)) - len(first.payload) + HEADER_SIZE
    limit += vector["chunk"]

    cut = split_into_fragments(
        bytes.fromhex(vector["whole"]), limit, bytes.fromhex(vector["fragment_id"])
    )

    assert cut == frames


@of_kind("fragment_set")
@pytest.mark.parametrize("order", [1, -1], ids=["in order", "reversed"])
def test_fragments_make_the_packet(vector, order):
    assembler = FragmentAssembler()
    results = [
        assembler.add(wire.decode_packet(bytes.fromhex(frame)), "link", 0.0)
        for frame in vector["frames"][::order]
    ]

    whole = wire.with_ttl(bytes.fromhex(vector["whole"]), 0)
    assert results == [None] * (len(results) - 1) + [whole]


@of_kind("fragment_payload")
def test_fragment_parses_and_encodes(vector):
    payload = bytes.fromhex(vector["hex"])

    fragment = Fragment.decode(payload)

    assert fragment == Fragment(
        set_id=bytes.fromhex(vector["fragment_id"]),
        index=vector["index"],
        total=vector["total"],
        original_type=vector["original_type"],
        data=bytes.fromhex(vector["data"]),
    )
    assert fragment.encode() == payload


@of_kind("fragment_reject")
def test_fragment_is_refused(vector):
    with pytest.raises(DecodeError):
        Fragment.decode(bytes.fromhex(vector["hex"]))


@of_kind("packet_id")
def test_packet_id(vector):
    assert packet_id(packet_of(vector["fields"])).hex() == vector["id16"]


@of_kind("gcs")
def test_filter_is_built(vector):
    ids = [bytes.fromhex(item) for item in vector["ids"]]

    built = build_filter(ids, vector["max_bytes"], vector["target_fpr"])

    assert (built.p, built.m) == (vector["p"], vector["m"])
    assert built.data.hex() == vector["data"]
    # Where P is below 7 the zero padding may decode as values that nobody put in.
    assert decode_filter(built.p, built.m, built.data) == vector["values"]
    wanted = {bucket(item, built.m) for item in ids[: built.covered]}
    assert wanted <= set(vector["values"])


@of_kind("gcs_decode")
def test_filter_is_decoded(vector):
    data = bytes.fromhex(vector["data"])

    assert decode_filter(vector["p"], vector["m"], data) == vector["values"]


@of_kind("request_sync")
def test_sync_request_parses_and_encodes(vector):
    payload = bytes.fromhex(vector["hex"])
    sets = vector["fragment_filter"]

    request = RequestSync.decode(payload)

    assert request == RequestSync(
        p=vector["p"],
        m=vector["m"],
        data=bytes.fromhex(vector["data"]),
        types=vector["types"],
        since=vector["since"],
        fragment_sets=sets and tuple(bytes.fromhex(item) for item in sets.split(",")),
    )
    assert RequestSync.decode(request.encode()) == request
    assert payload.endswith(request.encode())


@of_kind("request_sync_reject")
def test_sync_request_is_refused(vector):
    with pytest.raises(DecodeError):
        RequestSync.decode(bytes.fromhex(vector["hex"]))


@of_kind("ping_hops")
def test_hops_of_a_ping(vector):
    for case in vector["cases"]:
        ping = Ping(bytes(8), case["origin_ttl"])
        assert ping.hops(case["received_ttl"]) == case["hops"]


@of_kind("file_tlv")
def test_file_parses(vector):
    parsed = FileTransfer.decode(bytes.fromhex(vector["hex"]))

    assert parsed == FileTransfer(
        name=vector["name"],
        size=vector["size"],
        mime=vector["mime"],
        content=bytes.fromhex(vector["content"]),
    )


@of_kind("message_stable_id")
def test_message_id(vector):
    derived = message_id(
        bytes.fromhex(vector["sender"]), vector["timestamp"], vector["content"]
    )

    assert derived == vector["stable_id"]


@of_kind("stream")
def test_stream_is_cut_into_frames(vector):
    assembler = NotificationStreamAssembler()
    frames = [
        frame.hex()
        for chunk in vector["chunks"]
        for frame in assembler.feed(bytes.fromhex(chunk), 0.0)
    ]

    assert frames == vector["frames"]

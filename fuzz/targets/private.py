"""What sessions carry, and private texts that come in pieces."""

from collections.abc import Iterator
from random import Random

from custom_components.mesh_broadcast.protocol import DecodeError
from custom_components.mesh_broadcast.protocol.file_transfer import FileTransfer
from custom_components.mesh_broadcast.protocol.peer_state import AuthenticatedPeerState
from custom_components.mesh_broadcast.protocol.private_inbox import (
    SETS,
    SETS_PER_PEER,
    PrivateInbox,
)
from custom_components.mesh_broadcast.protocol.private_message import PrivateMessage
from custom_components.mesh_broadcast.protocol.private_payloads import (
    decode_private_payload,
    encode_private_payload,
)
from custom_components.mesh_broadcast.protocol.private_text import (
    MAX_PARTS,
    cut_text,
    parse_part_id,
    part_ids,
)
from custom_components.mesh_broadcast.protocol.text import display_text
from custom_components.mesh_broadcast.protocol.verify_challenge import (
    VerifyChallenge,
    VerifyResponse,
)

from .. import seeds
from ..people import ANNA, BERT, CARL
from ..reader import Reader
from ..target import Effort, Target, refused, require

_KINDS = 256
_PEERS = (ANNA.peer_id, BERT.peer_id, CARL.peer_id)


def payload(data: bytes) -> None:
    """Read what a session decrypted, and write it again."""
    try:
        found = decode_private_payload(data)
    except DecodeError as err:
        refused(err)
        return
    if isinstance(found, FileTransfer):
        return
    again = decode_private_payload(encode_private_payload(found))
    require(again == found, "it does not come back")
    if isinstance(found, PrivateMessage):
        display_text(found.text)
        _check_part(found.message_id)


def _check_part(message_id: str) -> None:
    """Check that the ID of a piece is the one that its text would give it."""
    part = parse_part_id(message_id)
    if part is not None:
        name, number, count = part
        require(1 <= number <= count <= MAX_PARTS, "a piece of no text")
        require(part_ids(name, count)[number - 1] == message_id, "another ID")


def peer_state(data: bytes) -> None:
    """Read a peer state, of which there is one way to write it."""
    try:
        found = AuthenticatedPeerState.decode(data)
    except DecodeError as err:
        refused(err)
        return
    require(AuthenticatedPeerState.decode(found.encode()) == found, "no way back")


def verification(data: bytes) -> None:
    """Read a challenge and a response, each from the same bytes."""
    for kind in (VerifyChallenge, VerifyResponse):
        try:
            found = kind.decode(data)
        except DecodeError as err:
            refused(err)
            continue
        require(kind.decode(found.encode()) == found, "it does not come back")
        if isinstance(found, VerifyChallenge):
            found.is_for(ANNA.noise_key)
            answer = VerifyResponse.answer(found, ANNA)
            require(answer.verify(found, ANNA.signing_key), "our own answer is refused")
        else:
            asked = VerifyChallenge(found.noise_key, found.nonce)
            found.verify(asked, BERT.signing_key)


def pieces(data: bytes) -> None:
    """Cut a text into pieces, and join them in another order."""
    reader = Reader(data)
    limit, seed = 16 + reader.byte(), reader.byte()
    text = reader.rest().decode(errors="replace")
    cut = cut_text(text, limit)
    require("".join(cut) == text, "something is lost")
    require(all(0 < len(piece.encode()) <= limit for piece in cut), "a piece too long")
    if not 2 <= len(cut) <= MAX_PARTS:
        return
    inbox = PrivateInbox()
    numbered = list(enumerate(cut, 1))
    Random(seed).shuffle(numbered)
    whole = None
    for number, piece in numbered:
        require(whole is None, "whole before its last piece")
        whole = inbox.join(ANNA.peer_id, "id", number, len(cut), piece)
    require(whole == text, "another text")


def inbox(data: bytes) -> None:
    """Take pieces of texts from a few peers, in any order and never all of them."""
    reader = Reader(data)
    box = PrivateInbox()
    now_ms = 0
    while reader:
        choice = reader.byte()
        peer = _PEERS[choice % 3]
        if choice & 4:
            now_ms += reader.byte() << 20
        name = chr(97 + reader.below(26))
        if choice & 8:
            known = box.was_shown(peer, name)
            before = len(box.received)
            box.mark_shown(peer, name, now_ms)
            require(box.was_shown(peer, name), "shown and not known")
            require(len(box.received) <= before + (not known), "it grows by itself")
        elif choice & 16 and choice & 32:
            box.forget(peer)
            require(not box.was_shown(peer, name), "forgotten and known")
        else:
            count = 2 + reader.below(MAX_PARTS - 1)
            number = 1 + reader.below(count)
            box.join(peer, name, number, count, "text")
    require(SETS_PER_PEER * len(_PEERS) <= SETS, "the bounds do not fit")


def _payloads() -> Iterator[bytes]:
    """Yield one of each kind."""
    yield from seeds.of_kind("noise_payload")
    for body in seeds.of_kind("private_message_reject"):
        yield b"\x01" + body
    for body in seeds.of_kind("state_reject"):
        yield b"\x21" + body
    for body in _verifications():
        yield b"\x10" + body
        yield b"\x11" + body
    for body in seeds.of_kind("file_tlv"):
        yield b"\x20" + body
    yield b"\x02some-id"
    yield b"\x7funknown"
    yield encode_private_payload(PrivateMessage("abc/1/3", "a piece"))


def _states() -> Iterator[bytes]:
    """Yield states, most of them refused."""
    yield from seeds.of_kind("state_reject")
    yield AuthenticatedPeerState(ANNA.signing_key, 0x3FF).encode()
    yield AuthenticatedPeerState(ANNA.signing_key).encode()


def _verifications() -> Iterator[bytes]:
    """Yield a challenge and its answer."""
    challenge = VerifyChallenge(ANNA.noise_key.hex(), b"0123456789abcdef")
    yield challenge.encode()
    yield VerifyResponse.answer(challenge, ANNA).encode()


def _texts() -> Iterator[bytes]:
    """Yield texts, each with a length to cut it to."""
    for text in (
        "hello mesh " * 30,
        "ä" * 200,
        "\N{FAMILY}\u200d" * 60,
        "a\u0301" * 99,
    ):
        yield b"\x20\x07" + text.encode()


def _events() -> Iterator[bytes]:
    """Yield what peers may have sent."""
    yield bytes(range(200))
    yield bytes((8, 1, 8, 1, 0, 3, 5, 1, 0, 3, 5, 2, 48, 1))


TARGETS = (
    Target(
        "private-payload",
        "what a session decrypts, of every kind",
        payload,
        _payloads,
        Effort(2_500, 40),
    ),
    Target(
        "peer-state",
        "the authenticated peer state",
        peer_state,
        _states,
        Effort(1_000, 5),
        256,
    ),
    Target(
        "verification",
        "challenges and answers of the check in person",
        verification,
        _verifications,
        Effort(1_500, 10),
        512,
        smoke=800,
    ),
    Target(
        "private-pieces",
        "a private text in pieces, joined again",
        pieces,
        _texts,
        Effort(1_000, 120),
        smoke=1_200,
    ),
    Target(
        "private-inbox",
        "pieces and copies of private texts in any order",
        inbox,
        _events,
        Effort(500, 60),
        512,
    ),
)

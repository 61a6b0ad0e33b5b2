"""Checks in person, both ways: our code for phones to scan, and theirs for us."""

from base64 import urlsafe_b64encode
from random import Random
from urllib.parse import quote

from nacl.signing import SigningKey
from protocol import (
    BadCodeError,
    BlockedPeerError,
    DropReason,
    OldCodeError,
    PeerTrust,
    SendLimitError,
    UnknownPeerError,
    VerificationCode,
    VerificationEnded,
    WrongKeyError,
)
from protocol.identity import Identity
from protocol.private_payloads import decode_private_payload
from protocol.verifications import ANSWER_TIMEOUT_S, RETRY_S, VERIFICATIONS
from protocol.verify_challenge import VerifyChallenge, VerifyResponse
import pytest

from .mesh import Mesh, Node
from .test_private_chat import pair, say

NOW_MS = 1_790_000_000_000
OWNER = Identity.generate(Random("owner").randbytes)
NONCE = b"0123456789abcdef"


def phone_code(
    nickname: str = "Ada",
    *,
    npub: str | None = None,
    made_s: int = NOW_MS // 1000,
    escape: bool = True,
) -> str:
    """Return a code as an app makes one, put together by hand."""
    signer = SigningKey(OWNER.signing_seed)
    nonce = urlsafe_b64encode(NONCE).decode().rstrip("=")
    signed = b""
    for field in (
        "bitchat-verify-v1",
        "1",
        OWNER.noise_key.hex(),
        OWNER.signing_key.hex(),
        npub or "",
        nickname,
        str(made_s),
        nonce,
    ):
        signed += bytes([len(field.encode())]) + field.encode()
    shown = quote(nickname, safe="") if escape else nickname
    return (
        f"bitchat://verify?v=1&noise={OWNER.noise_key.hex()}"
        f"&sign={OWNER.signing_key.hex()}&nick={shown}&ts={made_s}&nonce={nonce}"
        f"&sig={signer.sign(signed).signature.hex()}"
        + (f"&npub={npub}" if npub is not None else "")
    )


def begin(node: Node, code: str) -> None:
    """Have a node challenge whoever showed a code."""
    read = VerificationCode.read(code, node.now().unix_ms)
    _, effects = node.engine.begin_verification(read, node.now())
    node.apply(effects)


def show(node: Node) -> str:
    """Return the code on a node's screen."""
    return node.engine.verification_code(node.now())


def trust(node: Node, of: Node) -> PeerTrust:
    """Return how far a node trusts another."""
    return node.engine.peers[of.peer_id].trust


# -- the code


@pytest.mark.parametrize(
    "code",
    [
        phone_code(),
        phone_code("Zoë & Søn = 100 %"),
        phone_code("a+b", escape=False),
        phone_code(npub="npub1abc"),
        f"  {phone_code()}\n",
    ],
)
def test_a_phones_code_is_read(code):
    read = VerificationCode.read(code, NOW_MS)

    assert read.noise_key == OWNER.noise_key
    assert read.signing_key == OWNER.signing_key
    assert read.fingerprint == OWNER.fingerprint


def test_our_code_is_as_a_phones():
    code = VerificationCode.make(OWNER, "Ada & Søn", NOW_MS, NONCE)

    assert code.text == phone_code("Ada & Søn")
    assert VerificationCode.read(code.text, NOW_MS) == code


@pytest.mark.parametrize(
    "code",
    [
        "",
        "hello",
        "https://example.com/verify?v=1",
        "bitchat://verify?" + "x" * 3_000,
        "bitchat://verify",
        "bitchat://[verify?v=1",
        phone_code().replace("Ada", "Eve"),
        phone_code().replace("bitchat://verify", "bitchat://open"),
        phone_code().replace("v=1", "v=2"),
        phone_code() + "&nick=Ada",
        phone_code() + "&npub=npub1abc",
        phone_code().replace("&noise=", "&noise=zz"),
        phone_code().replace("&noise=", "&noise= "),
        phone_code().replace("&ts=", "&ts=x"),
        phone_code().replace("&nick=Ada", "&nick=%ff"),
        phone_code().replace("&nick=Ada", "&nick=" + "a" * 256),
        phone_code()[:-2],
        phone_code().partition("&sig=")[0],
        phone_code("Ada", escape=False).replace("Ada", "\u202eAda"),
    ],
)
def test_what_is_no_code_or_a_forged_one_is_refused(code):
    with pytest.raises(BadCodeError):
        VerificationCode.read(code, NOW_MS)


@pytest.mark.parametrize("age_s", [-3_600, -61, 301, 86_400])
def test_a_code_is_good_for_minutes(age_s):
    code = phone_code(made_s=NOW_MS // 1000 - age_s)
    with pytest.raises(OldCodeError):
        VerificationCode.read(code, NOW_MS)
    assert VerificationCode.read(code, NOW_MS - age_s * 1000)


# -- the check


def test_whose_code_we_scanned_is_verified_once_it_answers():
    _, anna, bert = pair()
    begin(anna, show(bert))
    anna.mesh.run(5)

    (ended,) = anna.told(VerificationEnded)
    assert (ended.peer_id, ended.verified) == (bert.peer_id, True)
    assert trust(anna, bert) is PeerTrust.VERIFIED
    # The other one learned nothing of us by answering.
    assert trust(bert, anna) is PeerTrust.PROVEN


def test_both_may_scan_at_one_moment():
    mesh, anna, bert = pair()
    begin(anna, show(bert))
    begin(bert, show(anna))
    mesh.run(10)

    assert trust(anna, bert) is trust(bert, anna) is PeerTrust.VERIFIED


@pytest.mark.parametrize("in_session", [True, False], ids=["session", "no session"])
def test_what_is_lost_on_the_way_is_sent_again_in_time(in_session):
    """The first challenge, and without a session the handshake before it."""
    mesh = Mesh(seed=2)
    anna, _, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(20)
    if in_session:
        anna.write(bert, "warm-up")
        mesh.run(5)
    mesh.loss = 1.0
    begin(anna, show(bert))
    mesh.run(RETRY_S / 2)
    assert anna.told(VerificationEnded) == []

    mesh.loss = 0.0
    mesh.run(ANSWER_TIMEOUT_S - RETRY_S / 2)
    assert [ended.verified for ended in anna.told(VerificationEnded)] == [True]


def test_who_does_not_answer_is_not_verified():
    mesh, anna, bert = pair()
    code = show(bert)
    mesh.deaf.add("Bert")
    begin(anna, code)
    mesh.run(ANSWER_TIMEOUT_S + 1)
    mesh.deaf.clear()
    mesh.run(60)

    assert [ended.verified for ended in anna.told(VerificationEnded)] == [False]
    assert trust(anna, bert) is not PeerTrust.VERIFIED


def test_an_answer_to_another_challenge_is_none():
    mesh, anna, bert = pair()
    code = show(bert)
    anna.write(bert, "warm-up")
    mesh.run(2)
    keys = bert.engine.identity
    other = VerifyChallenge(keys.noise_key.hex(), b"another nonce")
    mesh.deaf.add("Bert")
    begin(anna, code)
    say(bert, anna, VerifyResponse.answer(other, keys))
    mesh.run(1)

    assert anna.told(VerificationEnded) == []
    assert anna.engine.statistics.dropped[DropReason.NOISE_UNEXPECTED] == 1


def test_the_challenge_is_as_a_phones():
    mesh, anna, bert = pair()
    challenges = []
    answer = bert.engine._private._challenged

    def note(peer_id, challenge, arrival):
        challenges.append(challenge)
        answer(peer_id, challenge, arrival)

    bert.engine._private._challenged = note
    begin(anna, show(bert))
    mesh.run(5)

    (challenge,) = challenges
    assert challenge.is_for(bert.engine.identity.noise_key)
    assert len(challenge.nonce) == 16
    assert decode_private_payload(b"\x10" + challenge.encode()) == challenge


def test_only_who_is_known_and_wanted_is_challenged():
    mesh, anna, bert = pair()
    stranger = mesh.node("Stranger")
    with pytest.raises(UnknownPeerError):
        begin(anna, show(stranger))
    with pytest.raises(UnknownPeerError):
        begin(anna, show(anna))
    code = show(bert)
    anna.apply(anna.engine.set_blocked(bert.peer_id, anna.now(), blocked=True))
    with pytest.raises(BlockedPeerError):
        begin(anna, code)


def test_a_code_with_another_signing_key_than_the_known_one_is_refused():
    _, anna, bert = pair()
    keys = bert.engine.identity
    other = Identity(keys.noise_private, Random(9).randbytes(32))
    code = VerificationCode.make(other, "Bert", anna.now().unix_ms, NONCE)
    with pytest.raises(WrongKeyError):
        begin(anna, code.text)


def test_forgetting_a_peer_ends_its_check_and_there_are_not_too_many():
    mesh, anna, bert = pair()
    mesh.deaf.add("Bert")
    begin(anna, show(bert))
    anna.apply(anna.engine.forget_peer(bert.peer_id, anna.now()))
    assert [ended.verified for ended in anna.told(VerificationEnded)] == [False]

    others = [mesh.node(f"peer{number}") for number in range(VERIFICATIONS + 1)]
    for other in others:
        mesh.connect(anna, other)
    mesh.run(3)
    mesh.deaf |= {other.name for other in others}
    for other in others[:-1]:
        begin(anna, show(other))
    begin(anna, show(others[0]))
    with pytest.raises(SendLimitError):
        begin(anna, show(others[-1]))

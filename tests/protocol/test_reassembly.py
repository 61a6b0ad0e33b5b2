"""Putting fragments together: order, time, and bounds that nobody can exceed."""

from contextlib import suppress

from hypothesis import given, strategies as st
from protocol.deflate import MAX_PAYLOAD
from protocol.errors import DecodeError, DropReason
from protocol.fragments import MAX_SLICE, Fragment
from protocol.packet import Packet, PacketType, encode_packet, with_ttl
from protocol.reassembly import (
    ASK_AGAIN,
    MAX_SETS,
    MAX_SETS_PER_LINK,
    MAX_TOTAL_BYTES,
    SET_LIFETIME,
    STALL_TIME,
    FragmentAssembler,
)
import pytest

SENDER = b"authorID"
WHOLE = encode_packet(Packet(2, 7, 1, SENDER, b"a message in two pieces"))


def piece(
    number: int = 0,
    index: int = 0,
    total: int = 2,
    data: bytes = b"x",
    *,
    sender: bytes = SENDER,
    original_type: int = 2,
    recipient: bytes | None = None,
) -> Packet:
    """Return a fragment packet of the set with this number."""
    fragment = Fragment(number.to_bytes(8), index, total, original_type, data)
    return Packet(
        PacketType.FRAGMENT, 7, 1, sender, fragment.encode(), recipient=recipient
    )


def refusal(assembler: FragmentAssembler, packet: Packet) -> DropReason:
    with pytest.raises(DecodeError) as refused:
        assembler.add(packet, "link", 0.0)
    return refused.value.reason


@pytest.fixture
def assembler() -> FragmentAssembler:
    return FragmentAssembler()


def test_the_last_piece_gives_the_packet_with_ttl_0(assembler):
    assert assembler.add(piece(index=1, data=WHOLE[9:]), "link", 0.0) is None
    assert assembler.add(piece(index=0, data=WHOLE[:9]), "link", 0.0) == with_ttl(
        WHOLE, 0
    )
    assert len(assembler) == 0
    assert assembler.total_bytes == 0


def test_pieces_may_come_over_different_links(assembler):
    assembler.add(piece(index=0, data=WHOLE[:9]), "one", 0.0)

    assert assembler.add(piece(index=1, data=WHOLE[9:]), "other", 0.0)


def test_a_repeated_piece_replaces_the_earlier_one(assembler):
    assembler.add(piece(index=0, data=b"wrong and longer"), "link", 0.0)
    assembler.add(piece(index=0, data=WHOLE[:9]), "link", 0.0)

    assert assembler.total_bytes == 9
    assert assembler.add(piece(index=1, data=WHOLE[9:]), "link", 0.0)


def test_sets_of_two_senders_do_not_mix(assembler):
    assembler.add(piece(index=0, data=WHOLE[:9]), "link", 0.0)

    assert assembler.add(piece(index=1, sender=b"somebody"), "link", 0.0) is None
    assert len(assembler) == 2


@pytest.mark.parametrize("change", [{"total": 3}, {"original_type": 1}])
def test_a_piece_that_contradicts_its_set_is_refused(assembler, change):
    assembler.add(piece(index=0), "link", 0.0)

    assert refusal(assembler, piece(index=1, **change)) is DropReason.BAD_PAYLOAD
    assert assembler.total_bytes == 1


def test_a_fragment_hidden_in_fragments_is_refused(assembler):
    nested = encode_packet(piece(data=b"x" * 20))
    assembler.add(piece(index=0, data=nested[:9]), "link", 0.0)

    assert refusal(assembler, piece(index=1, data=nested[9:])) is DropReason.BAD_PAYLOAD
    assert len(assembler) == 0


def test_pieces_too_short_for_a_packet_are_refused(assembler):
    assert refusal(assembler, piece(total=1)) is DropReason.BAD_PAYLOAD
    assert len(assembler) == 0


def test_a_set_is_given_up_30_seconds_after_its_first_piece(assembler):
    assembler.add(piece(index=0, total=3, data=WHOLE[:9]), "link", 100.0)
    assembler.add(piece(index=1, total=3, data=WHOLE[9:20]), "link", 129.0)

    assert assembler.next_expiry == 130.0
    assert (
        assembler.add(piece(index=2, total=3, data=WHOLE[20:]), "link", 130.0) is None
    )
    assert len(assembler) == 1


def test_expiring_says_how_many_sets_were_given_up(assembler):
    assembler.add(piece(1), "link", 0.0)
    assembler.add(piece(2), "link", 10.0)

    assert assembler.expire(SET_LIFETIME) == 1
    assert assembler.expire(SET_LIFETIME) == 0
    assert assembler.expire(SET_LIFETIME + 10.0) == 1
    assert assembler.next_expiry is None
    assert assembler.total_bytes == 0


def test_a_set_is_given_up_at_the_moment_that_was_said(assembler):
    # As floats, 500.002 + 30 is less than 30 after 500.002.
    assembler.add(piece(1), "link", 500.002)

    assert assembler.expire(assembler.next_expiry) == 1


def test_a_flooding_link_pushes_out_only_its_own_sets(assembler):
    assembler.add(piece(0, 0, data=WHOLE[:9]), "quiet", 0.0)
    for number in range(1, 10 * MAX_SETS):
        assembler.add(piece(number), "loud", 0.0)

    assert len(assembler) == MAX_SETS_PER_LINK + 1
    assert assembler.evicted == 10 * MAX_SETS - 1 - MAX_SETS_PER_LINK
    assert assembler.add(piece(0, 1, data=WHOLE[9:]), "quiet", 0.0)


def test_many_links_together_stay_below_the_limit_of_sets(assembler):
    for number in range(1000):
        assembler.add(piece(number), f"link {number % 50}", 0.0)

    assert len(assembler) == MAX_SETS


def test_the_oldest_set_of_a_flooding_link_goes_first(assembler):
    for number in range(MAX_SETS_PER_LINK + 1):
        assembler.add(piece(number, 0, data=WHOLE[:9]), "loud", float(number) / 10)

    assert assembler.add(piece(0, 1, data=WHOLE[9:]), "loud", 5.0) is None
    assert assembler.add(piece(2, 1, data=WHOLE[9:]), "loud", 5.0)


@pytest.mark.parametrize(
    ("original_type", "limit"),
    [
        (PacketType.MESSAGE, 1 << 20),
        (PacketType.FILE_TRANSFER, MAX_PAYLOAD),
        (PacketType.NOISE_ENCRYPTED, MAX_PAYLOAD),
    ],
)
def test_a_set_has_a_limit_of_bytes(assembler, original_type, limit):
    kind = {"total": 256, "original_type": original_type}
    whole, rest = divmod(limit - 1, MAX_SLICE)
    sizes = [MAX_SLICE] * whole + [rest]
    # The second round brings copies, which take no more room.
    for index, size in [*enumerate(sizes), *enumerate(sizes)]:
        assembler.add(piece(0, index, data=bytes(size), **kind), "link", 0.0)
    over = piece(0, 255, data=b"xx", **kind)

    assert refusal(assembler, over) is DropReason.FRAGMENT_LIMIT
    assert assembler.total_bytes == limit - 1


def test_all_sets_together_have_a_limit_of_bytes(assembler):
    assembler.add(piece(99, 0, data=WHOLE[:9]), "quiet", 0.0)
    for number in range(20):
        for index in range(16):
            loud = piece(number, index, 256, bytes(MAX_SLICE))
            assembler.add(loud, "loud", 0.0)
            assert assembler.total_bytes <= MAX_TOTAL_BYTES

    assert assembler.add(piece(99, 1, data=WHOLE[9:]), "quiet", 0.0)


def test_a_closed_link_no_longer_counts(assembler):
    for number in range(MAX_SETS_PER_LINK):
        assembler.add(piece(number, 0, data=WHOLE[:9]), "link", 0.0)
    assembler.drop_link("link")

    assembler.add(piece(999), "link", 0.0)

    assert assembler.evicted == 0
    assert assembler.add(piece(0, 1, data=WHOLE[9:]), "link", 0.0)


def test_a_stalled_broadcast_set_is_asked_for_and_again_later(assembler):
    assembler.add(piece(7), "link", 0.0)
    stalled = [(7).to_bytes(8)]

    assert assembler.take_stalled(STALL_TIME - 0.1) == []
    assert assembler.take_stalled(STALL_TIME) == stalled
    assert assembler.take_stalled(STALL_TIME + ASK_AGAIN - 0.1) == []
    assert assembler.take_stalled(STALL_TIME + ASK_AGAIN) == stalled


def test_a_set_that_makes_progress_is_not_stalled(assembler):
    assembler.add(piece(7, 0, 3), "link", 0.0)
    assembler.add(piece(7, 1, 3), "link", STALL_TIME)
    # A copy of what is there already is no progress.
    assembler.add(piece(7, 1, 3), "link", STALL_TIME + 3)

    assert assembler.take_stalled(2 * STALL_TIME - 0.1) == []
    assert assembler.take_stalled(2 * STALL_TIME) == [(7).to_bytes(8)]


def test_a_set_for_one_node_is_not_asked_for(assembler):
    assembler.add(piece(7, recipient=b"somebody"), "link", 0.0)

    assert assembler.take_stalled(STALL_TIME) == []


def test_no_more_sets_are_asked_for_than_a_request_may_name(assembler):
    for number in range(MAX_SETS):
        assembler.add(piece(number), f"link {number}", 0.0)

    assert len(assembler.take_stalled(STALL_TIME)) == 60
    assert len(assembler.take_stalled(STALL_TIME)) == MAX_SETS - 60


@given(
    st.lists(
        st.tuples(
            st.integers(0, 90) | st.integers(0, 3),
            st.integers(0, 40),
            st.sampled_from([1, 2, 3, 40]),
            st.sampled_from([1, 100, 65_000]),
            st.sampled_from("abc"),
            st.floats(0, 20),
        ),
        max_size=150,
    )
)
def test_nothing_exceeds_the_bounds(arrivals):
    assembler = FragmentAssembler()
    now = 0.0
    for number, index, total, size, link, pause in arrivals:
        now += pause
        with suppress(DecodeError):
            assembler.add(piece(number, index, total, bytes(size)), link, now)
        held = assembler._sets.values()
        assert len(assembler) <= MAX_SETS
        assert assembler.total_bytes <= MAX_TOTAL_BYTES
        assert assembler.total_bytes == sum(
            len(data) for entry in held for data in entry.pieces.values()
        )
        assert all(entry.size <= 1 << 20 for entry in held)
        assert all(now - entry.started < SET_LIFETIME for entry in held)

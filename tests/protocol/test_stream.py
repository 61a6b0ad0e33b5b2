"""Frames out of a stream of notifications."""

from hypothesis import given, strategies as st
from protocol.packet import MAX_FRAME, Packet, decode_packet, encode_packet
from protocol.stream import STALL_TIME, NotificationStreamAssembler
import pytest

from .strategies import packets

FRAME = encode_packet(Packet(2, 7, 1, b"authorID", b"hello"))
VERSION_2 = encode_packet(
    Packet(2, 7, 1, b"authorID", b"hello", version=2, route=(b"hop-one1",))
)


@pytest.fixture
def assembler() -> NotificationStreamAssembler:
    return NotificationStreamAssembler()


@given(st.lists(packets(), min_size=1, max_size=5), st.data())
def test_frames_survive_being_cut_anywhere(sent, data):
    frames = [encode_packet(packet) for packet in sent]
    stream = b"".join(frames)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    assembler = NotificationStreamAssembler()

    received = [
        frame
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)
        for frame in assembler.feed(stream[start:end], 0.0)
    ]

    assert received == frames
    assert len(assembler) == 0


@given(st.lists(packets(), min_size=1, max_size=4))
def test_padded_frames_in_a_row_are_told_apart(sent):
    assembler = NotificationStreamAssembler()
    stream = b"".join(encode_packet(packet, padded=True) for packet in sent)

    frames = assembler.feed(stream, 0.0)

    assert [decode_packet(frame) for frame in frames] == [
        decode_packet(encode_packet(packet)) for packet in sent
    ]
    assert frames == [encode_packet(packet) for packet in sent]


def test_a_frame_that_starts_like_padding_is_not_skipped(assembler):
    assert VERSION_2[:2] == b"\2\2"

    assert assembler.feed(FRAME + VERSION_2 + FRAME, 0.0) == [FRAME, VERSION_2, FRAME]


def test_the_end_of_padding_does_not_wait_for_a_frame(assembler):
    assert assembler.feed(FRAME + bytes([17]) * 17, 0.0) == [FRAME]
    assert len(assembler) == 0


@given(st.binary(max_size=600).map(lambda noise: bytes(b | 0x10 for b in noise)))
def test_garbage_before_a_frame_is_skipped(noise):
    # Padding values: none of them can be taken for a version.
    assembler = NotificationStreamAssembler()

    frames = [
        *assembler.feed(noise, 0.0),
        *assembler.feed(FRAME, 0.0),
        *assembler.feed(FRAME, 0.0),
    ]

    # A run that reaches into the frame costs at most that frame.
    assert frames[-1] == FRAME


def test_a_frame_that_waits_too_long_is_given_up_when_more_comes(assembler):
    assembler.feed(FRAME[:24], 0.0)

    assert assembler.feed(FRAME[24:25], STALL_TIME) == []
    assert len(assembler) == 0
    assert assembler.feed(FRAME, STALL_TIME) == [FRAME]


def test_a_frame_that_is_completed_late_still_counts(assembler):
    assembler.feed(FRAME[:24], 0.0)

    assert assembler.feed(FRAME[24:], STALL_TIME + 1) == [FRAME]


def test_waiting_is_counted_for_each_frame_anew(assembler):
    assembler.feed(FRAME[:24], 0.0)
    assert assembler.feed(FRAME[24:] + FRAME[:24], 0.2) == [FRAME]
    assert assembler.feed(FRAME[24:25], 0.3) == []

    assert assembler.feed(FRAME[25:], 0.4) == [FRAME]


@pytest.mark.parametrize(
    "header",
    [
        b"\x01\x02\x07" + bytes(8) + b"\x04\x00\x01" + bytes(8),
        b"\x02\x02\x07" + bytes(8) + b"\x04\x00\x00\x00\x03" + bytes(8),
        b"\x02\x02\x07" + bytes(8) + b"\x00\x7f\xff\xff\xff" + bytes(8),
    ],
    ids=["no original size", "no original size in version 2", "huge"],
)
def test_a_header_that_cannot_be_right_clears_everything(assembler, header):
    assert assembler.feed(FRAME + header + b"more", 0.0) == [FRAME]
    assert len(assembler) == 0


def test_a_route_count_that_is_still_missing_is_waited_for(assembler):
    assert assembler.feed(VERSION_2[:24], 0.0) == []
    assert assembler.feed(VERSION_2[24:], 0.0) == [VERSION_2]


@given(st.lists(st.binary(max_size=600), max_size=30))
def test_any_bytes_leave_only_what_may_still_become_a_frame(chunks):
    assembler = NotificationStreamAssembler()
    for now, chunk in enumerate(chunks):
        for frame in assembler.feed(chunk, float(now)):
            assert frame[0] in (1, 2)
        assert len(assembler) <= MAX_FRAME


def test_a_stream_without_end_does_not_grow(assembler):
    start = b"\x02\x02\x07" + bytes(8) + b"\x00" + MAX_FRAME.to_bytes(4) + bytes(8)
    assembler.feed(start[:15], 0.0)
    for _ in range(3000):
        assembler.feed(bytes(512), 0.0)
        assert len(assembler) <= MAX_FRAME


def test_clearing_forgets_everything(assembler):
    assembler.feed(FRAME[:24], 0.0)
    assembler.clear()

    assert assembler.feed(FRAME, 9.0) == [FRAME]


def test_more_at_once_than_any_frame_is_dropped(assembler):
    assert assembler.feed(FRAME + bytes(MAX_FRAME), 0.0) == []
    assert len(assembler) == 0

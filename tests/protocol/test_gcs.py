"""The filter of sync requests."""

import hashlib

from hypothesis import given, strategies as st
from protocol.gcs import (
    bucket,
    build_filter,
    build_filter_of,
    decode_filter,
    filter_hash,
)
import pytest

id_lists = st.lists(st.binary(min_size=16, max_size=16), max_size=200, unique=True)


def some_ids(count: int) -> list[bytes]:
    return [hashlib.sha256(number.to_bytes(4)).digest()[:16] for number in range(count)]


@given(
    id_lists,
    st.sampled_from([1, 8, 64, 400, 1024]),
    st.sampled_from([0.25, 0.01, 1e-6, 0.0, 1.0]),
)
def test_whatever_is_covered_is_found_again(ids, max_bytes, rate):
    built = build_filter(ids, max_bytes, rate)
    found = decode_filter(built.p, built.m, built.data)

    assert len(built.data) <= max_bytes
    assert 0 <= built.covered <= len(ids)
    assert {bucket(item, built.m) for item in ids[: built.covered]} <= set(found)
    assert found == sorted(set(found))


def test_400_bytes_cover_355_of_many_ids():
    built = build_filter(some_ids(1000))

    assert (built.covered, built.p, built.m) == (355, 7, 355 * 128)
    assert len(built.data) <= 400


def test_few_strangers_are_taken_for_known():
    ids = some_ids(2300)
    built = build_filter(ids[:300])
    found = set(decode_filter(built.p, built.m, built.data))

    wrong = sum(bucket(item, built.m) in found for item in ids[300:])

    assert wrong / 2000 < 0.02


@given(st.integers(-1, 40), st.integers(0, 2**32 - 1), st.binary(max_size=1024))
def test_any_bytes_decode_to_values_in_range(p, m, data):
    values = decode_filter(p, m, data)

    assert len(values) <= 8 * len(data)
    assert all(0 < value < m for value in values)


@pytest.mark.parametrize("rate", [0.25, 0.01, 1e-6])
@pytest.mark.parametrize("max_bytes", [4, 47, 48, 300, 399, 400])
def test_as_many_as_are_covered_always_fit_in_each_turn(rate, max_bytes):
    ids = [filter_hash(item) for item in some_ids(1200)]
    for turn in range(12):
        built = build_filter_of(ids, max_bytes, rate, turn=turn)
        assert len(built.data) <= max_bytes
        assert built.covered == 8 * max_bytes // (built.p + 2)
        assert built.m == (built.covered << built.p) + turn % (1 << built.p)


def test_where_not_even_one_fits_a_filter_names_nothing():
    built = build_filter(some_ids(9), 0)

    assert (built.data, built.covered) == (b"", 0)


def test_in_a_range_of_one_there_is_one_bucket():
    assert {bucket(item, 1) for item in some_ids(9)} == {0}
    assert {bucket(item, 2) for item in some_ids(9)} == {1}


@pytest.mark.parametrize("p", [0, 33])
def test_a_p_out_of_range_decodes_to_nothing(p):
    assert decode_filter(p, 1 << 20, bytes(8)) == []

"""Numbered values that say when they were sent, and what has arrived of them.

The nodes' clocks differ by some milliseconds. That is nothing beside a burst, and falls out
of the difference of two measurements and of the sum of both ways.
"""

from collections import defaultdict
import struct
import time
from typing import Any

from tests.radio.nodes.lines import say

_HEAD = struct.Struct(">IId")


def stamp(series: int, number: int, size: int) -> bytes:
    """Return a value of a series, sent now."""
    return _HEAD.pack(series, number, time.time()).ljust(size, b"\0")


class Tally:
    """What has arrived of each series; tells once one has come to its end."""

    def __init__(self) -> None:
        self._expected: dict[int, int] = {}
        self._arrived: dict[int, list[tuple[int, float, float]]] = defaultdict(list)

    def expect(self, series: int, count: int) -> None:
        """Tell when so many of a series have arrived."""
        self._expected[series] = count

    def take_value(self, value: bytes) -> int:
        """Note the arrival of a stamped value; return its number."""
        series, number, sent = _HEAD.unpack_from(value)
        self.take(series, number, sent)
        return int(number)

    def take(self, series: int, number: int, sent: float) -> None:
        """Note an arrival."""
        arrived = self._arrived[series]
        arrived.append((number, sent, time.time()))
        if len(arrived) == self._expected.get(series):
            say(complete=series, **self.report(series))

    def report(self, series: int) -> dict[str, Any]:
        """Return what has arrived, in its order, and how long that took.

        `seconds` are those from the first one's sending to the last one's arrival.
        """
        arrived = self._arrived[series]
        began = min((sent for _, sent, _ in arrived), default=0.0)
        return {
            "numbers": [number for number, _, _ in arrived],
            "sent": [sent for _, sent, _ in arrived],
            "arrived": [at for _, _, at in arrived],
            "milliseconds": [round((at - sent) * 1000, 2) for _, sent, at in arrived],
            "seconds": max((at for _, _, at in arrived), default=0.0) - began,
        }

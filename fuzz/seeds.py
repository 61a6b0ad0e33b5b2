"""Inputs to begin with: the wire format's vectors, and what is made of them."""

from collections.abc import Iterator
from functools import cache
import json
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[1] / "tests" / "protocol" / "vectors.json"


@cache
def vectors() -> tuple[dict[str, Any], ...]:
    """Return all vectors."""
    return tuple(json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"])


def of_kind(*kinds: str, key: str = "hex") -> Iterator[bytes]:
    """Yield what vectors of some kinds hold under a key."""
    for vector in vectors():
        if vector["kind"] in kinds and isinstance(vector.get(key), str):
            yield bytes.fromhex(vector[key])


def frames() -> Iterator[bytes]:
    """Yield whole frames, good ones and bad ones."""
    yield from of_kind(
        "packet", "packet_decode", "packet_reject", "signature", "signature_reject"
    )
    yield from of_kind("fragment_set", key="whole")


def payloads(kind: int) -> Iterator[bytes]:
    """Yield the payloads of a packet type."""
    for vector in vectors():
        fields = vector.get("fields")
        if fields and fields.get("type") == kind and fields.get("payload"):
            yield bytes.fromhex(fields["payload"])

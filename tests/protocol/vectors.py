"""The wire format's test vectors: `vectors.json`, or what MESH_VECTORS names."""

from functools import cache
import json
import os
from pathlib import Path
from typing import Any

import pytest

OWN_FILE = Path(__file__).with_name("vectors.json")

# Kinds whose subject is the codec: test_vectors.py.
CODEC_KINDS = frozenset(
    {
        "announce_reject",
        "announce_tlv",
        "block_size",
        "capabilities",
        "file_tlv",
        "fragment_payload",
        "fragment_reject",
        "fragment_set",
        "gcs",
        "gcs_decode",
        "message_stable_id",
        "packet",
        "packet_decode",
        "packet_id",
        "packet_reject",
        "padding",
        "peer_id",
        "ping_hops",
        "request_sync",
        "request_sync_reject",
        "should_compress",
        "signature",
        "signature_reject",
        "stream",
        "sync_type_flags",
        "unpad",
    }
)

# Kinds whose subject is the node's behaviour: test_vectors_mesh.py.
MESH_KINDS = frozenset(
    {"announce_cadence", "fanout_size", "freshness", "relay_decision"}
)

# Kinds whose subject is private messages: test_vectors_private.py.
PRIVATE_KINDS = frozenset(
    {
        "noise_payload",
        "noise_xx",
        "noise_xx_bitchat",
        "private_message_reject",
        "state_reject",
    }
)

# Part of a design that no app ships; its derivation is not specified (12.4).
UNSHIPPED_KINDS = frozenset({"peer_id_rotation"})

type Vector = dict[str, Any]


def file_in_use() -> Path:
    """Return the file that the tests read."""
    return Path(os.environ.get("MESH_VECTORS") or OWN_FILE)


@cache
def load(path: Path) -> tuple[Vector, ...]:
    """Return every vector of a file."""
    return tuple(json.loads(path.read_text(encoding="utf-8"))["vectors"])


def of_kind(kind: str) -> pytest.MarkDecorator:
    """Parametrize a test over the vectors of one kind, as the argument `vector`."""
    found = [item for item in load(file_in_use()) if item["kind"] == kind]
    return pytest.mark.parametrize("vector", found, ids=[item["id"] for item in found])

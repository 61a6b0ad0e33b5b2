"""How many Ed25519 checks are made: counted where they happen, not where we think so."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import override
from unittest.mock import patch

from nacl.signing import VerifyKey

from custom_components.mesh_broadcast.protocol import signature


@dataclass(slots=True)
class Checks:
    """The checks made so far."""

    count: int = 0


@contextmanager
def counted_checks() -> Iterator[Checks]:
    """Count each check of a signature while the block runs."""
    checks = Checks()

    class CountingKey(VerifyKey):
        """A key that counts what it is used for."""

        @override
        def verify(
            self,
            smessage: bytes,
            signature: bytes | None = None,
            encoder: object = None,
        ) -> bytes:
            """Check a signature."""
            checks.count += 1
            return super().verify(smessage, signature)

    with patch.object(signature, "VerifyKey", CountingKey):
        yield checks

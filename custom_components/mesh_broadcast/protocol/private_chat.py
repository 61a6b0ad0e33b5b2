"""Private messages: sessions, receipts and the outbox of one node (sections 4.5, 8)."""

MAX_PRIVATE_BYTES = 4_000
"""Longest private text in UTF-8 bytes: about sixteen messages on the wire."""

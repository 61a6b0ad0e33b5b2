"""Private text cut into messages that fit, and put together again (section 4.5)."""

import re

from .private_message import MAX_PRIVATE_BYTES as MAX_PART_BYTES
from .text import clusters

MAX_PARTS = 32
"""Pieces of one text: what the longest text needs when each cut falls badly."""

_PART_ID = re.compile(r"(.{1,200})/([1-9][0-9]?)/([1-9][0-9]?)", re.DOTALL)

_MAX_NAME_BYTES = 200
"""Short enough for the ID of every piece to stay within 255 bytes."""

_EARLIEST_BREAK = 170
"""A piece ends at white space only where that leaves it two thirds full."""


def cut_text(text: str, limit: int = MAX_PART_BYTES) -> list[str]:
    """Cut a text into pieces of at most `limit` UTF-8 bytes that join to the same.

    White space stays at the end of a piece, where a phone does not show it.
    """
    text = text.encode(errors="replace").decode()
    pieces: list[str] = []
    piece: list[str] = []
    size = 0
    for cluster in clusters(text):
        # A cluster that no piece could hold is cut between its characters.
        for part in cluster if len(cluster.encode()) > limit else (cluster,):
            width = len(part.encode())
            if size + width > limit:
                piece, rest = _break(piece)
                pieces.append("".join(piece))
                piece, size = rest, len("".join(rest).encode())
            piece.append(part)
            size += width
    if piece:
        pieces.append("".join(piece))
    return pieces


def _break(piece: list[str]) -> tuple[list[str], list[str]]:
    """Divide a full piece after its last white space, if that is far enough on."""
    for position in range(len(piece), 0, -1):
        if piece[position - 1].isspace():
            if len("".join(piece[:position]).encode()) >= _EARLIEST_BREAK:
                return piece[:position], piece[position:]
            break
    return piece, []


def part_ids(message_id: str, count: int) -> list[str]:
    """Return the IDs of a text's pieces; one that is whole keeps the text's own."""
    if count == 1:
        return [message_id]
    return [f"{message_id}/{number}/{count}" for number in range(1, count + 1)]


def parse_part_id(part_id: str) -> tuple[str, int, int] | None:
    """Return the text's ID, the piece's number from 1 and their count, if it is one."""
    found = _PART_ID.fullmatch(part_id)
    if found is None:
        return None
    number, count = int(found[2]), int(found[3])
    if not 2 <= count <= MAX_PARTS or number > count:
        return None
    if len(found[1].encode(errors="replace")) > _MAX_NAME_BYTES:
        return None
    return found[1], number, count

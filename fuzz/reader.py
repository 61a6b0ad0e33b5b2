"""Choices out of bytes: how an input becomes a sequence of events."""


class Reader:
    """Reads choices from the front of an input; zeros once it has run out."""

    __slots__ = ("_data", "_position")

    def __init__(self, data: bytes) -> None:
        """Begin at the front."""
        self._data = data
        self._position = 0

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return self._position < len(self._data)

    def byte(self) -> int:
        """Return the next byte."""
        if self._position >= len(self._data):
            return 0
        value = self._data[self._position]
        self._position += 1
        return value

    def below(self, bound: int) -> int:
        """Return a number from 0 up to, but not including, a bound of at most 256."""
        return self.byte() % bound

    def number(self, size: int) -> int:
        """Return a number of so many bytes."""
        return int.from_bytes(self.take(size))

    def take(self, size: int) -> bytes:
        """Return up to so many bytes."""
        start = self._position
        self._position = min(len(self._data), start + size)
        return self._data[start : self._position]

    def piece(self) -> bytes:
        """Return bytes whose count stands before them."""
        return self.take(self.byte())

    def rest(self) -> bytes:
        """Return all that is left."""
        return self.take(len(self._data))

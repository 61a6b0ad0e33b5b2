"""Token buckets: what one link, one sender and we ourselves may do."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second in the long run."""

    burst: float
    per_second: float


# A BLE link carries at most about 720 values of 244 bytes a second (2M PHY, long data
# packets); real stacks reach a fraction of it. These stop what no honest neighbour does.
LINK_FRAMES = Rate(burst=1200, per_second=400)

# Bytes as they come. The burst is one packet of the largest size (section 10).
LINK_BYTES = Rate(burst=1_200_000, per_second=150_000)

# The same as they are inflated: 512 bytes on air can become half a megabyte. Apart from
# the others, so that what needs no inflating passes when this is used up: it may be an
# honest neighbour who passes bombs on.
LINK_INFLATED = LINK_BYTES

# What we pass on, as our neighbours will inflate it: a quarter of what they take from
# us if nobody can check it, half of it otherwise.
NODE_UNVERIFIED_INFLATED = Rate(burst=300_000, per_second=37_500)
NODE_VERIFIED_INFLATED = Rate(burst=600_000, per_second=75_000)

# Traffic that nothing proves (unknown types, fragments, unknown senders) and that we
# would relay for anyone: two fragment trains at 25 ms spacing are 80 a second.
LINK_UNVERIFIED_RELAYS = Rate(burst=300, per_second=100)

# The same from all links together: two links' worth, so that one link cannot take all of
# it. A flooder with eight links would otherwise have each of its neighbours pass on a
# hundred packets a second, and so everybody else eight hundred.
NODE_UNVERIFIED_RELAYS = Rate(burst=600, per_second=200)

# New identities cost an attacker one key pair each; an honest neighbour brings the
# people of its part of the mesh once.
LINK_NEW_PEERS = Rate(burst=200, per_second=2)

# Twice our own sending rate, and room for two of the longest bursts that we allow
# ourselves: what one of our nodes accepts, every other admits.
SENDER_PACKETS = Rate(burst=600, per_second=40)

# Our own broadcasts, in parts: fast enough to feel immediate, slow enough that one
# automation gone wild leaves the mesh to the others.
OWN_PARTS = Rate(burst=50, per_second=20)

# Announces flood the whole mesh; links that flap must not turn them into a storm.
OWN_ANNOUNCES = Rate(burst=10, per_second=0.25)


@dataclass(slots=True)
class TokenBucket:
    """A bucket that refills with time; times are monotonic seconds."""

    rate: Rate
    tokens: float = field(init=False)
    _updated: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Begin full."""
        self.tokens = self.rate.burst

    def _refill(self, now: float) -> None:
        """Add what has flowed in since the last look."""
        if self._updated is not None and now > self._updated:
            grown = self.tokens + (now - self._updated) * self.rate.per_second
            self.tokens = min(self.rate.burst, grown)
        self._updated = now

    def take(self, now: float, amount: float = 1.0) -> bool:
        """Take `amount` if it is there."""
        self._refill(now)
        if self.tokens < amount:
            return False
        self.tokens -= amount
        return True

    def charge(self, now: float, amount: float) -> None:
        """Take `amount` for what has happened already, into debt if need be."""
        self._refill(now)
        self.tokens -= amount

    def wait(self, now: float, amount: float = 1.0) -> float:
        """Return the seconds until `amount` will be there (0: now)."""
        self._refill(now)
        # A hair more than the exact time, so that rounding cannot make the caller
        # come back a moment too early for ever.
        missing = amount - self.tokens
        return missing / self.rate.per_second + 1e-6 if missing > 0 else 0.0

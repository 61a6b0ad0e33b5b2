"""What the air does to frames; everything else in the lab is the real thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Churn:
    """Links that break at random, and come back."""

    mean_up_s: float
    down_s: float


@dataclass(frozen=True, slots=True)
class AirModel:
    """The air of one simulation; a link's delay is its wire's own.

    `loss` strikes each send by itself. Where it is known, the sender is told after the
    link's delay, as by a write that fails; what is lost of a shared notification is
    never known. `frame_time` is how long a frame occupies its link and `notify_time`
    how long one occupies the notifications of a server; whatever comes meanwhile waits
    in a queue of `queue_capacity` frames. With `shared_notification` one send serves
    all subscribers of a node, and counts once. `limit` is the largest value in bytes.

    `announce_hops` lets announces get so far and no further: a shortcut for meshes of
    a thousand nodes, where the announces of everybody to everybody would be nearly all
    of the work. `skew_ms` is how far a node's clock is off at most, either way.
    """

    loss: float = 0.0
    loss_known: bool = True
    processing: float = 0.002
    limit: int = 512
    frame_time: float = 0.0025
    notify_time: float = 0.012
    queue_capacity: int = 512
    shared_notification: bool = False
    announce_hops: int | None = None
    slots: int | None = None
    churn: Churn | None = None
    skew_ms: int = 0

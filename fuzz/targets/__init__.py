"""Everything that is fuzzed, by what it reads."""

from ..target import Target
from . import (
    codes,
    engine,
    fragments,
    links,
    noise,
    packet,
    payloads,
    private,
    routes,
    sync,
    text,
)

TARGETS: dict[str, Target] = {
    target.name: target
    for module in (
        packet,
        payloads,
        fragments,
        sync,
        links,
        routes,
        private,
        noise,
        codes,
        text,
        engine,
    )
    for target in module.TARGETS
}

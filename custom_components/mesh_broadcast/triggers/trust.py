"""How much trust an automation asks for."""

from ..protocol import PeerTrust

_STEPS = tuple(PeerTrust)


def has_trust(trust: str, at_least: PeerTrust) -> bool:
    """Whether somebody is trusted that much; each step holds all before it."""
    return _STEPS.index(PeerTrust(trust)) >= _STEPS.index(at_least)

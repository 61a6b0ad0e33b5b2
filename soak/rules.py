"""What each series may do, and why."""

from .judge import Rule

_MEMORY = (
    Rule(
        "*resident memory (MB)",
        "what the allocator keeps for the next time comes in steps",
        share=0.05,
        least=3.0,
    ),
    Rule("*blocks of memory (1000)", "what Python has in use", share=0.03, least=5.0),
    Rule("*objects (1000)", "what the collector knows", share=0.03, least=3.0),
    Rule("*threads", "of a pool that grows to what was ever needed at once", least=4),
)

RADIO = _MEMORY
VIRTUAL_NODES = _MEMORY
VIRTUAL_HOME = _MEMORY

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

_WINDOWS = (
    Rule(
        "*: _Window.*",
        "two halves that take turns: it saws, by up to twice what it needs",
        share=0.5,
        least=50,
    ),
)
_TABLES = (
    Rule(
        "*: [_A-Z]*",
        "a table of the node's: by what is under way, and who is there just now",
        share=0.25,
        least=12,
    ),
)

NODES = (*_MEMORY, *_WINDOWS, *_TABLES)
HOME = (*_MEMORY, *_WINDOWS, *_TABLES)
RADIO = (*_MEMORY, *_WINDOWS, *_TABLES)

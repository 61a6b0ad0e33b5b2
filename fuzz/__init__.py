"""Coverage-guided fuzzing of everything that reads what strangers send.

A target is a plain function of bytes that raises where the core misbehaves, so that
every finding can be run again by an ordinary test, without the fuzzer.
"""

from lab import reach_the_core

reach_the_core()

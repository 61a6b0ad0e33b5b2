"""Benchmarks of the hot path: ratios and counts, never bare clock time.

They run in an environment of their own, made by script/bench, which holds the peers
that we are measured against.
"""

"""Tests, in the tiers that script/test runs."""

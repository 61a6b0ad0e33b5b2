"""Tests of the protocol core: plain Python, no Home Assistant, no Bluetooth."""

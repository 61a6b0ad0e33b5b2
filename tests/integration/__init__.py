"""The integration in a real Home Assistant core, with virtual radios."""

"""What Home Assistant says in its log about how an integration is written.

Deprecations and misuse are not Python warnings there but log lines, most of them once
in a process. Whoever is to blame, a test that brings one up fails.
"""

import logging
import re
from typing import override

from custom_components.mesh_broadcast.const import DOMAIN

_COMPLAINT = re.compile(
    r"\bDetected (?:that|code|blocking)\b|\bdeprecated\b", re.IGNORECASE
)


class Complaints(logging.Handler):
    """Collects what is about us, from the import of the tests on."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line if it is a complaint about this integration."""
        line = record.getMessage()
        about_us = DOMAIN in line or record.name.startswith(
            f"custom_components.{DOMAIN}"
        )
        if about_us and _COMPLAINT.search(line):
            self.heard.append(line)

    def take(self) -> list[str]:
        """Return what was heard, and forget it."""
        heard, self.heard = self.heard, []
        return heard

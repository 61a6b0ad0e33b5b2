"""Runs a program of the benchmarks' own, in a process and an environment of its own."""

import os
from pathlib import Path
import subprocess

ROOT = Path(__file__).parents[2]


def run_program(
    *command: str | Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run it in the project's folder; return what it printed, or raise if it fails."""
    # What S603 warns of is input from outside: every command stands in our own code.
    return subprocess.run(  # noqa: S603
        command,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )

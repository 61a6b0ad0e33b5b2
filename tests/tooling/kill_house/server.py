"""Start Home Assistant again and again on one folder, and kill it each time.

usage: server.py CONFIG_DIR KILLS SEED

Prints a JSON object a line: one for each run, with all that the run said of itself.
Each run is a whole Home Assistant, begun as its own command begins it; only that the
process is forked from one in which its modules are imported already, because importing
them takes longer than all the rest of a start.
"""

from contextlib import suppress
import importlib
import json
import os
from pathlib import Path
from random import Random
import select
import signal
import sys
import time
import traceback
from typing import Any

START = 120.0
"""Seconds that a start may take on a machine that is busy with others."""

LONG_LIFE = 45.0
EVERY_LONG_LIFE = 25
"""Seconds longer than the longest delay before a write, that of pins; one run in so
many lives as long."""

Run = dict[str, Any]


def fork(
    config_dir: Path, part: str, number: int, absent: list[str]
) -> tuple[int, int]:
    """Begin a run; return its process and the end of its pipe."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    os.close(ours)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Its own group, for whatever it starts goes with it.
    os.setpgid(0, 0)
    os.set_inheritable(theirs, True)
    os.environ |= {
        "KILL_DRIVER_PIPE": str(theirs),
        "KILL_DRIVER_PART": part,
        "KILL_DRIVER_RUN": str(number),
        "KILL_DRIVER_ABSENT": ",".join(absent),
    }
    code = 1
    try:
        output = os.open(
            config_dir / "output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        )
        os.dup2(output, 1)
        os.dup2(output, 2)
        from homeassistant import __main__ as home_assistant

        sys.argv = ["hass", "--config", str(config_dir), "--skip-pip"]
        code = home_assistant.main()
    finally:
        if error := sys.exception():
            traceback.print_exception(error)
        sys.stdout.flush()
        os._exit(code)


class Pipe:
    """What a run says."""

    def __init__(self, end: int) -> None:
        """Take our end."""
        self._end = end
        self._rest = b""
        self.closed = False

    def read(self, until: float) -> list[dict[str, Any]]:
        """Return what is said next, nothing at a moment or after the end."""
        wait = max(0.0, until - time.monotonic())
        if self.closed or not select.select([self._end], [], [], wait)[0]:
            return []
        data = os.read(self._end, 1 << 16)
        if not data:
            self.closed = True
            os.close(self._end)
            return []
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [json.loads(line) for line in lines]


def run(
    config_dir: Path,
    part: str,
    number: int,
    absent: list[str],
    rng: Random | None = None,
) -> Run:
    """Let one Home Assistant live for a while; without `rng` until it ends by itself."""
    for name in ("home-assistant.log", "home-assistant.log.1"):
        (config_dir / name).unlink(missing_ok=True)
    before = half_written(config_dir)
    began = time.monotonic()
    child, end = fork(config_dir, part, number, absent)
    try:
        return watch(config_dir, number, began, before, child, Pipe(end), rng)
    finally:
        # Whatever happens to us, and whatever it started.
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)


def watch(
    config_dir: Path,
    number: int,
    began: float,
    before: set[Path],
    child: int,
    pipe: Pipe,
    rng: Random | None,
) -> Run:
    """Let a run live for a while, end it, and return what there is to say of it."""
    said: list[dict[str, Any]] = []
    kill_at = began + START
    mid_start = rng is not None and rng.random() < 0.1
    if rng is not None and mid_start:
        kill_at = began + rng.uniform(0.0, 4.0)
    while time.monotonic() < kill_at and not pipe.closed:
        for line in pipe.read(kill_at):
            said.append(line)
            if line["what"] == "loaded" and rng is not None and not mid_start:
                kill_at = time.monotonic() + life(rng, number)
    # One that ends by itself is gone, and not yet waited for: then this does nothing.
    os.kill(child, signal.SIGKILL)
    gone_at = time.monotonic() + START
    while time.monotonic() < gone_at and not pipe.closed:
        said += pipe.read(gone_at)
    _, status = os.waitpid(child, 0)
    return {
        "run": number,
        "seconds": round(time.monotonic() - began, 2),
        "killed": rng is not None and os.WIFSIGNALED(status),
        "status": status,
        "half_written": len(half_written(config_dir) - before),
        "said": said,
        "set_aside": [
            file.name
            for pattern in ("*.set_aside.*", "*.corrupt.*")
            for file in (config_dir / ".storage").glob(pattern)
        ],
        "output": (config_dir / "output.txt").read_text(),
        "log": read(config_dir / "home-assistant.log"),
    }


def half_written(config_dir: Path) -> set[Path]:
    """Return the temporary files of writes that never ended."""
    return set((config_dir / ".storage").glob("tmp*"))


def life(rng: Random, number: int) -> float:
    """Return how long a run goes on after its start."""
    if number % EVERY_LONG_LIFE == 0:
        return rng.uniform(0.8, 1.0) * LONG_LIFE
    return rng.uniform(0.0, 2.0) if rng.random() < 0.6 else rng.uniform(2.0, 10.0)


def read(file: Path) -> str:
    """Return a file's text, nothing where there is none yet."""
    return file.read_text() if file.exists() else ""


def main() -> None:
    """Kill as often as told, then start once more to look at what is left."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    config_dir, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sys.path.insert(0, str(config_dir))
    rng = Random(seed)
    first = run(config_dir, "first", 0, [])
    absent: list[str] = []
    for line in first["said"]:
        absent = line.get("absent", absent)
        for module in line.pop("modules", ()):
            with suppress(Exception):
                importlib.import_module(module)
    print(json.dumps(first), flush=True)
    for number in range(1, kills + 1):
        print(json.dumps(run(config_dir, "middle", number, absent, rng)), flush=True)
    last = run(config_dir, "last", kills + 1, absent)
    print(json.dumps(last), flush=True)


if __name__ == "__main__":
    main()

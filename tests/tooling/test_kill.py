"""Home Assistant killed at any moment while it stores: the next start finds all whole.

A whole Home Assistant with the virtual radio, neighbours who talk in public and in
private, an outbox for people who are away, and a user who verifies and clears. Every
start is also the check of the kill before it. Two hundred times:
`script/test tooling -- -k test_kill --kills 200`.
"""

from collections.abc import Iterator
import json
import os
from pathlib import Path
import subprocess
import sys
from typing import Any

import pytest

from .kill_house.ledger import Ledger
from .project import DOMAIN, ROOT
from .test_script_run import free_port

HOUSE = Path(__file__).parent / "kill_house"

CONFIGURATION = """\
bluetooth:
kill_driver:
logger:
  default: warning
  filters:
    homeassistant.components.camera.img_util:
      - "^Error loading libturbojpeg"
    haffmpeg.core:
      - "^FFmpeg fails "
    haffmpeg.tools:
      - "^Error starting FFmpeg"
"""


def furnish(config_dir: Path) -> None:
    """Make a house in which private messages are kept, and somebody keeps it busy."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "demo.config_dir",
            config_dir,
            "--port",
            str(free_port()),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (config_dir / "configuration.yaml").write_text(CONFIGURATION)
    driver = config_dir / "custom_components/kill_driver"
    driver.symlink_to(HOUSE / "kill_driver", target_is_directory=True)
    file = config_dir / ".storage/core.config_entries"
    entries = json.loads(file.read_text())
    for entry in entries["data"]["entries"]:
        if entry["domain"] == DOMAIN:
            entry["options"]["keep_private"] = True
    file.write_text(json.dumps(entries))


def runs(config_dir: Path, kills: int, seed: int) -> Iterator[dict[str, Any]]:
    """Return what each run said of itself, as soon as it is over."""
    with (
        (config_dir / "server.txt").open("w") as errors,
        subprocess.Popen(
            [sys.executable, HOUSE / "server.py", config_dir, str(kills), str(seed)],
            cwd=config_dir,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as server,
    ):
        assert server.stdout is not None
        try:
            yield from map(json.loads, server.stdout)
        finally:
            server.terminate()


def keep(folder: Path, *runs: dict[str, Any]) -> None:
    """Keep what runs said, to be looked at."""
    for run in runs:
        (folder / f"run{run['run']}.json").write_text(json.dumps(run))


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """Return how often to kill."""
    return int(request.config.getoption("--kills"))


def test_kills_at_random_moments_corrupt_nothing(tmp_path, kills, request) -> None:
    seed = request.config.getoption("--kill-seed")
    furnish(tmp_path)
    ledger = Ledger()
    killed = half_written = 0
    before: dict[str, Any] = {}
    for run in runs(tmp_path, kills, seed):
        if not ledger.take(run):
            keep(tmp_path, before, run)
        before = run
        killed += run["killed"]
        half_written += run["half_written"] > 0
    figures = (
        f"seed {seed}: {killed} kills, {half_written} of them in the middle of a write, "
        f"{ledger.loads} loads, {ledger.looked_for} things looked for"
    )
    print(figures)
    complaints = [figures, f"the runs are in {tmp_path}", *ledger.complaints]
    assert not ledger.complaints, "\n".join(complaints)
    assert killed == kills, figures
    # The first start, the last, and most of those between: some die before they load.
    assert ledger.loads > 2 + kills / 2, figures
    assert ledger.looked_for > kills, "it stored between the kills"

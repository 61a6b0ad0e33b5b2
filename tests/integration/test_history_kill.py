"""Killed at any moment while it stores, the node finds its history whole again.

Real processes with Home Assistant's real store, and real SIGKILLs. Each process is
forked from one that has everything imported, or 200 of them would take minutes.
`MESH_KILLS=1000` kills as often instead.
"""

import os
from pathlib import Path
import subprocess
import sys

import pytest

from custom_components.mesh_broadcast.const import DOMAIN

KILLS = int(os.environ.get("MESH_KILLS", "200"))
SEED = "1"
ROOT = Path(__file__).parents[2]

# Runs in a process of its own, because a fork of the harness would carry its threads.
WRITER = '''
import asyncio, os, random, signal, sys, time, traceback
from homeassistant.core import HomeAssistant
import homeassistant.helpers.issue_registry
from custom_components.mesh_broadcast.history import PUBLIC, HistoryMessage
from custom_components.mesh_broadcast.history_store import HistoryStore

kills, folder, rng = int(sys.argv[1]), sys.argv[2], random.Random(int(sys.argv[3]))
NOW = 1_790_000_000_000
MOST_BEFORE_KILL = 4


async def node(say):
    """Load, tell what was there, and store without end."""
    hass = HomeAssistant(folder)
    store = HistoryStore(hass, keep_private=True)
    await store.async_load()
    there = store.history.newest(PUBLIC)
    say(f"loaded {int(there[-1].message_id) if there else 0}")
    number = int(there[-1].message_id) if there else 0
    while True:
        number += 1
        text = f"{number} " * 20
        store.async_add(
            PUBLIC, HistoryMessage(str(number), "a" * 64, "a", text, number, NOW)
        )
        await store.async_flush()
        say(f"stored {number}")


def run(pipe):
    def say(line):
        os.write(pipe, f"{line}\\n".encode())
    try:
        asyncio.run(node(say))
    except BaseException:
        traceback.print_exc()
    os._exit(1)


last = corrupt = killed = 0
# Seconds that storing one takes here and now
pace = 0.01
for _ in range(kills + 1):
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        run(theirs)
    os.close(theirs)
    lines = os.fdopen(ours)
    word, found = lines.readline().split()
    # One more than was confirmed may be there: the kill came before the word of it.
    if word != "loaded" or not last <= int(found) <= last + 1:
        corrupt += 1
        print(f"expected {last}, {word} {found}", file=sys.stderr)
    last = max(last, int(found))
    # In the midst of one of the first, however quick or busy this machine is
    for _ in range(rng.randrange(MOST_BEFORE_KILL)):
        began = time.monotonic()
        last = max(last, int(lines.readline().split()[1]))
        pace = time.monotonic() - began
    time.sleep(rng.uniform(0, pace))
    os.kill(child, signal.SIGKILL)
    for line in lines:
        last = max(last, int(line.split()[1]))
    lines.close()
    _, status = os.waitpid(child, 0)
    killed += os.WIFSIGNALED(status)
print(f"{killed - 1} kills, {corrupt} corrupt loads, {last} messages")
'''


@pytest.mark.timeout(max(300, KILLS))
def test_two_hundred_kills_and_no_corrupt_load(tmp_path: Path) -> None:
    storage = tmp_path / ".storage"
    storage.mkdir()
    result = subprocess.run(
        [sys.executable, "-c", WRITER, str(KILLS), str(tmp_path), SEED],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=max(280, KILLS),
        check=False,
    )
    print(result.stdout, result.stderr)
    assert result.returncode == 0, result.stderr
    kills, corrupt, messages = result.stdout.split(", ")
    assert (kills, corrupt) == (f"{KILLS} kills", "0 corrupt loads")
    # One and a half for each kill, and what a quick machine stores more
    assert int(messages.split()[0]) > KILLS, "it stored between the kills"
    # Nothing was set aside; what was half written is only a temporary file.
    names = {path.name for path in storage.iterdir()}
    assert {name for name in names if not name.startswith("tmp")} == {
        f"{DOMAIN}.history"
    }

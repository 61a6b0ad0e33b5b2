"""The door itself: what the scenarios stand on."""

import asyncio
from pathlib import Path
import subprocess

import pytest

from .neighbourhood import Neighbourhood
from .rig.machine import PROJECT
from .rig.ranges import Loudness, Ranges

SERVICE = "f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c"


def radio(
    *arguments: str | Path, seconds: float = 300
) -> subprocess.CompletedProcess[str]:
    """Go through the door."""
    return subprocess.run(
        [PROJECT / "script/radio", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


async def test_a_command_runs_in_every_node_and_its_failure_is_ours(tmp_path) -> None:
    program = (
        'echo "node $NODE of $NODES"; hciconfig -a >/dev/null 2>&1; '
        'bluetoothctl show; echo kept > "$NODE_OUT/mine"; touch .gone; exit $NODE'
    )
    result = await asyncio.to_thread(
        radio, "--nodes", "2", "--out", tmp_path, "--", "bash", "-c", program
    )
    assert result.returncode == 1, result.stderr
    assert "n0| node 0 of 2" in result.stdout
    assert "n1| node 1 of 2" in result.stdout
    assert "Controller 00:AA:01:01:00:01" in result.stdout
    assert (tmp_path / "n1/mine").read_text() == "kept\n"
    assert not (PROJECT / ".gone").exists(), "a node changed the host's files"
    assert (tmp_path / "n0/bluetoothd.log").exists()


async def test_nothing_survives_the_time_out(tmp_path) -> None:
    result = await asyncio.to_thread(
        radio,
        *("--nodes", "1", "--timeout", "2", "--out", tmp_path, "--", "sleep", "60"),
    )
    assert result.returncode == 124
    pgrep = await asyncio.create_subprocess_exec(
        "pgrep", "-f", str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    left, _ = await pgrep.communicate()
    assert not left


def test_ranges_are_read_and_checked() -> None:
    ranges = Ranges.parse("0-1, 2-1:-80, 3-1:-60~4", 4)
    assert ranges.between(1, 0) == Loudness(-50)
    assert ranges.between(1, 2) == Loudness(-80)
    assert ranges.between(1, 3) == Loudness(-60, 4)
    assert ranges.between(0, 2) is None
    assert Ranges.parse("none", 2).between(0, 1) is None
    assert Ranges.parse("all", 2).between(0, 1) == Loudness(-50)
    for wrong in ("0", "0-0", "0-3", "0-1:loud", "0-1:-200", "0-1:-60~-1", ""):
        with pytest.raises(ValueError, match=r"node|RSSI"):
            Ranges.parse(wrong, 3)


async def test_nodes_hear_each_other_only_in_range(
    neighbourhood: Neighbourhood,
) -> None:
    *_, first, second = neighbourhood.nodes
    advertiser = await first.spawn("advertiser", "bluetoothctl")
    await first.ask("feed", name="advertiser", line="menu advertise")
    await first.ask("feed", name="advertiser", line=f"uuids {SERVICE}")
    await first.ask("feed", name="advertiser", line="back")
    await first.ask("feed", name="advertiser", line="advertise on")
    assert first.address not in await second.see(SERVICE, 2)
    neighbourhood.set_links(f"{first.index}-{second.index}:-77")
    await second.finds(f"{first.address} RSSI: -77", SERVICE)
    neighbourhood.set_links("none")
    await advertiser.end(15)
    await advertiser.finished()

"""One neighbourhood for all scenarios: booting and starting are the long part."""

import asyncio
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
import json
from pathlib import Path
import shutil
import subprocess
import tempfile
from typing import Any

import pytest
import pytest_asyncio

from .figures import table
from .last_words import last_words
from .neighbourhood import House, Neighbourhood
from .rig.machine import PROJECT

NICKNAMES = ("ada", "bob", "cyd")
RUNS = PROJECT / ".radio"
OUT = pytest.StashKey[Path]()
MEASURED = pytest.StashKey[Mapping[str, Any]]()
# A node for everything that is not a Home Assistant
EXTRA = len(NICKNAMES)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let all scenarios share one event loop, on which the radios live."""
    for item in items:
        ours = item.path.is_relative_to(Path(__file__).parent)
        if ours and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a failure's message say what the nodes did last, which is gone later."""
    if call.excinfo is not None and Neighbourhood.standing:
        call.excinfo.value.add_note(last_words(Neighbourhood.standing[-1].nodes))
    return (yield)


@pytest.fixture(scope="session")
def kernel() -> Path:
    """Return the nodes' kernel."""
    command = [str(PROJECT / "script/radio"), "--print-kernel"]
    return Path(subprocess.check_output(command, text=True).strip())


@pytest.fixture(scope="session")
def radio_out(pytestconfig: pytest.Config) -> Path:
    """Return the folder for the nodes' logs: kept, unlike pytest's own."""
    RUNS.mkdir(exist_ok=True)
    for old in sorted(RUNS.glob("tests-*"), key=lambda run: run.stat().st_mtime)[:-8]:
        shutil.rmtree(old, ignore_errors=True)
    out = pytestconfig.stash[OUT] = Path(tempfile.mkdtemp(prefix="tests-", dir=RUNS))
    return out


@pytest.fixture(scope="session")
def figures(radio_out: Path, pytestconfig: pytest.Config) -> Iterator[dict[str, Any]]:
    """Collect what was measured; it is printed at the end and kept beside the logs."""
    measured: dict[str, Any] = {}
    pytestconfig.stash[MEASURED] = measured
    yield measured
    (radio_out / "figures.json").write_text(json.dumps(measured, indent=2))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print what was measured: what a fixture prints in its end, pytest swallows."""
    if OUT not in config.stash:
        return
    terminalreporter.section("the radio tier")
    if MEASURED in config.stash:
        for line in table(config.stash[MEASURED]):
            terminalreporter.write_line(line)
    terminalreporter.write_line(f"logs of the nodes: {config.stash[OUT]}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def neighbourhood(kernel: Path, radio_out: Path) -> AsyncIterator[Neighbourhood]:
    """Boot the nodes, out of each other's reach."""
    async with Neighbourhood(
        EXTRA + 1, kernel=kernel, out=radio_out, links="none"
    ) as neighbourhood:
        yield neighbourhood


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def houses(neighbourhood: Neighbourhood) -> list[House]:
    """Start a Home Assistant in each node but the extra one."""
    return list(
        await asyncio.gather(
            *(
                House.build(node, nickname)
                for node, nickname in zip(neighbourhood.nodes, NICKNAMES, strict=False)
            )
        )
    )

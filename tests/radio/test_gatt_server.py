"""Our GATT server on real BlueZ, with centrals that are bleak and bluetoothctl."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
import time
from typing import Any

import pytest_asyncio

from .neighbourhood import ANSWER_TIMEOUT, Neighbourhood, Node, Program

SERVICE = "f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c"
BURST = 300
LARGEST = 509
# A scan after the radios were deaf, a connection and the discovery of its services,
# perhaps five times.
CONNECT_TIMEOUT = 180.0


class Server:
    """The program that runs our server."""

    def __init__(self, program: Program) -> None:
        self.node = program.node
        self.program = program
        self.begin = 0

    async def order(self, **order: Any) -> int:
        """Have it do something; return where what it says then begins."""
        position = len(self.program.lines)
        await self.program.send(order)
        return position

    async def state(
        self, state: str, after: int = 0, seconds: float = ANSWER_TIMEOUT
    ) -> float:
        """Wait for a state; return when it came, by the node's clock."""
        line = await self.program.line(
            f"state {state}",
            lambda said: said.get("state") == state,
            seconds,
            after,
        )
        return float(line.data["at"])

    async def has_again(self, counted: tuple[int, int]) -> None:
        """Wait until the process has just so many files and tasks."""
        deadline = time.monotonic() + ANSWER_TIMEOUT
        while (now := await self.count()) != counted:
            assert time.monotonic() < deadline, (now, counted)
            await asyncio.sleep(0.2)

    async def count(self) -> tuple[int, int]:
        """Return how many files and tasks the process has."""
        position = await self.order(do="count")
        line = await self.program.line(
            "counts", lambda said: "files" in said, after=position
        )
        return line.data["files"], line.data["tasks"]

    def said(self, key: str) -> list[dict[str, Any]]:
        """Return what it said of something since its start."""
        lines = self.program.lines[self.begin :]
        return [line.data for line in lines if key in line.data]

    async def bluez(self) -> dict[str, str]:
        """Return what bluetoothctl shows of the adapter."""
        shown = await self.node.run("bluetoothctl", "show")
        pairs = (line.split(":", 1) for line in shown.splitlines() if ":" in line)
        return {key.strip(): value.strip() for key, value in pairs}


async def connect(node: Node) -> Program:
    """Start a central on a node and have it connect and subscribe."""
    central = await node.spawn(
        "central", "python", "-m", "tests.radio.nodes.gatt_central"
    )
    await central.send({"do": "connect"})
    await central.line("connected", lambda said: "connected" in said, CONNECT_TIMEOUT)
    return central


async def disconnect(central: Program) -> None:
    """Have a central leave, and end its program."""
    await central.send({"do": "disconnect"})
    await central.line("disconnected", lambda said: "disconnected" in said)
    await central.end(15)
    await central.finished()


async def write(
    central: Program, data: bytes, *, response: bool = True
) -> dict[str, Any]:
    """Have a central write; return what became of it."""
    position = len(central.lines)
    await central.send({"do": "write", "data": data.hex(), "response": response})
    line = await central.line(
        "an answer to a write",
        lambda said: "written" in said or "refused" in said,
        after=position,
    )
    return dict(line.data)


async def report(central: Program) -> dict[str, Any]:
    """Return what notifications a central has had."""
    position = len(central.lines)
    await central.send({"do": "report"})
    line = await central.line(
        "a report", lambda said: "numbers" in said, after=position
    )
    return dict(line.data)


async def received_all(central: Program, count: int) -> dict[str, Any]:
    """Wait until a central has had so many notifications; return the report."""
    async with asyncio.timeout(CONNECT_TIMEOUT):
        while len((received := await report(central))["numbers"]) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    return received


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def nodes(kernel: Path, radio_out: Path) -> AsyncIterator[list[Node]]:
    """Boot one node for the server and two for centrals."""
    async with Neighbourhood(
        3, kernel=kernel, out=radio_out / "gatt", links="all"
    ) as neighbourhood:
        yield neighbourhood.nodes


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def program(nodes: list[Node]) -> AsyncIterator[Server]:
    """Run the server's program; its imports are the long part."""
    program = await nodes[0].spawn(
        "server", "python", "-m", "tests.radio.nodes.gatt_server"
    )
    yield Server(program)
    await program.end(15)
    await program.finished()


@pytest_asyncio.fixture(loop_scope="session")
async def server(program: Server) -> AsyncIterator[Server]:
    """Have the server advertise."""
    program.begin = await program.order(do="start")
    await program.state("advertising", program.begin, seconds=CONNECT_TIMEOUT)
    yield program
    if program.said("state")[-1]["state"] != "stopped":
        position = await program.order(do="stop")
        await program.state("stopped", position)


async def test_bluetoothctl_finds_the_service_and_no_name(
    server: Server, nodes: list[Node]
) -> None:
    await nodes[1].finds(nodes[0].address, SERVICE)
    shown = await nodes[1].run("bluetoothctl", "info", nodes[0].address)

    assert SERVICE in shown
    assert "Name:" not in shown
    assert "TxPower" not in shown


async def test_two_centrals_at_once_are_told_apart(
    server: Server, nodes: list[Node], figures: dict[str, Any]
) -> None:
    first = await connect(nodes[1])
    # The second can only come because the server still advertises while linked.
    second = await connect(nodes[2])
    for central, data in ((first, b"first"), (second, b"second")):
        assert "written" in await write(central, data)
        assert "written" in await write(central, data, response=False)
        assert "written" in await write(central, bytes(LARGEST))
    await server.program.until("all six writes", lambda: len(server.said("wrote")) == 6)
    writes = {
        (said["address"], said["wrote"], said["size"], said["limit"])
        for said in server.said("wrote")
    }
    assert writes == {
        (nodes[1].address, b"first".hex(), 5, LARGEST),
        (nodes[1].address, bytes(8).hex(), LARGEST, LARGEST),
        (nodes[2].address, b"second".hex(), 6, LARGEST),
        (nodes[2].address, bytes(8).hex(), LARGEST, LARGEST),
    }
    assert [said["subscribed"] for said in server.said("subscribed")] == [True]
    assert (await server.bluez())["ActiveInstances"].startswith("0x01")

    await disconnect(second)
    await server.program.until("one gone", lambda: server.said("gone"))
    assert [said["gone"] for said in server.said("gone")] == [nodes[2].address]
    await disconnect(first)
    await server.program.until("both gone", lambda: len(server.said("gone")) == 2)
    await server.program.until(
        "nobody listens", lambda: not server.said("subscribed")[-1]["subscribed"]
    )


async def test_a_burst_of_notifications_arrives_whole_in_order_and_everywhere(
    server: Server, nodes: list[Node], figures: dict[str, Any]
) -> None:
    centrals = [await connect(nodes[1]), await connect(nodes[2])]
    started = time.monotonic()
    position = await server.order(do="notify", count=BURST, size=LARGEST, first=0)
    line = await server.program.line(
        "all notified", lambda said: "notified" in said, CONNECT_TIMEOUT, position
    )
    assert line.data["errors"] == []
    for central in centrals:
        received = await received_all(central, BURST)
        assert received["numbers"] == list(range(BURST))
        assert received["sizes"] == [LARGEST]
    figures["burst of 300 x 509 B to two centrals, seconds until all have it"] = round(
        time.monotonic() - started, 2
    )
    figures["burst of 300 x 509 B, seconds until bluetoothd has it"] = round(
        line.data["seconds"], 2
    )
    # The bus is alive: one more comes through.
    await server.order(do="notify", count=1, size=20, first=BURST)
    received = await received_all(centrals[0], BURST + 1)
    assert received["numbers"][-1] == BURST
    for central in centrals:
        await disconnect(central)


async def test_a_restart_of_bluetoothd_under_traffic_is_survived(
    server: Server, nodes: list[Node], figures: dict[str, Any]
) -> None:
    central = await connect(nodes[1])
    assert "written" in await write(central, b"before")
    before = await server.bluez()
    position = await server.order(do="notify", count=2000, size=100, first=0)
    await nodes[0].restart_bluetoothd()
    # On a busy machine the daemon may be back before anybody has noticed that it went.
    fell = await server.program.line(
        "a fall",
        lambda said: said.get("state") in ("starting", "failed"),
        after=position,
    )
    returned = await server.state("advertising", position)
    line = await server.program.line(
        "an end of the traffic",
        lambda said: "notified" in said,
        CONNECT_TIMEOUT,
        position,
    )
    assert line.data["errors"]
    assert all(
        "ConnectionError" in e or "ConnectionReset" in e for e in line.data["errors"]
    )
    states = [said["fault"] or said["state"] for said in server.said("state")]
    # A new daemon that takes longer than SETTLE_S to find its adapter is said to.
    passing = {"starting", "no_bluetoothd", "no_adapter", "adapter_off"}
    assert set(states[2:-1]) <= passing
    assert states[-1] == "advertising"
    figures["bluetoothd killed, back 1 s later: seconds without advertising"] = round(
        returned - float(fell.data["at"]), 2
    )
    await central.line("disconnected", lambda said: "disconnected" in said)
    await central.end(15)
    await central.finished()

    central = await connect(nodes[1])
    assert "written" in await write(central, b"after")
    await server.program.until(
        "the write",
        lambda: any(said["wrote"] == b"after".hex() for said in server.said("wrote")),
    )
    after = await server.bluez()
    assert after["ActiveInstances"].startswith("0x01")
    assert after["Alias"] == before["Alias"]
    await disconnect(central)


async def test_an_adapter_switched_off_and_on_advertises_again(
    server: Server, nodes: list[Node], figures: dict[str, Any]
) -> None:
    position = len(server.program.lines)
    await nodes[0].run("bluetoothctl", "power", "off")
    await server.state("failed", position)
    assert server.said("state")[-1]["fault"] == "adapter_off"
    await nodes[0].run("bluetoothctl", "power", "on")
    await server.state("advertising", position)

    assert (await server.bluez())["ActiveInstances"].startswith("0x01")
    await nodes[2].finds(nodes[0].address, SERVICE)


async def test_ten_cycles_leave_the_adapter_and_the_process_as_they_were(
    server: Server, nodes: list[Node]
) -> None:
    position = await server.order(do="stop")
    await server.state("stopped", position)
    before = await server.bluez()
    counted = await server.count()
    for _ in range(10):
        position = await server.order(do="start")
        await server.state("advertising", position)
        during = await server.bluez()
        await server.order(do="stop")
        await server.state("stopped", position)
        assert during["ActiveInstances"].startswith("0x01")
        assert during["Alias"] == before["Alias"]

    after = await server.bluez()
    assert after["ActiveInstances"].startswith("0x00")
    assert after == before
    await server.has_again(counted)


async def test_a_server_that_is_stopped_while_it_starts_leaves_nothing_behind(
    server: Server,
) -> None:
    position = await server.order(do="stop")
    await server.state("stopped", position)
    before = await server.bluez()
    counted = await server.count()
    # A start takes 0.1 s or more, so some of the stops come while BlueZ registers.
    for milliseconds in range(0, 200, 4):
        position = await server.order(do="start, then stop", after=milliseconds / 1000)
        await server.state("stopped", position)

    assert await server.bluez() == before
    assert SERVICE not in await server.node.run("bluetoothctl", "show")
    await server.has_again(counted)

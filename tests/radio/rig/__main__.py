"""The door to the virtual machines; see `script/radio --help`."""

import argparse
import asyncio
from pathlib import Path
import signal
import sys
import tempfile
import time

from .cluster import Cluster, control_pipe
from .ranges import Ranges

TIMED_OUT = 124

DESCRIPTION = """\
Run COMMAND in every node of a small radio neighbourhood. A node is a virtual machine
with its own kernel, bluetoothd and adapter hci0, that sees this machine's files; what
it writes is gone at the end, except in its output folder. No network but 127.0.0.1.

Links say who hears whom: `all`, `none`, or pairs with an optional RSSI: 0-1,1-2:-80;
-80~4 is one that wavers by 4 dB, as real ones do.
"""
EPILOG = """\
COMMAND runs in the project's folder with its environment and with these variables:
  NODE, NODES    its number (from 0) and how many there are
  NODE_OUT       its output folder, DIR/n0, DIR/n1, ... on this machine
  NODE_CONTROL   a serial line to the rig: `echo links 0-1 > $NODE_CONTROL`
The ranges can be changed from outside too: `echo links none > DIR/control`.

Logs: DIR/nX/console.log (what COMMAND prints), bluetoothd.log, dbus.log, relay.log.
The exit status is 0 when COMMAND ended with 0 in every node; 124 after the time-out.

examples:
  script/radio -- bluetoothctl show
  script/radio --nodes 3 --links 0-1,1-2 --move 20:0-2 -- python my_node.py
"""


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="script/radio",
        usage="%(prog)s [options] -- COMMAND [ARGUMENT ...]",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--nodes", type=int, default=2, metavar="N", help="how many (default: 2)")
    add("--links", default="all", help="who hears whom at the start (default: all)")
    add(
        "--move",
        action="append",
        default=[],
        metavar="T:LINKS",
        help="change the links T seconds after the start; may be repeated",
    )
    add("--out", type=Path, metavar="DIR", help="output folder (default: a new one)")
    add(
        "--timeout",
        type=float,
        default=600,
        metavar="S",
        help="end all nodes after S seconds (default: 600)",
    )
    add(
        "--env",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="one more variable for COMMAND; may be repeated",
    )
    add("--kernel", type=Path, required=True, help=argparse.SUPPRESS)
    add("command", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.command[:1] == ["--"]:
        del options.command[0]
    if not options.command:
        parser.error("there is no COMMAND")
    if not 1 <= options.nodes <= 16:
        parser.error("--nodes must be 1 to 16")
    try:
        options.environment = dict(item.split("=", 1) for item in options.env)
    except ValueError:
        parser.error("--env needs NAME=VALUE")
    try:
        Ranges.parse(options.links, options.nodes)
        moves = (move.split(":", 1) for move in options.move)
        options.moves = [(float(after), links) for after, links in moves]
        for _, links in options.moves:
            Ranges.parse(links, options.nodes)
    except ValueError as error:
        parser.error(str(error))
    return options


async def run(options: argparse.Namespace) -> int:
    """Run the neighbourhood; return the exit status."""
    out = (options.out or Path(tempfile.mkdtemp(prefix="radio-"))).resolve()
    out.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    loop = asyncio.get_running_loop()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - started:6.2f}] {text}", file=sys.stderr)

    cluster = Cluster(
        options.nodes,
        options.command,
        kernel=options.kernel,
        out=out,
        links=options.links,
        environment=options.environment,
        on_output=lambda index, line: print(f"n{index}| {line}", flush=True),
    )
    say(f"{options.nodes} nodes, output in {out}")
    interrupted: asyncio.Future[int] = loop.create_future()

    def interrupt(number: int) -> None:
        if not interrupted.done():
            interrupted.set_result(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, interrupt, number)

    def move(links: str) -> None:
        say(f"links {links}")
        cluster.set_links(links)

    async with cluster, control_pipe(cluster, say):
        for after, links in options.moves:
            loop.call_later(after, move, links)
        ended = asyncio.ensure_future(cluster.wait())
        await asyncio.wait(
            (ended, interrupted),
            timeout=options.timeout,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if ended.done():
            statuses = ended.result()
            say("ended: " + ", ".join(f"n{i} {s}" for i, s in enumerate(statuses)))
            return next((status & 0xFF for status in statuses if status), 0)
        ended.cancel()
        if interrupted.done():
            say("interrupted")
            return interrupted.result()
        say(f"not ended after {options.timeout:g} s")
        return TIMED_OUT


if __name__ == "__main__":
    sys.exit(asyncio.run(run(parse_arguments())))

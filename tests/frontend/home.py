"""A real Home Assistant by script/run, whose neighbours the browser can steer."""

from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import re
import signal
import socket
import subprocess
import time
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]
STEERING = Path(__file__).parent / "steering" / "mesh_steering"

# A start takes about ten seconds; these are for a machine that is busy with others.
START = 240.0
STOP = 60.0

_PRINTED = {
    "url": r"^  Home Assistant  (http\S+)",
    "user": r"^  user +(\S+)",
    "password": r"^  password +(\S+)",
    "token": r"^  access token +(\S+)",
}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Home:
    """A Home Assistant in the demo's neighbourhood."""

    config: Path
    port: int = field(default_factory=free_port)
    url: str = ""
    user: str = ""
    password: str = ""
    token: str = ""
    _process: subprocess.Popen[str] | None = None

    def prepare(self) -> None:
        """Lay out what the tier has besides what everybody gets."""
        components = self.config / "custom_components"
        components.mkdir(parents=True, exist_ok=True)
        (components / STEERING.name).symlink_to(STEERING, target_is_directory=True)
        packages = self.config / "packages"
        packages.mkdir()
        (packages / "steering.yaml").write_text(f"{STEERING.name}:\n")

    def start(self) -> None:
        """Start it, and wait until it has."""
        environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
        log = (self.config / "output.txt").open("a")
        self._process = subprocess.Popen(
            [
                ROOT / "script/run",
                f"--port={self.port}",
                f"--config={self.config}",
                "--nickname=lighthouse",
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        log.close()
        self.wait()

    def wait(self) -> None:
        """Wait until Home Assistant has started, or started again."""
        deadline = time.monotonic() + START
        while not self._is_running():
            ended = self._process is None or self._process.poll() is not None
            if ended or time.monotonic() > deadline:
                raise AssertionError(self.output())
            time.sleep(0.25)

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)

    def output(self) -> str:
        """Return everything that it printed."""
        return (self.config / "output.txt").read_text()

    def get(self, path: str) -> Any:
        """Ask the REST API."""
        headers = {"Authorization": f"Bearer {self.token}"}
        with urlopen(
            Request(f"{self.url}{path}", headers=headers), timeout=5
        ) as answer:
            return json.load(answer)

    def post(self, path: str, data: dict[str, Any]) -> Any:
        """Tell the REST API."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
        }
        request = Request(f"{self.url}{path}", json.dumps(data).encode(), headers)
        with urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def _is_running(self) -> bool:
        """Whether it has printed its instructions and started."""
        output = self.output()
        for name, pattern in _PRINTED.items():
            if (found := re.findall(pattern, output, re.MULTILINE)) == []:
                return False
            setattr(self, name, found[-1])
        try:
            return bool(self.get("/api/config")["state"] == "RUNNING")
        except URLError, OSError, ValueError:
            return False

"""Run a Home Assistant that is ready to use: prepare its folder, say how, start it.

The program behind `script/run`.
"""

import argparse
import logging
import os
from pathlib import Path
import re
import socket
import sys

from homeassistant import __main__ as home_assistant
from homeassistant.const import RESTART_EXIT_CODE

from custom_components.mesh_broadcast.const import DOMAIN

from .config_dir import DEFAULT_PORT, HOST, Credentials, PrepareError, prepare

# Home Assistant says this of every custom integration, before it has read which log
# lines the configuration wants.
_CUSTOM_INTEGRATION = re.compile(
    r"^We found a custom integration (mesh_broadcast|bluetooth_adapters) "
)


def main() -> int:
    """Prepare, print, run until stopped."""
    parser = argparse.ArgumentParser(prog="script/run", description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--adapter")
    parser.add_argument("--nickname")
    options = parser.parse_args()
    try:
        _require_free(options.port)
        credentials = prepare(
            options.config,
            port=options.port,
            demo=options.adapter is None,
            adapter=options.adapter,
            nickname=options.nickname,
        )
    except (PrepareError, OSError) as err:
        print(f"error: {err}", file=sys.stderr)
        return 1
    print(_instructions(credentials, options.config, options.adapter), flush=True)
    logging.getLogger("homeassistant.loader").addFilter(
        lambda record: not _CUSTOM_INTEGRATION.match(record.getMessage())
    )
    arguments = sys.argv[1:]
    sys.argv = ["hass", "--config", str(options.config)]
    exit_code = home_assistant.main()
    if exit_code == RESTART_EXIT_CODE:
        # Restarting is its supervisor's work, which is us: begin again in our place.
        python = sys.executable
        os.execv(python, [python, "-m", "demo", *arguments])  # noqa: S606 no input in it
    return exit_code


def _require_free(port: int) -> None:
    """Refuse a port on which something listens already."""
    with socket.socket() as probe:
        # As Home Assistant's own socket: one that a former run left is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as err:
            raise PrepareError(
                f"cannot listen on {HOST}:{port} ({err}); choose another with --port"
            ) from None


def _instructions(
    credentials: Credentials, config_dir: Path, adapter: str | None
) -> str:
    """Tell a newcomer where to look and what to try."""
    radio = f"adapter {adapter}" if adapter else "virtual radio, simulated neighbours"
    action = f"{credentials.url}/api/services/{DOMAIN}/send_broadcast?return_response"
    return f"""
  Home Assistant  {credentials.url}  (up in a few seconds; Ctrl-C stops it)
  user            {credentials.username}
  password        {credentials.password}
  access token    {credentials.token}
  configuration   {config_dir}
  Bluetooth       {radio}

  Send a broadcast:

    curl -X POST '{action}' \\
      -H 'Authorization: Bearer {credentials.token}' \\
      -H 'Content-Type: application/json' \\
      -d '{{"message": "Hello, who is there?"}}'
"""


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)

"""Run a Home Assistant that is ready to use: prepare its folder, say how, start it.

The program behind `script/run`.
"""

import argparse
from dataclasses import asdict
import logging
import os
from pathlib import Path
import re
import socket
import sys

from homeassistant import __main__ as home_assistant
from homeassistant.const import RESTART_EXIT_CODE

from .layout import PrepareError, lay_out, unused

HOST = "127.0.0.1"
DEFAULT_PORT = 8123

# Home Assistant says this of every custom integration, before it has read which log
# lines the configuration wants.
_CUSTOM_INTEGRATION = re.compile(
    r"^We found a custom integration (mesh_broadcast|bluetooth_adapters) "
)

_INSTRUCTIONS = """
  Home Assistant  {url}  (up in a few seconds; Ctrl-C stops it)
  user            {username}
  password        {password}
  access token    {token}
  configuration   {config_dir}
  Bluetooth       {radio}

  Send a broadcast:

    curl -X POST '{url}/api/services/mesh_broadcast/send_broadcast?return_response' \\
      -H 'Authorization: Bearer {token}' \\
      -H 'Content-Type: application/json' \\
      -d '{{"message": "Hello, who is there?"}}'
"""


def main() -> int:
    """Prepare, print, run until stopped."""
    parser = argparse.ArgumentParser(prog="script/run", description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--adapter")
    parser.add_argument("--nickname")
    options = parser.parse_args()
    config_dir: Path = options.config.absolute()
    demo = options.adapter is None
    try:
        _require_free(options.port)
        with unused(config_dir):
            lay_out(config_dir, demo=demo)
        # Now, before anything imports `custom_components`: it is the folder's, and
        # no longer this checkout's, for us as for Home Assistant.
        sys.path.insert(0, str(config_dir))
        from .config_dir import prepare  # noqa: PLC0415 see above

        credentials = prepare(
            config_dir,
            port=options.port,
            demo=demo,
            adapter=options.adapter,
            nickname=options.nickname,
        )
    except (PrepareError, OSError) as err:
        print(f"error: {err}", file=sys.stderr)
        return 1
    radio = "virtual radio, simulated neighbours" if demo else options.adapter
    print(
        _INSTRUCTIONS.format(**asdict(credentials), config_dir=config_dir, radio=radio),
        flush=True,
    )
    logging.getLogger("homeassistant.loader").addFilter(
        lambda record: not _CUSTOM_INTEGRATION.match(record.getMessage())
    )
    arguments = sys.argv[1:]
    sys.argv = ["hass", "--config", str(config_dir)]
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


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)

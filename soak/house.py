"""The radio tier's Home Assistant in a node, with the soak's probe in it as well."""

import asyncio
from pathlib import Path
import shutil
import sys

from demo.config_dir import Credentials
from tests.radio.nodes import home_assistant

PROBE = Path(__file__).resolve().parent / "soak_probe"

_prepare = home_assistant.prepare_config


def prepare_config(nickname: str) -> Credentials:
    """Prepare a house as the radio tier has it, and put the probe beside."""
    credentials = _prepare(nickname)
    components = home_assistant.CONFIG / "custom_components"
    shutil.copytree(PROBE, components / PROBE.name, dirs_exist_ok=True)
    with (home_assistant.CONFIG / "configuration.yaml").open("a") as file:
        file.write(f"\n{PROBE.name}:\n")
    # Each step of each link for an hour would be most of what the disk has to do.
    (home_assistant.CONFIG / "packages" / "logging.yaml").unlink()
    return credentials


if __name__ == "__main__":
    home_assistant.prepare_config = prepare_config
    sys.exit(asyncio.run(home_assistant.main()))

"""Lay out the files of a Home Assistant configuration folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from homeassistant import runner

ROOT = Path(__file__).resolve().parent.parent
INTEGRATION = ROOT / "custom_components" / "mesh_broadcast"
VIRTUAL_ADAPTERS = ROOT / "demo" / "custom_components" / "bluetooth_adapters"

_CONFIGURATION = """\
# Written anew at each start of script/run. What you add goes into a file of its own
# in packages/; automations and scripts may be made in the browser as well.
homeassistant:
  packages: !include_dir_named packages

# Not `default_config`, much of which talks to the internet. Where to listen is no
# longer configured here: Home Assistant keeps it in its storage.
bluetooth:
frontend:
history:
logbook:
automation: !include automations.yaml
script: !include scripts.yaml

logger:
  default: warning
  logs:
    custom_components.mesh_broadcast: info
  # Home Assistant's cameras want libraries of the system that the mesh does not;
  # just these messages, nothing else is kept quiet.
  filters:
    homeassistant.components.camera.img_util:
      - "^Error loading libturbojpeg"
    haffmpeg.core:
      - "^FFmpeg fails "
    haffmpeg.tools:
      - "^Error starting FFmpeg"
"""

_PACKAGE = '''\
"""What this Home Assistant has besides its own; a package of its own.

Without this file Python would mix it with any other `custom_components` in its path.
"""
'''


class PrepareError(Exception):
    """The folder cannot be prepared; the text tells the user why and what to do."""


@contextmanager
def unused(config_dir: Path) -> Iterator[None]:
    """Keep Home Assistant from starting on a folder, or find that it has."""
    config_dir.mkdir(parents=True, exist_ok=True)
    with runner.ensure_single_execution(str(config_dir)) as lock:
        if lock.exit_code is not None:
            raise PrepareError(f"{config_dir} is in use by a running Home Assistant")
        yield


def lay_out(config_dir: Path, *, demo: bool) -> None:
    """Write what is not in Home Assistant's storage; what users make there is kept.

    With `demo`, the virtual radio is linked in, otherwise taken out.
    """
    (config_dir / "packages").mkdir(parents=True, exist_ok=True)
    (config_dir / "configuration.yaml").write_text(_CONFIGURATION, encoding="utf-8")
    for name, empty in (("automations.yaml", "[]\n"), ("scripts.yaml", "{}\n")):
        if not (file := config_dir / name).exists():
            file.write_text(empty, encoding="utf-8")
    components = config_dir / "custom_components"
    components.mkdir(exist_ok=True)
    (components / "__init__.py").write_text(_PACKAGE, encoding="utf-8")
    _link(components / INTEGRATION.name, INTEGRATION)
    _link(components / VIRTUAL_ADAPTERS.name, VIRTUAL_ADAPTERS if demo else None)


def _link(link: Path, target: Path | None) -> None:
    """Make `link` point to `target`, or go away; a real folder is never touched."""
    if link.is_symlink():
        link.unlink()
    if target is not None:
        try:
            link.symlink_to(target, target_is_directory=True)
        except FileExistsError:
            raise PrepareError(
                f"{link} is not a link of ours; move it out of the way"
            ) from None

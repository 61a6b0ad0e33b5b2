"""Lays an area out as mutmut needs it: the core as a package `protocol`, its tests."""

from collections.abc import Iterable
from pathlib import Path
import shutil

from .areas import Area
from .places import CORE, TESTS
from .plain import plain

_SETTINGS = """\
[tool.mutmut]
source_paths = ["src/protocol"]
only_mutate = [{modules}]
pytest_add_cli_args_test_selection = [{tests}]
pytest_add_cli_args = ["-p", "no:cacheprovider"]
track_dependencies = false
use_git_change_detection = false

[tool.pytest.ini_options]
addopts = ["--strict-markers"]
"""

# One example that fails is enough; the smallest is for people.
_QUICK = """

from hypothesis import Phase

settings.register_profile(
    "mutation",
    parent=settings.get_profile("gate"),
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("mutation")
"""


def lay_out(area: Area, folder: Path, core: Path = CORE, tests: Path = TESTS) -> None:
    """Fill a folder; what did not change since keeps its time and its results."""
    package = folder / "src" / "protocol"
    for path in sorted(core.glob("*.py")):
        source = path.read_text("utf-8")
        if path.stem in area.modules:
            source = plain(source)
        _write(package / path.name, source)
    for part in ("", "protocol", "nemesis"):
        for path in sorted((tests / part).glob("*.py")):
            source = path.read_text("utf-8")
            if (part, path.name) == ("protocol", "conftest.py"):
                source += _QUICK
            _write(folder / "tests" / part / path.name, source)
    for path in sorted((tests / "protocol").glob("*.json")):
        shutil.copy2(path, folder / "tests" / "protocol" / path.name)
    settings = _SETTINGS.format(
        modules=_listed(f"src/protocol/{name}.py" for name in area.modules),
        tests=_listed(f"tests/protocol/{name}.py" for name in area.tests),
    )
    _write(folder / "pyproject.toml", settings)


def _listed(names: Iterable[str]) -> str:
    """Return names as TOML has them."""
    return ", ".join(f'"{name}"' for name in names)


def _write(path: Path, text: str) -> None:
    """Write a file, unless it is like that."""
    if not path.exists() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

"""The project stands alone: nothing in it points at one machine."""

import re

import pytest

from .project import ROOT, tree

BINARY = {".png", ".ico", ".gz", ".woff2"}
TEXTS = [path for path in tree() if path.suffix not in BINARY]

# Absolute paths of somebody's machine. /run, /dev, /usr and the like are the same on
# every Linux; /config is Home Assistant's.
MACHINE_PATHS = re.compile(r"(?<![\w.$}>~/-])/(?:root|home|work|opt|Users|mnt/data)/\w")
# Hosts of registries and mirrors: their clients know them, we do not.
REGISTRIES = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|(?:deb|ftp|security)\.debian\.org"
    r"|registry\.npmjs\.org|proxy\.golang\.org)\b"
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_names_a_machine_or_a_registry(path) -> None:
    if path.samefile(__file__):
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        assert not MACHINE_PATHS.search(line), f"line {number}: {line.strip()[:120]}"
        assert not REGISTRIES.search(line), f"line {number}: {line.strip()[:120]}"


def test_nothing_that_is_built_or_private_is_kept() -> None:
    kept = {str(path.relative_to(ROOT)) for path in tree()}
    unwanted = re.compile(r"(^|/)(__pycache__|\.venv|node_modules|\.storage)/|\.pyc$")
    assert not [name for name in kept if unwanted.search(name)]

"""Who may import whom: nothing imports upward, and the core does no I/O."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
import sys

import pytest

from .project import INTEGRATION, ROOT

PROTOCOL = INTEGRATION / "protocol"
TRANSPORT = INTEGRATION / "transport"

# The standard library, less what has a clock, a random generator or I/O of its own.
IMPURE = {
    "asyncio",
    "concurrent",
    "multiprocessing",
    "os",
    "pathlib",
    "queue",
    "secrets",
    "select",
    "selectors",
    "shutil",
    "signal",
    "socket",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "time",
}
# A generator that is passed in has a type; a datetime may be parsed and formatted.
ONLY_TYPES = {"random": {"Random"}}
CRYPTOGRAPHY = {"cryptography", "nacl"}
BLUETOOTH = {
    "bleak",
    "bleak_retry_connector",
    "bluetooth_adapters",
    "dbus_fast",
    "dbus_next",
    "habluetooth",
}
HOME_ASSISTANT_FOR_TRANSPORT = {
    "homeassistant.components.bluetooth",
    "homeassistant.core",
}
BLESS_SERVER = TRANSPORT / "bless_server.py"
TASK_MAKERS = {
    "async_create_background_task",
    "async_create_task",
    "create_eager_task",
    "create_task",
    "ensure_future",
}


@dataclass(frozen=True)
class Import:
    """One imported name, relative imports resolved against the project's root."""

    where: str
    module: str
    name: str | None = None

    @property
    def top(self) -> str:
        """Return the package that the import belongs to."""
        return self.module.split(".")[0]


def imports(path: Path) -> Iterator[Import]:
    """Yield everything that a file imports, wherever in the file."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield Import(where, alias.name)
            case ast.ImportFrom(module=module, names=names, level=level):
                if level:
                    base = package[: len(package) - level + 1]
                    module = ".".join((*base, *([module] if module else [])))
                for alias in names:
                    yield Import(where, module or "", alias.name)


def files(folder: Path, *, deep: bool = True) -> list[Path]:
    """Return the Python files of a layer."""
    return sorted(folder.rglob("*.py") if deep else folder.glob("*.py"))


def dotted(path: Path) -> str:
    """Return a folder's dotted name."""
    return ".".join(path.relative_to(ROOT).parts)


def inside(module: str, package: Path) -> bool:
    """Tell whether a module belongs to a package."""
    return f"{module}.".startswith(f"{dotted(package)}.")


def public_names(package: Path) -> set[str]:
    """Return what a package's `__all__` names."""
    for node in ast.parse((package / "__init__.py").read_text()).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=value):
                return set(ast.literal_eval(value))
    raise AssertionError(f"{package.name} has no __all__")


@pytest.mark.parametrize("path", files(PROTOCOL), ids=lambda path: path.name)
def test_protocol_needs_only_libraries_without_io(path) -> None:
    for item in imports(path):
        if inside(item.module, PROTOCOL) or item.top in CRYPTOGRAPHY:
            continue
        assert item.top in sys.stdlib_module_names, item
        assert item.top not in IMPURE, item
        if item.top in ONLY_TYPES:
            assert item.name in ONLY_TYPES[item.top], item


@pytest.mark.parametrize("path", files(PROTOCOL), ids=lambda path: path.name)
def test_protocol_can_be_lifted_out(path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom | ast.Import):
            names = [getattr(node, "module", None) or ""]
            names += [alias.name for alias in node.names]
            assert not any(name.startswith("custom_components") for name in names)


@pytest.mark.parametrize("path", files(PROTOCOL), ids=lambda path: path.name)
def test_protocol_asks_no_clock(path) -> None:
    clocks = {"now", "utcnow", "today"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr in clocks:
            owner = ast.unparse(node.value)
            assert "datetime" not in owner, f"{path.name}:{node.lineno}"
            assert owner != "date", f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", files(TRANSPORT), ids=lambda path: path.name)
def test_transport_knows_no_more_of_home_assistant_than_bluetooth(path) -> None:
    for item in imports(path):
        if item.top == "homeassistant":
            module = item.module
            if module == "homeassistant.components":
                module = f"{module}.{item.name}"
            assert module in HOME_ASSISTANT_FOR_TRANSPORT, item
        elif inside(item.module, INTEGRATION):
            allowed = inside(item.module, PROTOCOL) or inside(item.module, TRANSPORT)
            assert allowed, item
        elif item.top == "bless":
            assert path == BLESS_SERVER, item
        else:
            allowed = item.top in BLUETOOTH or item.top in sys.stdlib_module_names
            assert allowed, item


@pytest.mark.parametrize(
    "path",
    [*files(TRANSPORT), *files(INTEGRATION, deep=False)],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_others_use_only_the_public_names_of_the_protocol(path) -> None:
    public = public_names(PROTOCOL)
    for item in imports(path):
        if inside(item.module, PROTOCOL):
            assert item.module == dotted(PROTOCOL), f"{item} reaches inside"
            assert item.name in public, item


@pytest.mark.parametrize(
    "path", files(INTEGRATION, deep=False), ids=lambda path: path.name
)
def test_the_root_leaves_the_radio_to_the_transport(path) -> None:
    for item in imports(path):
        assert item.top not in {"bless", "bleak", "dbus_next", "dbus_fast"}, item


@pytest.mark.parametrize(
    "path",
    files(INTEGRATION),
    ids=lambda path: str(path.relative_to(INTEGRATION)),
)
def test_the_shipped_integration_needs_nothing_of_the_project_beside_it(path) -> None:
    for item in imports(path):
        assert item.top not in {"demo", "tests", "lab", "script"}, item
        if item.top == "custom_components":
            assert inside(item.module, INTEGRATION), item
        assert item.module != "importlib", f"{item} could hide an import"
        assert item.module != "__future__", item


def task_makers(path: Path) -> Iterator[str]:
    """Yield where a file makes a task by itself."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if (
                name in TASK_MAKERS
            ):
                yield f"{path.name}:{node.lineno}"


def test_every_task_is_supervised() -> None:
    """What is made elsewhere would end in silence, and be in no diagnostics."""
    made = {
        where.split(":")[0]
        for path in files(INTEGRATION)
        for where in task_makers(path)
    }
    assert made == {
        # Hands what it makes to Home Assistant, and is handed supervised work only.
        "node_tasks.py",
        # BlueZ's answer to one call, which is awaited beside it.
        "bless_server.py",
    }


def test_the_checks_find_what_they_look_for(tmp_path) -> None:
    file = INTEGRATION / "transport" / "example.py"
    source = "from ..protocol import A\nfrom . import b\nimport bless.x\n"
    tree = ast.parse(source)
    assert len(tree.body) == 3
    package = file.relative_to(ROOT).parent.parts
    assert package == ("custom_components", "mesh_broadcast", "transport")

"""Where inputs, findings and results are kept."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]

CORPUS = ROOT / "fuzz" / "corpus"
"""A file for each target with inputs that reach all that was ever reached, as hex."""

FINDINGS = ROOT / "fuzz" / "findings"
"""A folder for each target with what once broke it, as hex: tests run them for ever."""

OUTPUT = ROOT / ".fuzz"
"""What runs leave: inputs, logs, inputs that broke something, results."""

RESULTS = OUTPUT / "results.jsonl"

_LINE = 88


def corpus_of(name: str) -> list[bytes]:
    """Return the inputs that are kept of a target."""
    path = CORPUS / f"{name}.hex"
    if not path.exists():
        return []
    return [bytes.fromhex(line) for line in path.read_text("ascii").splitlines()]


def keep_corpus(name: str, inputs: list[bytes]) -> None:
    """Keep these inputs of a target, an input a line."""
    CORPUS.mkdir(exist_ok=True)
    lines = "".join(f"{data.hex()}\n" for data in inputs)
    (CORPUS / f"{name}.hex").write_text(lines, "ascii")


def findings() -> Iterator[tuple[str, Path]]:
    """Yield every finding that is kept, with its target's name."""
    for path in sorted(FINDINGS.glob("*/*.hex")):
        yield path.parent.name, path


def read_finding(path: Path) -> bytes:
    """Return a finding's input; lines that begin with # tell about it."""
    lines = path.read_text("utf-8").splitlines()
    return bytes.fromhex("".join(line for line in lines if not line.startswith("#")))


def keep_finding(name: str, data: bytes, about: str) -> Path:
    """Keep an input that breaks a target."""
    path = FINDINGS / name / f"{sha256(data).hexdigest()[:12]}.hex"
    path.parent.mkdir(parents=True, exist_ok=True)
    digits = data.hex()
    lines = [f"# {line}" for line in about.splitlines()]
    lines += [digits[i : i + _LINE] for i in range(0, len(digits), _LINE)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def fill(folder: Path, inputs: list[bytes]) -> None:
    """Put inputs into a folder, each in a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / sha256(data).hexdigest()[:16]).write_bytes(data)

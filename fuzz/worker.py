"""The process that fuzzes: the core in it reports what it reaches to libFuzzer.

Each target runs in a child of its own, because libFuzzer ends its process, and so that
the core has to be instrumented only once.
"""

import argparse
import json
import os
from pathlib import Path
import shutil
import sys
import time
from typing import NoReturn

import atheris

from .places import OUTPUT, corpus_of, fill

with atheris.instrument_imports(include=["custom_components"]):
    from .targets import TARGETS

# Far above what any input takes, also on a machine that does much else.
_TIMEOUT_S = 120
_MEMORY_MB = 1_024


def main() -> int:
    """Fuzz each target, and print how it went: a JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--executions", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    for name in options.names:
        print(json.dumps(fuzz(name, options)), flush=True)
    return 0


def fuzz(name: str, options: argparse.Namespace) -> dict[str, object]:
    """Fuzz one target in a child; return how it went."""
    base = OUTPUT / "fresh" if options.fresh else OUTPUT
    corpus, begin = base / "corpus" / name, base / "seeds" / name
    log, broken = base / "logs" / f"{name}.log", base / "broken" / name
    for folder in (begin, broken, *([corpus] if options.fresh else [])):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (corpus, broken, log.parent):
        folder.mkdir(parents=True, exist_ok=True)
    fill(begin, [*TARGETS[name].seeds(), *corpus_of(name)])
    # Named one by one: the order of a folder differs from machine to machine.
    begun = base / "seeds" / f"{name}.txt"
    begun.write_text(",".join(str(path) for path in sorted(begin.iterdir())))
    started, began = time.monotonic(), time.time()
    child = os.fork()
    if not child:
        _in_child(name, options, log, corpus, begun, broken)
    _, status, usage = os.wait4(child, 0)
    return {
        "target": name,
        "status": os.waitstatus_to_exitcode(status),
        "log": str(log),
        "broken": [str(path) for path in sorted(broken.iterdir())],
        "seconds": round(time.monotonic() - started, 1),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "memory_mb": usage.ru_maxrss // 1_024,
        "inputs": str(corpus),
        "began": began,
        "corpus": sum(1 for _ in corpus.iterdir()),
    }


def _in_child(
    name: str,
    options: argparse.Namespace,
    log: Path,
    corpus: Path,
    begun: Path,
    broken: Path,
) -> NoReturn:
    """Fuzz; libFuzzer ends the process when it is done."""
    with log.open("wb") as file:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
    target = TARGETS[name]
    arguments = [
        name,
        f"-runs={options.executions or -1}",
        f"-max_total_time={options.seconds}",
        f"-seed={options.seed}",
        f"-max_len={target.max_len}",
        f"-timeout={_TIMEOUT_S}",
        f"-rss_limit_mb={_MEMORY_MB}",
        f"-artifact_prefix={broken}/",
        "-reload=0",
        "-print_final_stats=1",
        f"-seed_inputs=@{begun}",
        str(corpus),
    ]
    atheris.Setup(arguments, target.run)
    atheris.Fuzz()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""Runs benchmarks: all of them, or those named on the command line (`python bench/run.py versions sbom`).

Prints one table, writes `bench/results/<name>.json`, and ends with 0 when every claim holds, 1 when one does not,
2 when a benchmark could not be run (a peer that cannot be installed, a name that does not exist).
"""

import importlib.util
import os
import platform
import sys
from pathlib import Path
from typing import Any

import harness
from medward.base.canonical import Json, canonical_bytes
from medward.base.files import write_atomically

HERE = Path(__file__).parent
NOT_BENCHMARKS = {"harness", "run"}


def names() -> list[str]:
    """Every benchmark in this folder, in order; a module whose name starts with `_` serves others."""
    stems = (path.stem for path in HERE.glob("*.py"))
    return sorted(stem for stem in stems if not stem.startswith("_") and stem not in NOT_BENCHMARKS)


def measure(name: str) -> list[harness.Measurement]:
    """Run one benchmark. Loaded by path, because a name such as `trace` is also one of the standard library."""
    spec = importlib.util.spec_from_file_location(f"bench_{name}", HERE / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module: Any = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    measured: list[harness.Measurement] = module.measure()
    return measured


def write(name: str, measured: list[harness.Measurement]) -> None:
    """Keep the numbers with the machine that they were measured on."""
    machine: Json = {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}
    result: Json = {"benchmark": name, "machine": machine, "measurements": [one.as_json() for one in measured]}
    write_atomically(HERE / "results" / f"{name}.json", canonical_bytes(result))


def main(wanted: list[str]) -> int:
    """Run the wanted benchmarks and return the exit code."""
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(f"No benchmark named {', '.join(unknown)}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    measured: list[harness.Measurement] = []
    broken = False
    for name in wanted or names():
        try:
            results = measure(name)
        except harness.PeerError as error:
            print(f"{name}: {error}", file=sys.stderr)
            broken = True
            continue
        write(name, results)
        measured += results
    harness.show(measured)
    if broken:
        return 2
    return 0 if all(one.holds for one in measured) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

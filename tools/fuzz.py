# SPDX-License-Identifier: Apache-2.0
"""Fuzz every reader of foreign data: no crash, no hang, no memory beyond its limit. `make fuzz` runs it.

Each reader runs in a process of its own. An input that it does not stand is saved as `.fuzz/<reader>/<digest>`,
with a text beside it. Returns 1 where there is one, else 0.

    python tools/fuzz.py --minutes 10              every reader, from a new seed, which is printed
    python tools/fuzz.py --inputs 200 --seed 1     so many inputs for each reader, always the same
    python tools/fuzz.py --only kev,vers           some of them
    python tools/fuzz.py --again .fuzz/kev/…       one saved input again, in this process
"""

import argparse
import importlib
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from fuzzing.campaign import run, save
from fuzzing.reader import Limits, Reader, Run

FOUND = Path(__file__).parent.parent / ".fuzz"
MEGABYTE = 1024 * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for."""
    asked = _parser().parse_args(arguments)
    readers = _table(asked.table)
    if asked.again:
        return _again(readers, asked.again)
    wanted = asked.only.split(",") if asked.only else list(readers)
    if unknown := sorted(set(wanted) - set(readers)):
        print(f"No reader is called {', '.join(unknown)}; there are {', '.join(readers)}", file=sys.stderr)
        return 2
    seed = asked.seed if asked.seed is not None else secrets.randbelow(2**32)
    limits = Limits(asked.seconds, asked.megabytes * MEGABYTE, asked.stalled)
    print(f"Seed {seed}")
    share = asked.minutes * 60 / len(wanted)
    found = 0
    for name in wanted:
        done = run(readers[name], seed, limits, inputs=asked.inputs, seconds=share)
        _show(done)
        for finding in done.findings:
            print(f"  {finding.kind}: {finding.where}: {save(asked.found, readers[name], seed, finding)}")
        found += len(done.findings)
    print(f"{len(wanted)} readers, {found} findings")
    return 1 if found else 0


def _parser() -> argparse.ArgumentParser:
    usual = Limits()
    parser = argparse.ArgumentParser(description="Fuzz every reader of foreign data")
    parser.add_argument("--minutes", type=float, default=10.0, help="for all readers together")
    parser.add_argument("--inputs", type=int, help="so many for each reader, in place of minutes")
    parser.add_argument("--seed", type=int, help="a number; the same one makes the same inputs")
    parser.add_argument("--only", default="", help="names of readers, with commas")
    parser.add_argument("--again", type=Path, help="a saved input to be read once more")
    parser.add_argument("--found", type=Path, default=FOUND, help="folder for inputs that are not stood")
    parser.add_argument("--seconds", type=float, default=usual.seconds, help="processor time for one input")
    parser.add_argument("--stalled", type=float, default=usual.stalled, help="seconds without progress")
    parser.add_argument("--megabytes", type=int, default=usual.memory // MEGABYTE, help="memory of a reader")
    parser.add_argument("--table", default="fuzzing.readers", help="module that holds READERS")
    return parser


def _table(module: str) -> dict[str, Reader]:
    return {reader.name: reader for reader in importlib.import_module(module).READERS}


def _again(readers: dict[str, Reader], path: Path) -> int:
    """Read a saved input once more; an error that is not documented goes through."""
    reader = readers[path.parent.name]
    try:
        reader.read(path.read_bytes())
    except reader.allowed as error:
        print(f"refused, as documented: {str(error)[:500]}")
    else:
        print("read without an error")
    return 0


def _show(done: Run) -> None:
    slowest = f"slowest {done.slowest * 1000:.0f} ms"
    print(f"{done.reader:24} {done.inputs:9,} inputs {done.accepted:9,} read {slowest:>20}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

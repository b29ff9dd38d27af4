# SPDX-License-Identifier: Apache-2.0
"""Runs a command of Medward in a process of its own and writes down what it asks of the system.

Python tells an audit hook (PEP 578) of every file that is opened, every socket and every program that is started.
What compiled libraries do by themselves is not told; see docs/security/known-anomalies.md.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

RUNNER = """
import json, os, sys
told = {"reads": [], "writes": [], "reaches": []}
CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
REACHES = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "urllib.",
           "webbrowser.", "pty.")
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
        changes = isinstance(args[2], int) and args[2] & CHANGES
        told["writes" if changes else "reads"].append(os.path.abspath(os.fsdecode(args[0])))
    elif event.startswith(REACHES):
        told["reaches"].append(event)
sys.addaudithook(watch)
note, sys.argv = sys.argv[1], ["medward", *sys.argv[2:]]
from medward.cli import main
try:
    main()
finally:
    text = json.dumps(told)
    with open(note, "w") as stream:
        stream.write(text)
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """What one command did.

    Attributes:
        code: its exit code.
        said: standard output and standard error.
        reads: files that it opened to read.
        writes: files that it opened to write.
        reaches: the network calls and the programs that it started, by the name of the event.
    """

    code: int
    said: bytes
    reads: frozenset[Path]
    writes: frozenset[Path]
    reaches: tuple[str, ...]


def watch(folder: Path, *arguments: str | Path) -> Watched:
    """Run `medward` with these arguments; temporary files go below `folder`."""
    temporary, note = folder / "temporary", folder / "note.json"
    temporary.mkdir(exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    run = subprocess.run(
        [sys.executable, "-c", RUNNER, note, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    told = json.loads(note.read_text("utf-8"))
    return Watched(
        code=run.returncode,
        said=run.stdout + run.stderr,
        reads=frozenset(map(Path, told["reads"])),
        writes=frozenset(map(Path, told["writes"])) - {note},
        reaches=tuple(told["reaches"]),
    )

# SPDX-License-Identifier: Apache-2.0
"""A cold `medward check` of the example infusion pump: wall time and memory of the whole process, as a user waits.

The program is started anew for each turn, with its compiled modules in place as an installation has them.
Claims: at most 1.0 second and at most 150 MB, with the sample advisory database. There is no peer that does this
job, so each is measured against its limit.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import Measurement

ROOT = Path(__file__).resolve().parent.parent
DEVICE = ROOT / "examples" / "infusion-pump"
ADVISORIES = ROOT / "examples" / "advisories"
SECONDS, MEGABYTES, TURNS = 1.0, 150.0, 7
BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
"""`ru_maxrss` counts bytes on macOS and KiB elsewhere."""


def measure() -> list[Measurement]:
    """Build the sample database, then check the example several times, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "sample.duckdb"
        build = ["database", "build", "--from", str(ADVISORIES), "--output", str(database)]
        _medward(build, expected={0})
        check = ["check", str(DEVICE), "--database", str(database), "--as-of", "2026-11-23"]
        turns = [_medward(check, expected={0, 1}) for _ in range(TURNS + 1)][1:]
    seconds = statistics.median(turn[0] for turn in turns)
    megabytes = statistics.median(turn[1] for turn in turns)
    return [
        Measurement("cold check of the infusion pump, wall", seconds, SECONDS, "limit", "s", 1.0, "lower"),
        Measurement("cold check of the infusion pump, memory", megabytes, MEGABYTES, "limit", "MB", 1.0, "lower"),
    ]


def _medward(arguments: list[str], expected: set[int]) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of the program. Raises RuntimeError for an unexpected exit code."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "medward", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode not in expected:
        raise RuntimeError(f"medward {' '.join(arguments)} ended with {process.returncode}")
    return seconds, usage.ru_maxrss * BYTES_PER_UNIT / 1e6

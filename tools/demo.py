# SPDX-License-Identifier: Apache-2.0
"""`make demo`: the main job on the example infusion pump, from advisories to report, with the real commands.

Builds an advisory database from the folder that MEDWARD_DATA names, or from the shipped sample, checks the example
device against it and writes the report as HTML. Everything it writes is in the folder `demo/`.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEVICE = "examples/infusion-pump"
DATABASE = "demo/advisories.duckdb"
REPORT = "demo/infusion-pump.html"
LINKS_MISSING = 1


def medward(*arguments: str) -> int:
    """Show a command, run it, and stop the demo if it could not do its work. Returns its exit code."""
    print(f"\n$ medward {' '.join(arguments)}", flush=True)
    code = subprocess.run([sys.executable, "-m", "medward", *arguments], cwd=ROOT, check=False).returncode
    if code not in {0, LINKS_MISSING}:
        sys.exit(code)
    return code


def main() -> None:
    """Run the demo and say what to do next."""
    advisories = os.environ.get("MEDWARD_DATA") or "examples/advisories"
    medward("database", "build", "--from", advisories, "--output", DATABASE)
    medward("check", DEVICE, "--database", DATABASE)
    medward("check", DEVICE, "--database", DATABASE, "--format", "html", "--output", REPORT)
    print(NEXT)


NEXT = f"""
The example is honest: some links are missing on purpose, and the check found them.

What to do next
  open {REPORT} in a browser            the same, as a report to read and print
  .venv/bin/medward dossier init my-device         start the dossier of your own device
  .venv/bin/medward check my-device                ask what is missing in it
  docs/tutorial.md                                 the first hour, step by step
"""


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""Runs the test modules that Medward's own dossier names, and records the results in it.

    .venv/bin/python tests/examples/recording.py 2026-11-23

Writes a summary with one suite for each module as evidence, and the results, the day and the digest into the
dossier's files. A module that has no test, fails or cannot be imported is recorded as failed.
"""

import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from medward.base import yamltext, yamlwriting
from medward.base.canonical import digest_bytes
from medward.base.files import write_atomically

ROOT = Path(__file__).resolve().parents[2]
DOSSIER = ROOT / "examples/medward"
SUMMARY = "files/evidence/tests.junit.xml"
EVIDENCE = "E-TESTS"
PYTEST = "pytest "


@dataclass(frozen=True, slots=True)
class Run:
    """How the tests of one module ended."""

    tests: int
    failures: int
    skipped: int

    @property
    def result(self) -> str:
        """Passed only where something ran and nothing failed."""
        return "passed" if self.tests > self.skipped and not self.failures else "failed"


def main() -> None:
    """Run, and write; the day is the one argument."""
    day = sys.argv[1]
    tests = _content("tests.yaml")
    modules = sorted({module for one in tests["tests"] if (module := _module(one))})
    runs = run(modules)
    summary = summarise(runs, day)
    write_atomically(DOSSIER / SUMMARY, summary)
    for one in tests["tests"]:
        if module := _module(one):
            one |= {"result": runs[module].result, "date": day, "evidence": [EVIDENCE]}
    evidence = _content("evidence.yaml")
    others = [piece for piece in evidence["evidence"] if piece["id"] != EVIDENCE]
    evidence["evidence"] = [_piece(summary, day), *others]
    _write("tests.yaml", tests)
    _write("evidence.yaml", evidence)


def run(modules: list[str]) -> dict[str, Run]:
    """Run the modules once, together; without public data, so that everybody gets the same."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *modules]
        subprocess.run(command, cwd=ROOT, check=False)
        cases = list(ET.fromstring(report.read_text("utf-8")).iter("testcase"))  # noqa: S314 - pytest's own file
    found: dict[str, list[ET.Element]] = defaultdict(list)
    for case in cases:
        found[_path_of(str(case.get("classname") or case.get("name")), modules)].append(case)
    return {module: _counted(found[module]) for module in modules}


def summarise(runs: dict[str, Run], day: str) -> bytes:
    """The summary: one suite for each module, without times, so that it changes only with results."""
    total = sum(one.tests for one in runs.values())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="Medward" tests="{total}">']
    lines += [
        f'  <testsuite name="{module}" tests="{one.tests}" failures="{one.failures}" errors="0" '
        f'skipped="{one.skipped}" timestamp="{day}T00:00:00"/>'
        for module, one in sorted(runs.items())
    ]
    return ("\n".join([*lines, "</testsuites>"]) + "\n").encode()


def _piece(summary: bytes, day: str) -> dict[str, str]:
    return {
        "id": EVIDENCE,
        "title": "Run of the test modules that this dossier names",
        "evidence_kind": "test_report",
        "file": SUMMARY,
        "digest": digest_bytes(summary),
        "collector": "pytest, through tests/examples/recording.py",
        "collected": day,
    }


def _counted(cases: list[ET.Element]) -> Run:
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    return Run(len(cases), failed, sum(case.find("skipped") is not None for case in cases))


def _path_of(name: str, modules: list[str]) -> str:
    """The module of a test case, which pytest names with dots."""
    dotted = {module.removesuffix(".py").replace("/", "."): module for module in modules}
    return next((path for start, path in dotted.items() if name == start or name.startswith(f"{start}.")), "")


def _module(test: dict[str, Any]) -> str:
    tool = str(test.get("tool", ""))
    return tool.removeprefix(PYTEST) if tool.startswith(PYTEST) else ""


def _content(name: str) -> dict[str, Any]:
    value = yamltext.parse((DOSSIER / name).read_bytes(), name).value
    if not isinstance(value, dict):
        raise TypeError(f"{name} holds no keys")
    return value


def _write(name: str, value: dict[str, Any]) -> None:
    """Write the file again, with the comment at its head."""
    lines = (DOSSIER / name).read_text("utf-8").splitlines(keepends=True)
    head = "".join(line for line in lines[: next(i for i, one in enumerate(lines) if one[0] != "#")])
    write_atomically(DOSSIER / name, (head + yamlwriting.write(value)).encode())


if __name__ == "__main__":
    main()

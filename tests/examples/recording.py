# SPDX-License-Identifier: Apache-2.0
"""Runs the tests and tools that Medward's own dossier names, and records the results in it.

    .venv/bin/python tests/examples/recording.py 2026-11-23 [DATABASE]

Rules:

- Test modules run together and without public data, so that everybody gets the same. A module that has no test,
  fails or cannot be imported is recorded as failed. Tools run one by one and pass with exit code 0.
- Evidence holds no time of day, no duration and no path of the machine, so that it changes only with results.
- The SBOM is matched with DATABASE. It passes where every component was asked about, none is affected, and the
  newest record of each source is at most 90 days old: what old advisories do not know, they cannot deny. With
  older ones it is inconclusive. Without DATABASE the last record stays.
- Copies of the repository's documents are renewed, and every digest with them.
"""

import datetime as dt
import json
import os
import re
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
PYTEST = "pytest "
SCAN = "medward match files/medward.cdx.json"
FRESH = dt.timedelta(days=90)
TESTS, TOOLS, SCANNED = "E-TESTS", "E-TOOLS", "E-SCAN"
COPY = re.compile(r"A copy of (\S+)")
PIECES = {
    TESTS: ("Run of the test modules that this dossier names", "test_report", "files/evidence/tests.junit.xml"),
    TOOLS: ("Run of the tools that this dossier names", "analysis", "files/evidence/tools.json"),
    SCANNED: ("Components matched with advisories", "scan", "files/evidence/known-vulnerabilities.json"),
}
"""Evidence that is made here → its title, kind and file."""


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
    """Run, and write; the day is the first argument, a database the second."""
    day = sys.argv[1]
    tests, evidence = _content("tests.yaml"), _content("evidence.yaml")
    for piece in evidence["evidence"]:
        _renew_copy(piece, day)
    _write("evidence.yaml", evidence)  # before the run, because some of the tests read the dossier
    results = {**_record_modules(tests, evidence, day), **_record_tools(tests, evidence, day)}
    if len(sys.argv) > len(("program", "day")):
        results |= _record_scan(Path(sys.argv[2]).resolve(), evidence, day)
    for one in tests["tests"]:
        if one.get("tool") in results:
            one["result"], made_by = results[one["tool"]]
            one |= {"date": day, "evidence": [made_by]}
    _write("tests.yaml", tests)
    _write("evidence.yaml", evidence)


def run(modules: list[str]) -> dict[str, Run]:
    """Run the modules once, together."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *modules]
        subprocess.run(command, cwd=ROOT, env=_environment(), check=False)
        cases = list(ET.fromstring(report.read_text("utf-8")).iter("testcase"))  # noqa: S314 - pytest's own file
    found: dict[str, list[ET.Element]] = defaultdict(list)
    for case in cases:
        found[_path_of(str(case.get("classname") or case.get("name")), modules)].append(case)
    return {module: _counted(found[module]) for module in modules}


def summarise(runs: dict[str, Run], day: str) -> bytes:
    """The summary: one suite for each module, without times."""
    total = sum(one.tests for one in runs.values())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="Medward" tests="{total}">']
    lines += [
        f'  <testsuite name="{module}" tests="{one.tests}" failures="{one.failures}" errors="0" '
        f'skipped="{one.skipped}" timestamp="{day}T00:00:00"/>'
        for module, one in sorted(runs.items())
    ]
    return ("\n".join([*lines, "</testsuites>"]) + "\n").encode()


def _record_modules(tests: dict[str, Any], evidence: dict[str, Any], day: str) -> dict[str, tuple[str, str]]:
    modules = [tool.removeprefix(PYTEST) for tool in _tools(tests) if tool.startswith(PYTEST)]
    runs = run(modules)
    _keep(TESTS, summarise(runs, day), evidence, day)
    return {PYTEST + module: (one.result, TESTS) for module, one in runs.items()}


def _record_tools(tests: dict[str, Any], evidence: dict[str, Any], day: str) -> dict[str, tuple[str, str]]:
    commands = [tool for tool in _tools(tests) if tool != SCAN and not tool.startswith(PYTEST)]
    records = [_tool_run(command) for command in commands]
    _keep(TOOLS, _json({"day": day, "runs": records}), evidence, day)
    return {one["command"]: (one["result"], TOOLS) for one in records}


def _tool_run(command: str) -> dict[str, str]:
    """One tool of the environment, with its version and the last line that it said."""
    program, *arguments = command.split()
    at = sys.executable if program == "python" else str(Path(sys.executable).parent / program)
    ended = subprocess.run(
        [at, *arguments], cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False
    )
    asked = "import-linter" if program == "lint-imports" else program
    version = sys.version.split()[0] if program == "python" else _version(asked)
    lines = [line for line in (ended.stdout + ended.stderr).splitlines() if line.strip()]
    said = re.sub(r" in [0-9.]+s.*", "", lines[-1].strip("= ")) if lines else ""
    return {
        "command": command,
        "version": f"{asked} {version}",
        "result": "failed" if ended.returncode else "passed",
        "said": said,
    }


def _version(distribution: str) -> str:
    from importlib.metadata import version

    return version(distribution)


def _record_scan(database: Path, evidence: dict[str, Any], day: str) -> dict[str, tuple[str, str]]:
    command = [sys.executable, "-m", "medward", *SCAN.split()[1:], "--database", str(database), "--format", "json"]
    ended = subprocess.run(command, cwd=DOSSIER, capture_output=True, check=False)
    if not ended.stdout:
        raise SystemExit(ended.stderr.decode())
    report = json.loads(ended.stdout)
    _keep(SCANNED, ended.stdout, evidence, day)
    return {SCAN: (judged(report, dt.date.fromisoformat(day)), SCANNED)}


def judged(report: dict[str, Any], day: dt.date) -> str:
    """The result of a match: failed where something is affected, and passed only where the sources could know."""
    counts = report["sboms"][0]["counts"]
    if counts["affected"]:
        return "failed"
    sources = [source["newest"] for source in report["database"]["sources"]]
    fresh = bool(sources) and all(newest and day - dt.date.fromisoformat(newest) <= FRESH for newest in sources)
    asked = not counts["unidentified"] and not counts["not_covered"]
    return "passed" if fresh and asked else "inconclusive"


def _renew_copy(piece: dict[str, Any], day: str) -> None:
    """Bring a copied document to what the repository says now."""
    original = next((found[1] for note in piece.get("notes", ()) if (found := COPY.fullmatch(note))), None)
    if original is not None:
        data = (ROOT / original).read_bytes()
        write_atomically(DOSSIER / piece["file"], data)
        if piece["digest"] != digest_bytes(data):
            piece |= {"digest": digest_bytes(data), "collected": day}


def _keep(name: str, data: bytes, evidence: dict[str, Any], day: str) -> None:
    """Write a file of evidence, and its entry."""
    title, kind, file = PIECES[name]
    write_atomically(DOSSIER / file, data)
    piece = {
        "id": name,
        "title": title,
        "evidence_kind": kind,
        "file": file,
        "digest": digest_bytes(data),
        "collector": "tests/examples/recording.py",
        "collected": day,
    }
    others = [one for one in evidence["evidence"] if one["id"] != name]
    evidence["evidence"] = sorted([piece, *others], key=lambda one: str(one["id"]))


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()


def _environment() -> dict[str, str]:
    """That of the machine, without public data, which not everybody has."""
    return {name: value for name, value in os.environ.items() if name not in {"MEDWARD_DATA", "CI"}}


def _counted(cases: list[ET.Element]) -> Run:
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    return Run(len(cases), failed, sum(case.find("skipped") is not None for case in cases))


def _path_of(name: str, modules: list[str]) -> str:
    """The module of a test case, which pytest names with dots."""
    dotted = {module.removesuffix(".py").replace("/", "."): module for module in modules}
    return next((path for start, path in dotted.items() if name == start or name.startswith(f"{start}.")), "")


def _tools(tests: dict[str, Any]) -> list[str]:
    return sorted({str(one["tool"]) for one in tests["tests"] if one.get("tool")})


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

# SPDX-License-Identifier: Apache-2.0
"""What a report of a tool says, whatever its format: one value, with an outcome that is never green by default.

| outcome | when |
|---|---|
| `passed` | something was run or looked at, and nothing was wrong |
| `failed` | something was wrong that nobody has suppressed |
| `unknown` | nothing was run, everything was skipped, or the report does not tell |
| `error` | the report contradicts itself, was cut off, or says that the run itself broke |
| `not_judged` | the report measures (coverage), and neither passes nor fails |
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Format(StrEnum):
    """A format that is read."""

    SARIF = "sarif"
    """Findings of static and other analysis: SARIF 2.1.0 (OASIS)."""
    JUNIT = "junit"
    """Cases of tests: JUnit XML in its common dialects."""
    COBERTURA = "cobertura"
    """Coverage: Cobertura XML."""
    LCOV = "lcov"
    """Coverage: LCOV's tracefile."""
    COVERAGE_PY = "coverage-py"
    """Coverage: the JSON of coverage.py."""
    LIBFUZZER = "libfuzzer"
    """Fuzzing: the log of libFuzzer."""
    AFL = "afl"
    """Fuzzing: the file `fuzzer_stats` of AFL++."""
    PENTEST = "pentest"
    """Findings of a penetration test: Medward's own CSV, see `penetration`."""


COVERAGE = frozenset({Format.COBERTURA, Format.LCOV, Format.COVERAGE_PY})
"""Formats that measure and do not judge."""


class Outcome(StrEnum):
    """What a report shows; only `passed` is good."""

    PASSED = "passed"
    """Something was run, and nothing was wrong."""
    FAILED = "failed"
    """Something was wrong."""
    UNKNOWN = "unknown"
    """It does not show whether anything is wrong."""
    ERROR = "error"
    """It cannot be believed."""
    NOT_JUDGED = "not_judged"
    """It measures only."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a report says is wrong. Findings of one rule are one, with several places.

    Attributes:
        key: how the tool names it, such as a rule or a test case; the same in the tool's next report.
        title: what is wrong, one line.
        severity: as the tool says it: `error`, `high` …; empty where it says none.
        text: message of the tool, one line.
        cwe: weaknesses that the report names, `CWE-…`, sorted.
        places: where, the first ones: `src/main.c:12`.
        count: how often.
        suppressed: why it does not count, as the report says; empty where it counts.
    """

    key: str
    title: str
    severity: str = ""
    text: str = ""
    cwe: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    count: int = 1
    suppressed: str = ""


@dataclass(frozen=True, slots=True)
class FileCoverage:
    """What was run of one source file.

    Attributes:
        name: path as the report has it.
        lines: lines that could be run.
        lines_covered: lines that were run.
        branches: ways that could be taken; 0 where branches were not measured.
        branches_covered: ways that were taken.
    """

    name: str
    lines: int
    lines_covered: int
    branches: int = 0
    branches_covered: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    Attributes:
        format: its format.
        digest: `sha256:…` over its bytes.
        outcome: what it shows.
        reasons: why, in words; never empty.
        tool: the tool, as far as the report names it.
        version: the tool's version, as far as the report names it.
        started: when the run began, UTC or as the report wrote it without a zone.
        ended: when it ended; where only one time is told, that one.
        counts: what was counted, such as `tests` and `failed`.
        findings: what is wrong and counts.
        suppressed: what is wrong and was suppressed, or is known to be no fault; told, and not counted.
        ran: names of the cases that were run; empty where the format names none.
        coverage: for each source file what was run, by name.
        notes: what a reader should know besides.
    """

    format: Format
    digest: str
    outcome: Outcome
    reasons: tuple[str, ...]
    tool: str = ""
    version: str = ""
    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    ran: frozenset[str] = field(default=frozenset(), repr=False)
    coverage: tuple[FileCoverage, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """Day of the result, as the report tells it."""
        return self.ended.date() if self.ended else None

    @property
    def first_day(self) -> dt.date | None:
        """Day on which the run began, as the report tells it."""
        return self.started.date() if self.started else None

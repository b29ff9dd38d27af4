# SPDX-License-Identifier: Apache-2.0
"""From a report to what a dossier says of it: a piece of evidence, a test and its anomalies, as items of YAML.

- The result is the report's: `passed` and `failed` as they are, `unknown` as `inconclusive`.
- The collector of the evidence is the tool with its version; where the report names neither, that is said.
- A finding becomes one anomaly, open, with an unknown effect on security: that is for a person to judge. Findings
  beyond the first 200 become one anomaly together, which counts them. Suppressed findings become none.
- Ids go on from the highest of the dossier that ends in a number: `TE-062` after `TE-061`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from medward.base.canonical import Json
from medward.dossier.model import Dossier
from medward.dossier.model.proof import EvidenceKind, TestKind, TestMethod, TestResult
from medward.testing.model import COVERAGE, Finding, Format, Outcome, Report

MAX_ANOMALIES = 200
REST = "medward:more"
"""How the anomaly that stands for all further findings is reported."""
RESULTS = {
    Outcome.PASSED: TestResult.PASSED,
    Outcome.FAILED: TestResult.FAILED,
    Outcome.UNKNOWN: TestResult.INCONCLUSIVE,
}
"""The result of a test, for each outcome that can be recorded as one."""
KINDS: dict[Format, tuple[TestKind, TestMethod | None, EvidenceKind]] = {
    Format.SARIF: (TestKind.VULNERABILITY, TestMethod.STATIC_ANALYSIS, EvidenceKind.SCAN),
    Format.JUNIT: (TestKind.REQUIREMENT, TestMethod.FUNCTIONAL, EvidenceKind.TEST_REPORT),
    Format.LIBFUZZER: (TestKind.VULNERABILITY, TestMethod.FUZZING, EvidenceKind.TEST_REPORT),
    Format.AFL: (TestKind.VULNERABILITY, TestMethod.FUZZING, EvidenceKind.TEST_REPORT),
    Format.PENTEST: (TestKind.PENETRATION, None, EvidenceKind.PENETRATION_REPORT),
    **dict.fromkeys(COVERAGE, (TestKind.REQUIREMENT, None, EvidenceKind.METRIC)),
}
"""Format → kind and method of a new test, and kind of its evidence."""
_NUMBERED = re.compile(r"(?P<head>.*?)(?P<number>[0-9]{1,9})")


def new_ids(known: Iterable[str], first: str) -> Iterator[str]:
    """Ids after the highest of `known` that begins as `first` does and ends in a number; `first` where none is."""
    head = first.rstrip("0123456789")
    numbered = [found for one in known if (found := _NUMBERED.fullmatch(one)) and found["head"] == head]
    last = max((int(one["number"]) for one in numbered), default=0)
    width = max((len(one["number"]) for one in numbered), default=len(first) - len(head))
    for number in range(last + 1, 10**10):
        yield f"{head}{number:0{width}}"


def tool_of(report: Report, told: str = "") -> str:
    """The tool with its version: what the report names, else what was `told`, and said as such."""
    named = " ".join(filter(None, (report.tool, report.version)))
    if report.tool and (report.version or report.format is Format.PENTEST):
        return named
    if told:
        return f"{told} (as told by who took the report in; the report names {named or 'no tool'})"
    return f"{named}, version not in the report" if named else "a tool that the report does not name"


def evidence(report: Report, name: str, file: str, day: date, tool: str) -> dict[str, Json]:
    """The piece of evidence with the id `name`."""
    began = report.first_day
    return _said(
        id=name,
        title=f"Report of {tool}: {report.reasons[0]}",
        evidence_kind=KINDS[report.format][2].value,
        file=file,
        digest=report.digest,
        collector=tool,
        collected=day.isoformat(),
        valid_from=began.isoformat() if began and began < day else None,
        notes=[*report.notes[:10]],
    )


def outcome_keys(report: Report, day: date, tool: str) -> dict[str, Json]:
    """What a report says of its test: result, day and tool."""
    return {"result": RESULTS[report.outcome].value, "date": day.isoformat(), "tool": tool}


def anomalies(
    report: Report, test: str, release: str | None, names: Iterator[str], known: frozenset[str]
) -> list[dict[str, Json]]:
    """The findings that no anomaly of the test is `known` for, as open anomalies."""
    return [
        _said(
            id=next(names),
            title=one.title,
            description=described(one),
            release=release,
            found_by=[test],
            reported_as=one.key,
            cwe=[*one.cwe],
            disposition="open",
        )
        for one in reported(report.findings)
        if one.key not in known
    ]


def reported(findings: Sequence[Finding]) -> list[Finding]:
    """Findings by their keys, those beyond the limit as one."""
    unique = list({one.key: one for one in reversed(findings)}.values())[::-1]
    rest = unique[MAX_ANOMALIES:]
    if not rest:
        return unique
    title = f"{len(rest)} further findings that stand in the report"
    return [*unique[:MAX_ANOMALIES], Finding(REST, title, count=sum(one.count for one in rest))]


def described(one: Finding) -> str:
    """Severity, message and places, in one text."""
    where = f"{one.count} times" if one.count > 1 else "Once"
    if one.places:
        where += f", at {', '.join(one.places)}"
        where += " and others" if one.count > len(one.places) else ""
    severity = f"{one.severity}: " if one.severity else ""
    return f"{severity}{one.text or one.title}. {where}, as the tool reports it."


def ids_of(dossier: Dossier) -> set[str]:
    """Ids of the parts to which a report adds."""
    return {one.id for held in (dossier.tests, dossier.anomalies, dossier.evidence) for one in held}


def _said(**keys: Json) -> dict[str, Json]:
    """The keys that say something."""
    return {key: value for key, value in keys.items() if value not in (None, "", [])}

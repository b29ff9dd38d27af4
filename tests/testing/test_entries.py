# SPDX-License-Identifier: Apache-2.0
"""Items of a dossier that a report becomes."""

from datetime import date

from medward.testing import Finding, Format, Outcome, Report
from medward.testing.entries import MAX_ANOMALIES, REST, anomalies, described, evidence, new_ids, reported, tool_of


def report(form: Format = Format.JUNIT, tool: str = "", version: str = "") -> Report:
    return Report(form, "sha256:0", Outcome.PASSED, ("3 cases passed",), tool=tool, version=version)


def test_ids_go_on_from_the_highest_of_their_kind() -> None:
    assert next(new_ids([], "TE-001")) == "TE-001"
    assert next(new_ids(["TE-061", "TE-007", "X-900"], "TE-001")) == "TE-062"
    assert next(new_ids(["E-SYSTEM", "E-REPORT-7"], "E-001")) == "E-001"
    assert next(new_ids(["TE-9"], "TE-001")) == "TE-10"


def test_the_tool_is_the_word_of_the_report() -> None:
    assert tool_of(report(tool="Seeker", version="4.2"), "Other 1") == "Seeker 4.2"
    assert tool_of(report(Format.PENTEST, "Red Team")) == "Red Team"


def test_what_the_report_does_not_name_is_said() -> None:
    assert tool_of(report(tool="pytest")) == "pytest, version not in the report"
    assert tool_of(report()) == "a tool that the report does not name"
    assert tool_of(report(), "Runner 1").startswith("Runner 1 (as told by who took the report in")


def test_evidence_has_collector_day_and_digest() -> None:
    item = evidence(report(), "E-1", "files/a.xml", date(2026, 2, 3), "Runner 1")
    assert (item["collector"], item["collected"], item["digest"]) == ("Runner 1", "2026-02-03", "sha256:0")
    assert "valid_from" not in item


def test_findings_that_are_known_become_no_second_anomaly() -> None:
    found = Report(
        Format.SARIF, "sha256:0", Outcome.FAILED, ("why",),
        findings=(Finding("a", "A", cwe=("CWE-79",)), Finding("b", "B")),
    )  # fmt: skip
    items = anomalies(found, "TE-1", "REL-1", new_ids([], "AN-001"), frozenset("b"))
    assert [(one["id"], one["reported_as"], one["cwe"], one["disposition"]) for one in items] == [
        ("AN-001", "a", ["CWE-79"], "open")
    ]


def test_findings_beyond_the_limit_are_counted_in_one() -> None:
    found = reported([Finding(str(number), "F", count=2) for number in range(MAX_ANOMALIES + 5)])
    assert len(found) == MAX_ANOMALIES + 1
    assert (found[-1].key, found[-1].count) == (REST, 10)


def test_an_anomaly_tells_severity_message_and_places() -> None:
    one = Finding("a", "A", "error", "It breaks", places=("a.c:1", "b.c:2"), count=5)
    assert described(one) == "error: It breaks. 5 times, at a.c:1, b.c:2 and others, as the tool reports it."

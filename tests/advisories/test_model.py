# SPDX-License-Identifier: Apache-2.0
"""The values that others build on: they cannot be changed, and a report knows its findings."""

import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from medward import advisories
from medward.advisories import ComponentMatch, DatabaseInfo, Finding, MatchReport, Severity, SourceInfo, Status

NOON = datetime(2099, 3, 1, 12, tzinfo=UTC)
VALUES = [value for name in advisories.__all__ if is_dataclass(value := getattr(advisories, name))]


def finding(name: str) -> Finding:
    return Finding(name, (), (), (), "c", "", "", (), "", (), (), (), None, None, None, "exact", ())


def component(status: Status, *findings: Finding) -> ComponentMatch:
    return ComponentMatch("c", "c", "1", "pkg:pypi/c@1", status, "", findings)


def test_a_report_has_the_findings_of_its_components_in_their_order() -> None:
    database = DatabaseInfo(1, (), (), "sha256:", 0, 0, 0, 0, 0)
    one, two, three = finding("A"), finding("B"), finding("C")
    report = MatchReport(
        database,
        (component(Status.AFFECTED, two, one), component(Status.NOT_COVERED), component(Status.AFFECTED, three)),
    )
    assert report.findings == (two, one, three)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"fetched": NOON}, ""),
        ({"failed": NOON, "error": "gone"}, "which could not be renewed on 2099-03-01 (gone)"),
        (
            {"fetched": NOON, "failed": NOON, "error": "gone"},
            "which could not be renewed on 2099-03-01 (gone), and was last known to be current on 2099-03-01",
        ),
        ({"complete": False, "error": "half of it"}, "which is incomplete (half of it)"),
        ({"error": "it is another"}, "of which nobody knows whether it is current (it is another)"),
    ],
)
def test_a_source_says_why_it_may_lack_something(changed: dict[str, Any], said: str) -> None:
    source = SourceInfo("OSV", "PyPI", 1, 0, 0, 0, 0, (), None, "", "sha256:", **changed)
    assert (source.title, source.doubt) == ("OSV PyPI", said)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_values_cannot_be_changed_and_describe_every_attribute(value: type) -> None:
    described = value.__doc__ or ""
    assert not hasattr(value, "__dict__") or "__slots__" in vars(value)
    assert all(f"        {field.name}: " in described for field in fields(value))


def test_a_frozen_value_refuses_a_change() -> None:
    severity = Severity("CVSS_V3", "CVSS:3.1/AV:N")
    with pytest.raises(FrozenInstanceError):
        severity.vector = "other"  # type: ignore[misc]  # that is what the test is about


def test_an_engine_is_imported_when_it_is_named_and_not_before() -> None:
    program = (
        "import sys, medward.advisories.model as m; print({'duckdb', 'packageurl', 'msgspec'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
    assert advisories.build.__module__ == "medward.advisories.building"
    with pytest.raises(AttributeError, match="has no attribute 'guess'"):
        _ = advisories.guess


def test_statuses_are_the_words_of_the_house() -> None:
    assert [status.value for status in Status] == ["affected", "not_affected", "unidentified", "not_covered"]

# SPDX-License-Identifier: Apache-2.0
"""JUnit XML in its dialects: what counts as passed, failed and skipped, and that nothing is green by default."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.testing import Format, Outcome, Report, parse

SAMPLES = Path(__file__).parent / "samples"


def said(text: str) -> Report:
    return parse(text.encode(), "report.xml", Format.JUNIT)


def suite(cases: str, **counts: int) -> Report:
    stated = " ".join(f"{key}='{number}'" for key, number in counts.items())
    return said(f"<testsuite name='s' {stated}>{cases}</testsuite>")


def test_nested_suites_are_one_list_of_cases() -> None:
    report = parse((SAMPLES / "nested.junit.xml").read_bytes(), "nested.junit.xml")
    assert report.outcome is Outcome.FAILED
    assert report.counts == {"tests": 6, "passed": 3, "failed": 2, "skipped": 1, "unknown": 0, "suites": 4}
    assert [one.key for one in report.findings] == ["link.Auth::locks after five", "update::refuses a rollback"]
    assert (str(report.first_day), str(report.day)) == ("2026-02-03", "2026-02-04")
    assert report.notes == ("1 of 6 cases were skipped and show nothing",)


@pytest.mark.parametrize(
    ("cases", "outcome"),
    [
        ("<testcase name='a'/>", Outcome.PASSED),
        ("<testcase name='a' status='run' result='completed'/>", Outcome.PASSED),
        ("<testcase name='a'><flakyFailure/></testcase>", Outcome.PASSED),
        ("", Outcome.UNKNOWN),
        ("<testcase name='a'><skipped/></testcase>", Outcome.UNKNOWN),
        ("<testcase name='a' status='notrun' result='suppressed'/>", Outcome.UNKNOWN),
        ("<testcase name='a' status='disabled'/>", Outcome.UNKNOWN),
        ("<testcase name='a'/><testcase name='b' status='perhaps'/>", Outcome.UNKNOWN),
        ("<testcase name='a'><failure/></testcase>", Outcome.FAILED),
        ("<testcase name='a'><skipped/><error/></testcase>", Outcome.FAILED),
        ("<testcase name='a' status='fail'/>", Outcome.FAILED),
        ("<testcase name='a'/><error message='set-up broke'/>", Outcome.FAILED),
    ],
)
def test_only_cases_that_ran_and_did_not_fail_pass(cases: str, outcome: Outcome) -> None:
    assert suite(cases).outcome is outcome


@pytest.mark.parametrize(
    "counts",
    [{"tests": 3}, {"tests": 1}, {"failures": 1}, {"tests": 2, "failures": 0, "errors": 2}],
)
def test_counts_that_are_not_those_of_the_cases_are_an_error(counts: dict[str, int]) -> None:
    assert suite("<testcase name='a'/><testcase name='b'/>", **counts).outcome is Outcome.ERROR


def test_a_failure_that_is_not_counted_is_an_error() -> None:
    report = suite("<testcase name='a'><failure/></testcase>", tests=1, failures=0, errors=0)
    assert report.outcome is Outcome.ERROR
    assert report.reasons == ("the suite 's' states 0 failures and errors, and 1 cases failed",)


def test_a_case_that_failed_twice_may_be_counted_once_or_twice() -> None:
    cases = "<testcase name='a'><failure/><error/></testcase>"
    assert suite(cases, tests=1, failures=1, errors=0).outcome is Outcome.FAILED
    assert suite(cases, tests=1, failures=1, errors=1).outcome is Outcome.FAILED


def test_a_report_that_was_cut_off_is_refused() -> None:
    data = (SAMPLES / "nested.junit.xml").read_bytes()
    with pytest.raises(ProblemsError, match="cut off"):
        parse(data[: len(data) // 2], "half.xml")


def test_suites_that_are_nested_too_deeply_are_refused() -> None:
    with pytest.raises(ProblemsError, match="nested deeper"):
        said("<testsuite>" * 30 + "</testsuite>" * 30)


def test_the_report_of_pytest_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "def test_good(): pass\n"
        "def test_bad(): assert 0\n"
        "@pytest.mark.skip\ndef test_later(): pass\n"
        "@pytest.fixture\ndef broken():\n    yield\n    raise ValueError('tear-down')\n"
        "def test_twice(broken): assert 0\n"
    )
    xml = tmp_path / "report.xml"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        f"--junitxml={xml}",
    ]
    subprocess.run([*command, str(tmp_path)], check=False, capture_output=True, cwd=tmp_path)
    report = parse(xml.read_bytes(), "report.xml")
    assert (report.outcome, report.tool) == (Outcome.FAILED, "pytest")
    assert {one.key for one in report.findings} == {"test_it::test_bad", "test_it::test_twice"}
    assert (report.counts["passed"], report.counts["skipped"]) == (1, 1)
    assert report.day is not None


WORDS = st.sampled_from(["passed", "failed", "skipped"])
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=10)


@given(st.lists(st.lists(st.tuples(NAMES, WORDS), max_size=6), max_size=4), st.booleans())
def test_what_is_written_is_what_is_counted(suites: list[list[tuple[str, str]]], below: bool) -> None:
    root = around = ET.Element("testsuites")
    for cases in suites:
        one = ET.SubElement(around, "testsuite", name="s")
        around = one if below else root
        for name, word in cases:
            case = ET.SubElement(one, "testcase", classname="c", name=name)
            if word != "passed":
                ET.SubElement(case, {"failed": "failure", "skipped": "skipped"}[word])
    words = [word for cases in suites for _, word in cases]
    root.set("tests", str(len(words)))
    root.set("failures", str(words.count("failed")))
    report = parse(ET.tostring(root), "made.xml")
    assert [report.counts[word] for word in ("passed", "failed", "skipped")] == [
        words.count(word) for word in ("passed", "failed", "skipped")
    ]
    good = "passed" in words and "failed" not in words
    assert (report.outcome is Outcome.PASSED) == good

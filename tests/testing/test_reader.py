# SPDX-License-Identifier: Apache-2.0
"""Choosing the reader by content, hostile and broken files, and the golden reading of every sample."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.testing import Format, Outcome, parse, read

SAMPLES = Path(__file__).parent / "samples"
GOLDEN = Path(__file__).parent / "golden"
FORMATS = {
    "analysis.sarif.json": Format.SARIF,
    "clean.libfuzzer.log": Format.LIBFUZZER,
    "cobertura.xml": Format.COBERTURA,
    "coverage.json": Format.COVERAGE_PY,
    "crash.libfuzzer.log": Format.LIBFUZZER,
    "findings.csv": Format.PENTEST,
    "fuzzer_stats": Format.AFL,
    "nested.junit.xml": Format.JUNIT,
    "trace.lcov": Format.LCOV,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_known_by_its_content(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert parse(data, "anything").format is FORMATS[name]
    assert parse(b"\xef\xbb\xbf" + data, "anything").format is FORMATS[name]


@pytest.mark.parametrize("name", FORMATS)
def test_every_sample_reads_as_its_golden_file_says(name: str) -> None:
    report = asdict(read(SAMPLES / name)) | {"ran": sorted(read(SAMPLES / name).ran)}
    said = json.loads(json.dumps(report, default=str))
    assert said == json.loads((GOLDEN / f"{name}.json").read_text())


def test_every_sample_has_a_row() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(FORMATS)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "testing.empty"),
        (b" \n", "testing.empty"),
        (b"\x1f\x8b\x08\x00\x00", "testing.binary"),
        ("<testsuite/>".encode("utf-16"), "testing.encoding"),
        (b"hello", "testing.format"),
        (b"{}", "testing.format"),
        (b"<html/>", "testing.format"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><testsuite>&b;</testsuite>', "testing.doctype"),
        (b"<?xml version='1.0'?><!-- x --><!DOCTYPE a [<!ELEMENT b ANY>]><testsuite/>", "testing.doctype"),
        (b'{"version": "2.1.0", "runs": ' + b"[" * 100_000, "testing.(depth|syntax|shape)"),
        (b'{"version": "2.1.0", "runs": [{"tool": 3}]}', "testing.shape"),
        (b"SF:\xff\nend_of_record", "testing.encoding"),
    ],
)
def test_what_is_broken_or_hostile_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ProblemsError, match=code):
        parse(data, "report")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"testing\.unreadable"):
        read(tmp_path / "none.xml")


def test_nothing_of_the_file_reaches_a_terminal_as_a_control() -> None:
    name = json.dumps({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a\x1b[2Jb"}}, "results": []}]})
    assert parse(name.encode(), "report").tool == "a [2Jb"


@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 3_000))
def test_a_report_that_is_cut_off_never_turns_green(name: str, end: int) -> None:
    data = (SAMPLES / name).read_bytes()
    try:
        outcome = parse(data[:end], name, FORMATS[name]).outcome
    except ProblemsError:
        outcome = Outcome.ERROR
    assert outcome is not Outcome.PASSED or name == "clean.libfuzzer.log"

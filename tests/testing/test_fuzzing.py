# SPDX-License-Identifier: Apache-2.0
"""Fuzzing: a crash fails, no run is unknown, and a log that was cut off is an error."""

from pathlib import Path

import pytest

from medward.base.problems import ProblemsError
from medward.testing import Format, Outcome, parse

SAMPLES = Path(__file__).parent / "samples"
AFL = (SAMPLES / "fuzzer_stats").read_text()
CLEAN = (SAMPLES / "clean.libfuzzer.log").read_text()


def test_a_crash_fails_and_names_its_kind_place_and_weakness() -> None:
    report = parse((SAMPLES / "crash.libfuzzer.log").read_bytes(), "crash.log")
    assert (report.format, report.outcome) == (Format.LIBFUZZER, Outcome.FAILED)
    (crash,) = report.findings
    assert (crash.key, crash.cwe, crash.count) == ("libFuzzer:heap-buffer-overflow", ("CWE-122",), 1)
    assert crash.places == ("./crash-0eb8e4ed029b774d80f2b66408203801cb982a60",)
    assert crash.text == "heap-buffer-overflow src/frame.c:31:9 in frame_read"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("==1== ERROR: libFuzzer: timeout after 25 seconds", "timeout"),
        ("==1== ERROR: libFuzzer: out-of-memory (malloc(2147483648))", "out-of-memory"),
        ("==1== ERROR: libFuzzer: deadly signal", "deadly signal"),
        ("SUMMARY: AddressSanitizer: SEGV src/a.c:3:1 in f", "SEGV"),
        ("a.c:3:5: runtime error: signed integer overflow: 1 + 2", "signed integer overflow"),
        ("Test unit written to ./crash-1", "crash"),
    ],
)
def test_every_kind_of_crash_fails_a_run_that_ended_well(line: str, kind: str) -> None:
    report = parse(f"{CLEAN}{line}\n".encode(), "log")
    assert report.outcome is Outcome.FAILED
    assert [one.key for one in report.findings] == [f"libFuzzer:{kind}"]


def test_a_run_to_its_end_passes() -> None:
    report = parse(CLEAN.encode(), "log")
    assert (report.outcome, report.counts["executed"]) == (Outcome.PASSED, 100_000)
    assert report.reasons == ("100,000 inputs were run without a crash",)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (CLEAN.partition("Done")[0], Outcome.ERROR),
        (CLEAN.replace("Done 100000", "Done 0").replace("units: 100000", "units: 0"), Outcome.UNKNOWN),
        (CLEAN.replace("Done 100000", "Done 99"), Outcome.ERROR),
    ],
)
def test_a_log_without_an_end_or_a_run_is_not_green(text: str, outcome: Outcome) -> None:
    assert parse(text.encode(), "log").outcome is outcome


def test_hangs_of_afl_fail_and_the_version_is_told() -> None:
    report = parse(AFL.encode(), "fuzzer_stats")
    assert (report.outcome, report.tool, report.version) == (Outcome.FAILED, "AFL++", "4.09c")
    assert [(one.key, one.count) for one in report.findings] == [("AFL++:frame_read:hangs", 2)]
    assert (str(report.first_day), str(report.day)) == ("2026-03-02", "2026-03-03")


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("saved_hangs       : 2", "saved_hangs       : 0", Outcome.PASSED),
        ("saved_hangs       : 2", "unique_hangs      : 0", Outcome.PASSED),
        ("saved_crashes     : 0\nsaved_hangs       : 2", "", Outcome.ERROR),
        ("saved_crashes     : 0\nsaved_hangs       : 2", "saved_crashes : ?\nsaved_hangs : 0", Outcome.ERROR),
    ],
)
def test_counts_of_afl(old: str, new: str, outcome: Outcome) -> None:
    assert old in AFL
    assert parse(AFL.replace(old, new).encode(), "fuzzer_stats").outcome is outcome


def test_nothing_run_is_unknown() -> None:
    text = AFL.replace("90112233", "0").replace("saved_hangs       : 2", "saved_hangs : 0")
    assert parse(text.encode(), "fuzzer_stats").outcome is Outcome.UNKNOWN


def test_another_text_is_no_log() -> None:
    for form in (Format.LIBFUZZER, Format.AFL):
        with pytest.raises(ProblemsError, match=r"testing\.format"):
            parse(b"all is well", "log", form)

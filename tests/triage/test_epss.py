# SPDX-License-Identifier: Apache-2.0
"""Reading EPSS: the day, the rows, and files that are refused."""

import datetime as dt
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.triage import epss
from medward.triage.epss import CODES, EpssScores, parse, read

HEAD = "#model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z\ncve,epss,percentile\n"
TEXT = f"{HEAD}CVE-2024-0001,0.00043,0.10254\nCVE-1999-0001,0.94,0.99912\n"


def scores(text: str) -> EpssScores:
    return parse(text.encode(), "epss.csv")


def code_of(data: bytes) -> str:
    with pytest.raises(ProblemsError) as caught:
        parse(data, "epss.csv")
    (problem,) = caught.value.problems
    return problem.code


def test_a_score_is_found_by_its_cve() -> None:
    found = scores(TEXT).of("CVE-1999-0001")
    assert found is not None
    assert (found.probability, found.percentile) == (0.94, 0.99912)


def test_a_percentile_is_shown_with_its_day() -> None:
    assert str(scores(TEXT).of("CVE-2024-0001")) == "EPSS percentile 10.3 on 2026-11-20 (probability 0.00043)"


def test_day_and_model_come_from_the_first_line() -> None:
    found = scores(TEXT)
    assert (found.day, found.model, len(found), found.skipped) == (dt.date(2026, 11, 20), "v2025.03.14", 2, 0)


@pytest.mark.parametrize("cve", ["CVE-2024-0002", "CVE-2024-00001", "GHSA-1234", ""])
def test_what_has_no_row_has_no_score(cve: str) -> None:
    assert scores(TEXT).of(cve) is None


def test_a_gzipped_file_reads_the_same(tmp_path: Path) -> None:
    plain, packed = tmp_path / "epss.csv", tmp_path / "epss.csv.gz"
    plain.write_text(TEXT, encoding="utf-8")
    packed.write_bytes(gzip.compress(TEXT.encode()))
    assert read(plain).of("CVE-2024-0001") == read(packed).of("CVE-2024-0001")


def test_a_score_in_scientific_notation_is_read() -> None:
    found = scores(f"{HEAD}CVE-2024-0001,9e-05,0.1\n").of("CVE-2024-0001")
    assert found is not None
    assert found.probability == 9e-05


def test_of_two_rows_the_higher_counts() -> None:
    found = scores(f"{HEAD}CVE-2024-0001,0.5,0.9\nCVE-2024-0001,0.1,0.2\n").of("CVE-2024-0001")
    assert found is not None
    assert found.percentile == 0.9


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("CVE-2024-0001,0.5", "a row has 2 columns"),
        ("GHSA-1,0.5,0.5", "the first column is no CVE id"),
        ("CVE-2024-0001,high,0.5", "a score is no number from 0 to 1"),
        ("CVE-2024-0001,1.5,0.5", "a score is no number from 0 to 1"),
        ("CVE-2024-0001,nan,0.5", "a score is no number from 0 to 1"),
    ],
)
def test_a_row_that_cannot_be_read_is_counted_and_stops_nothing(row: str, said: str) -> None:
    found = scores(f"{HEAD}{row}\nCVE-2024-0002,0.1,0.2\n")
    assert (found.skipped, found.notes) == (1, (f"line 3: {said}",))
    assert found.of("CVE-2024-0002") is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cve,epss,percentile\n",
        TEXT.replace("2026-11-20", "2026-13-20"),
        TEXT.replace("cve,epss", "id,epss"),
        "\x00",
    ],
)
def test_a_file_without_the_day_of_its_scores_is_refused(text: str) -> None:
    assert code_of(text.encode()) == "epss.header"


def test_a_broken_gzip_file_is_refused() -> None:
    packed = gzip.compress(TEXT.encode())
    assert code_of(packed[:-10]) == "epss.unreadable"
    assert code_of(b"\x1f\x8bnothing") == "epss.unreadable"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"epss\.unreadable"):
        read(tmp_path / "none.csv")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "epss.csv"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(epss, "MAX_FILE", 10)
    with pytest.raises(ProblemsError, match=r"epss\.size"):
        read(path)


def test_a_gzip_file_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epss, "MAX_BYTES", 100_000)
    assert code_of(gzip.compress(HEAD.encode() + b"CVE-2024-0001,0.1,0.1\n" * 100_000)) == "epss.size"


def test_a_line_or_a_number_of_rows_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(HEAD.encode() + b"x" * 600) == "epss.size"
    monkeypatch.setattr(epss, "MAX_ROWS", 1)
    assert code_of(TEXT.encode()) == "epss.size"


@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda data: HEAD.encode() + data))
def test_no_bytes_raise_anything_but_problems(data: bytes) -> None:
    try:
        found = parse(data, "epss.csv")
    except ProblemsError as error:
        assert {problem.code for problem in error.problems} <= CODES.keys()  # noqa: PT017  # either way is right
    else:
        assert len(found) >= 0


@given(st.binary(max_size=60), st.integers(0, 80))
def test_no_damaged_gzip_file_raises_anything_but_problems(junk: bytes, at: int) -> None:
    buffer = io.BytesIO(gzip.compress(TEXT.encode()))
    buffer.seek(at)
    buffer.write(junk)
    try:
        found = parse(buffer.getvalue(), "epss.csv")
    except ProblemsError as error:
        assert {problem.code for problem in error.problems} <= CODES.keys()  # noqa: PT017  # either way is right
    else:
        assert found.day.year >= 1

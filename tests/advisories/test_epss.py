# SPDX-License-Identifier: Apache-2.0
"""Reading EPSS: the day, the rows, and files that are refused."""

import datetime as dt
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories import epss
from medward.advisories.epss import Epss, EpssError, EpssScores, day_of, parse, read

HEAD = "#model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z\ncve,epss,percentile\n"
TEXT = f"{HEAD}CVE-2024-0001,0.00043,0.10254\nCVE-1999-0001,0.94,0.99912\n"


def scores(text: str) -> EpssScores:
    return parse(text.encode(), "epss.csv")


def of(text: str, cve: str) -> Epss | None:
    return next((one for one in scores(text) if one.cve == cve), None)


def refused(data: bytes) -> str:
    with pytest.raises(EpssError) as caught:
        parse(data, "epss.csv")
    return str(caught.value)


def test_scores_are_given_by_cve() -> None:
    found = [(one.cve, one.probability, one.percentile) for one in scores(TEXT)]
    assert found == [("CVE-1999-0001", 0.94, 0.99912), ("CVE-2024-0001", 0.00043, 0.10254)]


def test_a_percentile_is_shown_with_its_day() -> None:
    assert str(of(TEXT, "CVE-2024-0001")) == "EPSS percentile 10.3 on 2026-11-20 (probability 0.00043)"


def test_day_and_model_come_from_the_first_line() -> None:
    found = scores(TEXT)
    assert (found.day, found.model, len(found), found.unreadable) == (dt.date(2026, 11, 20), "v2025.03.14", 2, 0)


@pytest.mark.parametrize("cve", ["CVE-2024-0002", "CVE-2024-00001", "GHSA-1234", ""])
def test_what_has_no_row_has_no_score(cve: str) -> None:
    assert of(TEXT, cve) is None


def test_a_gzipped_file_reads_the_same(tmp_path: Path) -> None:
    plain, packed = tmp_path / "epss.csv", tmp_path / "epss.csv.gz"
    plain.write_text(TEXT, encoding="utf-8")
    packed.write_bytes(gzip.compress(TEXT.encode()))
    assert list(parse(read(plain), "a")) == list(parse(read(packed), "a"))
    assert day_of(plain) == day_of(packed) == dt.date(2026, 11, 20)


def test_the_digest_is_of_the_scores_however_they_are_packed_and_ordered() -> None:
    first, *rows = TEXT.splitlines(keepends=True)[1:]
    turned = TEXT.splitlines(keepends=True)[0] + first + "".join(reversed(rows))
    assert scores(turned).digest == parse(gzip.compress(TEXT.encode()), "a").digest == scores(TEXT).digest
    others = [TEXT.replace("0.94", "0.95"), TEXT.replace("11-20", "11-21"), TEXT.replace("v2025", "v2026"), HEAD]
    assert len({scores(text).digest for text in (TEXT, *others)}) == 5


def test_a_score_in_scientific_notation_is_read() -> None:
    found = of(f"{HEAD}CVE-2024-0001,9e-05,0.1\n", "CVE-2024-0001")
    assert found is not None
    assert found.probability == 9e-05


def test_of_two_rows_the_higher_counts() -> None:
    found = of(f"{HEAD}CVE-2024-0001,0.5,0.9\nCVE-2024-0001,0.1,0.2\n", "CVE-2024-0001")
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
    found = scores(f"{HEAD}{row}\n\nCVE-2024-0002,0.1,0.2\n")
    assert [(one.where, one.reason) for one in found.skipped] == [("epss.csv: line 3", said)]
    assert (found.unreadable, [one.cve for one in found]) == (1, ["CVE-2024-0002"])


def test_many_rows_that_cannot_be_read_are_counted_and_not_all_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epss, "MAX_NOTES", 2)
    found = scores(HEAD + "x\n" * 5)
    assert found.unreadable == 5
    assert [one.where for one in found.skipped] == ["epss.csv: line 3", "epss.csv: line 4", "epss.csv"]
    assert found.skipped[-1].reason == "3 more rows cannot be read"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "does not tell the day"),
        ("cve,epss,percentile\n", "does not tell the day"),
        (TEXT.replace("2026-11-20", "2026-13-20"), "does not tell the day"),
        (TEXT.replace("cve,epss", "id,epss"), "does not name the columns"),
        ("\x00", "does not tell the day"),
    ],
)
def test_a_file_without_the_day_of_its_scores_is_refused(text: str, said: str) -> None:
    assert said in refused(text.encode())


def test_a_broken_gzip_file_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT.encode())
    assert refused(packed[:-10]) == refused(b"\x1f\x8bnothing") == "it is not a whole gzip file"
    (tmp_path / "a.csv.gz").write_bytes(b"\x1f\x8bnothing")
    with pytest.raises(EpssError, match="not a whole gzip file"):
        day_of(tmp_path / "a.csv.gz")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for attempt in (read, day_of):
        with pytest.raises(EpssError, match="it cannot be read: No such file"):
            attempt(tmp_path / "none.csv")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "epss.csv"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(epss, "MAX_FILE", 10)
    assert "more than the 10 bytes" in refused(read(path))


def test_a_gzip_file_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epss, "MAX_BYTES", 100_000)
    packed = gzip.compress(HEAD.encode() + b"CVE-2024-0001,0.1,0.1\n" * 100_000)
    assert "unpacks to more than the 100,000 bytes" in refused(packed)


def test_a_line_or_a_number_of_rows_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "a line has more than" in refused(HEAD.encode() + b"x" * 600)
    monkeypatch.setattr(epss, "MAX_ROWS", 1)
    assert "more than the 1 rows" in refused(TEXT.encode())


@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda data: HEAD.encode() + data))
def test_no_bytes_raise_anything_but_its_own_error(data: bytes) -> None:
    try:
        found = parse(data, "epss.csv")
    except EpssError as error:
        assert str(error)  # noqa: PT017 - either way is right
    else:
        assert len(list(found)) == len(found)


@given(st.binary(max_size=60), st.integers(0, 80))
def test_no_damaged_gzip_file_raises_anything_but_its_own_error(junk: bytes, at: int) -> None:
    buffer = io.BytesIO(gzip.compress(TEXT.encode()))
    buffer.seek(at)
    buffer.write(junk)
    try:
        found = parse(buffer.getvalue(), "epss.csv")
    except EpssError as error:
        assert str(error)  # noqa: PT017 - either way is right
    else:
        assert found.day.year >= 1

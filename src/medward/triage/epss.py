# SPDX-License-Identifier: Apache-2.0
"""EPSS, FIRST's Exploit Prediction Scoring System: how likely a vulnerability is to be exploited within 30 days.

Reads the daily CSV file of FIRST, plain or gzipped:

    #model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z
    cve,epss,percentile
    CVE-2024-0001,0.00043,0.10254

Rules:

- The first line must tell the day of the scores. A percentile is a rank among all vulnerabilities of one day, so
  it is never shown without that day.
- A row that cannot be read is counted with its reason, and stops nothing else. Of two rows for one CVE the higher
  score is kept.
- Limits: bytes before and after decompression, rows, length of a line. A file beyond them is refused as a whole.
- A vulnerability without a row has no score, which is not a low one.

Scores are kept in three arrays sorted by CVE, 24 bytes for each.
"""

import gzip
import io
import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from medward.base.problems import Place, Problem, ProblemsError

MAX_FILE = 64 * 1024 * 1024
MAX_BYTES = 256 * 1024 * 1024
MAX_ROWS = 2_000_000
MAX_LINE = 512
MAX_NOTES = 20

CODES = {
    "epss.unreadable": "The file cannot be read, or is not a gzip file although it begins like one.",
    "epss.size": "The file has too many bytes or rows, or a line that is too long.",
    "epss.header": "The file does not begin with the day of its scores and the names of its columns.",
}
"""Every code that this module reports, with its meaning."""

_GZIP = b"\x1f\x8b"
_CVE = re.compile(r"CVE-(\d{4})-(\d{4,9})", re.ASCII)
_NUMBER = re.compile(r"(?:0|1)(?:\.\d{1,12})?|\d(?:\.\d{1,12})?[eE]-\d{1,2}", re.ASCII)
_MODEL = re.compile(r"model_version:\s*([^,\s]{1,40})")
_DAY = re.compile(r"score_date:\s*(\d{4}-\d{2}-\d{2})")
_COLUMNS = ("cve", "epss", "percentile")
_YEAR: Final = 10**10


@dataclass(frozen=True, slots=True)
class Epss:
    """The score of one vulnerability on one day.

    Attributes:
        cve: its CVE id.
        probability: probability of exploitation within 30 days, 0 to 1.
        percentile: share of all vulnerabilities with the same or a lower score, 0 to 1.
        day: day of the scores.
        model: version of the model; empty where the file tells none.
    """

    cve: str
    probability: float
    percentile: float
    day: date
    model: str

    def __str__(self) -> str:
        return f"EPSS percentile {self.percentile * 100:.1f} on {self.day} (probability {self.probability:.5f})"


@dataclass(frozen=True, slots=True)
class EpssScores:
    """The scores of one day.

    Attributes:
        day: day of the scores.
        model: version of the model; empty where the file tells none.
        skipped: rows that could not be read.
        notes: the reasons of the first of them, as one sentence each without a full stop.
    """

    day: date
    model: str
    skipped: int
    notes: tuple[str, ...]
    _keys: "array[int]" = field(repr=False)
    _probabilities: "array[float]" = field(repr=False)
    _percentiles: "array[float]" = field(repr=False)

    def __len__(self) -> int:
        return len(self._keys)

    def of(self, cve: str) -> Epss | None:
        """The score of a CVE id; None where the file has none."""
        key = _key(cve)
        at = bisect_left(self._keys, key) if key is not None else len(self._keys)
        if at == len(self._keys) or self._keys[at] != key:
            return None
        return Epss(cve, self._probabilities[at], self._percentiles[at], self.day, self.model)


def read(path: Path, name: str | None = None) -> EpssScores:
    """Read a file; `name` is what places call it. Raises ProblemsError."""
    name = name or str(path)
    try:
        if path.stat().st_size > MAX_FILE:
            raise _refused(name, "epss.size", f"the file has more than {MAX_FILE:,} bytes")
        return parse(path.read_bytes(), name)
    except OSError as error:
        raise _refused(name, "epss.unreadable", f"the file cannot be read: {error.strerror}") from error


def parse(data: bytes, name: str) -> EpssScores:
    """Read a file from bytes, plain or gzipped. Raises ProblemsError."""
    packed = data[:2] == _GZIP
    try:
        stream: io.BufferedIOBase = gzip.GzipFile(fileobj=io.BytesIO(data)) if packed else io.BytesIO(data)
        with stream:
            return _scores(_lines(stream, name), name)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _refused(name, "epss.unreadable", "the file is not a whole gzip file") from error


def _lines(stream: io.BufferedIOBase, name: str) -> Iterator[str]:
    """The lines of a file, never more of them or longer ones than the limits allow."""
    total = 0
    while line := stream.readline(MAX_LINE + 1):
        total += len(line)
        if len(line) > MAX_LINE:
            raise _refused(name, "epss.size", f"a line has more than {MAX_LINE} bytes")
        if total > MAX_BYTES:
            raise _refused(name, "epss.size", f"the file has more than {MAX_BYTES:,} bytes")
        yield line.decode("utf-8", "replace").strip()


def _scores(lines: Iterator[str], name: str) -> EpssScores:
    day, model = _header(lines, name)
    found: dict[int, tuple[float, float]] = {}
    notes: list[str] = []
    skipped = 0
    for number, line in enumerate(lines, start=3):
        row = _row(line)
        if isinstance(row, str):
            skipped += bool(line)
            if line and len(notes) < MAX_NOTES:
                notes.append(f"line {number}: {row}")
            continue
        key, score = row
        found[key] = max(score, found.get(key, score))
        if len(found) > MAX_ROWS:
            raise _refused(name, "epss.size", f"the file has more than {MAX_ROWS:,} rows")
    keys = array("Q", sorted(found))
    return EpssScores(
        day,
        model,
        skipped,
        tuple(notes),
        keys,
        array("d", (found[key][0] for key in keys)),
        array("d", (found[key][1] for key in keys)),
    )


def _header(lines: Iterator[str], name: str) -> tuple[date, str]:
    """The day and the model from the first line; the second must name the columns."""
    first = next(lines, "")
    columns = tuple(next(lines, "").lower().split(","))
    told, model = _DAY.search(first), _MODEL.search(first)
    day = _calendar_day(told[1]) if first.startswith("#") and told else None
    if day is None:
        raise _refused(name, "epss.header", "the first line does not tell the day of the scores")
    if columns != _COLUMNS:
        raise _refused(name, "epss.header", f"the second line does not name the columns {', '.join(_COLUMNS)}")
    return day, model[1] if model else ""


def _row(line: str) -> tuple[int, tuple[float, float]] | str:
    """The key and the two numbers of a row, or why it cannot be read."""
    cells = line.split(",")
    if len(cells) != len(_COLUMNS):
        return f"a row has {len(cells)} columns"
    key = _key(cells[0])
    if key is None:
        return "the first column is no CVE id"
    numbers = [float(cell) for cell in cells[1:] if _NUMBER.fullmatch(cell)]
    if len(numbers) != len(_COLUMNS) - 1 or max(numbers) > 1:
        return "a score is no number from 0 to 1"
    return key, (numbers[0], numbers[1])


def _key(cve: str) -> int | None:
    """A CVE id as a number that sorts; None for what is none."""
    match = _CVE.fullmatch(cve)
    return int(match[1]) * _YEAR + int(match[2]) * 10 + len(match[2]) if match else None


def _calendar_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _refused(name: str, code: str, message: str) -> ProblemsError:
    mend = "Fetch the file again from FIRST, as epss_scores-YYYY-MM-DD.csv.gz"
    return ProblemsError([Problem(Place(name), "", code, message, mend)])

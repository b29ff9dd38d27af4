# SPDX-License-Identifier: Apache-2.0
"""EPSS, FIRST's Exploit Prediction Scoring System: how likely a vulnerability is to be exploited within 30 days.

Reads the daily CSV file of FIRST (https://www.first.org/epss/data_stats), plain or gzipped:

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
"""

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from medward.advisories.model import Skipped

MAX_FILE = 64 * 1024 * 1024
MAX_BYTES = 256 * 1024 * 1024
MAX_ROWS = 2_000_000
MAX_LINE = 512
MAX_NOTES = 20

_GZIP = b"\x1f\x8b"
_CVE = re.compile(r"CVE-\d{4}-\d{4,9}", re.ASCII)
_NUMBER = re.compile(r"(?:0|1)(?:\.\d{1,12})?|\d(?:\.\d{1,12})?[eE]-\d{1,2}", re.ASCII)
_MODEL = re.compile(r"model_version:\s*([^,\s]{1,40})")
_DAY = re.compile(r"score_date:\s*(\d{4}-\d{2}-\d{2})")
_COLUMNS = ("cve", "epss", "percentile")


class EpssError(ValueError):
    """This is no file of EPSS scores; the message says why, as one sentence without a full stop."""


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
    """The scores of one day, sorted by CVE id.

    Attributes:
        day: day of the scores.
        model: version of the model; empty where the file tells none.
        unreadable: number of rows that could not be read.
        skipped: the first of them with their reasons, and how many there are beside.
    """

    day: date
    model: str
    unreadable: int
    skipped: tuple[Skipped, ...]
    _scores: Mapping[str, tuple[float, float]] = field(repr=False)

    def __len__(self) -> int:
        return len(self._scores)

    def __iter__(self) -> Iterator[Epss]:
        return (Epss(cve, *score, self.day, self.model) for cve, score in sorted(self._scores.items()))

    @property
    def digest(self) -> str:
        """`sha256:…` over day, model and scores: the same however the file was packed and its rows ordered."""
        found = hashlib.sha256(f"{self.day} {self.model}\n".encode())
        for cve, (probability, percentile) in sorted(self._scores.items()):
            found.update(f"{cve} {probability!r} {percentile!r}\n".encode())
        return f"sha256:{found.hexdigest()}"


def read(path: Path) -> bytes:
    """The bytes of a file, no more than `parse` takes. Raises EpssError."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_FILE + 1)
    except OSError as error:
        raise EpssError(f"it cannot be read: {error.strerror}") from error


def parse(data: bytes, name: str) -> EpssScores:
    """Read a file from bytes, plain or gzipped; `name` is what skipped rows call it. Raises EpssError."""
    if len(data) > MAX_FILE:
        raise EpssError(f"it has more than the {MAX_FILE:,} bytes allowed")
    try:
        with _unpacked(io.BytesIO(data)) as stream:
            return _scores(_lines(stream), name)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise EpssError("it is not a whole gzip file") from error


def day_of(path: Path) -> date:
    """The day of the scores of a file, from its first lines alone. Raises EpssError."""
    try:
        with path.open("rb") as packed, _unpacked(packed) as stream:
            return _header(_lines(stream))[0]
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise EpssError("it is not a whole gzip file") from error
    except OSError as error:
        raise EpssError(f"it cannot be read: {error.strerror}") from error


def _unpacked(stream: io.BufferedIOBase) -> io.BufferedIOBase:
    """The stream, unpacked where it begins as gzip does."""
    packed = stream.read(len(_GZIP)) == _GZIP
    stream.seek(0)
    return gzip.GzipFile(fileobj=stream) if packed else stream


def _lines(stream: io.BufferedIOBase) -> Iterator[str]:
    """The lines of a file, never more of them or longer ones than the limits allow."""
    total = 0
    while line := stream.readline(MAX_LINE + 1):
        total += len(line)
        if len(line) > MAX_LINE:
            raise EpssError(f"a line has more than the {MAX_LINE} bytes allowed")
        if total > MAX_BYTES:
            raise EpssError(f"it unpacks to more than the {MAX_BYTES:,} bytes allowed")
        yield line.decode("utf-8", "replace").strip()


def _scores(lines: Iterator[str], name: str) -> EpssScores:
    day, model = _header(lines)
    found: dict[str, tuple[float, float]] = {}
    skipped: list[Skipped] = []
    unreadable = 0
    for number, line in enumerate(lines, start=3):
        row = _row(line) if line else None
        if isinstance(row, str):
            unreadable += 1
            if unreadable <= MAX_NOTES:
                skipped.append(Skipped(f"{name}: line {number}", row))
        elif row:
            found[row[0]] = max(row[1], found.get(*row))
            if len(found) > MAX_ROWS:
                raise EpssError(f"it has more than the {MAX_ROWS:,} rows allowed")
    if unreadable > MAX_NOTES:
        skipped.append(Skipped(name, f"{unreadable - MAX_NOTES:,} more rows cannot be read"))
    return EpssScores(day, model, unreadable, tuple(skipped), found)


def _header(lines: Iterator[str]) -> tuple[date, str]:
    """The day and the model from the first line; the second must name the columns."""
    first = next(lines, "")
    columns = tuple(next(lines, "").lower().split(","))
    told, model = _DAY.search(first), _MODEL.search(first)
    day = _calendar_day(told[1]) if first.startswith("#") and told else None
    if day is None:
        raise EpssError("its first line does not tell the day of the scores")
    if columns != _COLUMNS:
        raise EpssError(f"its second line does not name the columns {', '.join(_COLUMNS)}")
    return day, model[1] if model else ""


def _row(line: str) -> tuple[str, tuple[float, float]] | str:
    """The CVE id and the two numbers of a row, or why it cannot be read."""
    cells = line.split(",")
    if len(cells) != len(_COLUMNS):
        return f"a row has {len(cells)} columns"
    if not _CVE.fullmatch(cells[0]):
        return "the first column is no CVE id"
    numbers = [float(cell) for cell in cells[1:] if _NUMBER.fullmatch(cell)]
    if len(numbers) != len(_COLUMNS) - 1 or max(numbers) > 1:
        return "a score is no number from 0 to 1"
    return cells[0], (numbers[0], numbers[1])


def _calendar_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

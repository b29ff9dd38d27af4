# SPDX-License-Identifier: Apache-2.0
"""The bytes of one report with their name, how a reader gives up on them, and small readings that all share.

Readers raise `ProblemsError`: the first thing that is wrong in a machine-made report makes the rest worthless.
Text that is taken over becomes one line without control characters, and is cut at a limit, because it comes from
others and goes into a dossier and onto a terminal.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from medward.base.problems import Place, Problem, ProblemsError
from medward.testing.limits import MAX_CWES, MAX_NUMBER, MAX_OBJECTS

MAKE_AGAIN = "Run the tool again, or get the report again from who made it"
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_CWE = re.compile(r"\bCWE[-/_ ]?0*([1-9][0-9]{0,4})(?![0-9])", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,16}", re.ASCII)
_LATEST = 253_402_300_799
"""Seconds from 1970 to the end of the year 9999."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given.

    Attributes:
        name: what problems call the file.
        data: its bytes, without a byte order mark.
        digest: `sha256:…` over all its bytes.
    """

    name: str
    data: bytes = field(repr=False)
    digest: str

    def refusal(
        self, code: str, message: str, mend: str = MAKE_AGAIN, *, line: int = 0, key: str = ""
    ) -> ProblemsError:
        """The error to raise. `code` is what follows `testing.`, `key` a path of keys in the file, if known."""
        return refusal(self.name, code, message, mend, line=line, key=key)

    def line(self, offset: int) -> int:
        """The line, counted from 1, on which the byte at `offset` stands."""
        return self.data.count(b"\n", 0, max(offset, 0)) + 1

    def text_lines(self) -> list[str]:
        """The report as lines of text. Raises ProblemsError where it is not UTF-8, or has too many lines."""
        if self.data.count(b"\n") > MAX_OBJECTS:
            raise self.refusal("size", f"the report has more than the {MAX_OBJECTS:,} lines allowed")
        try:
            return self.data.decode("utf-8").split("\n")
        except UnicodeDecodeError as error:
            line = self.line(error.start)
            raise self.refusal(
                "encoding", "the report is not UTF-8 text", "Save it as UTF-8", line=line
            ) from error


def refusal(
    name: str, code: str, message: str, mend: str, *, line: int = 0, column: int = 0, key: str = ""
) -> ProblemsError:
    """The error for a report of which there are no bytes yet, or for a dossier that cannot take it."""
    return ProblemsError([Problem(Place(name, line, column), key, f"testing.{code}", message, mend)])


def clean(text: object, limit: int) -> str:
    """Text of somebody else as one line without control characters, cut at `limit` characters."""
    one_line = " ".join(
        "".join(char if char.isprintable() else " " for char in str(text or "")[: 4 * limit]).split()
    )
    return one_line if len(one_line) <= limit else f"{one_line[: limit - 1].rstrip()}…"


def cwes(texts: Iterable[str]) -> tuple[str, ...]:
    """The weaknesses that some texts name, such as `external/cwe/cwe-079`: sorted, `CWE-79`."""
    numbers = {int(number) for text in texts for number in _CWE.findall(text)}
    return tuple(sorted(f"CWE-{number}" for number in sorted(numbers)[:MAX_CWES]))


def whole(text: str | None) -> int | None:
    """A count that is written in ASCII digits; None where it is anything else."""
    stripped = (text or "").strip()
    if not _NUMBER.fullmatch(stripped) or int(stripped) > MAX_NUMBER:
        return None
    return int(stripped)


def moment(text: str | None) -> dt.datetime | None:
    """A time in ISO 8601, in UTC where it has a zone; None where it is no such time."""
    try:
        found = dt.datetime.fromisoformat((text or "").strip())
        return found.astimezone(dt.UTC) if found.tzinfo else found.replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        return None


def after_epoch(seconds: int | None) -> dt.datetime | None:
    """A time in seconds from 1970 on; None where there is none, or none that can be."""
    if not seconds or seconds > _LATEST:
        return None
    return EPOCH + dt.timedelta(seconds=seconds)

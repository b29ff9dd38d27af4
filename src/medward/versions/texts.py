# SPDX-License-Identifier: Apache-2.0
"""The two plain orders of the vers specification: moments in time, and texts.

| scheme | reference | accepted | order |
|---|---|---|---|
| datetime | RFC 3339, section 5.6 | a date and time with its offset from UTC, year 1 and on | by its moment |
| lexicographic | vers specification | any text but an empty one, of valid Unicode | by its bytes in UTF-8 |

A second of 60 is the first of the next minute. Texts that look the same may differ: nothing is normalised.
"""

import datetime as dt
import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import Learned

_DAY, _HOUR, _MINUTE = 86_400, 3600, 60
_BEFORE_ALL = 2 * _DAY
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]"
    r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.([0-9]+))?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)


def datetime(version: str) -> bytes:
    """The sortable key of a moment: seconds of UTC, then the fraction's digits. Raises InvalidVersionError."""
    if len(version) > MAX_LENGTH:
        raise too_long("datetime", version)
    match = _MOMENT.fullmatch(version)
    try:
        days = _DAYS[match[1]] if match else None
    except ValueError:
        days = None
    if match is None or days is None:
        raise InvalidVersionError("datetime", version, "it is no date and time as in RFC 3339")
    seconds = days * _DAY + int(match[2]) * _HOUR + int(match[3]) * _MINUTE + int(match[4]) - _offset(match)
    return seconds.to_bytes(6, "big") + (match[5] or "").rstrip("0").encode("ascii")


def _offset(match: re.Match[str]) -> int:
    """Seconds that the clock is ahead of UTC."""
    ahead = int(match[7] or 0) * _HOUR + int(match[8] or 0) * _MINUTE
    return -ahead if match[6] == "-" else ahead


def _days(date: str) -> int:
    """The day's number; the first ones are never 0, so that an offset leaves the seconds above 0."""
    return dt.date.fromisoformat(date).toordinal() + _BEFORE_ALL // _DAY


def lexicographic(version: str) -> bytes:
    """The sortable key of a text. Raises InvalidVersionError where it is empty or no valid Unicode."""
    if len(version) > MAX_LENGTH:
        raise too_long("lexicographic", version)
    if not version:
        raise InvalidVersionError("lexicographic", version, "it is empty")
    try:
        return version.encode()
    except UnicodeEncodeError as error:
        raise InvalidVersionError("lexicographic", version, "it is not valid Unicode") from error


_DAYS = Learned(_days)

# SPDX-License-Identifier: Apache-2.0
"""Dates in place of versions: "released prior to July 1 2017", "< May 2018", "<8/30/2024".

Only one thing is decided by them: a unit that was made after such a date is not one made before it. A unit made
before it stays unknown, because its software may be younger than it is. A date without a year decides nothing.
"""

import re
from datetime import date

_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
_MONTHS = {name: number for number, name in enumerate((*_NAMES, "november", "december"), 1)}
_WORDED = re.compile(rf"({'|'.join(_MONTHS)})\s*(?:(\d{{1,2}})\s*,?\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
_MADE = re.compile(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?")
_BEFORE = re.compile(r"<|\bprior\b|\bbefore\b", re.IGNORECASE)
MAX_TEXT = 300


def made_after(text: str, manufactured: str) -> bool:
    """Whether a unit was certainly made after the date before which a text says affected ones were made."""
    text = text[:MAX_TEXT]
    limit, made = _limit(text), _earliest(manufactured)
    return bool(limit and made and _BEFORE.search(text) and made >= limit)


def _limit(text: str) -> date | None:
    """The date that a text names; a month means its first day."""
    if found := _WORDED.search(text):
        return _date(int(found[3]), _MONTHS[found[1].casefold()], int(found[2] or 1))
    if found := _NUMBERED.search(text):
        return _date(int(found[3]), int(found[1]), int(found[2]))
    return None


def _earliest(manufactured: str) -> date | None:
    """The first day on which a unit can have been made."""
    found = _MADE.fullmatch(manufactured.strip())
    return _date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

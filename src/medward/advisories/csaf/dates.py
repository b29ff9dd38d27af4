# SPDX-License-Identifier: Apache-2.0
"""Dates and times in CSAF documents and listings: RFC 3339, with a time zone; anything else is None."""

from datetime import UTC, datetime

_LAST_YEAR = 9999


def moment(text: str) -> datetime | None:
    """A date and time in UTC; None where it is none, or has no time zone."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo and 1 < found.year < _LAST_YEAR else None

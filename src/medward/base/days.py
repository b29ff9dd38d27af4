# SPDX-License-Identifier: Apache-2.0
"""A day as people write it in a file: `YYYY-MM-DD` and nothing else.

pydantic alone would read a bare number as seconds since 1970, and a date with a time as a day.
"""

import datetime as dt
import re
from contextlib import suppress

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def written_day(code: str) -> BeforeValidator:
    """The validator of a day; it reports anything else under `code`, such as `pack.wrong-date`."""

    def validated(value: object) -> object:
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value):
            with suppress(ValueError):
                return dt.date.fromisoformat(value)
        message = "this is not a day of the calendar; write year-month-day, such as 2026-02-03"
        raise PydanticCustomError(code, message)

    return BeforeValidator(validated)

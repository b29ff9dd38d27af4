# SPDX-License-Identifier: Apache-2.0
"""A day is written year-month-day, and nothing else is one."""

import datetime as dt
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from medward.base.days import written_day

DAY: TypeAdapter[dt.date] = TypeAdapter(Annotated[dt.date, written_day("dossier.wrong-date")])


@given(st.dates())
def test_a_day_reads_as_it_was_written(day: dt.date) -> None:
    assert DAY.validate_python(day.isoformat()) == day


@pytest.mark.parametrize(
    "written",
    [
        "2026-2-3",
        "2026-02-30",
        "20260203",
        "2026-02-03T10:00",
        "3 Feb 2026",
        "",
        20260203,
        1.5,
        None,
        True,
        dt.datetime(2026, 2, 3, tzinfo=dt.UTC),
    ],
)
def test_anything_else_is_refused_with_the_code_of_its_area(written: object) -> None:
    with pytest.raises(ValidationError) as refused:
        DAY.validate_python(written)
    assert refused.value.errors()[0]["type"] == "dossier.wrong-date"

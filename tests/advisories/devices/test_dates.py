# SPDX-License-Identifier: Apache-2.0
"""Dates in place of versions rule out what was made later, and decide nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.devices.dates import made_after


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("released prior to July 1 2017", "2017-07-01"),
        ("< May 2018", "2018-05"),
        ("<8/30/2024", "2025"),
        ("distributed < april 1, 2018", "2019-01-31"),
    ],
)
def test_a_unit_made_after_the_date_is_not_meant(text: str, made: str) -> None:
    assert made_after(text, made)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("< May 2018", "2018"),
        ("< May 2018", "2017-12"),
        ("< August 28", "2020-01"),
        ("from May 2018", "2020-01"),
        ("< May 2018", ""),
        ("< May 2018", "new"),
        ("< 2/31/2018", "2020-01"),
        ("< May 2018", "2018-13"),
    ],
)
def test_anything_else_stays_open(text: str, made: str) -> None:
    assert not made_after(text, made)


@given(st.text(max_size=400), st.text(max_size=12))
def test_any_text_can_be_asked(text: str, made: str) -> None:
    assert made_after(text, made) in {True, False}

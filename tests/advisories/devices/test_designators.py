# SPDX-License-Identifier: Apache-2.0
"""Designators: what advisories abbreviate is written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.devices.designators import Span, agrees, any_agrees, is_telling, spans, written_out


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("MX800/700/600", "MX800 MX700 MX600"),
        ("(865240/41/42)", "(865240 865241 865242)"),
        ("M8001A/2A/10A", "M8001A M8002A M8010A"),
        ("MP5/5SC", "MP5 MP5SC"),
        ("MP2/X2/MP30", "MP2 X2 MP30"),
        ("515/715 pumps", "515 715 pumps"),
        ("includingMP2/X2", "including MP2 X2"),
        ("EPIQ/Affiniti", "EPIQ/Affiniti"),
    ],
)
def test_shortened_lists_are_written_out(text: str, written: str) -> None:
    assert written_out(text) == written


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("MX400-MX850", Span("mx", 400, 850)),
        ("MX (MX400-550)", Span("mx", 400, 550)),
        ("MP20-MP90 (M8001A)", Span("mp", 20, 90)),
    ],
)
def test_ranges_are_read(text: str, span: Span) -> None:
    assert spans(text) == (span,)


def test_what_is_no_range_is_none() -> None:
    assert spans("MX850-MX400") == ()
    assert spans("M8096-67501") == (Span("m", 8096, 67501),)
    assert spans("MX400-XM500") == ()


def test_a_range_holds_its_ends_and_no_other_prefix() -> None:
    span = Span("mx", 400, 850)
    assert [span.holds(word) for word in ("mx400", "mx850", "mx399", "mp450", "mx")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("stated", "word", "same"),
    [
        ("5x0", "540", True),
        ("igs5x0", "igs540", True),
        ("igs5x0", "igs545", False),
        ("8.0.x", "8.0.3", True),
        ("x2", "866062", False),
        ("mx40", "mx400", False),
    ],
)
def test_a_placeholder_stands_for_digits(stated: str, word: str, same: bool) -> None:
    assert agrees(stated, word) is same


def test_all_that_agrees_is_given_back() -> None:
    assert any_agrees({"x3"}, (Span("mx", 400, 500),), ["mx450", "x3", "x2"]) == ("mx450", "x3")


@pytest.mark.parametrize(
    ("word", "telling"), [("mx40", True), ("8015", True), ("64", False), ("t1", False), ("730", False)]
)
def test_only_long_designators_tell_alone(word: str, telling: bool) -> None:
    assert is_telling(word) is telling


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(written_out(text), str)
    assert all(span.low < span.high for span in spans(text))

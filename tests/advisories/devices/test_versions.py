# SPDX-License-Identifier: Apache-2.0
"""Version texts: decided where every reading agrees, unknown otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.devices.versions import Ruling, ruling
from medward.versions.vendor_clauses import rule


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("vers:all/*", ""),
        ("*", "1.0"),
        ("<= 9.33", "9.33"),
        ("<= 9.33", "9.5"),
        ("< B.06.18", "B.05.32"),
        ("<=N", "M.00.05"),
        ("Rev J-M", "M.00.05"),
        ("<= 12.2.x.x", "12.2.1"),
        ("14.1.x", "14.1.2"),
        (">= 4.4 | <= 4.12", "4.10"),
        ("1.10 | 1.11", "1.11"),
        ("1.3.1 Build 13", "1.3.1 build 13"),
        ("2.3.6 and  below", "2.3.6"),
        ("< 1.8.4 Service Pack 01", "1.8.4"),
        ("< 012U000040", "012U000039"),
        ("<= R4.1L1", "R3.3L1"),
        ("<= U61 |<= L81", "L80"),
        ("<= 1.54 (integrated into a gateway)", "1.54"),
        ("all versions prior to 9.5.1", "9.5.0"),
    ],
)
def test_a_version_that_is_meant_is_inside(text: str, version: str) -> None:
    assert ruling(text, version) is Ruling.INSIDE


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("<= 9.5", "9.33"),
        ("< B.06.18", "C.01.02"),
        ("<=N", "P.01"),
        ("Rev J-M", "N.00"),
        ("< 3.x", "3.2"),
        ("2.X", "3.2"),
        ("1.10 | 1.11", "1.13"),
        ("<= VM5.0", "VM6.0"),
        (">= 2.0", "1.9"),
        (">= 1.0 | <= 1.5 | 2.0", "1.7"),
    ],
)
def test_a_version_that_is_not_meant_is_outside(text: str, version: str) -> None:
    assert ruling(text, version) is Ruling.OUTSIDE


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("<= 9.33", ""),
        ("<= 9.33", "9.33.1"),
        ("<=N", "N.00.03"),
        ("<= L81", "U61"),
        ("<= L81", "053L000091"),
        ("<= S4 A.07.107", "A.07.107"),
        ("Windows 10 Professional Operating System", "10"),
        ("<May 2018", "1.0"),
        ("< 3 (only with wireless option)", "2.0"),
        ("", "1.0"),
        ("<= 2", "unknown"),
    ],
)
def test_what_the_text_does_not_tell_is_unknown(text: str, version: str) -> None:
    assert ruling(text, version) is Ruling.UNKNOWN


def test_a_clause_that_is_not_understood_lets_nothing_be_outside() -> None:
    text = "<= 2.0 | (option only)"
    assert rule(text).partly
    assert ruling(text, "1.0") is Ruling.INSIDE
    assert ruling(text, "3.0") is Ruling.UNKNOWN


dotted = st.lists(st.integers(0, 99), min_size=1, max_size=4).map(lambda numbers: ".".join(map(str, numbers)))


@given(dotted)
def test_a_version_is_inside_itself_and_never_below_itself(version: str) -> None:
    assert ruling(version, version) is Ruling.INSIDE
    assert ruling(f"<= {version}", version) is Ruling.INSIDE
    assert ruling(f"< {version}", version) is Ruling.OUTSIDE


@given(dotted, dotted)
def test_a_bound_and_its_contrary_never_both_hold(bound: str, version: str) -> None:
    below, from_there = ruling(f"< {bound}", version), ruling(f">= {bound}", version)
    assert not (below is from_there and below is not Ruling.UNKNOWN)


@given(st.text(max_size=600), st.text(max_size=60))
def test_any_text_has_a_ruling(text: str, version: str) -> None:
    assert ruling(text, version) in set(Ruling)


def test_a_long_text_is_read_in_no_time() -> None:
    assert ruling("a." * 50_000, "1") is Ruling.UNKNOWN
    assert ruling("1 " * 190 + "!", "1") is Ruling.UNKNOWN

# SPDX-License-Identifier: Apache-2.0
"""Versions and ranges of versions, as test 6.1.31 of CSAF tells them apart."""

import pytest

from medward.triage.vex.csaf_versions import is_range, may_be_range


@pytest.mark.parametrize("text", ["<= 9", "9 and Earlier", "all", "vers:all/*", "prior to 4.2", ">1"])
def test_a_range_is_known_by_its_sign_or_word(text: str) -> None:
    assert is_range(text)
    assert may_be_range(text)


@pytest.mark.parametrize("text", ["9", "1.3.0 Build 14", "A.01"])
def test_a_version_is_no_range(text: str) -> None:
    assert not may_be_range(text)


def test_a_word_inside_a_word_is_no_range_but_a_writer_keeps_away_from_it() -> None:
    assert not is_range("small-2")
    assert may_be_range("small-2")

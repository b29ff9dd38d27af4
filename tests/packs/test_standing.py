# SPDX-License-Identifier: Apache-2.0
"""Where a text stands on a day: its days decide, and both ends belong to it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.packs import LegalStatus, legal_note, legal_status
from medward.packs.checks import ReservedRule
from medward.packs.standing import still_reserved
from packs import sample

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2026, 1, 15), dt.date(2030, 12, 31)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (FIRST - DAY, LegalStatus.NOT_YET),
        (FIRST, LegalStatus.IN_FORCE),
        (LAST, LegalStatus.IN_FORCE),
        (LAST + DAY, LegalStatus.NO_LONGER),
    ],
)
def test_a_text_holds_from_its_first_to_its_last_day(as_of: dt.date, expected: LegalStatus) -> None:
    assert legal_status(sample.framework(), as_of) is expected


@pytest.mark.parametrize(
    ("status", "after"), [("superseded", LegalStatus.SUPERSEDED), ("withdrawn", LegalStatus.WITHDRAWN)]
)
def test_a_text_that_ended_still_held_before(status: str, after: LegalStatus) -> None:
    framework = sample.framework(status=status)
    assert legal_status(framework, LAST) is LegalStatus.IN_FORCE
    assert legal_status(framework, LAST + DAY) is after


@given(st.dates())
def test_a_proposed_text_is_never_in_force(as_of: dt.date) -> None:
    assert legal_status(sample.framework(status="proposed"), as_of) is LegalStatus.PROPOSED


@given(st.dates(), st.sampled_from(["in_force", "superseded", "withdrawn", "proposed"]))
def test_only_a_text_in_force_needs_no_note(as_of: dt.date, status: str) -> None:
    framework = sample.framework(status=status)
    in_force = legal_status(framework, as_of) is LegalStatus.IN_FORCE
    assert bool(legal_note(framework, as_of)) is not in_force


def test_a_note_says_the_day() -> None:
    assert legal_note(sample.framework(), FIRST - DAY) == "not in force before 2026-01-15"
    assert legal_note(sample.framework(), LAST + DAY) == "in force until 2030-12-31"


def test_a_look_is_good_enough_until_its_day() -> None:
    rule = ReservedRule(reason="Nobody has", verified=FIRST, recheck_by=LAST)
    assert still_reserved(rule, LAST)
    assert not still_reserved(rule, LAST + DAY)

# SPDX-License-Identifier: Apache-2.0
"""`reserved`: not asked while the last look is recent, unknown after it, never met."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import asked, context, dossier
from medward.compliance.model import Status

CHECK = {
    "reserved": {
        "reason": "No such rule has been made",
        "verified": dt.date(2026, 9, 30),
        "recheck_by": dt.date(2027, 9, 30),
    }
}


def test_it_is_not_applicable_until_somebody_must_look_again() -> None:
    outcome = asked(CHECK, context(dossier(), as_of=dt.date(2027, 9, 30)))
    assert outcome.status is Status.NOT_APPLICABLE
    assert outcome.reason == "No such rule has been made (looked up on 2026-09-30)"


def test_after_that_nobody_knows() -> None:
    outcome = asked(CHECK, context(dossier(), as_of=dt.date(2027, 10, 1)))
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason == ("No such rule has been made, as of 2026-09-30; nobody has looked since 2027-09-30")


@given(st.dates())
def test_it_is_never_met(day: dt.date) -> None:
    assert asked(CHECK, context(dossier(), as_of=day)).status in {Status.NOT_APPLICABLE, Status.UNKNOWN}

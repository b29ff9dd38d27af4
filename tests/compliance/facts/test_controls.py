# SPDX-License-Identifier: Apache-2.0
"""Facts on controls: what is left to users is told to them."""

from typing import Any

import pytest

from compliance.dossiers import CONTROL, context, dossier, fact, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

NAME = "controls.user_deployed_explained"
ITEM = {"id": "L-1", "topic": "recommended_controls", "text": "put a firewall before it", "controls": ["C-012"]}


def on(*controls: dict[str, Any], labeling: list[dict[str, Any]] | None = None) -> Outcome:
    return fact(NAME, context(dossier(controls=list(controls), labeling=labeling or [])))


@pytest.mark.parametrize("locus", ["user_deployed", "transferred"])
def test_what_is_left_to_users_must_be_explained(locus: str) -> None:
    theirs = part(CONTROL, reduces=None, locus=locus)
    outcome = on(theirs)
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text == (
        "control C-012 'signed library' is left to users and no labeling explains it"
    )
    assert on(theirs, labeling=[ITEM]).status is Status.MET


def test_what_is_designed_in_needs_no_explanation() -> None:
    assert on(part(CONTROL, reduces=None)).reason == "no control is left to users"


def test_a_category_that_is_not_provided_is_not_left_to_anybody() -> None:
    assert on(part(CONTROL, reduces=None, locus="transferred", not_provided="no data")).status is Status.MET


def test_without_controls_nobody_knows() -> None:
    assert on().status is Status.UNKNOWN

# SPDX-License-Identifier: Apache-2.0
"""Activities of the life cycle: each says how it is done; who stands by it and what shows it may be missing."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from medward.dossier.model.activity_kinds import ActivityKind
from medward.dossier.model.life_cycle import Activity

REVIEW: Mapping[str, Any] = {"id": "AC-1", "activity_kind": "code_review", "text": "two people read each change"}


def test_what_is_not_said_is_left_open() -> None:
    activity = Activity.model_validate(REVIEW)
    assert activity.activity_kind is ActivityKind.CODE_REVIEW
    assert (activity.owner, activity.approved, activity.review_by) == (None, None, None)
    assert activity.evidence == ()


@pytest.mark.parametrize("changes", [{"activity_kind": "wishing"}, {"text": ""}, {"done": "yes"}])
def test_a_kind_a_text_or_a_key_that_is_not_known_is_refused(changes: Mapping[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Activity.model_validate({**REVIEW, **changes})


def test_it_is_approved_before_it_is_reviewed_again() -> None:
    days = {"approved": "2026-03-01", "review_by": "2026-02-01"}
    with pytest.raises(ValidationError):
        Activity.model_validate({**REVIEW, **days})


def test_evidence_is_sorted_and_named_once() -> None:
    activity = Activity.model_validate({**REVIEW, "evidence": ["E-2", "E-1"]})
    assert activity.evidence == ("E-1", "E-2")

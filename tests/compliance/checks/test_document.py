# SPDX-License-Identifier: Apache-2.0
"""`document`: one such part is there, filled, approved and not past its review."""

import datetime as dt
from typing import Any

from compliance.dossiers import RELEASE, asked, component, context, dossier, inventory, part, read
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

PLAN = {
    "id": "PL-1",
    "title": "management plan",
    "plan_kind": "cybersecurity_management",
    "text": "we watch and we patch",
    "owner": "product security",
    "approved": "2026-01-01",
    "review_by": "2027-01-01",
}
CHECK = {
    "document": {
        "kind": "plan",
        "where": {"plan_kind": ["cybersecurity_management"]},
        "has": ["text", "owner", "approved"],
    }
}


def planned(*plans: dict[str, Any], as_of: dt.date = dt.date(2026, 6, 1)) -> Outcome:
    return asked(CHECK, context(dossier(plans=list(plans)), as_of=as_of))


def test_a_part_that_is_there_and_filled_is_the_proof() -> None:
    outcome = planned(PLAN)
    assert outcome.status is Status.MET
    assert outcome.reason == "plan PL-1 'management plan' is there"
    assert [proof.node for proof in outcome.proofs] == ["plan:PL-1"]


def test_none_at_all_is_not_met_and_hangs_on_the_device() -> None:
    outcome = planned()
    assert outcome.reason == "there is no plan with plan kind cybersecurity management"
    (link,) = outcome.broken
    assert (link.node, link.mend) == ("device:device", "Add a plan with plan kind cybersecurity management")
    assert link.mend_id == "plan.add[plan_kind=cybersecurity_management]"


def test_a_part_of_another_sort_is_none() -> None:
    assert planned(part(PLAN, plan_kind="patching")).broken == planned().broken


def test_a_field_that_is_not_filled_is_told() -> None:
    outcome = planned(part(PLAN, owner=None, approved=None))
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == "plan PL-1 is there but its 'owner' and 'approved' are not filled in"


def test_a_placeholder_is_no_text() -> None:
    assert planned(part(PLAN, text="?")).reason == "plan PL-1 is there but its 'text' is not filled in"


def test_a_part_past_its_review_is_not_met_and_says_so() -> None:
    outcome = planned(PLAN, as_of=dt.date(2027, 1, 2))
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == "plan PL-1 is there but it was to be reviewed by 2027-01-01"
    assert outcome.broken[0].mend == "Review and approve the plan"
    assert planned(PLAN, as_of=dt.date(2027, 1, 1)).status is Status.MET


def test_a_part_that_is_approved_later_does_not_count_yet() -> None:
    outcome = planned(PLAN, as_of=dt.date(2025, 12, 31))
    assert outcome.reason == "plan PL-1 is there but it is only approved on 2026-01-01"


def test_one_good_part_is_enough() -> None:
    assert planned(part(PLAN, id="PL-0", owner=None), PLAN).status is Status.MET


def test_of_several_bad_parts_the_nearest_is_told() -> None:
    late = part(PLAN, id="PL-2", review_by="2026-02-01")
    assert planned(part(PLAN, owner=None), late).reason.startswith("plan PL-2 is there but it was to be reviewed")


def test_a_field_that_must_not_be_filled_leaves_a_part_out() -> None:
    check = {"document": {"kind": "view", "without": ["omitted"], "has": ["text"]}}
    view = {"id": "V-1", "title": "global", "view_kind": "global_system", "omitted": "there is one box only"}
    outcome = asked(check, context(dossier(views=[view])))
    assert outcome.reason == "there is no view with no 'omitted'"


def test_a_kind_of_which_not_all_is_known_is_not_called_absent() -> None:
    made = dossier(releases=[RELEASE])
    check = {"document": {"kind": "finding"}}
    outcome = asked(check, context(made, read(made, inventory(component()))))
    assert outcome.status is Status.UNKNOWN

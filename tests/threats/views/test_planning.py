# SPDX-License-Identifier: Apache-2.0
"""Which views are drawn: the author's, and those that the architecture calls for."""

from medward.threats.views import views
from view_plans import drawn, pump


def view(**keys: object) -> dict[str, object]:
    return {"id": "V-1", "title": "A view", "view_kind": "updateability_and_patchability", **keys}


def test_a_dossier_without_views_gets_one_of_each_kind_as_a_proposal() -> None:
    found = {one.id: one for one in views(pump()).drawings}
    assert {"derived--global-system", "derived--multi-patient-harm"} <= set(found)
    assert {"derived--updateability-and-patchability", "derived--therapy-change"} <= set(found)
    assert all(one.derived and not one.settled for one in found.values())


def test_the_global_view_shows_everything_whatever_it_names() -> None:
    own = view(view_kind="global_system", shows=["P-APP"], text="All")
    assert len(drawn(pump(views=[own]), "V-1").elements) == 5


def test_other_views_show_what_their_author_names_and_say_what_they_lack() -> None:
    found = drawn(pump(views=[view(shows=["F-UPDATE"], text="Updates")]), "V-1")
    assert [one.part.id for one in found.flows] == ["F-UPDATE"]
    assert {one.id for one in found.left_out} == {"F-WRITE", "S-SLOTS"}
    assert not found.derived


def test_a_view_that_shows_nothing_is_derived() -> None:
    found = drawn(pump(views=[view(text="Updates")]), "V-1")
    assert {one.part.id for one in found.flows} == {"F-UPDATE", "F-WRITE"}
    assert found.derived


def test_a_view_left_out_on_purpose_is_not_drawn_and_says_why() -> None:
    found = views(pump(views=[view(omitted="It has no software")]))
    (left_out,) = [one for one in found.undrawn if one.left_out]
    assert (left_out.id, left_out.why) == ("V-1", "It has no software")
    assert "derived--updateability-and-patchability" not in {one.id for one in found.drawings}


def test_several_patients_are_reached_from_what_serves_several() -> None:
    found = drawn(pump(), "derived--multi-patient-harm")
    assert {one.part.id for one in found.flows} == {"F-ORDER"}
    assert not [fact for fact in found.unknown if fact.field == "multi_patient"]


def test_a_use_case_that_an_author_shows_is_not_proposed_again() -> None:
    own = view(view_kind="security_use_case", shows=["F-ORDER"], text="Order", operating_state="Infusing")
    found = {one.id for one in views(pump(views=[own])).drawings}
    assert "V-1" in found
    assert "derived--therapy-change" not in found


def test_a_use_case_without_a_state_says_that_nobody_has_said_it() -> None:
    found = drawn(pump(), "derived--therapy-change")
    assert ("derived--therapy-change", "operating_state") in {(one.part, one.field) for one in found.unknown}


def test_unknown_assets_leave_use_cases_unknown_and_never_silent() -> None:
    dossier = pump()
    assets = tuple(one.model_copy(update={"asset_kinds": ()}) for one in dossier.architecture.assets)
    blank = dossier.model_copy(update={"architecture": dossier.architecture.model_copy(update={"assets": assets})})
    (undrawn,) = [one for one in views(blank).undrawn if one.id == "derived--therapy-change"]
    assert [str(fact) for fact in undrawn.unknown] == ["AS-CODE.asset_kinds", "AS-ORDER.asset_kinds"]
    assert not views(blank).settled

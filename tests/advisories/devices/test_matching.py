# SPDX-License-Identifier: Apache-2.0
"""Units against advisories: every unit has a state and a reason, and every match says why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.csaf.documents import Json, advisory, branch, document, leaf, product, vulnerability
from effort import effort
from medward.advisories.devices import Answer, Confidence, DeviceIndex, State, Unit, match_units

PUMP = advisory(document(product("Smiths Medical", "Medfusion 4000 Syringe Pump", "<= 1.6")))


def ask(unit: Unit, *documents: Json) -> Answer:
    found = [advisory(one, f"ACME-99-{number:03}") for number, one in enumerate(documents, 1)] or [PUMP]
    (answer,) = match_units([unit], DeviceIndex(found))
    return answer


def unit(
    manufacturer: str = "Smiths Medical", model: str = "Medfusion 4000", version: str = "1.5", **more: str
) -> Unit:
    return Unit("U-1", manufacturer, model, version=version, **more)


def test_a_unit_with_the_name_and_a_version_inside_is_affected() -> None:
    answer = ask(unit())
    assert (answer.unit, answer.state, answer.reason) == ("U-1", State.AFFECTED, "1 advisory names this unit")
    (match,) = answer.matches
    assert match.confidence is Confidence.STRONG
    assert match.vulnerabilities == ("CVE-2099-0001",)
    assert [one.path for one in match.evidence] == ["name", "version"]
    assert match.evidence[-1].words == "version 1.5 is within “<= 1.6”"


def test_a_unit_without_a_version_is_possible_at_best() -> None:
    answer = ask(unit(version=""))
    assert answer.state is State.POSSIBLE
    assert answer.matches[0].evidence[-1].words == "the record has no version to hold against “<= 1.6”"


def test_a_version_outside_is_ruled_out_with_its_reason() -> None:
    answer = ask(unit(version="1.7"))
    assert answer.state is State.RULED_OUT
    assert answer.reason == "ACME-99-001 names the device, and version 1.7 is not within “<= 1.6”"
    assert answer.ruled_out[0].named == "Medfusion 4000 Syringe Pump <= 1.6"


@pytest.mark.parametrize(
    ("asked", "state", "words"),
    [
        (unit(model="CADD-Solis"), State.NOT_NAMED, "none this model"),
        (unit(manufacturer="Mindray", model="SV300"), State.NOT_COVERED, "nothing is known of its devices"),
        (unit(manufacturer=""), State.UNIDENTIFIED, "names no maker"),
        (unit(model=""), State.UNIDENTIFIED, "names no model"),
    ],
)
def test_a_unit_that_is_not_named_is_never_clean(asked: Unit, state: State, words: str) -> None:
    answer = ask(asked)
    assert (answer.state, answer.matches) == (state, ())
    assert words in answer.reason


def test_a_later_maker_is_the_same_device_and_strong_at_best() -> None:
    (match,) = ask(unit(manufacturer="ICU Medical", model="Medfusion 4000 Syringe Pump")).matches
    assert match.confidence is Confidence.STRONG
    assert match.evidence[0].path == "maker"
    assert "Smiths Medical became ICU Medical" in match.evidence[0].words


def test_a_relabelled_device_is_found_under_the_name_of_who_made_it() -> None:
    monitor = document(product("Contec Health", "CMS8000 Patient Monitor", "vers:all/*"))
    (match,) = ask(unit(manufacturer="Epsimed", model="MN-120", version=""), monitor).matches
    assert match.confidence is Confidence.STRONG
    assert match.evidence[0].path == "relabelled"


def test_a_model_in_the_version_text_names_the_unit() -> None:
    pumps = document(product("Medtronic", "MiniMed 670G", "MMT-1740 | MMT-1780"))
    (match,) = ask(unit("Medtronic", "MiniMed 670G", "", model_number="MMT-1780"), pumps).matches
    assert match.confidence is Confidence.EXACT
    assert any("the version text names the model" in one.words for one in match.evidence)


def test_other_models_in_the_version_text_rule_out() -> None:
    stations = document(product("GE", "Carestation", "620 | 650 | 650c"))
    assert ask(unit("GE", "Carestation 750", ""), stations).state is State.RULED_OUT
    assert ask(unit("GE", "Carestation 650", ""), stations).state is State.AFFECTED


def test_a_version_in_the_name_rules_like_a_version() -> None:
    portal = document(product("Philips", "IntelliSpace Portal 8.0.x", "vers:all/*"))
    assert ask(unit("Philips", "IntelliSpace Portal", "8.0.3"), portal).state is State.AFFECTED
    assert ask(unit("Philips", "IntelliSpace Portal", "11.1"), portal).state is State.RULED_OUT
    assert ask(unit("Philips", "IntelliSpace Portal", ""), portal).state is State.POSSIBLE


def test_a_title_stands_in_for_a_name_that_says_nothing() -> None:
    bare = document(product("Philips", "Version", "<= R8.0.3"), title="Philips Alice 6 Vulnerabilities (Update B)")
    answer = ask(unit("Philips Respironics", "Alice 6 LDx", "R8.0.2"), bare)
    assert answer.state is State.POSSIBLE
    assert "title" in {one.path for one in answer.matches[0].evidence}
    assert ask(unit("Philips", "Alice 5", "R8.0.2"), bare).state is State.NOT_NAMED


def test_a_fixed_product_is_ruled_out_and_one_without_a_status_is_possible() -> None:
    pump = product("Acme", "Flowmaster", "2.0")
    fixed = document(pump, vulnerabilities=[vulnerability(fixed=["P1"])])
    silent = document(pump, vulnerabilities=[vulnerability(known_affected=[])])
    open_ = document(pump, vulnerabilities=[vulnerability(under_investigation=["P1"])])
    asked = unit("Acme", "Flowmaster", "2.0")
    assert ask(asked, fixed).reason == "ACME-99-001 names the device, and the advisory states that it is fixed"
    assert ask(asked, silent).state is ask(asked, open_).state is State.POSSIBLE


def test_the_surest_product_of_an_advisory_stands_and_the_others_are_counted() -> None:
    many = document(
        branch(
            "vendor",
            "Acme",
            branch("product_name", "Flowmaster", leaf("product_version_range", "<= 2.0", "P1")),
            branch("product_name", "Flowmaster", leaf("product_version_range", "< 2.0 (only with option)", "P2")),
        )
    )
    (match,) = ask(unit("Acme", "Flowmaster", "1.0"), many).matches
    assert (match.product, match.confidence, match.also) == ("P1", Confidence.EXACT, 1)


def test_only_some_serial_numbers_make_a_match_possible() -> None:
    helper = {"serial_numbers": ["SN1*"]}
    some = document(product("Acme", "Flowmaster", "2.0", product_identification_helper=helper))
    assert ask(unit("Acme", "Flowmaster", "2.0"), some).state is State.POSSIBLE


def test_a_full_name_that_disagrees_with_the_version_keeps_it_possible() -> None:
    found = document(product("Acme", "Flowmaster", "<= 1.0.0"))
    end = found["product_tree"]["branches"][0]["branches"][0]["branches"][0]
    end["product"]["name"] = "Flowmaster: Version 1.1.0 and below"
    assert ask(unit("Acme", "Flowmaster", "1.1.0"), found).state is State.POSSIBLE
    assert ask(unit("Acme", "Flowmaster", "1.2.0"), found).state is State.RULED_OUT


def test_a_product_without_a_maker_is_compared_with_every_unit_and_possible_at_best() -> None:
    nobodys = document(branch("product_name", "Flowmaster", leaf("product_version", "2.0", "P1")))
    index = DeviceIndex([advisory(nobodys)])
    assert index.without_maker == 1
    (answer,) = match_units([unit("Anyone", "Flowmaster", "2.0")], index)
    assert answer.matches[0].confidence is Confidence.POSSIBLE


def test_a_unit_made_after_the_date_is_ruled_out() -> None:
    old = document(product("Acme", "Flowmaster", "<  july 1 2017"))
    assert ask(unit("Acme", "Flowmaster", "", manufactured="2018-02"), old).state is State.RULED_OUT
    assert ask(unit("Acme", "Flowmaster", "", manufactured="2016-02"), old).state is State.POSSIBLE


@given(st.builds(Unit, *[st.text(max_size=30)] * 8))
def test_every_unit_has_an_answer_with_a_reason(asked: Unit) -> None:
    (answer,) = match_units([asked], DeviceIndex([PUMP]))
    assert answer.unit == asked.id
    assert answer.reason
    assert (answer.state in {State.AFFECTED, State.POSSIBLE}) == bool(answer.matches)
    assert all(match.evidence for match in answer.matches)


def test_a_fleet_costs_what_its_models_cost() -> None:
    index, one = DeviceIndex([PUMP]), unit()
    fleet = [replace(one, id=f"U-{number}") for number in range(20_000)]
    answers = match_units(fleet, index)
    assert effort(lambda: match_units(fleet, index), enough=2) <= 2
    assert {answer.state for answer in answers} == {State.AFFECTED}
    assert [answer.unit for answer in answers[:2]] == ["U-0", "U-1"]


@pytest.mark.parametrize("piece", ["a ", "1/", "(", "MX1-", "with ", "model 1", ", ", "x.", "and 1|"])
def test_a_hostile_name_takes_no_time(piece: str) -> None:
    hostile = document(product("Acme", piece * 20_000, f"<= {piece * 20_000}"))
    asked = unit("Acme", piece * 20_000, piece * 20_000)
    assert ask(asked, hostile).reason
    assert effort(lambda: ask(asked, hostile), enough=2) <= 2

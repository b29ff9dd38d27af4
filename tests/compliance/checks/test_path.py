# SPDX-License-Identifier: Apache-2.0
"""`path`: every selected node has its fields filled and arrives; each that does not is told to its end."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import (
    CONTROL,
    EVIDENCE,
    RELEASE,
    TEST,
    THREAT,
    asked,
    component,
    context,
    dossier,
    inventory,
    part,
    read,
)
from medward.base.problems import Place
from medward.compliance.context import Context
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

TO_A_PASSED_TEST = {
    "path": {
        "every": {"kind": "threat", "where": {"status": ["accepted", "mitigated"]}},
        "reaches": [
            {"link": "reduced_by", "kind": "control"},
            {"link": "verified_by", "kind": "test", "where": {"result": ["passed"]}},
        ],
    }
}


def traced(**keys: Any) -> Outcome:
    """The chain from threats to passed tests, on a dossier with these keys."""
    return asked(TO_A_PASSED_TEST, context(dossier(**keys)))


def filled(**every: Any) -> dict[str, Any]:
    return {"path": {"every": {"kind": "threat", **every}, "if_none": "met"}}


def test_a_whole_chain_is_met_with_a_proof_that_tells_it() -> None:
    outcome = traced(threats=[THREAT], controls=[CONTROL], tests=[TEST])
    assert outcome.status is Status.MET
    assert outcome.reason == "the threat with status accepted or mitigated reaches a test with result passed"
    (proof,) = outcome.proofs
    assert proof.text == (
        "T-007 'rogue drug library' is accepted; control C-012 reduces it; test TE-004 verifies C-012"
    )
    assert proof.node == "test:TE-004"


def test_a_missing_last_link_is_told_with_the_chain_before_it() -> None:
    outcome = traced(threats=[THREAT], controls=[CONTROL])
    assert outcome.status is Status.NOT_MET
    (link,) = outcome.broken
    assert link.text == (
        "T-007 'rogue drug library' is accepted; control C-012 reduces it; no test verifies C-012"
    )
    assert link.node == "threat:T-007"
    assert (link.mend_id, link.mend) == ("test.verifies.control", "Add a test that verifies the control")


def test_a_missing_first_link_is_told_of_the_node_itself() -> None:
    (link,) = traced(threats=[THREAT]).broken
    assert link.text == "T-007 'rogue drug library' is accepted; no control reduces it"
    assert link.mend_id == "control.reduces.threat"


def test_a_continuation_that_stands_otherwise_is_said_and_not_hidden_as_missing() -> None:
    (link,) = traced(threats=[THREAT], controls=[CONTROL], tests=[part(TEST, result="failed")]).broken
    assert link.text == (
        "T-007 'rogue drug library' is accepted; control C-012 reduces it; "
        "test TE-004 verifies C-012 but its result is 'failed'"
    )
    assert (link.mend_id, link.mend) == ("test.result=passed", "Bring the test to the result passed")


def test_one_continuation_that_arrives_is_enough() -> None:
    controls = [CONTROL, part(CONTROL, id="C-001", title="nothing yet")]
    assert traced(threats=[THREAT], controls=controls, tests=[TEST]).status is Status.MET


def test_of_several_broken_chains_the_one_that_comes_farthest_is_told() -> None:
    controls = [part(CONTROL, id="C-001", title="untested"), CONTROL]
    (link,) = traced(threats=[THREAT], controls=controls, tests=[part(TEST, result="failed")]).broken
    assert "C-012" in link.text
    assert "C-001" not in link.text


def test_of_equally_long_chains_the_first_id_is_told() -> None:
    controls = [part(CONTROL, id="C-3"), part(CONTROL, id="C-1"), part(CONTROL, id="C-2")]
    (link,) = traced(threats=[THREAT], controls=controls).broken
    assert link.text.endswith("control C-1 reduces it; no test verifies C-1")


def test_a_failed_test_is_nearer_than_none_and_a_field_that_is_not_filled_nearer_than_that() -> None:
    check = {
        "path": {
            "every": {"kind": "control"},
            "reaches": [{"link": "verified_by", "kind": "test", "where": {"result": ["passed"]}, "has": ["date"]}],
        }
    }
    tests = [part(TEST, id="TE-1", result="failed"), part(TEST, id="TE-2")]
    (link,) = asked(check, context(dossier(controls=[CONTROL], threats=[THREAT], tests=tests))).broken
    assert link.text == "control C-012 'signed library': test TE-2 verifies it but its 'date' is not filled in"
    assert link.mend_id == "test.has.date"


def test_forward_links_are_told_from_the_node_that_holds_them() -> None:
    check = {
        "path": {
            "every": {"kind": "threat"},
            "reaches": [{"link": "leads_to", "kind": "hazardous_situation"}, {"link": "harms", "kind": "harm"}],
        }
    }
    alone = asked(check, context(dossier(threats=[THREAT])))
    assert alone.broken[0].text == "threat T-007 'rogue drug library': it leads to no hazardous situation"
    situations = [{"id": "HS-1", "name": "wrong limits"}]
    further = asked(
        check, context(dossier(threats=[part(THREAT, leads_to=["HS-1"])], hazardous_situations=situations))
    )
    assert further.broken[0].text == (
        "threat T-007 'rogue drug library': it leads to hazardous situation HS-1; HS-1 can end in no harm"
    )
    assert further.broken[0].mend_id == "hazardous_situation.harms.harm"


def test_a_sort_of_part_that_is_missing_is_named_and_others_are_no_candidates() -> None:
    check = {
        "path": {
            "every": {"kind": "control"},
            "reaches": [{"link": "verified_by", "kind": "test", "where": {"test_kind": ["penetration"]}}],
        }
    }
    (link,) = asked(check, context(dossier(threats=[THREAT], controls=[CONTROL], tests=[TEST]))).broken
    assert link.text == "control C-012 'signed library': no test with test kind penetration verifies it"
    assert link.mend == "Add a test with test kind penetration that verifies the control"
    assert link.mend_id == "test.verifies.control[test_kind=penetration]"


def test_evidence_that_does_not_speak_for_the_day_is_no_end_of_a_chain() -> None:
    check = {"path": {"every": {"kind": "test"}, "reaches": [{"link": "evidence", "kind": "evidence"}]}}
    keys: dict[str, Any] = {
        "threats": [THREAT],
        "controls": [CONTROL],
        "tests": [part(TEST, evidence=["EV-1"])],
        "evidence": [part(EVIDENCE, valid_until="2026-05-31")],
    }
    late = asked(check, context(dossier(**keys), as_of=dt.date(2026, 6, 1)))
    assert late.broken[0].text == (
        "test TE-004 'unsigned library': it is backed by evidence EV-1 "
        "but EV-1 only speaks for the time until 2026-05-31"
    )
    assert late.broken[0].mend_id == "evidence.renew"
    assert asked(check, context(dossier(**keys), as_of=dt.date(2026, 5, 31))).status is Status.MET


def test_a_component_key_that_names_nothing_is_told_as_such() -> None:
    check = {"path": {"every": {"kind": "threat"}, "reaches": [{"link": "components", "kind": "component"}]}}
    outcome = asked(check, context(dossier(threats=[part(THREAT, components=["pkg:pypi/gone@1.0"])])))
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text == (
        "threat T-007 'rogue drug library': it rests on 'pkg:pypi/gone@1.0', which names no component"
    )
    assert outcome.broken[0].mend_id == "threat.components.component.dangling"


def test_a_field_that_is_not_filled_is_a_broken_link_of_its_own() -> None:
    outcome = asked(filled(has=["leads_to", "reason"]), context(dossier(threats=[THREAT])))
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == "the threat lacks 'leads_to' or 'reason'"
    assert [link.text for link in outcome.broken] == [
        "threat T-007 'rogue drug library': its 'leads_to' is not filled in",
        "threat T-007 'rogue drug library': its 'reason' is not filled in",
    ]
    assert [link.mend_id for link in outcome.broken] == ["threat.has.leads_to", "threat.has.reason"]


def test_a_field_that_nobody_found_out_is_told_as_unknown() -> None:
    interface = {"id": "I-1", "name": "port", "on": "P-1", "medium": "usb", "direction": "in"}
    check = {"path": {"every": {"kind": "interface", "has": ["encrypted"]}}}
    outcome = asked(check, context(dossier(architecture={"interfaces": [interface]})))
    assert outcome.broken[0].text == "interface I-1 'port': its 'encrypted' is unknown"


def test_the_field_of_the_first_step_is_told_once_as_a_missing_link() -> None:
    check = {
        "path": {
            "every": {"kind": "threat", "has": ["leads_to"]},
            "reaches": [{"link": "leads_to", "kind": "hazardous_situation"}],
        }
    }
    outcome = asked(check, context(dossier(threats=[THREAT])))
    assert [link.mend_id for link in outcome.broken] == ["threat.leads_to.hazardous_situation"]


def test_both_kinds_of_shortfall_are_counted_in_the_reason() -> None:
    check = {
        "path": {
            "every": {"kind": "threat", "has": ["reason"]},
            "reaches": [{"link": "reduced_by", "kind": "control"}],
        }
    }
    threats = [
        part(THREAT, id="T-1"),
        part(THREAT, id="T-007", reason="why"),
        part(THREAT, id="T-2", reason="why"),
    ]
    outcome = asked(check, context(dossier(threats=threats, controls=[CONTROL])))
    assert outcome.reason == "2 of 3 threats do not reach a control; 1 of 3 threats lacks 'reason'"
    assert [proof.node for proof in outcome.proofs] == ["control:C-012"]


def test_nodes_with_other_words_are_not_selected() -> None:
    outcome = traced(threats=[part(THREAT, status="proposed"), part(THREAT, id="T-1", status="proposed")])
    assert outcome.status is Status.UNKNOWN


def test_nodes_with_a_field_that_must_not_be_filled_are_not_selected() -> None:
    check = {"path": {"every": {"kind": "control", "without": ["not_provided"], "has": ["protects"]}}}
    left_out = part(CONTROL, not_provided="there is nothing to keep secret")
    outcome = asked(check, context(dossier(threats=[THREAT], controls=[left_out])))
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason == "there is no control with no 'not_provided', and an empty list proves nothing"


@pytest.mark.parametrize("word", ["not_met", "unknown", "not_applicable", "met"])
def test_the_pack_says_what_an_empty_selection_means(word: str) -> None:
    check = {"path": {"every": {"kind": "threat"}, "if_none": word}}
    outcome = asked(check, context(dossier()))
    assert outcome.status == word
    assert outcome.reason.startswith("there is no threat")


def test_an_empty_selection_proves_nothing_unless_the_pack_says_so() -> None:
    outcome = asked({"path": {"every": {"kind": "threat"}}}, context(dossier()))
    assert (outcome.status, outcome.reason) == (
        Status.UNKNOWN,
        "there is no threat, and an empty list proves nothing",
    )


def test_an_empty_selection_that_is_not_met_says_what_to_add() -> None:
    check = {"path": {"every": {"kind": "threat", "where": {"status": ["accepted"]}}, "if_none": "not_met"}}
    (link,) = asked(check, context(dossier())).broken
    assert (link.text, link.mend, link.node) == (
        "there is no threat with status accepted",
        "Add a threat with status accepted",
        "device:device",
    )


def test_a_path_without_steps_and_fields_asks_only_that_there_is_one() -> None:
    outcome = asked({"path": {"every": {"kind": "threat"}}}, context(dossier(threats=[THREAT])))
    assert (outcome.status, outcome.reason) == (Status.MET, "the threat is there")


def test_a_broken_link_bears_the_place_of_the_node_at_which_it_begins() -> None:
    at = context(dossier(threats=[THREAT]))
    placed = Context(at.as_of, at.dossier, at.trace, places={"T-007": Place("threats.yaml", 4, 5)})
    (link,) = asked(TO_A_PASSED_TEST, placed).broken
    assert link.place == Place("threats.yaml", 4, 5)


RUNS = {"path": {"every": {"kind": "process"}, "reaches": [{"link": "runs", "kind": "component"}]}}
FIRMWARE = {"id": "P-1", "name": "firmware", "zone": "Z-1", "runs": ["pkg:pypi/acme-tls"]}


def test_a_chain_that_breaks_where_an_sbom_is_unreadable_is_an_error_and_no_broken_link() -> None:
    made = dossier(releases=[RELEASE], architecture={"processes": [FIRMWARE]})
    outcome = asked(RUNS, context(made, read(made, None)))
    assert outcome.status is Status.ERROR
    assert outcome.reason == (
        "the process does not reach a component; the SBOM sbom.cdx.json of release R-1 cannot be read"
    )
    assert outcome.broken == ()


def test_a_chain_that_arrives_is_met_whatever_else_is_unreadable() -> None:
    releases = [part(RELEASE, sboms=[{"file": "sbom.cdx.json"}, {"file": "z.json"}])]
    made = dossier(releases=releases, architecture={"processes": [FIRMWARE]})
    at = context(made, read(made, inventory(component("tls"))), read(made, None, file="z.json"))
    assert asked(RUNS, at).status is Status.MET


def test_without_a_database_findings_are_unknown_and_not_absent() -> None:
    made = dossier(releases=[RELEASE])
    every = {"path": {"every": {"kind": "finding"}, "if_none": "met"}}
    outcome = asked(every, context(made, read(made, inventory(component("tls")))))
    assert outcome.status is Status.UNKNOWN
    assert "no advisory database was given" in outcome.reason


STATUSES = st.sampled_from(["passed", "failed", "inconclusive", "not_run"])


@given(st.lists(STATUSES, max_size=4), STATUSES)
def test_adding_a_continuation_never_makes_a_verdict_worse(results: list[str], added: str) -> None:
    """`any` continuation is enough, so a test more can mend a chain and cannot break one."""
    tests = [part(TEST, id=f"TE-{number}", result=result) for number, result in enumerate(results)]
    before = traced(threats=[THREAT], controls=[CONTROL], tests=tests)
    after = traced(threats=[THREAT], controls=[CONTROL], tests=[*tests, part(TEST, id="TE-9", result=added)])
    assert not (before.status is Status.MET and after.status is not Status.MET)


@given(st.permutations(["C-1", "C-2", "C-3"]))
def test_the_order_in_which_parts_are_written_changes_nothing(order: list[str]) -> None:
    def outcome(ids: list[str]) -> Outcome:
        return traced(threats=[THREAT], controls=[part(CONTROL, id=name) for name in ids])

    assert outcome(order) == outcome(sorted(order))


ANSWERED = {
    "path": {
        "every": {"kind": "control", "without": ["not_provided"]},
        "answers": "our-standard:cr-1",
        "reaches": [{"link": "verified_by", "kind": "test", "where": {"result": ["passed"]}}],
    }
}


def answering(*answers: str, **keys: Any) -> Outcome:
    """The check on a control that says that it answers these requirements."""
    return asked(ANSWERED, context(dossier(threats=[THREAT], controls=[part(CONTROL, answers=answers)], **keys)))


def test_a_control_that_answers_the_requirement_and_was_tested_meets_it() -> None:
    outcome = answering("our-standard:cr-1", "other:cr-9", tests=[TEST])
    assert outcome.status is Status.MET
    assert (
        outcome.reason
        == "the control with no 'not_provided' that answers our-standard:cr-1 reaches a test with result passed"
    )


def test_a_control_that_answers_it_untested_does_not() -> None:
    assert answering("our-standard:cr-1").status is Status.NOT_MET


@pytest.mark.parametrize("answers", [(), ("our-standard:cr-2",)])
def test_a_tested_control_that_nobody_said_to_answer_it_leaves_it_unknown(answers: tuple[str, ...]) -> None:
    outcome = answering(*answers, tests=[TEST])
    assert outcome.status is Status.UNKNOWN
    (link,) = outcome.broken
    assert link.mend == "Name the requirement under answers of the control that fulfils it"
    assert link.mend_id == "control.answers"
    assert link.text.endswith("that answers our-standard:cr-1")


def test_a_control_that_is_left_out_on_purpose_answers_nothing() -> None:
    control = part(CONTROL, answers=["our-standard:cr-1"], not_provided="the network does it")
    assert asked(ANSWERED, context(dossier(threats=[THREAT], controls=[control]))).status is Status.UNKNOWN

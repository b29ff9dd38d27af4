# SPDX-License-Identifier: Apache-2.0
"""Reading rubrics: the shipped one, and what is refused."""

from importlib import resources

import pytest

from medward.base.problems import ProblemsError
from medward.triage.rubrics import End, parse, shipped

CODES = [
    *("XAVN", "XAVT", "XAVW", "XAVR", "XAVP", "XAVPA", "XACL", "XPRL", "XPRZ", "XPRS", "XUI", "XS"),
    *("XCP", "XCPM", "XCD", "XCT", "XCW", "XCS", "XCO"),
    *("XIP", "XID", "XIT", "XIW", "XIS", "XIO"),
    *("XAP", "XAD", "XAT", "XAW", "XAS", "XAO"),
]
FILE = "mitre-cvss-medical-devices.yaml"
TEXT = resources.files("medward.packs").joinpath("rubrics", FILE).read_text(encoding="utf-8")


def codes_of(text: str) -> set[str]:
    with pytest.raises(ProblemsError) as caught:
        parse(text.encode(), FILE)
    return {problem.code for problem in caught.value.problems}


def test_the_shipped_rubric_has_the_31_questions_of_mitre() -> None:
    assert [question.code for question in shipped().questions] == CODES
    assert len(CODES) == 31


def test_it_gives_a_base_vector_of_version_3_0() -> None:
    assert shipped().cvss == "3.0"
    assert [metric.metric for metric in shipped().metrics] == ["AV", "AC", "PR", "UI", "S", "C", "I", "A"]


def test_it_cites_its_source_and_says_what_was_checked() -> None:
    assert "20 October 2020" in shipped().citation
    assert "not with MITRE's paper" in shipped().notes


def test_it_is_called_after_its_id() -> None:
    assert f"{shipped().id}.yaml" == FILE


def test_the_flow_is_the_one_that_public_calculators_agree_on() -> None:
    ends = {
        (question.code, answer): branch.value
        for question in shipped().questions
        for answer, branch in (("yes", question.yes), ("no", question.no))
        if isinstance(branch, End)
    }
    attack = {key: value for key, value in ends.items() if key[0].startswith("XAV")}
    assert attack == {
        ("XAVT", "yes"): "N",
        ("XAVW", "no"): "A",
        ("XAVR", "yes"): "L",
        ("XAVR", "no"): "A",
        ("XAVP", "no"): "L",
        ("XAVPA", "yes"): "P",
        ("XAVPA", "no"): "P",
    }
    assert (ends["XPRZ", "no"], ends["XPRS", "yes"], ends["XPRS", "no"]) == ("N", "H", "L")
    assert (ends["XCPM", "yes"], ends["XCPM", "no"]) == ("H", "L")


def test_every_harm_to_data_or_functions_is_high_and_only_few_patients_data_read_is_low() -> None:
    impact = {question.code: question for question in shipped().questions if question.code in CODES[12:]}
    kept = {code: question.no for code, question in impact.items() if question.no != End(value="N")}
    assert kept == {"XCPM": End(value="L")}
    assert [code for code, question in impact.items() if question.yes != End(value="H")] == ["XCP"]


def test_two_questions_with_one_code_are_refused() -> None:
    assert codes_of(TEXT.replace("code: XAVT", "code: XAVN")) == {"pack.duplicate-id"}


def test_a_branch_to_nowhere_and_a_question_that_nothing_leads_to_are_refused() -> None:
    assert codes_of(TEXT.replace("ask: XAVT}", "ask: XNO}")) == {"pack.unknown-name"}


def test_a_circle_is_refused() -> None:
    assert "pack.duplicate-id" in codes_of(TEXT.replace("yes: {ask: XAVR}", "yes: {ask: XAVN}"))


def test_a_value_that_the_metric_does_not_have_is_refused() -> None:
    assert codes_of(TEXT.replace("{value: P}", "{value: Z}")) == {"pack.unknown-word"}


def test_an_unknown_key_is_refused_with_its_place() -> None:
    assert codes_of(TEXT.replace("issuer:", "isuer:")) == {"pack.missing-key", "pack.unknown-key"}

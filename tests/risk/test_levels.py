# SPDX-License-Identifier: Apache-2.0
"""How easy a risk is to exploit, by the way that the method chose."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.dossier.model.risk import Assessment, CvssLevels, Level, RiskMethod
from medward.risk.levels import LEVELS, ease, of_vector
from medward.triage import cvss
from risk.pumps import METHOD, method

OPEN = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
SEALED = "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:H/I:H/A:H"
V4 = "CVSS:4.0/AV:A/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
STRICT = {
    "low": 0.1,
    "medium": 0.2,
    "high": 0.3,
    "very_high": 0.4,
    "rationale": "anybody can reach a bedside pump",
}


def said(level: str = "low", **keys: object) -> Assessment:
    return Assessment.model_validate({"exploitability": level, "severity": "critical", **keys})


def rules(**changed: Any) -> RiskMethod:
    return RiskMethod.model_validate(method(**changed))


def test_the_written_level_counts_where_the_method_says_what_it_means() -> None:
    assert ease(said("medium"), rules()) == (Level.MEDIUM, ())


def test_a_level_that_the_method_does_not_describe_is_unknown() -> None:
    found = ease(said("medium"), rules(exploitability={"low": "needs a key", "medium": "?"}))
    assert found == (None, ("the method does not say what the exploitability medium means",))


@pytest.mark.parametrize(
    ("vector", "sub_score", "level"),
    [
        # CVSS v3.1 Specification, 7.1: 8.22 × AV × AC × PR × UI; the worked vectors of its examples document
        (OPEN, 3.9, Level.VERY_HIGH),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", 2.8, Level.VERY_HIGH),
        ("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 1.8, Level.HIGH),
        ("CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H", 1.6, Level.MEDIUM),
        ("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 0.9, Level.LOW),
        (SEALED, 0.1, Level.VERY_LOW),
        (V4, 2.8, Level.VERY_HIGH),
    ],
)
def test_a_vector_gives_a_level_by_its_exploitability_metrics(vector: str, sub_score: float, level: Level) -> None:
    from medward.triage.exploitability import sub_score as scored

    assert round(scored(cvss.scores(vector)), 1) == sub_score
    assert of_vector(cvss.scores(vector)) is level


def test_impact_changes_no_level_because_harm_is_judged_as_severity() -> None:
    harmless = OPEN.replace("/C:H/I:H/A:H", "/C:N/I:N/A:L")
    assert of_vector(cvss.scores(harmless)) is of_vector(cvss.scores(OPEN))


def test_bounds_of_the_method_go_before_those_that_come_with_the_product() -> None:
    levels = CvssLevels.model_validate(STRICT)
    assert of_vector(cvss.scores("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), levels) is Level.VERY_HIGH
    assert of_vector(cvss.scores(SEALED), CvssLevels.model_validate(STRICT | {"low": 0.19})) is Level.VERY_LOW


def test_a_vector_can_raise_a_written_level_and_says_so() -> None:
    found = ease(said("low", cvss=OPEN), rules())
    assert found.level is Level.VERY_HIGH
    assert found.reasons == (
        f"the exploitability is written as low, and the vector {OPEN} says very high, which counts",
    )


def test_a_vector_never_lowers_a_written_level() -> None:
    assert ease(said("high", cvss=SEALED), rules()) == (Level.HIGH, ())


def test_a_method_by_cvss_needs_a_vector() -> None:
    found = ease(said("low"), rules(exploitability_by="cvss"))
    assert found == (None, ("the method asks for a CVSS vector, and the assessment has none",))
    assert ease(said("low", cvss=SEALED), rules(exploitability_by="cvss")).level is Level.LOW


def test_a_text_that_is_no_vector_is_unknown_and_never_low() -> None:
    found = ease(said("low", cvss="CVSS:4.0/AV:A/AC:H"), rules())
    assert found.level is None
    assert "this is not a CVSS vector" in found.reasons[0]


def test_answers_to_the_rubric_give_a_vector_and_what_is_not_answered_counts_as_worst() -> None:
    found = ease(said("low", rubric=[{"question": "XAVN", "answer": "yes"}]), rules(exploitability_by="cvss"))
    assert found.level is Level.VERY_HIGH


def test_of_a_vector_and_answers_the_easier_to_exploit_counts() -> None:
    answers = [{"question": "XAVN", "answer": "unknown"}]
    assert ease(said("low", cvss=SEALED, rubric=answers), rules()).level is Level.VERY_HIGH


@given(st.sampled_from(LEVELS), st.sampled_from([None, OPEN, SEALED, V4]))
def test_a_level_is_never_below_the_one_that_is_written(level: Level, vector: str | None) -> None:
    found = ease(said(level, cvss=vector), RiskMethod.model_validate(METHOD))
    assert found.level is not None
    assert LEVELS.index(found.level) >= LEVELS.index(level)

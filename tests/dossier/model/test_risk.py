# SPDX-License-Identifier: Apache-2.0
"""Rules between the keys of a risk method and of an assessment."""

from pathlib import Path

import pytest

from dossier.samples import DEVICE, problems, put

METHOD = "risk_method: {{description: d, exploitability: {{}}, acceptance: [{criteria}]{more}}}"
BOUNDS = ", cvss_levels: {{low: {}, medium: {}, high: {}, very_high: {}, rationale: r}}"


def codes(folder: Path, text: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.key) for problem in problems(put(folder, {"d.yaml": DEVICE, "m.yaml": text}))]


@pytest.mark.parametrize(
    "criteria",
    [
        "{severity: minor, acceptable_up_to: low}, {severity: critical, acceptable_up_to: medium}",
        "{severity: critical, acceptable_up_to: very_low}, {severity: negligible}",
    ],
)
def test_a_worse_harm_is_never_accepted_where_a_milder_one_is_refused(tmp_path: Path, criteria: str) -> None:
    assert codes(tmp_path, METHOD.format(criteria=criteria, more="")) == [
        ("dossier.not-monotone", "risk_method.acceptance")
    ]


@pytest.mark.parametrize(
    "criteria",
    [
        "",
        "{severity: catastrophic}",
        "{severity: minor, acceptable_up_to: low}, {severity: critical, acceptable_up_to: low}",
        "{severity: critical}, {severity: minor, acceptable_up_to: very_high}",
    ],
)
def test_criteria_that_fall_with_severity_are_taken_in_any_order(tmp_path: Path, criteria: str) -> None:
    assert codes(tmp_path, METHOD.format(criteria=criteria, more="")) == []


@pytest.mark.parametrize("bounds", [(0.6, 1.2, 1.8, 2.8), (0.1, 1, 2, 3.9)])
def test_bounds_that_rise_are_taken(tmp_path: Path, bounds: tuple[float, ...]) -> None:
    assert codes(tmp_path, METHOD.format(criteria="", more=BOUNDS.format(*bounds))) == []


@pytest.mark.parametrize("bounds", [(1.2, 0.6, 1.8, 2.8), (1, 1, 2, 3), (0, 1, 2, 3), (1, 2, 3, 4)])
def test_bounds_that_do_not_rise_within_the_scale_are_refused(tmp_path: Path, bounds: tuple[float, ...]) -> None:
    found = codes(tmp_path, METHOD.format(criteria="", more=BOUNDS.format(*bounds)))
    assert found == [("dossier.wrong-value", "risk_method.cvss_levels.low")]


def test_a_question_of_the_rubric_is_answered_once(tmp_path: Path) -> None:
    answers = "[{question: XAVN, answer: 'yes'}, {question: XAVN, answer: 'no'}]"
    text = f"risks: [{{id: R-1, title: t, after: {{exploitability: low, severity: minor, rubric: {answers}}}}}]"
    assert codes(tmp_path, text) == [("dossier.duplicate", "risks[0].after.rubric")]

# SPDX-License-Identifier: Apache-2.0
"""A probability is refused wherever a dossier speaks of risk, and the problem says what to write instead."""

from pathlib import Path

import pytest

from dossier.samples import CHAIN, DEVICE, problems, put
from medward.dossier.model.improbable import is_how_often, is_probability

RISK = """\
risks:
  - id: R-1
    title: overdose
    threats: [T-1]
    hazardous_situations: [HS-1]
    {risk}
    before: {{exploitability: high, severity: critical, {before}}}
"""


@pytest.mark.parametrize(
    "key",
    [
        *("probability", "Probability", "likelihood", "p1", "P2", "occurrence", "p", "PoH", "frequency"),
        *("probability_of_occurrence", "likelihood-of-exploit", "P (probability)", "rate of occurrence"),
    ],
)
def test_a_key_is_a_probability_by_its_name(key: str) -> None:
    assert is_probability(key)


@pytest.mark.parametrize("key", ["exploitability", "severity", "plan", "p3", "purpose", "rationale", 1])
def test_any_other_key_is_not(key: object) -> None:
    assert not is_probability(key)


@pytest.mark.parametrize("key", ["probability", "likelihood", "p1", "p2", "occurrence"])
def test_a_probability_of_a_risk_is_refused_with_its_place_and_what_to_write(tmp_path: Path, key: str) -> None:
    text = RISK.format(risk=f"{key}: 3", before="rationale: open")
    (problem,) = problems(put(tmp_path, {"device.yaml": DEVICE, "chain.yaml": CHAIN, "risks.yaml": text}))
    assert problem.code == "dossier.probability"
    assert (str(problem.place), problem.key) == ("risks.yaml:6", f"risks[0].{key}")
    assert "V.A.2" in problem.message
    assert "`exploitability:`" in problem.mend
    assert "keep P1 and P2 in the safety risk file" in problem.mend


def test_each_probability_is_a_problem_of_its_own(tmp_path: Path) -> None:
    text = RISK.format(risk="p1: 3\n    p2: 2", before="likelihood: often")
    found = problems(put(tmp_path, {"device.yaml": DEVICE, "chain.yaml": CHAIN, "risks.yaml": text}))
    assert [problem.key for problem in found] == ["risks[0].p1", "risks[0].p2"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("harms: [{id: H-9, name: n, severity: minor, probability: 1}]", "harms[0].probability"),
        ("hazardous_situations: [{id: HS-9, name: n, p1: 1}]", "hazardous_situations[0].p1"),
        (
            "threats: [{id: T-9, title: t, description: d, status: accepted, likelihood: 2}]",
            "threats[0].likelihood",
        ),
        (
            "risk_method: {description: d, exploitability: {}, acceptance: [], probability: {}}",
            "risk_method.probability",
        ),
        (
            "risk_method: {description: d, exploitability: {}, acceptance: [{severity: minor, occurrence: rare}]}",
            "risk_method.acceptance[0].occurrence",
        ),
        (
            "controls: [{id: C-9, title: t, description: d, category: integrity, locus: designed_in, p1: 1}]",
            "controls[0].p1",
        ),
        (
            "overall_risk: {decision: acceptable, reason: r, author: a, date: 2026-01-01, probability: low}",
            "overall_risk.probability",
        ),
        (
            "risks: [{id: R-1, title: t, after: {exploitability: low, severity: minor, likelihood: 1}}]",
            "risks[0].after.likelihood",
        ),
    ],
)
def test_it_is_refused_wherever_a_dossier_speaks_of_risk(tmp_path: Path, text: str, key: str) -> None:
    (problem,) = problems(put(tmp_path, {"device.yaml": DEVICE, "more.yaml": text}))
    assert (problem.code, problem.key) == ("dossier.probability", key)


@pytest.mark.parametrize(
    "value",
    [
        *("remote", "Probable", "very unlikely", "almost-certain", "0.01", "1e-6", "< 1e-6", "5 %", "0,5", ".5"),
        *(3, 0.001, {"frequent": "each week", "remote": "once in the life of the device"}),
    ],
)
def test_a_value_tells_how_often_by_a_number_or_a_word(value: object) -> None:
    assert is_how_often(value)


@pytest.mark.parametrize("value", ["low", "very_high", "hard", "", "1 week", True, None, {"low": "takes 3 weeks"}])
def test_any_other_value_does_not(value: object) -> None:
    assert not is_how_often(value)


@pytest.mark.parametrize("value", ["remote", "0.001", "1e-6", "2"])
def test_a_probability_in_the_place_of_a_level_is_told_why_and_what_to_write(tmp_path: Path, value: str) -> None:
    text = f"risks: [{{id: R-1, title: t, after: {{exploitability: {value}, severity: minor}}}}]"
    (problem,) = problems(put(tmp_path, {"device.yaml": DEVICE, "more.yaml": text}))
    assert (problem.code, problem.key) == ("dossier.probability", "risks[0].after.exploitability")
    assert "no history gives a rate such as ISO 14971 asks for" in problem.message
    assert "very_low, low, medium, high, very_high" in problem.mend


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "exploitability: {}, acceptance: [{severity: minor, acceptable_up_to: remote}]",
            "acceptance[0].acceptable_up_to",
        ),
        ("exploitability: {remote: rarely}, acceptance: []", "exploitability"),
    ],
)
def test_so_is_one_in_the_method(tmp_path: Path, text: str, key: str) -> None:
    method = f"risk_method: {{description: d, {text}}}"
    (problem,) = problems(put(tmp_path, {"device.yaml": DEVICE, "more.yaml": method}))
    assert (problem.code, problem.key) == ("dossier.probability", f"risk_method.{key}")


def test_a_misspelt_level_is_told_as_such(tmp_path: Path) -> None:
    text = "risks: [{id: R-1, title: t, after: {exploitability: hgih, severity: minor}}]"
    (problem,) = problems(put(tmp_path, {"device.yaml": DEVICE, "more.yaml": text}))
    assert problem.code == "dossier.unknown-word"

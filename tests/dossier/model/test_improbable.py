# SPDX-License-Identifier: Apache-2.0
"""A probability is refused wherever a dossier speaks of risk, and the problem says what to write instead."""

from pathlib import Path

import pytest

from dossier.samples import CHAIN, DEVICE, problems, put
from medward.dossier.model.improbable import is_probability

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
            "risks: [{id: R-1, title: t, after: {exploitability: low, severity: minor, likelihood: 1}}]",
            "risks[0].after.likelihood",
        ),
    ],
)
def test_it_is_refused_wherever_a_dossier_speaks_of_risk(tmp_path: Path, text: str, key: str) -> None:
    (problem,) = problems(put(tmp_path, {"device.yaml": DEVICE, "more.yaml": text}))
    assert (problem.code, problem.key) == ("dossier.probability", key)

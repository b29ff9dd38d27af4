# SPDX-License-Identifier: Apache-2.0
"""Risks by their ids."""

import pytest

from medward.base.problems import ProblemsError
from medward.risk.choosing import chosen
from medward.risk.codes import RISK_CODES
from risk.pumps import report, risk

LINES = report(risks=[risk(), risk(id="RK-2")]).risks


def test_risks_come_in_the_order_in_which_they_were_named_each_once() -> None:
    assert [line.id for line in chosen(["RK-2", "RK-1", "RK-2"], LINES)] == ["RK-2", "RK-1"]


def test_every_id_that_no_risk_has_is_a_problem() -> None:
    with pytest.raises(ProblemsError) as raised:
        chosen(["RK-8", "RK-1", "RK-9"], LINES)
    assert [problem.message for problem in raised.value.problems] == [
        "the dossier has no risk 'RK-8'",
        "the dossier has no risk 'RK-9'",
    ]
    assert {problem.code for problem in raised.value.problems} == {*RISK_CODES}
    assert raised.value.problems[0].mend == "The risks are RK-1, RK-2"


def test_a_dossier_without_risks_says_so() -> None:
    with pytest.raises(ProblemsError, match="Add a risk to the dossier"):
        chosen(["RK-1"], ())

# SPDX-License-Identifier: Apache-2.0
"""The acceptance matrix: what it accepts, and that it is monotone however a method is written."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from medward.dossier.model.risk import Level, RiskMethod, Severity
from medward.risk.acceptance import SEVERITIES, accepts, cells
from medward.risk.levels import LEVELS
from medward.risk.model import State
from risk.pumps import METHOD, method, report, risk

RULES = RiskMethod.model_validate(METHOD)
ORDER = tuple(State)


@pytest.mark.parametrize(
    ("severity", "level", "state"),
    [
        (Severity.NEGLIGIBLE, Level.VERY_HIGH, State.ACCEPTABLE),
        (Severity.MINOR, Level.MEDIUM, State.ACCEPTABLE),
        (Severity.MINOR, Level.HIGH, State.NOT_ACCEPTABLE),
        (Severity.CRITICAL, Level.LOW, State.ACCEPTABLE),
        (Severity.CATASTROPHIC, Level.LOW, State.NOT_ACCEPTABLE),
        (Severity.CATASTROPHIC, Level.VERY_LOW, State.ACCEPTABLE),
    ],
)
def test_a_cell_is_accepted_up_to_the_limit_of_its_severity(
    severity: Severity, level: Level, state: State
) -> None:
    assert accepts(RULES, severity, level) is state


def test_a_criterion_without_a_limit_accepts_nothing() -> None:
    strict = RiskMethod.model_validate(method(acceptance=[{"severity": "catastrophic"}]))
    assert accepts(strict, Severity.CATASTROPHIC, Level.VERY_LOW) is State.NOT_ACCEPTABLE


def test_a_severity_without_a_criterion_is_unknown_unless_a_milder_harm_is_refused() -> None:
    some = RiskMethod.model_validate(method(acceptance=[{"severity": "minor", "acceptable_up_to": "low"}]))
    assert accepts(some, Severity.CRITICAL, Level.LOW) is State.UNKNOWN
    assert accepts(some, Severity.CRITICAL, Level.MEDIUM) is State.NOT_ACCEPTABLE
    assert accepts(some, Severity.NEGLIGIBLE, Level.VERY_LOW) is State.UNKNOWN


def test_without_a_method_every_cell_is_unknown() -> None:
    assert {accepts(None, severity, level) for severity, level in product(Severity, Level)} == {State.UNKNOWN}


@st.composite
def methods(draw: st.DrawFn) -> RiskMethod | None:
    """Any method that the loader takes; None for criteria that it refuses."""
    criteria = draw(st.dictionaries(st.sampled_from(SEVERITIES), st.sampled_from([None, *LEVELS])))
    written = [{"severity": severity, "acceptable_up_to": limit} for severity, limit in criteria.items()]
    try:
        return RiskMethod.model_validate(method(acceptance=written))
    except ValidationError:
        return None


@given(methods())
def test_a_worse_cell_is_never_accepted_where_a_milder_one_is_refused(rules: RiskMethod | None) -> None:
    pairs = product(enumerate(SEVERITIES), enumerate(LEVELS))
    refused = [
        (s, e) for (s, severity), (e, level) in pairs if accepts(rules, severity, level) is State.NOT_ACCEPTABLE
    ]
    for s, e in refused:
        worse = product(SEVERITIES[s:], LEVELS[e:])
        assert {accepts(rules, severity, level) for severity, level in worse} == {State.NOT_ACCEPTABLE}


@given(methods(), st.integers(0, 4))
def test_taking_a_criterion_out_accepts_no_cell_that_was_not_accepted(
    rules: RiskMethod | None, number: int
) -> None:
    if rules is None or number >= len(rules.acceptance):
        return
    left = rules.model_copy(update={"acceptance": rules.acceptance[:number] + rules.acceptance[number + 1 :]})
    for severity, level in product(SEVERITIES, LEVELS):
        if accepts(left, severity, level) is State.ACCEPTABLE:
            assert accepts(rules, severity, level) is State.ACCEPTABLE


def test_a_method_that_accepts_the_worse_of_two_harms_is_refused() -> None:
    inverted: list[dict[str, Any]] = [
        {"severity": "critical", "acceptable_up_to": "medium"},
        {"severity": "minor"},
    ]
    with pytest.raises(ValidationError, match="critical harm is accepted where minor harm, which is milder"):
        RiskMethod.model_validate(method(acceptance=inverted))


def test_risks_stand_in_the_cells_before_and_after_their_controls() -> None:
    found = {(one.severity, one.level): one for one in report().cells}
    assert found[Severity.CRITICAL, Level.HIGH].before == ("RK-1",)
    assert found[Severity.CRITICAL, Level.LOW].after == ("RK-1",)
    assert found[Severity.CRITICAL, Level.HIGH].state is State.NOT_ACCEPTABLE


def test_the_matrix_begins_with_the_worst_harm_and_the_hardest_exploit() -> None:
    found = cells(RULES, ())
    assert (found[0].severity, found[0].level) == (Severity.CATASTROPHIC, Level.VERY_LOW)
    assert len(found) == len(Severity) * len(Level)


def test_a_risk_that_nobody_assessed_is_in_no_cell() -> None:
    assert not any(one.before or one.after for one in report(risks=[risk(before=None, after=None)]).cells)

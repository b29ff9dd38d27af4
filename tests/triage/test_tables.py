# SPDX-License-Identifier: Apache-2.0
"""Decision tables: the shipped ones, what is refused, and evaluation where not everything is known."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.triage.tables import Table, evaluate, parse, ssvc

FILE = "certcc-ssvc.yaml"
TEXT = resources.files("medward.packs").joinpath("rubrics", FILE).read_text(encoding="utf-8")
DEPLOYER = "ddssdsssdsssssssdssssssodsssssssdssssssosssossoossoosooossoooooosooiooii"
SUPPLIER = "dssosososooososisioioioioioioioiiiii"
"""The outcomes of CERT/CC's tables in the order of their rows: defer, scheduled, out of cycle, immediate."""

points_of_leaves = {
    point.name: point.values
    for table in ssvc().tables
    for point in table.points
    if point.name not in {one.outcome.name for one in ssvc().tables}
}
knowledge = st.fixed_dictionaries(
    {},
    optional={
        name: st.sets(st.sampled_from(values), min_size=1).map(tuple) for name, values in points_of_leaves.items()
    },
)


def codes_of(text: str) -> set[str]:
    with pytest.raises(ProblemsError) as caught:
        parse(text.encode(), FILE)
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize(("name", "outcomes"), [("deployer", DEPLOYER), ("supplier", SUPPLIER)])
def test_the_shipped_tables_have_the_outcomes_of_certcc(name: str, outcomes: str) -> None:
    assert "".join(row[-1][0] for row in ssvc().table(name).rows) == outcomes


def test_human_impact_follows_safety_and_mission() -> None:
    rows = {row[:-1]: row[-1] for row in ssvc().table("human_impact").rows}
    assert rows["critical", "degraded"] == "medium"
    assert rows["critical", "mef_support_crippled"] == "high"
    assert rows["catastrophic", "degraded"] == "very_high"
    assert rows["negligible", "mission_failure"] == "very_high"


def test_utility_follows_automation_and_density() -> None:
    rows = {row[:-1]: row[-1] for row in ssvc().table("utility").rows}
    assert rows == {
        ("no", "diffuse"): "laborious",
        ("no", "concentrated"): "efficient",
        ("yes", "diffuse"): "efficient",
        ("yes", "concentrated"): "super_effective",
    }


@pytest.mark.parametrize("table", ssvc().tables, ids=lambda table: table.id)
def test_a_worse_value_never_gives_a_milder_outcome(table: Table) -> None:
    outcomes = {row[:-1]: table.outcome.values.index(row[-1]) for row in table.rows}
    for values, outcome in outcomes.items():
        for at, point in enumerate(table.points):
            for worse in point.values[point.values.index(values[at]) :]:
                assert outcomes[(*values[:at], worse, *values[at + 1 :])] >= outcome


def test_what_is_known_gives_one_outcome() -> None:
    known = {
        "exploitation": ["active"],
        "system_exposure": ["open"],
        "automatable": ["yes"],
        "safety_impact": ["catastrophic"],
        "mission_impact": ["degraded"],
    }
    found = evaluate(ssvc(), "deployer", known)
    assert (found.possible, found.worst, found.unknown) == (("immediate",), "immediate", ())


def test_what_is_not_known_leaves_several_and_the_worst_counts() -> None:
    found = evaluate(ssvc(), "supplier", {"exploitation": ["none"], "safety_impact": ["critical"]})
    assert (found.possible, found.worst) == (("scheduled", "out_of_cycle"), "out_of_cycle")
    assert found.unknown == ("automatable", "value_density", "technical_impact")


def test_where_nothing_is_known_everything_is_possible() -> None:
    assert evaluate(ssvc(), "deployer", {}).possible == ("defer", "scheduled", "out_of_cycle", "immediate")


def test_an_outcome_of_another_table_can_be_given_directly() -> None:
    known = {"exploitation": ["none"], "utility": ["laborious"], "technical_impact": ["partial"]}
    found = evaluate(ssvc(), "supplier", {**known, "public_safety_impact": ["minimal"]})
    assert found.possible == ("defer",)


def test_a_value_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="exploitation has no value rumour"):
        evaluate(ssvc(), "deployer", {"exploitation": ["rumour"]})


@given(knowledge, st.sampled_from(["deployer", "supplier"]), st.sampled_from(sorted(points_of_leaves)))
def test_knowing_less_never_makes_it_milder(known: dict[str, tuple[str, ...]], role: str, forgotten: str) -> None:
    order = ssvc().table(role).outcome.values.index
    less = {name: values for name, values in known.items() if name != forgotten}
    assert order(evaluate(ssvc(), role, less).worst) >= order(evaluate(ssvc(), role, known).worst)
    assert set(evaluate(ssvc(), role, less).possible) >= set(evaluate(ssvc(), role, known).possible)


def test_a_table_without_a_combination_is_refused() -> None:
    assert codes_of(TEXT.replace("      - [none, small, no, low, defer]\n", "")) == {"pack.wrong-value"}


def test_a_table_with_more_combinations_than_memory_holds_is_refused_at_once() -> None:
    point = "      - {name: automatable, values: [no, yes]}\n"
    assert codes_of(TEXT.replace(point, point * 60, 1)) == {"pack.wrong-value"}


def test_a_row_that_stands_twice_is_refused() -> None:
    row = "      - [none, small, no, low, defer]\n"
    assert codes_of(TEXT.replace(row, row * 2)) == {"pack.wrong-value"}


def test_an_outcome_that_does_not_exist_is_refused() -> None:
    assert codes_of(TEXT.replace("[none, small, no, low, defer]", "[none, small, no, low, never]")) == {
        "pack.unknown-word"
    }

# SPDX-License-Identifier: Apache-2.0
"""A plan turns everything that mends can turn, the most for the least work first, along the chain."""

import datetime as dt
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from medward.compliance.mends import groups
from medward.compliance.model import Assessment, BrokenLink, FrameworkVerdicts, Status, Verdict
from medward.compliance.planning import Plan, plan

WANTS = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.frozensets(st.sampled_from(["control.x", "test.y", "evidence.z", "w.w"]), max_size=3),
)


def planned(wants: Mapping[str, Mapping[str, int]], status: Status = Status.NOT_MET) -> Plan:
    """The plan where each requirement waits for so many links of each mend."""
    verdicts = tuple(
        Verdict("f", name, name, "somewhere", "s", status, f"because of {name}", (), _links(mends))
        for name, mends in wants.items()
    )
    framework = FrameworkVerdicts("f", "1", "F", "", "in_force", "", (), verdicts)
    return plan(
        Assessment(
            dt.date(2026, 6, 1), "Pump", "Maker", (), "", None, (), (framework,), (), (), (), groups(verdicts), ()
        )
    )


def _links(mends: Mapping[str, int]) -> tuple[BrokenLink, ...]:
    return tuple(
        BrokenLink(f"{name} {number}", f"part:{number}", f"Mend {name}", name)
        for name, count in mends.items()
        for number in range(count)
    )


def order(made: Plan) -> list[str]:
    return [step.mend for step in made.steps]


def test_little_work_that_turns_much_comes_first() -> None:
    made = planned({"a": {"test.y": 9}, "b": {"control.x": 1}, "c": {"control.x": 1}})
    assert order(made) == ["control.x", "test.y"]
    assert made.steps[0].turns == ("f:b", "f:c")


def test_one_requirement_is_mended_along_the_chain() -> None:
    made = planned({"a": {"evidence.z": 1, "test.y": 1, "control.x": 1, "unheard.of": 1}})
    assert order(made) == ["control.x", "test.y", "evidence.z", "unheard.of"]
    assert [step.turns for step in made.steps] == [(), (), (), ("f:a",)]
    assert made.steps[0].helps == ("f:a",)


def test_a_mend_that_two_requirements_wait_for_is_done_once() -> None:
    made = planned({"a": {"test.y": 2}, "b": {"test.y": 2, "evidence.z": 1}})
    assert order(made) == ["test.y", "evidence.z"]
    assert made.steps[0].parts == 2


def test_what_names_no_broken_link_needs_an_answer() -> None:
    made = planned({"a": {}}, Status.UNKNOWN)
    assert made.steps == ()
    assert [(one.requirement, one.reason) for one in made.questions] == [("f:a", "because of a")]


def test_what_is_met_or_does_not_apply_is_not_planned_for() -> None:
    for status in (Status.MET, Status.NOT_APPLICABLE):
        assert planned({"a": {"test.y": 1}}, status) == Plan((), (), 0)


@given(WANTS)
def test_every_open_requirement_turns_once_or_is_a_question(wants: Mapping[str, frozenset[str]]) -> None:
    made = planned({name: dict.fromkeys(sorted(mends), 1) for name, mends in wants.items()})
    turned = [one for step in made.steps for one in step.turns]
    assert sorted([*turned, *(one.requirement for one in made.questions)]) == sorted(f"f:{name}" for name in wants)
    assert made.open == len(wants)


@given(WANTS)
def test_a_requirement_turns_as_soon_as_its_last_mend_is_done_and_no_step_is_for_nothing(
    wants: Mapping[str, frozenset[str]],
) -> None:
    made = planned({name: dict.fromkeys(sorted(mends), 1) for name, mends in wants.items()})
    done: set[str] = set()
    for step in made.steps:
        before = {name for name, mends in wants.items() if mends and mends <= done}
        done.add(step.mend)
        now = {name for name, mends in wants.items() if mends and mends <= done}
        assert set(step.turns) == {f"f:{name}" for name in now - before}
        assert step.turns or step.helps
    assert len(order(made)) == len(set(order(made)))

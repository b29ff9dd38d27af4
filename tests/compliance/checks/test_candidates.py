# SPDX-License-Identifier: Apache-2.0
"""What is a candidate, and what keeps it from being the one."""

from compliance.dossiers import AS_OF, CONTROL, EVIDENCE, TEST, context, dossier, part
from medward.compliance.checks.candidates import (
    NOT_OF_THE_DAY,
    STANDS_OTHERWISE,
    UNFILLED,
    candidates,
    lacking,
    selected,
    shortfall,
)
from medward.packs.checks import Selector
from medward.trace.model import Node

PASSED_FUZZING = Selector(
    kind="test", where={"test_kind": ("vulnerability",), "result": ("passed",)}, has=("date",)
)


def node(kind: str, **changed: object) -> Node:
    key, base = _PARTS[kind]
    return context(dossier(**{key: [part(base, **changed)]})).trace.of_kind(kind)[0]


_PARTS = {"test": ("tests", TEST), "control": ("controls", CONTROL), "evidence": ("evidence", EVIDENCE)}


def test_a_part_of_another_sort_is_no_candidate_and_one_that_stands_otherwise_is() -> None:
    other_sort = node("test", test_kind="penetration")
    otherwise = node("test", test_kind="vulnerability", result="failed")
    assert list(candidates([other_sort, otherwise], PASSED_FUZZING)) == [otherwise]
    assert list(selected([other_sort, otherwise], PASSED_FUZZING)) == []


def test_a_part_whose_field_must_not_be_filled_is_neither() -> None:
    provided = Selector(kind="control", without=("not_provided",))
    left_out = node("control", not_provided="nothing to keep secret")
    assert list(candidates([left_out], provided)) == []
    assert list(selected([left_out], provided)) == []


def test_the_ways_to_fall_short_are_in_order_of_nearness() -> None:
    assert 0 < STANDS_OTHERWISE < UNFILLED < NOT_OF_THE_DAY


def test_a_state_is_looked_at_before_fields_and_fields_before_the_day() -> None:
    failed = shortfall(node("test", test_kind="vulnerability", result="failed"), PASSED_FUZZING, AS_OF)
    undated = shortfall(node("test", test_kind="vulnerability"), PASSED_FUZZING, AS_OF)
    old = shortfall(node("evidence", valid_until="2026-05-31"), Selector(kind="evidence"), AS_OF)
    assert [short.near for short in (failed, undated, old) if short] == [
        STANDS_OTHERWISE,
        UNFILLED,
        NOT_OF_THE_DAY,
    ]


def test_nothing_is_wrong_with_a_part_that_is_as_asked() -> None:
    good = node("test", test_kind="vulnerability", date="2026-05-01")
    assert shortfall(good, PASSED_FUZZING, AS_OF) is None


def test_a_state_that_nobody_said_is_told_so() -> None:
    short = shortfall(node("test"), Selector(kind="test", where={"tool": ("zap",)}), AS_OF)
    assert short is not None
    assert short.of_it() == "its tool is not said"


def test_a_shortfall_is_told_with_it_or_with_the_name() -> None:
    test = node("test", result="failed")
    own = shortfall(test, Selector(kind="test", where={"result": ("passed",)}), AS_OF)
    evidence = node("evidence", valid_until="2026-05-31")
    whole = shortfall(evidence, Selector(kind="evidence"), AS_OF)
    assert own is not None
    assert whole is not None
    assert (own.of_it(), own.of(test)) == ("its result is 'failed'", "TE-004's result is 'failed'")
    assert whole.of_it() == "it only speaks for the time until 2026-05-31"
    assert whole.of(evidence) == "EV-1 only speaks for the time until 2026-05-31"


def test_several_fields_are_listed() -> None:
    short = lacking(node("test"), ("date", "tool", "tester"))
    assert short.of_it() == "its 'date', 'tool' and 'tester' are not filled in"
    assert short.mend == "Fill in 'date', 'tool' and 'tester' of the test"
    assert short.mend_id == "test.has.date+tool+tester"

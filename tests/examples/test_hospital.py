# SPDX-License-Identifier: Apache-2.0
"""The example hospital: 300 units against 144 medical advisories, held against a key that was read by hand."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from advisories.devices.scoring import Key, medical_advisories, read_key, score
from effort import effort
from medward.advisories.devices import Answer, Confidence, DeviceIndex, State, match_units, read_units

HOSPITAL = Path(__file__).parents[2] / "examples" / "hospital"
KEY: Key = read_key(HOSPITAL / "answers.csv")


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    return match_units(read_units(HOSPITAL / "units.csv"), DeviceIndex(medical_advisories()))


def test_the_hospital_has_300_units_and_the_key_speaks_only_of_them() -> None:
    units = {unit.id for unit in read_units(HOSPITAL / "units.csv")}
    assert len(units) == 300
    assert {unit for unit, _ in KEY.answers} <= units
    assert set(KEY.answers.values()) == {"affected", "undecided", "disputed"}


def test_every_answer_of_the_key_says_why() -> None:
    with (HOSPITAL / "answers.csv").open(encoding="utf-8", newline="") as stream:
        assert all(len(row["reason"]) > 3 for row in csv.DictReader(stream))


@pytest.mark.data
def test_the_key_names_only_advisories_that_exist() -> None:
    assert {advisory for _, advisory in KEY.answers} <= {one.id for one in medical_advisories()}


@pytest.mark.data
def test_recall_with_possible_and_precision_without_are_at_least_95_percent(answers: list[Answer]) -> None:
    found = score(answers, KEY)
    assert found.recall >= 0.95, sorted(found.missed)
    assert found.precision >= 0.95, sorted(found.wrong)


@pytest.mark.data
def test_disputed_pairs_counted_against_the_matcher_still_leave_95_percent(answers: list[Answer]) -> None:
    strict = Key({pair: "undecided" if kind == "disputed" else kind for pair, kind in KEY.answers.items()})
    found = score(answers, strict)
    assert found.precision >= 0.95, sorted(found.wrong)


@pytest.mark.data
def test_possible_is_no_excuse_most_affected_units_are_surely_found(answers: list[Answer]) -> None:
    pairs = {(one.unit, match.advisory): match.confidence for one in answers for match in one.matches}
    affected = KEY.pairs("affected")
    assert sum(pairs.get(pair, Confidence.POSSIBLE) is not Confidence.POSSIBLE for pair in affected) >= 0.8 * len(
        affected
    )
    assert len(pairs) <= 1.2 * len(KEY.answers)


@pytest.mark.data
def test_every_unit_has_a_state_and_a_reason_and_every_match_its_evidence(answers: list[Answer]) -> None:
    assert len(answers) == 300
    assert all(one.reason for one in answers)
    assert all(evidence.words for one in answers for match in one.matches for evidence in match.evidence)
    states = Counter(one.state for one in answers)
    assert states[State.UNIDENTIFIED] == 2
    assert all(states[state] for state in State)


@pytest.mark.data
def test_three_hundred_units_are_matched_in_well_under_a_second() -> None:
    advisories, units = medical_advisories(), read_units(HOSPITAL / "units.csv")
    taken = effort(lambda: match_units(units, DeviceIndex(advisories)), enough=2)
    assert taken <= 2, "on a machine that does nothing else it takes 0.15 seconds"

# SPDX-License-Identifier: Apache-2.0
"""Decisions about threats: who is meant, what is refused, and that nothing is lost or half done."""

import datetime as dt
from pathlib import Path

import pytest

from dossier.samples import DEVICE, put
from medward.base.problems import ProblemsError
from medward.dossier import load
from medward.dossier.model.risk import ThreatStatus
from medward.threats.codes import THREAT_CODES
from medward.threats.reviewing import Decision, chosen, review

TEXT = """\
# Found in a workshop.
threats:
  # The first one.
  - id: T-1
    title: One
    description: Somebody does it.
    status: proposed
    library:
      - {threat: TL-HW-001, element: I-1}
  - id: T-2
    title: Two
    description: Somebody does it.
    status: accepted
    library:
      - {threat: TL-HW-001, element: I-2}
controls:
  - id: C-1
    title: Lock
    description: It is locked.
    category: integrity
    locus: designed_in
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, {"device.yaml": DEVICE, "threats.yaml": TEXT})
    return tmp_path


def decision(status: ThreatStatus, reason: str = "so it is", controls: tuple[str, ...] = ()) -> Decision:
    return Decision(status, reason, "Security", dt.date(2026, 11, 2), controls=controls)


def codes(folder: Path, names: list[str], made: Decision) -> list[str]:
    loaded = load(folder)
    with pytest.raises(ProblemsError) as raised:
        review(loaded, chosen(loaded.dossier, names), made)
    assert (folder / "threats.yaml").read_text() == TEXT
    return [one.code for one in raised.value.problems]


def test_threats_are_chosen_by_id_library_or_element(folder: Path) -> None:
    dossier = load(folder).dossier
    assert [one.id for one in chosen(dossier, ["T-2"])] == ["T-2"]
    assert [one.id for one in chosen(dossier, library="TL-HW-001")] == ["T-1", "T-2"]
    assert [one.id for one in chosen(dossier, element="I-2")] == ["T-2"]
    assert [one.id for one in chosen(dossier, library="TL-HW-001", element="I-1")] == ["T-1"]


def test_what_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(ProblemsError, match="T-9"):
        chosen(load(folder).dossier, ["T-9"])
    with pytest.raises(ProblemsError, match="TL-HW-009"):
        chosen(load(folder).dossier, library="TL-HW-009")


def test_a_decision_has_role_and_day_and_comments_stay(folder: Path) -> None:
    loaded = load(folder)
    made = decision(ThreatStatus.MITIGATED, controls=("C-1",))
    assert review(loaded, chosen(loaded.dossier, ["T-1"]), made) == (folder / "threats.yaml",)
    one, other = load(folder).dossier.threats
    assert (one.status, one.reason, one.decided_by) == ("mitigated", "so it is", "Security")
    assert one.decided_on == dt.date(2026, 11, 2)
    assert other == loaded.dossier.threats[1]
    assert load(folder).dossier.controls[0].reduces == ("T-1",)
    assert "  # The first one.\n" in (folder / "threats.yaml").read_text()


def test_a_decision_that_stands_is_replaced_only_on_demand(folder: Path) -> None:
    made = decision(ThreatStatus.NOT_APPLICABLE)
    assert codes(folder, ["T-1", "T-2"], made) == ["threats.decided"]
    loaded = load(folder)
    review(loaded, loaded.dossier.threats, made, replacing=True)
    assert {one.status.value for one in load(folder).dossier.threats} == {"not_applicable"}


def test_what_cannot_be_decided_changes_nothing(folder: Path) -> None:
    assert codes(folder, ["T-1"], decision(ThreatStatus.MITIGATED)) == ["threats.uncontrolled"]
    assert codes(folder, ["T-1"], decision(ThreatStatus.ACCEPTED, controls=("C-9",))) == ["threats.unknown"]
    assert codes(folder, ["T-1"], decision(ThreatStatus.PROPOSED)) == ["threats.decided"]
    assert codes(folder, ["T-1"], decision(ThreatStatus.TRANSFERRED, reason="")) != []


def test_a_list_in_brackets_is_left_to_its_author(tmp_path: Path) -> None:
    flow = "threats: [{id: T-1, title: x, description: x, status: proposed}]\n"
    put(tmp_path, {"device.yaml": DEVICE, "threats.yaml": flow})
    loaded = load(tmp_path)
    with pytest.raises(ProblemsError) as raised:
        review(loaded, loaded.dossier.threats, decision(ThreatStatus.ACCEPTED))
    assert [one.code for one in raised.value.problems] == ["threats.form"]
    assert set(THREAT_CODES) >= {"threats.form"}

# SPDX-License-Identifier: Apache-2.0
"""Facts on the electronics: a yes counts only with its evidence, and silence stays unknown."""

from typing import Any

import pytest

from compliance.dossiers import context, dossier, fact, part
from medward.compliance.facts.hardware import PROVED_BY
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome
from medward.dossier.model.hardware import HardwareProperty

ZONES = [{"id": "Z-1", "name": "pump", "trust": "trusted"}, {"id": "Z-2", "name": "dock", "trust": "trusted"}]
REPORT = {
    "id": "E-1",
    "title": "test on a unit",
    "evidence_kind": "test_report",
    "file": "report.txt",
    "digest": "sha256:" + "0" * 64,
    "collector": "Test lead",
    "collected": "2026-03-01",
}
BOOT = {"id": "HW-1", "hardware": "secure_boot", "of": "Z-1", "answer": "yes", "evidence": ["E-1"]}
NAME = "hardware.secure_boot"
ALL = "hardware.every_property_answered"


def on(facts: list[dict[str, Any]], name: str = NAME, **report: Any) -> Outcome:
    architecture = {"zones": ZONES, "hardware": facts}
    return fact(name, context(dossier(architecture=architecture, evidence=[part(REPORT, **report)])))


def every(**changes: Any) -> list[dict[str, Any]]:
    """An answer to every property."""
    return [part(BOOT, id=f"HW-{one}", hardware=one, **changes) for one in HardwareProperty]


def test_a_yes_with_evidence_is_met() -> None:
    outcome = on([BOOT])
    assert outcome.status is Status.MET
    assert outcome.reason == "hardware fact HW-1 'secure_boot' is backed by evidence E-1"


@pytest.mark.parametrize("asked", HardwareProperty)
def test_silence_is_unknown_and_the_mend_says_what_would_prove_it(asked: HardwareProperty) -> None:
    outcome = on([], f"hardware.{asked}")
    assert outcome.status is Status.UNKNOWN
    assert outcome.broken[0].mend.endswith(PROVED_BY[asked])


@pytest.mark.parametrize("changes", [{"evidence": []}, {"answer": "unknown"}])
def test_a_claim_or_an_open_answer_is_unknown(changes: dict[str, Any]) -> None:
    assert on([part(BOOT, **changes)]).status is Status.UNKNOWN


def test_evidence_that_does_not_speak_for_the_day_proves_nothing() -> None:
    outcome = on([BOOT], valid_until="2026-05-01")
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason.endswith("has no evidence that speaks for the day")


def test_a_no_in_one_zone_is_no_whatever_the_others_are() -> None:
    outcome = on([BOOT, part(BOOT, id="HW-2", of="Z-2", answer="no", evidence=[])])
    assert outcome.status is Status.NOT_MET
    assert [link.node for link in outcome.broken] == ["hardware_fact:HW-2"]


def test_an_open_zone_keeps_a_proved_one_from_being_met() -> None:
    assert on([BOOT, part(BOOT, id="HW-2", of="Z-2", answer="unknown")]).status is Status.UNKNOWN


def test_a_property_is_not_shown_by_another() -> None:
    assert on([BOOT], "hardware.root_of_trust").status is Status.UNKNOWN


def test_every_property_proved_or_denied_is_answered() -> None:
    answers = [*every()[1:], part(BOOT, id="HW-NO", hardware="root_of_trust", answer="no")]
    assert on(answers, ALL).status is Status.MET


def test_the_open_properties_are_named() -> None:
    outcome = on(every()[2:], ALL)
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason == (
        "2 of 14 properties of the electronics are not answered with evidence: root of trust, secure boot"
    )
    assert len(outcome.broken) == 2

# SPDX-License-Identifier: Apache-2.0
"""The threats of the example: no part without one, none without ground, and the counts that its README tells."""

import re
from collections import Counter

from medward.dossier import Loaded
from medward.dossier.model.risk import Severity
from medward.packs.threat_library import shipped
from medward.threats import gaps, generate, relate


def test_no_interface_flow_or_asset_is_without_a_threat(pump: Loaded) -> None:
    found = gaps(pump.dossier, generate(pump.dossier, shipped()))
    assert (found.uncovered, found.silent, found.stale, found.errors) == ((), (), (), ())


def test_the_readme_tells_how_many_threats_were_decided_in_which_way(pump: Loaded) -> None:
    rows = re.findall(
        r"^\| (accepted|mitigated|not applicable|transferred|proposed) \| (\d+) \| .+ \|$",
        (pump.folder / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    told = {word.replace(" ", "_"): int(number) for word, number in rows}
    assert told == Counter(threat.status.value for threat in pump.dossier.threats)


def test_the_readme_tells_how_many_generated_threats_are_answered_in_which_way(pump: Loaded) -> None:
    text = " ".join((pump.folder / "README.md").read_text("utf-8").split())
    answers = Counter(threat.status.value for threat in pump.dossier.threats for _ in threat.library)
    assert f"The libraries give {answers.total()} threats for this architecture" in text
    assert (
        f"Of these answers {answers['mitigated']} are mitigated, {answers['accepted']} accepted, "
        f"{answers['not_applicable']} not applicable and {answers['transferred']} transferred; "
        f"{answers['proposed']} wait with T-044 and T-045"
    ) in text


def test_every_threat_of_the_libraries_is_answered_and_only_the_planted_ones_wait(pump: Loaded) -> None:
    related = relate(pump.dossier, generate(pump.dossier, shipped()))
    assert related.new == ()
    waiting = {one.id for one in pump.dossier.threats if one.status == "proposed"}
    assert waiting == {"T-044", "T-045"}


def test_no_threat_of_a_library_is_answered_twice(pump: Loaded) -> None:
    answers = Counter((one.threat, one.element) for threat in pump.dossier.threats for one in threat.library)
    assert {one for one, times in answers.items() if times > 1} == set()


def test_every_decision_of_the_review_says_why_who_and_when(pump: Loaded) -> None:
    reviewed = [one for one in pump.dossier.threats if one.id >= "T-049"]
    assert all(one.reason and one.decided_by and one.decided_on for one in reviewed)
    assert len({one.reason for one in reviewed}) == len(reviewed)


def test_a_risk_ends_in_every_hazardous_situation_of_its_threats(pump: Loaded) -> None:
    ends: dict[str, set[str]] = {}
    for risk in pump.dossier.risks:
        for threat in risk.threats:
            ends.setdefault(threat, set()).update(risk.hazardous_situations)
    held = [one for one in pump.dossier.threats if one.status in {"accepted", "mitigated", "transferred"}]
    assert {one.id: set(one.leads_to) - ends.get(one.id, set()) for one in held} == {one.id: set() for one in held}


def test_a_harm_that_is_judged_milder_with_controls_has_its_reason(pump: Loaded) -> None:
    harms = {one.id: one.severity for one in pump.dossier.harms}
    worst = {one.id: {harms[harm] for harm in one.harms} for one in pump.dossier.hazardous_situations}
    for risk in pump.dossier.risks:
        ends = {severity for one in risk.hazardous_situations for severity in worst[one]}
        assert risk.after is not None
        milder = list(Severity).index(risk.after.severity) < max(list(Severity).index(one) for one in ends)
        assert milder == bool(risk.after.severity_reason), risk.id


def test_every_threat_that_holds_has_a_control_and_every_other_its_reason(pump: Loaded) -> None:
    reduced = {name for control in pump.dossier.controls for name in control.reduces}
    holding = {one.id for one in pump.dossier.threats if one.status in {"accepted", "mitigated"}}
    aside = [one for one in pump.dossier.threats if one.status in {"not_applicable", "transferred"}]
    assert holding <= reduced
    assert all(one.reason for one in aside)


def test_the_hardware_facts_agree_with_the_controls(pump: Loaded) -> None:
    said = {one.hardware.value: one for one in pump.dossier.architecture.hardware}
    assert said["tamper_response"].answer == "yes"  # C-031: a switch erases keys
    assert "fuses" in str(said["rollback_protection"].how)  # C-038: a counter in fuses

# SPDX-License-Identifier: Apache-2.0
"""The threats of the example: no part without one, none without ground, and the counts that its README tells."""

import re
from collections import Counter

from medward.dossier import Loaded
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


def test_the_readme_tells_how_many_generated_threats_are_answered(pump: Loaded) -> None:
    related = relate(pump.dossier, generate(pump.dossier, shipped()))
    text = " ".join((pump.folder / "README.md").read_text("utf-8").split())
    known, new = len(related.known), len(related.new)
    assert f"The libraries give {known + new} threats" in text
    assert f"{known} of them are answered" in text
    assert f"The other {new} are not decided" in text


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

# SPDX-License-Identifier: Apache-2.0
"""Gaps: what no threat covers, what libraries are silent about, and facts in the order of what hangs on them."""

from medward.dossier.model import Dossier
from medward.packs.threat_library import shipped
from medward.threats.gaps import Gaps, gaps, unknown_facts
from medward.threats.generating import generate
from threat_systems import library, threat, ward

RADIO = library(threat({"is": {"reach": ["radio"]}}, held_when={"is": {"encrypted": ["yes"]}}))


def found(dossier: Dossier) -> Gaps:
    return gaps(dossier, generate(dossier, [RADIO]))


def mine(**said: object) -> dict[str, object]:
    return {"id": "T-1", "title": "one", "description": "one", "status": "accepted", **said}


def test_interfaces_flows_and_assets_without_a_threat_are_uncovered() -> None:
    kinds = {kind for kind, _ in found(ward()).uncovered}
    assert kinds == {"interface", "flow", "asset"}


def test_a_threat_that_is_aimed_at_a_part_covers_it() -> None:
    uncovered = found(ward(threats=[mine(threatens=["I-WIFI"])])).uncovered
    assert ("interface", "I-WIFI") not in uncovered
    assert ("interface", "I-BLE") in uncovered


def test_a_threat_that_was_put_aside_with_a_reason_covers_too() -> None:
    aside = mine(status="not_applicable", reason="no radio", threatens=["I-WIFI"])
    assert ("interface", "I-WIFI") not in found(ward(threats=[aside])).uncovered


def test_answering_a_generated_threat_covers_its_element() -> None:
    answer = mine(library=[{"threat": "TL-OWN-001", "element": "I-WIFI"}])
    assert ("interface", "I-WIFI") not in found(ward(threats=[answer])).uncovered


def test_parts_for_which_no_library_has_a_threat_are_told() -> None:
    assert ("interface", "I-USB") in found(ward()).silent
    assert ("interface", "I-WIFI") not in found(ward()).silent


def test_the_shipped_libraries_are_silent_about_no_interface_flow_or_asset_of_the_ward() -> None:
    assert gaps(ward(), generate(ward(), shipped())).silent == ()


def test_stale_threats_and_errors_are_among_the_gaps() -> None:
    dossier = ward(threats=[mine(library=[{"threat": "TL-OWN-001", "element": "I-USB"}])])
    assert [one.named.element for one in found(dossier).stale] == ["I-USB"]
    broken = library(threat({"is": {"colour": ["red"]}}))
    assert [one.threat.id for one in gaps(dossier, generate(dossier, [broken])).errors] == ["TL-OWN-001"]


def test_facts_come_in_the_order_of_what_hangs_on_them() -> None:
    dossier = ward({"Z-DEV": {"setting": None}, "I-WIFI": {"encrypted": None}})
    facts = unknown_facts(generate(dossier, shipped()))
    assert str(facts[0].fact) == "Z-DEV.setting"
    assert facts[0].applies > 20
    encrypted = next(one for one in facts if str(one.fact) == "I-WIFI.encrypted")
    assert (encrypted.applies, encrypted.held) == (1, 1)


def test_where_everything_is_said_no_fact_is_open() -> None:
    assert unknown_facts(generate(ward(), [RADIO])) == ()

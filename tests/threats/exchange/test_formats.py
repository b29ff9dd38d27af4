# SPDX-License-Identifier: Apache-2.0
"""What each reader takes over, leaves unknown and tells as lost, on a small model of each format."""

from pathlib import Path

import pytest

from medward.dossier.model.architecture import ActorKind, AssetKind, Setting, Trust
from medward.dossier.model.parts import Answer
from medward.dossier.model.risk import Stride, ThreatStatus
from medward.threats.exchange import Imported, parse, read

SAMPLES = Path(__file__).parent / "samples"
ALL = ("model.otm.yaml", "threagile.yaml", "threat-dragon.json", "pytm.json", "model.tm7")


def sample(name: str) -> Imported:
    return read(SAMPLES / name)


def reasons(imported: Imported, key: str) -> str:
    return "; ".join(str(lost) for lost in imported.lost if key in str(lost))


@pytest.mark.parametrize("name", ALL)
def test_every_threat_is_only_proposed(name: str) -> None:
    assert {threat.status for threat in sample(name).threats} == {ThreatStatus.PROPOSED}


@pytest.mark.parametrize("name", ALL)
def test_no_zone_is_ever_taken_for_trusted(name: str) -> None:
    assert Trust.TRUSTED not in {zone.trust for zone in sample(name).architecture.zones}


@pytest.mark.parametrize("name", ALL)
def test_the_same_file_gives_the_same_parts(name: str) -> None:
    assert sample(name) == sample(name)


def test_otm_keeps_zones_stores_and_their_assets() -> None:
    held = sample("model.otm.yaml").architecture
    assert {zone.id: zone.inside for zone in held.zones} == {
        "Z-f0ba7722-0000-4c81-8290-a30a248bb8d9": None,
        "Z-rack": "Z-f0ba7722-0000-4c81-8290-a30a248bb8d9",
    }
    assert [(store.id, store.holds) for store in held.stores] == [("S-order-store", ("AS-orders",))]


def test_otm_says_nothing_about_protections_so_they_are_unknown() -> None:
    held = sample("model.otm.yaml").architecture
    assert {(flow.encrypted, flow.authenticated) for flow in held.flows} == {(Answer.UNKNOWN, Answer.UNKNOWN)}


def test_otm_component_inside_a_component_stands_in_its_zone() -> None:
    assert {one.id: one.zone for one in sample("model.otm.yaml").architecture.processes}["P-parser"] == "Z-rack"


def test_otm_state_of_a_threat_and_its_likelihood_are_lost() -> None:
    imported = sample("model.otm.yaml")
    assert "mitigated" in reasons(imported, "state")
    assert "likelihood: 50" in reasons(imported, "threats[0].risk")


def test_otm_flow_without_an_end_is_told_with_its_line() -> None:
    assert "model.otm.yaml:30: dataflows[2]: Nowhere" in reasons(sample("model.otm.yaml"), "ghost'")


def test_threagile_merge_keys_are_followed() -> None:
    held = sample("threagile.yaml").architecture
    assert {asset.id: asset.description for asset in held.assets} == {
        "AS-images": "Images of patients",
        "AS-reports": "What was seen on them",
    }


def test_threagile_none_is_a_choice_and_so_a_no() -> None:
    held = sample("threagile.yaml").architecture
    assert [store.encrypted for store in held.stores] == [Answer.NO]
    stored = next(flow for flow in held.flows if flow.name == "Store images")
    assert (stored.encrypted, stored.authenticated) == (Answer.NO, Answer.NO)


def test_threagile_takes_in_elements_without_links_and_zones_inside_zones() -> None:
    held = sample("threagile.yaml").architecture
    assert [store.id for store in held.stores] == ["S-disk"]
    assert {zone.id: zone.inside for zone in held.zones} == {"Z-department": None, "Z-server-room": "Z-department"}
    assert held.zones[0].setting is Setting.CLOUD


def test_threagile_data_received_flow_the_other_way() -> None:
    query = next(flow for flow in sample("threagile.yaml").architecture.flows if flow.name == "Query")
    assert (query.source, query.target) == ("P-archive", "A-viewer")


def test_threagile_own_risks_become_threats_at_their_element() -> None:
    (threat,) = sample("threagile.yaml").threats
    assert (threat.threatens, threat.cwe, threat.stride) == (("S-disk",), ("CWE-345",), (Stride.TAMPERING,))


def test_threat_dragon_box_is_a_zone_for_what_lies_inside() -> None:
    held = sample("threat-dragon.json").architecture
    zones = {one.id: one.zone for one in held.processes} | {one.id: one.zone for one in held.stores}
    assert zones | {one.id: one.zone for one in held.actors} == {
        "P-p1": "Z-b1",
        "S-s1": "Z-b1",
        "A-a1": "Z-NOT-STATED",
    }


def test_threat_dragon_checked_box_is_yes_and_unchecked_is_unknown() -> None:
    (store,) = sample("threat-dragon.json").architecture.stores
    assert (store.encrypted, store.integrity_protected) == (Answer.YES, Answer.UNKNOWN)


def test_threat_dragon_curve_and_loose_flow_are_told() -> None:
    imported = sample("threat-dragon.json")
    assert "no zone can be computed" in reasons(imported, "Air")
    assert "no element of the file" in reasons(imported, "Loose end")


def test_threat_dragon_log_is_an_asset_of_its_store() -> None:
    (asset,) = sample("threat-dragon.json").architecture.assets
    assert asset.asset_kinds == (AssetKind.LOG,)


def test_pytm_false_is_unknown_and_tls_is_encryption() -> None:
    first, second = sorted(
        sample("pytm.json").architecture.flows, key=lambda flow: flow.protocol or "", reverse=True
    )
    assert (first.protocol, first.encrypted, first.authenticated) == ("HTTPS over TLS 1.2", Answer.YES, Answer.YES)
    assert (second.encrypted, second.authenticated) == (Answer.UNKNOWN, Answer.UNKNOWN)


def test_pytm_set_controls_without_a_place_are_told_and_defaults_are_not() -> None:
    imported = sample("pytm.json")
    assert reasons(imported, "isHardened")
    assert not reasons(imported, "usesMFA")


def test_pytm_flows_of_one_name_are_two_flows() -> None:
    assert len({flow.id for flow in sample("pytm.json").architecture.flows}) == 2


def test_tm7_chosen_no_is_left_unknown_and_told() -> None:
    imported = sample("model.tm7")
    (store,) = imported.architecture.stores
    assert (store.encrypted, store.integrity_protected) == (Answer.YES, Answer.UNKNOWN)
    assert "no proven no" in reasons(imported, "signed")


def test_tm7_user_stencil_is_a_person_and_a_threat_is_at_its_flow() -> None:
    imported = sample("model.tm7")
    assert [actor.actor_kind for actor in imported.architecture.actors] == [ActorKind.PERSON]
    (threat,) = imported.threats
    assert threat.threatens == ("F-11111111-0000-0000-0000-000000000005",)


def test_a_part_that_a_threat_names_and_that_is_not_there_is_told() -> None:
    data = (SAMPLES / "threagile.yaml").read_bytes().replace(b"asset: disk", b"asset: ghost")
    imported = parse(data, "model")
    assert imported.threats[0].threatens == ()
    assert "no such part" in reasons(imported, "ghost")

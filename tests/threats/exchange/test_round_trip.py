# SPDX-License-Identifier: Apache-2.0
"""A dossier out as OTM and in again is the same architecture, up to what was listed as lost."""

import json
from pathlib import Path

import pytest

from medward.dossier import Loaded, load
from medward.dossier.model.architecture import Architecture
from medward.threats.exchange import parse, write_cyclonedx, write_otm
from medward.threats.exchange.model import Exported

EXAMPLES = Path(__file__).parents[3] / "examples"
DOSSIERS = ("infusion-pump", "medward")
DATA_SET = {"bom-ref", "name", "description", "properties"}
ZONE = {"bom-ref", "name", "description", "type", "parent", "properties"}
FLOW = {
    "bom-ref", "name", "description", "type", "source", "destination", "encrypted", "protocols", "properties",
}  # fmt: skip


def lost_keys(exported: Exported) -> dict[str, str]:
    """Id → everything of it that is told as having no place."""
    return {
        lost.key: lost.said for lost in exported.lost if "no place" in lost.reason or "hardware" in lost.reason
    }


def without_lost(held: Architecture) -> Architecture:
    """The architecture without what OTM has no place for: components that run, and hardware."""
    processes = tuple(process.model_copy(update={"runs": ()}) for process in held.processes)
    return held.model_copy(update={"processes": processes, "hardware": ()})


@pytest.fixture(params=DOSSIERS)
def loaded(request: pytest.FixtureRequest) -> Loaded:
    return load(EXAMPLES / str(request.param))


def test_otm_in_again_is_the_same_architecture(loaded: Loaded) -> None:
    exported = write_otm.export(loaded)
    assert parse(exported.data, "again").architecture == without_lost(loaded.dossier.architecture)


def test_what_is_missing_after_the_round_trip_was_listed(loaded: Loaded) -> None:
    told = lost_keys(write_otm.export(loaded))
    assert all("runs" in told[one.id] for one in loaded.dossier.architecture.processes if one.runs)
    assert all(one.id in told for one in loaded.dossier.architecture.hardware)


def test_threats_come_back_with_their_targets_and_without_their_decisions(loaded: Loaded) -> None:
    again = {threat.id: threat for threat in parse(write_otm.export(loaded).data, "again").threats}
    for threat in loaded.dossier.threats:
        back = again[threat.id]
        assert (back.title, back.threatens, back.stride, back.cwe) == (
            threat.title, threat.threatens, threat.stride, threat.cwe,
        )  # fmt: skip
        assert (back.status, back.reason) == ("proposed", None)


def test_every_decision_is_told_as_lost(loaded: Loaded) -> None:
    told = {lost.key for lost in write_otm.export(loaded).lost if lost.said.startswith("status")}
    assert told == {threat.id for threat in loaded.dossier.threats}


def test_cyclonedx_calls_itself_a_draft(loaded: Loaded) -> None:
    exported = write_cyclonedx.export(loaded)
    document = json.loads(exported.data)
    assert "draft" in document["$comment"]
    assert any("draft" in lost.reason for lost in exported.lost)


def test_cyclonedx_uses_only_fields_of_the_draft_and_refers_only_to_what_is_there(loaded: Loaded) -> None:
    document = json.loads(write_cyclonedx.export(loaded).data)
    (blueprint,) = document["blueprints"]
    listed = [part for value in blueprint.values() if isinstance(value, list) for part in value]
    refs = {part["bom-ref"] for part in listed if isinstance(part, dict)}
    assert all(set(one) <= ZONE for one in blueprint["zones"])
    assert all(set(one) <= DATA_SET for one in blueprint["dataSets"])
    assert all(set(one) <= FLOW and {one["source"], one["destination"]} <= refs for one in blueprint["flows"])
    assert all(set(one.get("affectedAssets", ())) <= refs for one in document["threats"]["threats"])


def test_cyclonedx_never_writes_unknown_as_false(loaded: Loaded) -> None:
    (blueprint,) = json.loads(write_cyclonedx.export(loaded).data)["blueprints"]
    said = {flow["bom-ref"]: flow.get("encrypted") for flow in blueprint["flows"]}
    words = {"yes": True, "no": False, "unknown": None}
    assert said == {flow.id: words[flow.encrypted] for flow in loaded.dossier.architecture.flows}

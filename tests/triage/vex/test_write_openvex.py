# SPDX-License-Identifier: Apache-2.0
"""OpenVEX as it is written: one statement for components of which the same is said, and what the format lacks."""

from typing import Any

from medward.triage.vex import write_openvex
from medward.triage.vex.decided import decided
from medward.triage.vex.model import NO_ACTION
from triage.vex.made import DAY, HASH, RADIO_CPE, TLS, affected, decision, dossier, releases


def written(*decisions: dict[str, Any]) -> tuple[Any, str]:
    device = dossier(*decisions)
    document, losses = write_openvex.write(decided(device, releases(device), DAY), "Example Medical", "all")
    return document, "\n".join(losses)


def test_a_decision_is_written_with_its_release_and_component() -> None:
    document, _ = written(decision())
    assert document["statements"] == [
        {
            "vulnerability": {"name": "CVE-2099-0001"},
            "timestamp": "2026-05-01T00:00:00Z",
            "products": [
                {
                    "@id": "pkg:generic/example-medical/pump@3.2",
                    "identifiers": {"purl": "pkg:generic/example-medical/pump@3.2"},
                    "subcomponents": [{"@id": TLS, "identifiers": {"purl": TLS}}],
                }
            ],
            "status": "not_affected",
            "justification": "vulnerable_code_not_present",
            "status_notes": "The code is compiled out.",
        }
    ]


def test_the_version_of_the_document_counts_its_revisions() -> None:
    document, _ = written(decision(), affected(id="TR-2", vulnerability="CVE-2099-0002", date="2026-05-03"))
    assert (document["version"], document["timestamp"], document["last_updated"]) == (
        2,
        "2026-05-01T00:00:00Z",
        "2026-05-03T00:00:00Z",
    )


def test_the_id_of_the_document_stays_when_it_is_revised() -> None:
    before, _ = written(decision())
    after, _ = written(decision(), affected(id="TR-2", date="2026-05-03"))
    assert before["@id"] == after["@id"]


def test_affected_without_an_action_says_that_none_is_decided() -> None:
    document, _ = written(affected(action=None))
    assert document["statements"][0]["action_statement"] == NO_ACTION


def test_a_cpe_name_and_a_hash_identify_where_there_is_no_purl() -> None:
    document, losses = written(decision(component="radio@7.1"), decision(id="TR-2", component="font@1"))
    parts = [part for one in document["statements"] for part in one["products"][0]["subcomponents"]]
    assert {part["@id"].partition(":")[0] for part in parts} == {"urn"}
    assert [part["hashes"] for part in parts if "hashes" in part] == [{"sha-256": HASH}]
    assert [part["identifiers"] for part in parts if "identifiers" in part] == [{"@cpe23": RADIO_CPE}]
    assert "neither package URL nor CPE name: font 1" in losses


def test_components_of_which_the_same_is_said_share_a_statement() -> None:
    document, _ = written(decision(), decision(id="TR-2", component="pkg:npm/xml"))
    (one,) = document["statements"]
    assert len(one["products"][0]["subcomponents"]) == 2

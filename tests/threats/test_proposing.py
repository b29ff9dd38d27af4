# SPDX-License-Identifier: Apache-2.0
"""Proposals: stable ids, the library's text, what is written and what never is."""

from pathlib import Path

import pytest

from medward.base.problems import ProblemsError
from medward.threats.generating import Found, generate
from medward.threats.proposing import libraries, library_threat, proposable, proposal_id, proposed, stale_of
from medward.threats.relating import relate
from threat_systems import library, threat, ward

RADIO = library(threat({"is": {"reach": ["radio"]}}))


def first() -> Found:
    return generate(ward(), [RADIO]).applying[0]


def test_a_proposal_has_the_librarys_text_and_is_no_decision() -> None:
    found = first()
    said = proposed(found)
    assert said["status"] == "proposed"
    assert said["description"] == "By listening. It becomes known."
    assert said["library"] == [{"threat": "TL-OWN-001", "element": found.element[1]}]
    assert said["threatens"] == [found.element[1]]


def test_ids_are_stable_and_short_enough_for_a_dossier() -> None:
    assert proposal_id(first()) == f"TL-OWN-001.{first().element[1]}"
    long = ward({"I-WIFI": {"id": "I-" + "W" * 60}})
    ids = {proposal_id(one) for one in generate(long, [RADIO]).applying}
    assert all(len(one) <= 64 for one in ids)
    assert len(ids) == len(generate(long, [RADIO]).applying)


def test_what_is_possible_is_proposed_only_on_demand_and_errors_never() -> None:
    dossier = ward({"I-WIFI": {"encrypted": None}})
    unclear = library(threat({"is": {"encrypted": ["no"]}}), threat({"is": {"colour": ["red"]}}, id="TL-OWN-002"))
    related = relate(dossier, generate(dossier, [unclear]))
    sure = {one.found.id for one in proposable(related, possible=False)}
    all_of_them = {one.found.id for one in proposable(related, possible=True)}
    assert "TL-OWN-001@I-WIFI" in all_of_them - sure
    assert not any(one.startswith("TL-OWN-002") for one in all_of_them)


def test_a_threat_of_a_library_that_nobody_gave_stays_only_if_it_is_shipped() -> None:
    answers = [{"threat": name, "element": "I-GONE"} for name in ("TL-HW-001", "TL-OLD-001")]
    mine = {"id": "T-1", "title": "x", "description": "x", "status": "accepted", "library": answers}
    related = relate(ward(threats=[mine]), generate(ward(threats=[mine]), [RADIO]))
    assert [one.named.threat for one in stale_of(related, [RADIO])] == ["TL-OLD-001"]


def test_libraries_are_named_by_id_or_file(tmp_path: Path) -> None:
    assert [one.id for one in libraries(["radio", "radio"])] == ["radio"]
    with pytest.raises(ProblemsError):
        libraries(["radioo"])
    with pytest.raises(ProblemsError):
        libraries([str(tmp_path / "own.yaml")])


def test_a_threat_is_found_in_its_library() -> None:
    assert library_threat("TL-OWN-001", [RADIO])[0].id == "own"
    with pytest.raises(ProblemsError):
        library_threat("TL-OWN-009", [RADIO])

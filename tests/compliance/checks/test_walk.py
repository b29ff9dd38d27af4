# SPDX-License-Identifier: Apache-2.0
"""A walk decides each step once for each node, so that shared nodes do not make it slow."""

import pytest

from compliance.dossiers import CONTROL, TEST, THREAT, context, dossier, part
from medward.compliance.checks.walk import Walk
from medward.compliance.model import Status
from medward.packs.checks import Step

REDUCED = Step(link="reduced_by", kind="control")
VERIFIED = Step(link="verified_by", kind="test", where={"result": ("passed",)})


def test_a_walk_without_steps_arrives_where_it_begins() -> None:
    at = context(dossier(threats=[THREAT]))
    threat = at.trace.nodes["threat", "T-007"]
    walk = Walk("threat", (), at)
    assert walk.status(threat) is Status.MET
    assert (walk.told(threat).clauses, walk.told(threat).end) == ((), threat)


def test_a_chain_that_arrives_ends_at_the_last_node() -> None:
    at = context(dossier(threats=[THREAT], controls=[CONTROL], tests=[TEST]))
    chain = Walk("threat", (REDUCED, VERIFIED), at).told(at.trace.nodes["threat", "T-007"])
    assert chain.end.name == "test:TE-004"
    assert chain.mend == ""


def test_a_chain_that_breaks_ends_at_the_node_that_lacks_the_link() -> None:
    at = context(dossier(threats=[THREAT], controls=[CONTROL]))
    chain = Walk("threat", (REDUCED, VERIFIED), at).told(at.trace.nodes["threat", "T-007"])
    assert chain.end.name == "control:C-012"


def test_a_step_whose_link_does_not_lead_there_is_refused() -> None:
    with pytest.raises(ValueError, match="was not bound"):
        Walk("threat", (Step(link="verified_by", kind="harm"),), context(dossier()))


def test_a_shared_control_is_decided_once_for_all_threats(monkeypatch: pytest.MonkeyPatch) -> None:
    threats = [part(THREAT, id=f"T-{number}") for number in range(50)]
    shared = part(CONTROL, reduces=[threat["id"] for threat in threats])
    at = context(dossier(threats=threats, controls=[shared], tests=[TEST]))
    walk = Walk("threat", (REDUCED, VERIFIED), at)
    decided: list[str] = []
    original = Walk._decide

    def counting(self: Walk, node: object, depth: int) -> object:
        decided.append(f"{depth}")
        return original(self, node, depth)  # type: ignore[arg-type]  # the node that the walk hands over

    monkeypatch.setattr(Walk, "_decide", counting)
    assert {walk.status(node) for node in at.trace.of_kind("threat")} == {Status.MET}
    assert decided.count("0") == 50
    assert decided.count("1") == 1

# SPDX-License-Identifier: Apache-2.0
"""What comes in: proposals for what a statement really speaks of, and a reason for everything else."""

from typing import Any

import pytest

from medward.base import yamltext, yamlwriting
from medward.dossier.model.keeping import Triage
from medward.triage.vex.proposing import Proposals, propose
from triage.vex.made import (
    DAY,
    SBOM,
    TLS,
    XML,
    affected,
    csaf_document,
    cyclonedx_document,
    cyclonedx_entry,
    decision,
    dossier,
    openvex_document,
    openvex_statement,
    read,
    releases,
)

RELEASE = {"@id": "pkg:generic/example-medical/pump@3.2"}
INSIDE = (
    "it speaks of the component inside 'pkg:generic/appliance@9', which is not what the release uses, "
    "or not all that uses it"
)
LATER = "2026-05-21T00:00:00Z"


def proposed(document: dict[str, Any], *decisions: dict[str, Any], names: tuple[str, ...] = ()) -> Proposals:
    device = dossier(*decisions)
    return propose(read(document), releases(device, SBOM, *names), device.triage, DAY)


def reasons(found: Proposals) -> list[str]:
    return [one.reason for one in found.not_applied]


def said(**keys: Any) -> dict[str, Any]:
    return openvex_document(openvex_statement(**keys))


def test_a_statement_about_a_component_is_a_proposal_that_a_dossier_takes() -> None:
    document = read(said())
    (one,) = proposed(said()).proposals
    item = one.as_triage(DAY, document)
    written = yamltext.parse(yamlwriting.write(item).encode(), "t.yaml")
    taken = Triage.model_validate(written.value)
    assert (taken.vulnerability, taken.component, taken.release) == ("CVE-2099-0001", TLS, "REL-3.2")
    assert (taken.status, taken.justification) == ("not_affected", "vulnerable_code_not_present")
    assert (taken.author, taken.date) == ("?", DAY)
    assert taken.reason.startswith(
        "Stated by Acme on 2026-05-20 in the OpenVEX document https://acme.example/vex/1"
    )
    assert document.digest in taken.reason


def test_a_proposal_has_the_same_id_each_time() -> None:
    assert proposed(said()).proposals[0].id == proposed(said()).proposals[0].id


def test_each_release_that_has_the_component_gets_its_own_proposal() -> None:
    found = proposed(said(), names=("REL-3.2", "REL-3.3")).proposals
    assert [one.release for one in found] == ["REL-3.2", "REL-3.3"]
    assert len({one.id for one in found}) == 2


def test_the_id_of_a_vulnerability_alone_applies_nothing() -> None:
    found = proposed(said(products=None), affected())
    assert (found.proposals, found.conflicts) == ((), ())
    assert reasons(found) == ["no component of the releases is 'no product'"]


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"products": [{"@id": "pkg:npm/other@1"}]}, "no component of the releases is 'pkg:npm/other@1'"),
        (
            {"justification": None, "impact_statement": "Never called."},
            "it says not_affected without a justification",
        ),
        ({"products": [RELEASE]}, "it names the release as a whole; the dossier decides by component"),
        (
            {"products": [{"@id": "pkg:deb/debian/tls"}], "status": "fixed", "justification": None},
            "it says fixed without saying in which version",
        ),
        (
            {"products": [{"@id": "pkg:generic/appliance@9", "subcomponents": [{"@id": TLS}]}]},
            INSIDE,
        ),
    ],
)
def test_what_is_not_applied_has_its_reason(keys: dict[str, Any], reason: str) -> None:
    found = proposed(said(**keys))
    assert found.proposals == ()
    assert reasons(found) == [reason]


def test_a_component_inside_the_release_is_applied() -> None:
    found = proposed(said(products=[{**RELEASE, "subcomponents": [{"@id": TLS}]}]))
    assert [one.component for one in found.proposals] == [TLS]


def test_a_component_that_only_the_named_product_uses_is_applied() -> None:
    inside = {"@id": "pkg:npm/app@1.0", "subcomponents": [{"@id": XML}]}
    assert [one.component for one in proposed(said(products=[inside])).proposals] == [XML]


def test_a_component_that_something_else_uses_too_is_not_applied() -> None:
    inside = {"@id": "pkg:npm/app@1.0", "subcomponents": [{"@id": TLS}]}
    assert proposed(said(products=[inside])).proposals == ()


def test_csaf_applies_to_the_component_itself_and_not_to_it_inside_another_product() -> None:
    found = proposed(csaf_document())
    assert [one.component for one in found.proposals] == [TLS]
    assert [one.statement.product.label for one in found.not_applied] == ["Appliance 9"]


def test_a_word_without_an_equal_is_not_translated() -> None:
    entry = cyclonedx_entry(analysis={"state": "not_affected", "justification": "requires_environment"})
    found = proposed(cyclonedx_document(vulnerabilities=[entry]))
    assert reasons(found) == [
        "it says 'requires_environment', which has no equal among the five justifications of VEX"
    ]


def ranged(text: str, **keys: Any) -> dict[str, Any]:
    """A CycloneDX VEX about a range of versions of the TLS library."""
    entry = cyclonedx_entry(affects=[{"ref": "a", "versions": [{"range": text}]}], **keys)
    return cyclonedx_document(vulnerabilities=[entry])


def test_a_range_that_holds_the_version_is_applied() -> None:
    (one,) = proposed(ranged("vers:deb/<4")).proposals
    assert (one.component, one.how, one.doubt) == (TLS, "by package URL and a range of versions", "")


def test_a_range_that_does_not_hold_the_version_is_not_applied() -> None:
    assert reasons(proposed(ranged("vers:deb/<3.0"))) == ["no component of the releases is 'tls vers:deb/<3.0'"]


def test_a_fix_in_a_range_is_applied_and_a_fix_of_every_version_is_not() -> None:
    fixed = {"analysis": {"state": "resolved"}}
    assert [one.status for one in proposed(ranged("vers:deb/>=3.0", **fixed)).proposals] == ["fixed"]
    assert reasons(proposed(ranged("vers:all/*", **fixed))) == ["it says fixed without saying in which version"]


@pytest.mark.parametrize("state", ["not_affected", "resolved", "exploitable", "in_triage"])
def test_an_undecided_range_proposes_an_investigation_and_nothing_else(state: str) -> None:
    justified = {"justification": "code_not_present"} if state == "not_affected" else {}
    document = ranged("vers:npm/<4", analysis={"state": state, **justified})
    found = proposed(document)
    (one,) = found.proposals
    item = one.as_triage(DAY, read(document))
    assert (item["status"], item.get("justification"), item.get("action")) == ("under_investigation", None, None)
    assert "possibly not of this component: its range is in the order 'npm'" in str(item["reason"])
    assert found.conflicts == ()


def test_an_undecided_range_does_not_touch_a_decision() -> None:
    found = proposed(ranged("vers:npm/<4"), affected())
    assert (found.proposals, found.conflicts) == ((), ())
    assert "TR-1 of the dossier stands" in reasons(found)[0]


def test_an_undecided_range_agrees_with_an_investigation() -> None:
    asked = decision(status="under_investigation", justification=None)
    assert len(proposed(ranged("vers:npm/<4"), asked).agreed) == 1


def test_a_statement_that_surely_applies_goes_before_a_possible_one() -> None:
    versions = [{"range": "vers:npm/<4"}, {"version": "3.0"}, {"range": "vers:gem/<4"}]
    entry = cyclonedx_entry(affects=[{"ref": "a", "versions": versions}])
    found = proposed(cyclonedx_document(vulnerabilities=[entry]))
    assert [one.doubt for one in found.proposals] == [""]
    assert reasons(found) == ["another statement of the document surely speaks of the same component"] * 2


def test_one_investigation_is_proposed_for_several_possible_statements() -> None:
    versions = [{"range": "vers:npm/<4"}, {"range": "vers:gem/<4"}]
    entry = cyclonedx_entry(affects=[{"ref": "a", "versions": versions}])
    found = proposed(cyclonedx_document(vulnerabilities=[entry]))
    assert len(found.proposals) == 1
    assert len(reasons(found)) == 1


def test_statements_that_differ_are_a_conflict_and_neither_is_proposed() -> None:
    other = openvex_statement(status="affected", justification=None, action_statement="Update.")
    found = proposed(openvex_document(openvex_statement(), other))
    assert found.proposals == ()
    (conflict,) = found.conflicts
    assert [one.status for one in conflict.statements] == ["not_affected", "affected"]
    assert conflict.decision is None


def test_an_alias_is_the_same_vulnerability() -> None:
    alias = {"name": "GHSA-x", "aliases": ["CVE-2099-0001"]}
    other = openvex_statement(vulnerability=alias, status="fixed", justification=None)
    assert len(proposed(openvex_document(openvex_statement(), other)).conflicts) == 1


def test_a_later_statement_of_openvex_replaces_an_earlier_one_and_both_are_shown() -> None:
    later = openvex_statement(status="fixed", justification=None, timestamp=LATER)
    found = proposed(openvex_document(openvex_statement(), later))
    assert [one.statement.status for one in found.proposals] == ["fixed"]
    assert reasons(found) == ["a later statement of the same document replaces it"]


def test_a_decision_that_says_the_same_is_agreed() -> None:
    found = proposed(said(), decision())
    assert (found.proposals, found.conflicts, found.not_applied) == ((), (), ())
    assert len(found.agreed) == 1


def test_a_decision_that_says_something_else_is_a_conflict() -> None:
    (conflict,) = proposed(said(), affected()).conflicts
    assert conflict.decision is not None
    assert conflict.decision.id == "TR-1"


@pytest.mark.parametrize(
    "undecided",
    [
        decision(status="under_investigation", justification=None),
        affected(expires="2026-05-02"),
        affected(date="2026-06-02"),
        affected(release="REL-3.3"),
        affected(vulnerability="CVE-2099-0002"),
        affected(component=XML),
    ],
    ids=["investigated", "expired", "of later", "other release", "other vulnerability", "other component"],
)
def test_what_is_not_decided_yet_stands_in_no_ones_way(undecided: dict[str, Any]) -> None:
    assert len(proposed(said(), undecided).proposals) == 1


def test_control_characters_of_others_do_not_reach_the_dossier() -> None:
    document = said(status_notes="a\x1b[31mb\x00") | {"author": "Ac\x1bme", "@id": "urn:\x07x"}
    item = proposed(document).proposals[0].as_triage(DAY, read(document))
    assert str(item["reason"]).endswith("a [31mb")
    assert "\x1b" not in str(item)
    assert Triage.model_validate(item).reason.startswith("Stated by Ac me")

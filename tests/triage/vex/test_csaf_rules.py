# SPDX-License-Identifier: Apache-2.0
"""Each mandatory test of CSAF 2.0 fires on a document that breaks it, and on no other."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from medward.base.problems import ProblemsError
from medward.triage.vex import csaf
from medward.triage.vex.csaf_rules import RULES, Checked, check
from medward.triage.vex.source import source_of
from triage.vex.made import TLS, csaf_document

Document = dict[str, Any]
Change = Callable[[Document], object]


def checked(document: Document) -> Checked:
    return check(csaf.decode(source_of(json.dumps(document).encode(), "csaf.json")))


def tracking(document: Document) -> Document:
    found: Document = document["document"]["tracking"]
    return found


def first(document: Document) -> Document:
    found: Document = document["vulnerabilities"][0]
    return found


def tree(document: Document) -> Document:
    found: Document = document["product_tree"]
    return found


def history(*numbers: str, version: str | None = None, status: str = "final") -> Change:
    """A history with these versions, a day apart."""

    def change(document: Document) -> None:
        tracking(document)["revision_history"] = [
            {"date": f"2026-05-{day:02}T00:00:00Z", "number": number, "summary": "Changed."}
            for day, number in enumerate(numbers, 1)
        ]
        tracking(document).update(version=version or numbers[-1], status=status)

    return change


def about(**keys: Any) -> Change:
    return lambda document: document["document"].update(keys)


def helper(**keys: Any) -> Change:
    return lambda document: tree(document)["full_product_names"][0].update(product_identification_helper=keys)


def vulnerability(**keys: Any) -> Change:
    return lambda document: first(document).update(keys)


FILE = {"filename": "a", "file_hashes": [{"algorithm": "sha256", "value": "ab" * 32}] * 2}
INVOLVED = {"party": "vendor", "status": "open", "date": "2026-05-01T00:00:00Z"}
FLAG = {"label": "component_not_present", "product_ids": ["TLS"]}
VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
CVSS = {"version": "3.1", "vectorString": VECTOR, "baseScore": 9.8, "baseSeverity": "CRITICAL"}
CVSS2 = {"version": "2.0", "vectorString": "AV:N/AC:L/Au:N/C:P/I:P/A:P", "baseScore": 7.5}
CVSS4 = {
    "version": "4.0",
    "vectorString": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
    "baseScore": 9.3,
    "baseSeverity": "CRITICAL",
}
SCORE = {"products": ["TLS"], "cvss_v3": CVSS}


def scored(**keys: Any) -> Change:
    """A CVSS object of which some keys are others; None takes one out."""
    changed = {key: value for key, value in (CVSS | keys).items() if value is not None}
    return vulnerability(scores=[{"products": ["TLS"], "cvss_v3": changed}])


def edition(version: str, change: Change) -> Change:
    """A change in a document of another edition."""

    def both(document: Document) -> None:
        document["document"]["csaf_version"] = version
        helper(purls=[TLS])(document)
        change(document)

    return both


FIX = {"category": "vendor_fix", "details": "Take 3.1."}
METRIC = {"products": ["TLS"], "content": {"cvss_v3": CVSS}}

BROKEN: list[tuple[str, Change]] = [
    ("6.1.1", lambda one: first(one)["product_status"]["known_not_affected"].append("GONE")),
    ("6.1.1", vulnerability(scores=[{"products": ["GONE"], "cvss_v3": {"version": "3.1"}}])),
    ("6.1.2", lambda one: tree(one)["full_product_names"].append({"name": "again", "product_id": "TLS"})),
    ("6.1.3", lambda one: tree(one)["relationships"][0].update(relates_to_product_reference="APPLIANCE:TLS")),
    ("6.1.4", lambda one: first(one)["flags"][0]["group_ids"].append("GONE")),
    ("6.1.5", lambda one: tree(one)["product_groups"].append(tree(one)["product_groups"][0])),
    ("6.1.6", lambda one: first(one)["product_status"].update(fixed=["TLS"])),
    ("6.1.7", vulnerability(scores=[SCORE, SCORE])),
    ("6.1.7", edition("2.1", vulnerability(metrics=[METRIC, METRIC]))),
    ("6.1.8", scored(version="4.0")),
    ("6.1.8", scored(vectorString=None)),
    ("6.1.8", scored(baseSeverity=None)),
    ("6.1.9", scored(baseScore=9.7)),
    ("6.1.9", scored(baseSeverity="HIGH")),
    ("6.1.9", scored(vectorString="CVSS:3.1/AV:N")),
    ("6.1.9", scored(vectorString=f"{VECTOR}/E:U", temporalScore=9.8)),
    ("6.1.10", scored(version="3.0")),
    ("6.1.13", edition("2.1", helper(purls=["pkg:deb"]))),
    ("schema", helper(purls=[TLS])),
    ("schema", vulnerability(metrics=[METRIC])),
    ("schema", vulnerability(cwes=[{"id": "CWE-79", "name": "x"}])),
    ("schema", vulnerability(remediations=[{"category": "fix_planned", "details": "x", "group_ids": ["G"]}])),
    ("schema", lambda one: first(one)["product_status"].update(unknown=["TLS"])),
    ("schema", lambda one: tree(one)["branches"][0].update(category="platform")),
    ("schema", edition("2.1", vulnerability(scores=[SCORE]))),
    ("schema", edition("2.1", lambda one: tree(one)["branches"][0].update(category="legacy"))),
    ("6.1.12", about(lang="not a language")),
    ("6.1.13", helper(purl="pkg:deb")),
    ("6.1.14", history("2", "1", version="1")),
    ("6.1.15", lambda one: one["document"]["publisher"].update(category="translator")),
    ("6.1.16", history("1", "2", version="1")),
    ("6.1.17", history("0")),
    ("6.1.18", history("0", "1")),
    ("6.1.19", history("1.0.0-rc", "1.0.0")),
    ("6.1.20", history("1.0.0", version="1.0.0-rc")),
    ("6.1.21", history("1", "3")),
    ("6.1.21", history("2")),
    ("6.1.22", history("1", "1")),
    ("6.1.23", lambda one: one["vulnerabilities"].append(first(one))),
    ("6.1.24", vulnerability(involvements=[INVOLVED, INVOLVED | {"status": "completed"}])),
    ("6.1.25", helper(hashes=[FILE])),
    ("6.1.26", about(category="Security Advisory")),
    ("6.1.26", about(category="VEX")),
    ("6.1.27.1", about(category="csaf_security_incident_response")),
    ("6.1.27.2", about(category="csaf_security_incident_response")),
    ("6.1.27.3", about(category="csaf_informational_advisory")),
    ("6.1.27.4", lambda one: one.pop("product_tree")),
    ("6.1.27.5", lambda one: first(one).pop("notes")),
    ("6.1.27.6", lambda one: (about(category="csaf_security_advisory")(one), first(one).pop("product_status"))),
    ("6.1.27.7", vulnerability(product_status={"recommended": ["TLS"]})),
    ("6.1.27.8", lambda one: first(one).pop("cve")),
    ("6.1.27.9", lambda one: first(one).pop("flags")),
    ("6.1.27.10", vulnerability(product_status={"known_affected": ["TLS"]})),
    ("6.1.27.11", lambda one: one.pop("vulnerabilities")),
    ("6.1.28", about(lang="en", source_lang="en")),
    ("6.1.29", vulnerability(remediations=[FIX])),
    ("6.1.30", history("1", "2.0.0")),
    ("6.1.31", lambda one: tree(one)["branches"][0]["branches"][0]["branches"][0].update(name="<= 9")),
    ("6.1.31", lambda one: tree(one)["branches"][0]["branches"][0]["branches"][0].update(name="9 and earlier")),
    ("6.1.32", lambda one: first(one)["flags"].append({"label": "component_not_present"})),
    ("6.1.33", lambda one: first(one)["flags"].append(FLAG)),
]

KEPT: list[Change] = [
    lambda _: None,
    history("1", "2", "3"),
    history("1.0.0", "1.1.0", "2.0.0"),
    history("0.1.0", version="0.1.0", status="draft"),
    history("1.0.0+build", version="1.0.0"),
    about(category="csaf_base"),
    about(category="Bulletin"),
    about(lang="de", source_lang="en-US"),
    lambda one: tree(one)["branches"][0]["branches"][0]["branches"][0].update(name="9.1 Build 14"),
    vulnerability(remediations=[FIX | {"group_ids": ["G"]}]),
    scored(),
    scored(vectorString=f"{VECTOR}/E:U", temporalScore=9.0),
    vulnerability(scores=[{"products": ["TLS"], "cvss_v2": CVSS2}]),
    edition("2.1", lambda _: None),
    edition("2.1", helper(purls=[TLS])),
    edition("2.1", vulnerability(metrics=[METRIC | {"source": "https://a.example"}, METRIC])),
    edition("2.1", vulnerability(metrics=[{"products": ["TLS"], "content": {"cvss_v4": CVSS4}}])),
]


@pytest.mark.parametrize(("rule", "change"), BROKEN)
def test_a_broken_rule_is_found_with_its_number(rule: str, change: Change) -> None:
    document = csaf_document()
    change(document)
    assert rule in {breach.rule for breach in checked(document).breaches}


def test_every_rule_has_an_example_that_breaks_it() -> None:
    assert {rule for rule, _ in BROKEN} == set(RULES)


@pytest.mark.parametrize("change", KEPT)
def test_a_document_that_keeps_the_rules_breaks_none(change: Change) -> None:
    document = csaf_document()
    change(document)
    assert checked(document).breaches == ()


def test_an_impact_in_words_is_an_impact_statement() -> None:
    document = csaf_document()
    threat = {"category": "impact", "details": "Compiled out.", "product_ids": ["TLS", "APPLIANCE:TLS"]}
    first(document).pop("flags")
    first(document).update(threats=[threat])
    assert checked(document).breaches == ()


def test_an_empty_list_has_the_wrong_shape() -> None:
    document = csaf_document(vulnerabilities=[])
    with pytest.raises(ProblemsError, match=r"vex\.shape"):
        checked(document)


def test_what_cannot_be_judged_is_named() -> None:
    document = csaf_document()
    first(document).update(scores=[SCORE], cwe={"id": "CWE-79", "name": "Whatever"})
    document["document"]["lang"] = "en"
    found = checked(document)
    assert found.breaches == ()
    assert [text.partition(":")[0] for text in found.unchecked] == ["6.1.11", "6.1.12"]


def test_the_tests_that_only_2_1_has_are_named_as_not_judged() -> None:
    assert [text.partition(":")[0] for text in checked(csaf_2_1()).unchecked] == ["6.1.34 and later"]


def csaf_2_1() -> Document:
    document = csaf_document()
    edition("2.1", lambda _: None)(document)
    return document


def test_a_valid_package_url_is_one() -> None:
    document = csaf_document()
    helper(purl=TLS)(document)
    assert checked(document).breaches == ()

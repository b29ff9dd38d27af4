# SPDX-License-Identifier: Apache-2.0
"""What is published of a vulnerability is one value, and every export tells what its format has a place for."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from medward.advisories.model import Finding, Severity
from medward.triage.vex import write_csaf, write_cyclonedx, write_openvex
from medward.triage.vex.decided import Decided, decided
from medward.triage.vex.known import NOTHING, of_findings
from medward.triage.vex.reading import parse
from medward.triage.vex.rules import check
from medward.triage.vex.source import source_of
from triage.disclosures import disclosure, step
from triage.vex.made import DAY, affected, decision, dossier, releases

V31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
V30 = "CVSS:3.0/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P"
V4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"


def finding(**keys: Any) -> Finding:
    said: dict[str, Any] = {
        "vulnerability": "CVE-2099-0001",
        "aliases": ("GHSA-x",),
        "upstream": (),
        "records": ("GHSA-x",),
        "component": "r-tls",
        "purl": "",
        "why": "",
        "fixed_in": (),
        "summary": "A flaw in tls.",
        "severities": tuple(Severity("CVSS", vector) for vector in (V31, V30, V2, V4, "low")),
        "cwes": ("CWE-79", "CWE-22", "NVD-CWE-noinfo"),
        "references": ("https://example.com/a", "ftp://example.com", "https://example.com/a b"),
        "published": date(2026, 1, 2),
        "modified": date(2026, 2, 3),
        "known_exploited": None,
        "confidence": "exact",
        "views": (),
    }
    return Finding(**(said | keys))


KNOWN = of_findings([finding(), finding(aliases=("GHSA-x", "OSV-1"), published=date(2026, 1, 1))])


def said(*decisions: dict[str, Any]) -> Decided:
    device = dossier(*decisions)
    return decided(device, releases(device), DAY, KNOWN)


def documents(of: Decided) -> dict[str, dict[str, Any]]:
    (release, *_) = releases(dossier())
    return {
        "openvex": write_openvex.write(of, "Example Medical", "all")[0],
        "cyclonedx": write_cyclonedx.write(of, release, all_components=False)[0],
        "csaf": write_csaf.write(of, "https://example.com", advisory=False, notes=("Read this.", " "))[0],
    }


def test_findings_of_one_vulnerability_are_one_value_under_each_id() -> None:
    one = KNOWN["GHSA-x"]
    assert KNOWN["CVE-2099-0001"] is one is KNOWN["OSV-1"]
    assert one.aliases("GHSA-x") == ("CVE-2099-0001", "OSV-1")
    assert [score.version for score in one.scores] == ["2.0", "3.0", "3.1", "4.0"]
    assert (one.weaknesses, one.references) == ((22, 79), ("https://example.com/a",))
    assert (one.published, one.modified) == (date(2026, 1, 1), date(2026, 2, 3))


def test_nothing_is_known_without_a_finding() -> None:
    assert said(decision(vulnerability="CVE-2099-9999")).of("CVE-2099-9999") == NOTHING


@pytest.mark.parametrize("name", ["openvex", "cyclonedx", "csaf"])
def test_what_is_published_breaks_no_rule_and_changes_no_statement(name: str) -> None:
    for made in (affected(), decision(), affected(vulnerability="GHSA-x")):
        data = json.dumps(documents(said(made))[name]).encode()
        report = check(source_of(data, name))
        assert (report.breaches, report.unchecked) == ((), ())
        (one,) = parse(data, name).statements
        assert one.status == made["status"]
        assert {one.vulnerability, *one.aliases} == {"CVE-2099-0001", "GHSA-x", "OSV-1"}


def test_openvex_has_aliases_and_a_description() -> None:
    (one,) = documents(said(affected()))["openvex"]["statements"]
    assert one["vulnerability"] == {
        "name": "CVE-2099-0001",
        "description": "A flaw in tls.",
        "aliases": ["GHSA-x", "OSV-1"],
    }


def test_cyclonedx_has_ratings_weaknesses_and_days() -> None:
    (one,) = documents(said(affected()))["cyclonedx"]["vulnerabilities"]
    assert [(each["method"], each["score"], each["severity"]) for each in one["ratings"]] == [
        ("CVSSv2", 7.5, "high"),
        ("CVSSv3", 8.4, "high"),
        ("CVSSv31", 9.8, "critical"),
        ("CVSSv4", 9.3, "critical"),
    ]
    assert (one["cwes"], one["published"], one["updated"]) == (
        [22, 79],
        "2026-01-01T00:00:00Z",
        "2026-02-03T00:00:00Z",
    )
    assert one["advisories"] == [{"url": "https://example.com/a"}]
    assert [each["source"]["name"] for each in one["references"]] == ["GHSA", "OSV"]


def test_csaf_has_the_worst_score_of_affected_products_and_notes_for_the_rest() -> None:
    document = documents(said(affected()))["csaf"]
    (one,) = document["vulnerabilities"]
    assert [{key: each[key]["baseScore"] for key in each if key != "products"} for each in one["scores"]] == [
        {"cvss_v2": 7.5},
        {"cvss_v3": 9.8},
    ]
    assert one["release_date"] == "2026-01-01T00:00:00Z"
    texts = {note["title"]: note["text"] for note in one["notes"]}
    assert texts["Weaknesses"] == "CWE-22, CWE-79"
    assert texts["CVSS 4.0"] == V4
    assert document["document"]["notes"] == [{"category": "general", "text": "Read this."}]


def test_csaf_scores_nothing_that_is_not_affected() -> None:
    (one,) = documents(said(decision()))["csaf"]["vulnerabilities"]
    assert "scores" not in one


def test_a_cve_that_is_an_alias_stands_in_its_field_unless_two_entries_would_have_it() -> None:
    (one,) = documents(said(affected(vulnerability="GHSA-x")))["csaf"]["vulnerabilities"]
    assert one["cve"] == "CVE-2099-0001"
    twice = said(affected(vulnerability="GHSA-x"), affected(id="TR-2"))
    entries = documents(twice)["csaf"]["vulnerabilities"]
    assert [entry.get("cve") for entry in entries] == ["CVE-2099-0001", None]


def test_the_first_and_the_last_day_are_told() -> None:
    earlier = decision(id="TR-0", status="under_investigation", justification=None, date="2026-04-01")
    both = documents(said(earlier, affected()))
    (one,) = both["openvex"]["statements"]
    assert (one["timestamp"], one["last_updated"]) == ("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z")
    analysis = both["cyclonedx"]["vulnerabilities"][0]["analysis"]
    assert (analysis["firstIssued"], analysis["lastUpdated"]) == (one["timestamp"], one["last_updated"])
    for name in ("openvex", "cyclonedx"):
        (back,) = parse(json.dumps(both[name]).encode(), name).statements
        assert (str(back.first), str(back.time)) == ("2026-04-01 00:00:00+00:00", "2026-05-01 00:00:00+00:00")


def test_an_alias_of_what_is_under_embargo_does_not_go_out() -> None:
    device = dossier(affected(vulnerability="GHSA-x"))
    secret = device.model_copy(update={"disclosures": (disclosure(embargo_until="2026-06-01"),)})
    assert decided(secret, releases(device), DAY, KNOWN).statements == ()


def test_nothing_under_embargo_goes_out_and_the_notes_say_so() -> None:
    device = dossier(affected(), decision(id="TR-2", vulnerability="CVE-2099-0002"))
    secret = device.model_copy(update={"disclosures": (disclosure(embargo_until="2026-06-01"),)})
    found = decided(secret, releases(device), DAY)
    assert {one.vulnerability for one in found.statements} == {"CVE-2099-0002"}
    assert found.notes == ("TR-1 is about CVE-2099-0001, which is under embargo (CVD-1); left out",)


def test_who_reported_is_thanked_only_as_they_agreed() -> None:
    steps = [step(stage, "2026-03-02") for stage in ("reported", "acknowledged", "triaged", "published")]
    thanked = said(affected())
    for credit, told in (("M. Example", True), (None, False)):
        device = dossier(affected()).model_copy(update={"disclosures": (disclosure(*steps, credit=credit),)})
        made = decided(device, releases(device), DAY, KNOWN)
        written = json.dumps(documents(made))
        assert "Mallory" not in written
        assert (written.count("M. Example") == 2) is told
    assert replace(thanked, credits={}).credits == {}

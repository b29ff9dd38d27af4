# SPDX-License-Identifier: Apache-2.0
"""Facts on known vulnerabilities: what was asked, what was found, what was decided."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from compliance.dossiers import (
    RELEASE,
    component,
    context,
    database,
    dossier,
    exploited,
    fact,
    finding,
    inventory,
    matched,
    part,
    read,
)
from medward.advisories.model import Finding
from medward.advisories.model import Status as Match
from medward.compliance.facts import FACTS
from medward.compliance.facts.vulnerabilities import NO_DATABASE
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

NAMES = sorted(name for name in FACTS if name.startswith("vulnerabilities."))
OF_FINDINGS = sorted(set(NAMES) - {"vulnerabilities.database_present", "vulnerabilities.every_component_covered"})
EXPLOITED = ["vulnerabilities.known_exploited_designed_out", "vulnerabilities.no_untriaged_known_exploited"]
NOON = dt.datetime(2026, 5, 31, 12, tzinfo=dt.UTC)
TRIAGED = "vulnerabilities.every_finding_triaged"
TRIAGE = {
    "id": "TR-1",
    "vulnerability": "CVE-2026-1",
    "component": "pkg:pypi/acme-tls",
    "status": "affected",
    "risk_state": "controlled",
    "reason": "its input is checked first",
    "author": "product security",
    "date": "2026-05-01",
}


def on(
    name: str,
    *findings: Finding,
    triage: list[dict[str, Any]] | None = None,
    uncovered: dict[str, Match] | None = None,
) -> Outcome:
    """A fact on one release with one component, `tls`, and these findings."""
    made = dossier(releases=[RELEASE], triage=triage or [])
    found = inventory(component("tls"))
    report = matched(found, *findings, uncovered=uncovered)
    return fact(name, context(made, read(made, found, report), database=database()))


@pytest.mark.parametrize("name", NAMES)
def test_without_a_database_nobody_knows(name: str) -> None:
    made = dossier(releases=[RELEASE])
    outcome = fact(name, context(made, read(made, inventory(component()))))
    assert (outcome.status, outcome.reason) == (Status.UNKNOWN, NO_DATABASE)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"vulnerabilities.database_present"}))
def test_an_sbom_that_cannot_be_read_is_an_error(name: str) -> None:
    made = dossier(releases=[RELEASE])
    assert fact(name, context(made, read(made, None), database=database())).status is Status.ERROR


@pytest.mark.parametrize("name", OF_FINDINGS)
def test_no_finding_is_good_news_where_every_component_was_asked_about(name: str) -> None:
    outcome = on(name)
    assert outcome.status is Status.MET
    assert outcome.reason.endswith("an advisory source was asked about every component")


@pytest.mark.parametrize("name", sorted({*OF_FINDINGS, "vulnerabilities.every_component_covered"}))
def test_no_finding_is_no_news_where_a_source_that_was_asked_failed(name: str) -> None:
    made, found = dossier(releases=[RELEASE]), inventory(component("tls"))
    report = matched(found)
    doubt = "OSV PyPI, which could not be renewed on 2026-05-31 (nobody answers)"
    report = replace(report, components=tuple(replace(one, doubt=doubt) for one in report.components))
    outcome = fact(name, context(made, read(made, found, report), database=database()))
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason.endswith(f"the answers rest on {doubt}")


def test_every_finding_decided_on_is_not_all_where_a_source_that_was_asked_failed() -> None:
    made, found = dossier(releases=[RELEASE], triage=[TRIAGE]), inventory(component("tls"))
    report = matched(found, finding("tls", "CVE-2026-1"))
    held = context(made, read(made, found, report), database=database())
    assert fact(TRIAGED, held).status is Status.MET
    report = replace(report, components=tuple(replace(one, doubt="OSV PyPI, old") for one in report.components))
    outcome = fact(TRIAGED, context(made, read(made, found, report), database=database()))
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason.endswith(", but the answers rest on OSV PyPI, old")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"failed": NOON, "error": "gone"}, "OSV PyPI, which could not be renewed on 2026-05-31 (gone)"),
        ({"complete": False, "error": "half of it"}, "OSV PyPI, which is incomplete (half of it)"),
    ],
)
def test_a_database_with_a_source_that_failed_or_is_incomplete_is_unknown(
    changed: dict[str, Any], said: str
) -> None:
    made = dossier(releases=[RELEASE])
    held = context(made, read(made, inventory(component())), database=database(**changed))
    outcome = fact("vulnerabilities.database_present", held)
    assert (outcome.status, outcome.reason) == (Status.UNKNOWN, f"the advisory database holds {said}")


def test_scores_that_could_not_be_renewed_take_nothing_from_the_advisories() -> None:
    made = dossier(releases=[RELEASE])
    held = database(name="EPSS", part="", failed=NOON, error="gone")
    outcome = fact("vulnerabilities.database_present", context(made, read(made, inventory()), database=held))
    assert outcome.status is Status.MET


@pytest.mark.parametrize("name", EXPLOITED)
@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((), "the database does not hold CISA's catalogue of known exploited vulnerabilities"),
        (("failed",), "it rests on CISA KEV, which could not be renewed on 2026-05-31 (gone)"),
    ],
)
def test_nobody_knows_what_is_exploited_without_the_whole_catalogue(
    name: str, sources: tuple[str, ...], said: str
) -> None:
    made, found = dossier(releases=[RELEASE]), inventory(component("tls"))
    osv, kev = database().sources
    catalogues = tuple(replace(kev, failed=NOON, error="gone") for _ in sources)
    held = replace(database(), sources=(osv, *catalogues))
    outcome = fact(name, context(made, read(made, found, matched(found)), database=held))
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason.endswith(f", but {said}")


@pytest.mark.parametrize("name", EXPLOITED)
def test_an_exploited_finding_counts_whatever_the_catalogue_lacks(name: str) -> None:
    made, found = dossier(releases=[RELEASE]), inventory(component("tls"))
    held = replace(database(), sources=())
    outcome = fact(name, context(made, read(made, found, matched(found, exploited())), database=held))
    assert outcome.status is Status.NOT_MET


@pytest.mark.parametrize("name", OF_FINDINGS)
@pytest.mark.parametrize("ended", [Match.UNIDENTIFIED, Match.NOT_COVERED])
def test_no_finding_is_no_news_where_one_could_not_be_asked_about(name: str, ended: Match) -> None:
    outcome = on(name, uncovered={"tls": ended})
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason.endswith("1 of 1 component could not be asked about: acme-tls 1.0")


def named_by_none(*also: str) -> Outcome:
    """Coverage of `tls`, of which somebody confirmed that no source names it, beside other components."""
    made = dossier(releases=[RELEASE])
    found = inventory(component("tls"), *map(component, also))
    report = matched(found, uncovered={"tls": Match.UNIDENTIFIED})
    confirmed = tuple(
        replace(one, identity="none") if one.status is Match.UNIDENTIFIED else one for one in report.components
    )
    at = context(made, read(made, found, replace(report, components=confirmed)), database=database())
    return fact("vulnerabilities.every_component_covered", at)


def test_what_no_source_names_is_told_and_does_not_hide_that_all_others_were_asked_about() -> None:
    outcome = named_by_none("zip")
    assert outcome.status is Status.MET
    assert outcome.reason == (
        "an advisory source was asked about every component but acme-tls 1.0, "
        "which somebody confirmed that no public source names"
    )
    assert [proof.text for proof in outcome.proofs] == ["1 component looked up"]


def test_where_nothing_could_be_asked_about_a_confirmation_makes_nothing_good() -> None:
    assert named_by_none().status is Status.UNKNOWN


def test_a_database_says_how_old_it_is() -> None:
    outcome = on("vulnerabilities.database_present")
    assert outcome.status is Status.MET
    assert outcome.reason == "the advisory database holds 2 sources; its newest entry is of 2026-05-30"


def test_the_product_of_the_sbom_need_not_be_known_to_any_source() -> None:
    made = dossier(releases=[RELEASE])
    found = inventory(component("tls"), primary=component("pump"))
    report = matched(found, uncovered={"pump": Match.UNIDENTIFIED})
    at = context(made, read(made, found, report), database=database())
    assert fact("vulnerabilities.every_component_covered", at).status is Status.MET


def test_without_components_nobody_knows_what_was_covered() -> None:
    made = dossier(releases=[RELEASE])
    found = inventory()
    at = context(made, read(made, found, matched(found)), database=database())
    assert fact("vulnerabilities.every_component_covered", at).reason == "no SBOM lists a component"


def test_a_decision_is_enough() -> None:
    assert on(TRIAGED, finding(), triage=[TRIAGE]).reason == "every finding is decided on"


@pytest.mark.parametrize(
    ("triage", "said"),
    [
        ([], "finding CVE-2026-1 in acme-tls 1.0 has no triage decision"),
        ([part(TRIAGE, expires="2026-05-31")], "has a triage decision that has expired"),
        ([part(TRIAGE, status="under_investigation")], "is still under investigation"),
        ([part(TRIAGE, reason="?")], "has a triage decision without a reason"),
        ([part(TRIAGE, date="2026-06-02")], "has no triage decision"),
        ([part(TRIAGE, vulnerability="CVE-2026-2")], "has no triage decision"),
    ],
)
def test_what_is_no_decision_on_the_day_is_told(triage: list[dict[str, Any]], said: str) -> None:
    outcome = on(TRIAGED, finding(), triage=triage)
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text.endswith(said)


def test_one_of_two_is_not_enough() -> None:
    outcome = on(TRIAGED, finding(), finding(vulnerability="CVE-2026-2"), triage=[TRIAGE])
    assert outcome.reason == "1 of 2 findings: finding CVE-2026-2 in acme-tls 1.0 has no triage decision"


DECIDED = "vulnerabilities.no_untriaged_known_exploited"
DESIGNED_OUT = "vulnerabilities.known_exploited_designed_out"


def test_other_findings_are_not_asked() -> None:
    assert on(DECIDED, finding()).reason.startswith("no component has a finding that is known")


def test_one_without_decision_is_not_met() -> None:
    assert on(DECIDED, exploited()).status is Status.NOT_MET
    assert on(DECIDED, exploited(), triage=[TRIAGE]).status is Status.MET


@pytest.mark.parametrize(
    "closed",
    [{"status": "fixed"}, {"status": "not_affected", "justification": "component_not_present"}],
)
def test_designed_out_is_fixed_or_not_affected(closed: dict[str, str]) -> None:
    assert on(DESIGNED_OUT, exploited(), triage=[part(TRIAGE, **closed)]).status is Status.MET


def test_accepting_it_is_not_designing_it_out() -> None:
    outcome = on(DESIGNED_OUT, exploited(), triage=[TRIAGE])
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text.endswith("is known to be exploited and affects the device")


def test_not_deciding_is_neither() -> None:
    assert on(DESIGNED_OUT, exploited()).broken[0].mend_id == "triage.decides.finding"


NO_UNCONTROLLED_RISK = "vulnerabilities.no_uncontrolled_risk"


def test_controlled_fixed_and_not_affected_are_met() -> None:
    assert on(NO_UNCONTROLLED_RISK, finding(), triage=[TRIAGE]).status is Status.MET
    assert on(NO_UNCONTROLLED_RISK, finding(), triage=[part(TRIAGE, status="fixed")]).status is Status.MET


def test_an_uncontrolled_risk_is_not_met_even_beside_an_open_one() -> None:
    bad = part(TRIAGE, risk_state="uncontrolled")
    outcome = on(NO_UNCONTROLLED_RISK, finding(), finding(vulnerability="CVE-2026-2"), triage=[bad])
    assert outcome.status is Status.NOT_MET
    assert [link.text for link in outcome.broken] == [
        "finding CVE-2026-1 in acme-tls 1.0 has an uncontrolled risk"
    ]


@pytest.mark.parametrize("triage", [[], [part(TRIAGE, risk_state="unknown")]])
def test_a_risk_of_which_nobody_said_so_is_unknown(triage: list[dict[str, Any]]) -> None:
    outcome = on(NO_UNCONTROLLED_RISK, finding(), triage=triage)
    assert outcome.status is Status.UNKNOWN
    assert len(outcome.broken) == 1

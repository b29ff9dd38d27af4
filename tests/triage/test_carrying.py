# SPDX-License-Identifier: Apache-2.0
"""What becomes of the decisions of one release in another."""

from typing import Any

from compliance.dossiers import AS_OF, RELEASE, finding, part
from medward.advisories.model import Finding
from medward.dossier.model.keeping import Triage
from medward.triage.carry import Fate
from medward.triage.carrying import Outlook, outlook
from medward.triage.deciding import About, item
from medward.triage.ordering import ordered
from triage.devices import DECISION, harmful, pump

OLD: dict[str, Any] = {"id": "R-9", "version": "0.9", "status": "withdrawn", "date": "2025-01-01"}
RELEASES = [RELEASE, OLD]
BASIS: dict[str, Any] = {
    "release": "R-9",
    "component": "pkg:pypi/acme-app",
    "version": "1.0",
    "known_exploited": "no",
    "rating": "critical",
    "score": 9.8,
    "ranges": ["this version lies in 0 to 2.0"],
    "fixed_in": ["2.0"],
    "processes": ["P-APP"],
    "nearest": "network",
}
EARLIER: dict[str, Any] = {**DECISION, "component": "pkg:pypi/acme-app@1.0", "release": "R-9", "basis": BASIS}


def outlooks(*triage: dict[str, Any], found: Finding | None = None) -> tuple[Outlook, ...]:
    """What becomes of decisions for R-9 in R-1, which has the finding."""
    keys = harmful()
    context = pump(found or finding("app"), **{**keys, "releases": RELEASES, "triage": triage})
    about = About(context.dossier.triage, ordered(context.trace, AS_OF), context.trace, AS_OF)
    return outlook(about, "R-9", "R-1")


def one(*triage: dict[str, Any], **keys: Any) -> Outlook:
    (found,) = outlooks(*triage, **keys)
    return found


def test_a_decision_that_holds_is_written_for_the_next_release_with_where_it_comes_from() -> None:
    found = one(EARLIER)
    assert found.carried.fate is Fate.CARRIED
    made = found.made
    assert made is not None
    assert (made.id, made.release, made.carried_from, made.carried_on) == ("TR-2", "R-1", "TR-1", AS_OF)
    assert made.component == "pkg:pypi/acme-app"
    assert (made.author, made.date.isoformat(), made.reason) == (
        DECISION["author"],
        DECISION["date"],
        DECISION["reason"],
    )
    assert made.basis is not None
    assert made.basis.release == "R-1"


def test_what_was_carried_holds_there() -> None:
    made = one(EARLIER).made
    assert made is not None
    context = pump(finding("app"), **{**harmful(), "releases": RELEASES, "triage": [EARLIER, item(made)]})
    (ranked,) = ordered(context.trace, AS_OF)
    assert (ranked.decision, ranked.open) == (made, False)


def test_a_decision_that_does_not_hold_is_told_and_not_written() -> None:
    found = one({**EARLIER, "basis": BASIS | {"score": 5.0, "rating": "medium"}})
    assert (found.carried.fate, found.made) == (Fate.REOPENED, None)
    assert found.carried.reasons == ("its score was 5.0 (medium) and is 9.8 (critical)",)


def test_a_decision_without_its_facts_is_not_carried() -> None:
    assert one(part(EARLIER, basis=None)).carried.reasons == ("the facts on which it rested were not kept",)


def test_a_decision_ends_where_its_finding_is_gone() -> None:
    found = one(EARLIER, found=finding("app", "CVE-2026-9"))
    assert (found.carried.fate, found.finding, found.made) == (Fate.ENDED, None, None)


def test_a_wider_decision_speaks_for_the_next_release_by_itself() -> None:
    wide = part(EARLIER, component="pkg:pypi/acme-app", release=None)
    found = one(wide)
    assert (found.carried.fate, found.by_itself, found.made) == (Fate.CARRIED, True, None)


def test_what_was_decided_for_the_next_release_is_left_as_it_is() -> None:
    own = part(DECISION, id="TR-5", component="pkg:pypi/acme-app")
    assert outlooks(EARLIER, own) == ()


def test_of_several_decisions_the_one_that_holds_is_carried() -> None:
    later = {**EARLIER, "id": "TR-4", "date": "2026-05-20", "reason": "found out again"}
    assert one(EARLIER, later).decision == Triage.model_validate(later)


def test_decisions_for_other_releases_are_not_looked_at() -> None:
    assert outlooks(part(DECISION, component="pkg:pypi/acme-app")) == ()


def test_what_has_to_be_made_again_stands_first() -> None:
    gone = {**EARLIER, "id": "TR-3", "vulnerability": "CVE-2026-7"}
    lost = part({**EARLIER, "id": "TR-9", "vulnerability": "GHSA-1"}, basis=None)
    found = outlooks(gone, EARLIER, lost, found=finding("app", aliases=("GHSA-1",)))
    assert [one.carried.fate for one in found] == [Fate.REOPENED, Fate.CARRIED, Fate.ENDED]

# SPDX-License-Identifier: Apache-2.0
"""What a dossier tells others: the decision that holds, and never more than is decided."""

from datetime import date
from typing import Any

from medward.dossier.model.keeping import TriageStatus
from medward.triage.vex.decided import Decided, decided
from triage.vex.made import DAY, SBOM, TLS, affected, decision, dossier, releases


def told(*decisions: dict[str, Any], as_of: date = DAY, names: tuple[str, ...] = ()) -> Decided:
    device = dossier(*decisions)
    return decided(device, releases(device, SBOM, *names), as_of)


def test_a_decision_is_a_statement_about_the_component_in_the_release() -> None:
    (one,) = told(decision()).statements
    assert one.product.purls == ("pkg:generic/example-medical/pump@3.2",)
    assert one.product.models == ("P1",)
    assert one.component is not None
    assert one.component.purls == (TLS,)
    assert (one.impact, one.author, one.source) == ("The code is compiled out.", "Patch board", "TR-1")


def test_a_decision_for_every_release_speaks_for_each_that_has_the_component() -> None:
    said = told(decision(), names=("REL-3.2", "REL-3.3"))
    assert [one.product.version for one in said.statements] == ["3.2", "3.3"]


def test_the_decision_for_this_release_goes_before_a_later_one_for_all() -> None:
    own = affected(id="TR-2", release="REL-3.2", date="2026-01-01")
    (one,) = told(decision(), own).statements
    assert one.source == "TR-2"


def test_the_latest_decision_goes() -> None:
    (one,) = told(decision(), affected(id="TR-2", date="2026-05-02")).statements
    assert one.status is TriageStatus.AFFECTED


def test_a_decision_of_after_the_day_is_not_known_and_is_told() -> None:
    said = told(decision(date="2026-06-02"))
    assert said.statements == ()
    assert said.notes == ("TR-1 is of 2026-06-02, which is after 2026-06-01; left out",)


def test_an_expired_decision_is_told_as_under_investigation() -> None:
    said = told(decision(expires="2026-05-31"))
    (one,) = said.statements
    assert (one.status, one.justification, one.impact) == (TriageStatus.UNDER_INVESTIGATION, None, "")
    assert said.notes == ("TR-1 expired on 2026-05-31; told as under investigation",)
    assert told(decision(expires="2026-06-01")).statements[0].status is TriageStatus.NOT_AFFECTED


def test_a_decision_whose_reason_nobody_has_written_is_told_as_under_investigation() -> None:
    (one,) = told(decision(reason="?")).statements
    assert one.status is TriageStatus.UNDER_INVESTIGATION


def test_a_decision_about_a_component_of_no_sbom_is_left_out_and_told() -> None:
    said = told(decision(component="gone@1"))
    assert said.statements == ()
    assert said.notes == ("TR-1 names 'gone@1', which is in no SBOM of these releases; left out",)


def test_revisions_are_the_days_on_which_something_changed() -> None:
    said = told(
        decision(expires="2026-05-09"), affected(id="TR-2", date="2026-05-01", vulnerability="CVE-2099-0002")
    )
    assert [(one.day.isoformat(), one.summary) for one in said.revisions] == [
        ("2026-05-01", "2 decisions made."),
        ("2026-05-10", "1 decision expired."),
    ]


def test_a_later_day_on_which_nothing_changed_tells_the_same() -> None:
    assert told(decision()) == told(decision(), as_of=date(2027, 1, 1))

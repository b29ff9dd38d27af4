# SPDX-License-Identifier: Apache-2.0
"""From what a person chose to decisions of the dossier."""

from itertools import islice
from typing import Any

import pytest

from compliance.dossiers import AS_OF, finding, part
from medward.advisories.model import Finding
from medward.base.problems import ProblemsError
from medward.dossier.model.deciding import Scope
from medward.dossier.model.keeping import Triage
from medward.triage.deciding import About, Choice, checked, decided, item, new_ids
from medward.triage.ordering import ordered
from triage.devices import DECISION, harmful, pump

SAID = {"status": "fixed", "reason": "the call is gone", "author": "Product security"}


def about(*findings: Finding, **keys: Any) -> About:
    context = pump(*findings, **{**harmful(), **keys})
    return About(context.dossier.triage, ordered(context.trace, AS_OF), context.trace, AS_OF)


def made(on: About, scope: Scope = Scope.RELEASE, **said: Any) -> tuple[Triage, ...]:
    return decided(on.ranked, Choice(scope, {**SAID, **said}), on)


def codes(on: About, scope: Scope = Scope.RELEASE, **said: Any) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        made(on, scope, **said)
    return [problem.code for problem in caught.value.problems]


def test_a_decision_keeps_the_facts_on_which_it_rests() -> None:
    (one,) = made(about(finding("app")))
    assert (one.id, one.component, one.release, one.date) == ("TR-001", "pkg:pypi/acme-app", "R-1", AS_OF)
    assert one.basis is not None
    assert (one.basis.release, one.basis.version, one.basis.score) == ("R-1", "1.0", 9.8)


def test_a_decision_that_was_just_made_holds() -> None:
    on = about(finding("app"))
    (one,) = made(on)
    (after,) = about(finding("app"), triage=[item(one)]).ranked
    assert (after.open, after.changes, after.decision) == (False, (), one)


def test_several_findings_get_a_decision_each_with_ids_that_go_on() -> None:
    on = about(finding("app"), finding("radio"), triage=[part(DECISION, id="TR-7", component="acme-motor@1.0")])
    assert [(one.id, one.component) for one in made(on)] == [
        ("TR-8", "pkg:pypi/acme-app"),
        ("TR-9", "pkg:pypi/acme-radio"),
    ]


def test_two_vulnerabilities_of_one_component_get_a_decision_each() -> None:
    found = made(about(finding("app", "CVE-2026-1"), finding("app", "CVE-2026-2")))
    assert [one.vulnerability for one in found] == ["CVE-2026-1", "CVE-2026-2"]


def test_a_wider_scope_names_no_release() -> None:
    (component,) = made(about(finding("app")), Scope.COMPONENT)
    (family,) = made(about(finding("app")), Scope.FAMILY)
    assert (component.release, component.speaks_for) == (None, Scope.COMPONENT)
    assert (family.release, family.speaks_for) == (None, Scope.FAMILY)


def test_a_component_without_a_purl_is_named_with_its_version() -> None:
    (one,) = made(about(finding("app", purl="")))
    assert one.component == "acme-app@1.0"


def test_what_the_dossier_forbids_is_refused_with_its_mend() -> None:
    assert codes(about(finding("app")), status="not_affected") == ["dossier.needs"]
    assert codes(about(finding("app")), expires="2026-01-01") == ["dossier.order"]
    assert codes(about(finding("app", purl="")), Scope.FAMILY) == ["dossier.needs"]
    assert codes(about(finding("app")), ssvc={"mission_impact": "bad"}) == ["dossier.unknown-word"]


def test_a_problem_names_the_vulnerability() -> None:
    with pytest.raises(ProblemsError) as caught:
        checked({**DECISION, "status": "not_affected"})
    assert caught.value.problems[0].place.file == "the decision about CVE-2026-1"


def test_a_wider_decision_that_would_count_for_nothing_is_refused() -> None:
    on = about(finding("app"), triage=[part(DECISION, component="pkg:pypi/acme-app")])
    assert codes(on, Scope.COMPONENT) == ["triage.overshadowed"]
    assert len(made(on)) == 1


def test_a_control_that_does_not_exist_is_left_to_the_dossier_to_refuse() -> None:
    (one,) = made(about(finding("app")), controls=["C-NONE"])
    assert (one.controls, one.basis) == (("C-NONE",), None)


@pytest.mark.parametrize(
    ("there", "next_ones"),
    [
        ([], ["TR-001", "TR-002"]),
        (["TR-009"], ["TR-010", "TR-011"]),
        (["TR-2", "VX-10", "odd"], ["VX-11", "VX-12"]),
    ],
)
def test_ids_go_on_from_the_highest_number(there: list[str], next_ones: list[str]) -> None:
    triage = [Triage.model_validate({**DECISION, "id": one}) for one in there]
    assert list(islice(new_ids(triage), 2)) == next_ones

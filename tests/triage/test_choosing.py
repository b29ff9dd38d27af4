# SPDX-License-Identifier: Apache-2.0
"""Which findings a person means by what they typed."""

import pytest

from compliance.dossiers import AS_OF, finding
from medward.base.problems import ProblemsError
from medward.triage.choosing import chosen
from medward.triage.ordering import ordered
from triage.devices import harmful, pump


def names(*wanted: str) -> list[str]:
    found = (finding("app", aliases=("GHSA-1",)), finding("radio"), finding("radio", "CVE-2026-2"))
    ranked = ordered(pump(*found, **harmful()).trace, AS_OF)
    return [f"{one.finding.vulnerability} {one.component.label}" for one in chosen(wanted, ranked)]


def test_an_id_means_every_component_that_has_it_and_a_component_narrows_it() -> None:
    assert sorted(names("CVE-2026-1")) == ["CVE-2026-1 acme-app 1.0", "CVE-2026-1 acme-radio 1.0"]
    for component in ("acme-radio", "acme-radio@1.0", "pkg:pypi/acme-radio"):
        assert names(f"CVE-2026-1:{component}") == ["CVE-2026-1 acme-radio 1.0"]


def test_an_alias_names_a_finding_too() -> None:
    assert names("GHSA-1") == ["CVE-2026-1 acme-app 1.0"]


def test_what_names_nothing_is_told_with_what_there_is() -> None:
    with pytest.raises(ProblemsError) as caught:
        names("CVE-1999-1", "CVE-2026-2:acme-app")
    assert [problem.code for problem in caught.value.problems] == ["triage.unknown-finding"] * 2
    assert "pkg:pypi/acme-radio" in caught.value.problems[1].mend

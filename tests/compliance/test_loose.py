# SPDX-License-Identifier: Apache-2.0
"""A component key that names nothing is told, wherever in the dossier it stands."""

from typing import Any

from compliance.dossiers import RELEASE, THREAT, component, context, dossier, inventory, part, read
from medward.compliance.loose import keys

GONE = "pkg:pypi/gone@1.0"
NOWHERE = "no SBOM that could be read has such a component"
TRIAGE = {
    "id": "TR-1",
    "vulnerability": "CVE-2026-1",
    "component": GONE,
    "status": "fixed",
    "reason": "updated",
    "author": "product security",
    "date": "2026-05-01",
}


def told(**keys_: Any) -> list[str]:
    made = dossier(releases=[RELEASE], **keys_)
    return [one.text for one in keys(context(made, read(made, inventory(component("tls")))))]


def test_a_key_that_names_a_component_is_not_told() -> None:
    assert told(threats=[part(THREAT, components=["pkg:pypi/acme-tls"])]) == []


def test_a_key_that_names_nothing_is_told_with_the_part_that_holds_it() -> None:
    assert told(threats=[part(THREAT, components=["pkg:pypi/acme-tls", GONE])]) == [
        f"threat T-007 'rogue drug library' rests on '{GONE}': {NOWHERE}"
    ]
    assert told(triage=[TRIAGE]) == [f"triage TR-1 'CVE-2026-1' is about '{GONE}': {NOWHERE}"]


def test_support_of_a_component_is_called_by_its_key_alone() -> None:
    support = {"component": GONE, "level": "abandoned", "source": "their page"}
    assert told(component_support=[support]) == [f"component support {GONE}: {NOWHERE}"]


def test_a_relationship_inside_an_sbom_is_for_its_reader_to_tell() -> None:
    made = dossier(releases=[RELEASE])
    found = inventory(component("tls"), needs=[("tls", "gone")])
    assert list(keys(context(made, read(made, found)))) == []


def test_where_there_is_no_sbom_a_key_cannot_name_anything() -> None:
    made = dossier(releases=[RELEASE], threats=[part(THREAT, components=[GONE])])
    assert list(keys(context(made))) == []
    assert list(keys(context(made, read(made, None)))) == []

# SPDX-License-Identifier: Apache-2.0
"""Every kind of export passes the schema that its format's publisher wrote, and not only the product's own rules.

- CSAF 2.0: OASIS's schema with those of CVSS, copies in `schemas/`, by jsonschema.
- CycloneDX 1.6: the schema that the CycloneDX library brings, strict.
- OpenVEX 0.2.0: what its schema demands, said here once more and apart from the product: which keys each object
  may have and must have, which words a status and a justification are, and what a status asks for.

The exports are those of an example dossier, and of decisions that take every status and justification with the
parts that are named in every way.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from medward.dossier import load
from medward.dossier.model.keeping import Justification, TriageStatus
from medward.triage.vex import write_csaf, write_cyclonedx, write_openvex
from medward.triage.vex.decided import decided
from medward.triage.vex.exporting import Target, Wanted, export
from triage.vex.made import DAY, affected, decision, dossier, releases

SCHEMAS = Path(__file__).with_name("schemas")
PUMP = Path(__file__).parents[3] / "examples" / "infusion-pump"
COMPONENTS = ("pkg:deb/debian/tls", "xml@2.1", "radio@7.1", "font@1", "pkg:npm/app@1.0")

CVSS = {f"https://www.first.org/cvss/cvss-v{one}.json": f"cvss-v{one}.json" for one in ("2.0", "3.0", "3.1")}
CYCLONEDX = JsonStrictValidator(SchemaVersion.V1_6)
NAMED = {"@id", "identifiers", "hashes"}
STATEMENT = {
    "@id",
    "action_statement",
    "action_statement_timestamp",
    "impact_statement",
    "justification",
    "last_updated",
    "products",
    "status",
    "status_notes",
    "supplier",
    "timestamp",
    "version",
    "vulnerability",
}
DOCUMENT = {"@context", "@id", "author", "statements", "timestamp", "version"}
DOCUMENT_ALSO = {"last_updated", "role", "tooling"}
STATUSES = {"not_affected", "affected", "fixed", "under_investigation"}
JUSTIFICATIONS = {
    "component_not_present",
    "inline_mitigations_already_exist",
    "vulnerable_code_cannot_be_controlled_by_adversary",
    "vulnerable_code_not_in_execute_path",
    "vulnerable_code_not_present",
}


def csaf() -> Draft202012Validator:
    """The published schema of CSAF 2.0, with what it refers to."""
    read = {name: json.loads((SCHEMAS / name).read_text(encoding="utf-8")) for name in CVSS.values()}
    referred = [(address, Resource.from_contents(read[name])) for address, name in CVSS.items()]
    schema = json.loads((SCHEMAS / "csaf-2.0.json").read_text(encoding="utf-8"))
    registry: Registry[Any] = Registry().with_resources(referred)
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


CSAF = csaf()


def breaches(name: str, document: Mapping[str, Any]) -> list[str]:
    """What of a document its published schema refuses.

    Args:
        name: kind of export, as `--to` names it.
        document: the export, as JSON.
    """
    if name.startswith("csaf"):
        return [f"{one.json_path}: {one.message}" for one in CSAF.iter_errors(document)]
    if name.startswith("cyclonedx"):
        refused = CYCLONEDX.validate_str(json.dumps(document))
        return [] if refused is None else [str(refused)]
    return list(_openvex(document))


def _openvex(document: Mapping[str, Any]) -> Iterator[str]:
    keys = set(document)
    yield from (f"lacks {key}" for key in sorted(DOCUMENT - keys))
    yield from (f"has {key}" for key in sorted(keys - DOCUMENT - DOCUMENT_ALSO))
    yield from _openvex_values(document, "document")
    said = document.get("statements", [])
    if not said or len({json.dumps(one, sort_keys=True) for one in said}) < len(said):
        yield "statements are none, or one stands twice"
    for number, one in enumerate(said):
        yield from (f"statement {number} {breach}" for breach in _openvex_statement(one))


def _openvex_statement(one: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"has {key}" for key in sorted(set(one) - STATEMENT))
    yield from (f"lacks {key}" for key in ("status", "vulnerability") if key not in one)
    yield from _openvex_values(one, "statement")
    if set(one["vulnerability"]) - {"@id", "name", "description", "aliases"} or not one["vulnerability"].get(
        "name"
    ):
        yield f"vulnerability {one['vulnerability']}"
    for product in one.get("products", ()):
        yield from _openvex_named(product, {"subcomponents"})
        for part in product.get("subcomponents", ()):
            yield from _openvex_named(part, set())
    if one["status"] not in STATUSES or one.get("justification", "component_not_present") not in JUSTIFICATIONS:
        yield f"words {one['status']}, {one.get('justification')}"
    if one["status"] == "not_affected" and ("justification" in one) == ("impact_statement" in one):
        yield "not_affected has both or none of justification and impact_statement"
    if one["status"] == "affected" and not one.get("action_statement"):
        yield "affected has no action_statement"


def _openvex_named(one: Mapping[str, Any], also: set[str]) -> Iterator[str]:
    yield from (f"product or part has {key}" for key in sorted(set(one) - NAMED - also))
    yield from (
        f"identifier {key}" for key in sorted(set(one.get("identifiers", {})) - {"purl", "@cpe22", "@cpe23"})
    )
    yield from _openvex_values(one, "product or part")


def _openvex_values(one: Mapping[str, Any], what: str) -> Iterator[str]:
    """Addresses have a scheme, times a zone, versions count from one."""
    yield from (
        f"{what} {key} {one[key]!r}" for key in ("@context", "@id") if key in one and not urlsplit(one[key]).scheme
    )
    times = [key for key in one if key in {"timestamp", "last_updated", "action_statement_timestamp"}]
    yield from (f"{what} {key}" for key in times if datetime.fromisoformat(one[key]).tzinfo is None)
    if "version" in one and (type(one["version"]) is not int or one["version"] < 1):
        yield f"{what} version {one['version']!r}"


def every_status() -> list[dict[str, Any]]:
    """Decisions with every status, every justification, and parts of every kind."""
    justified = [
        decision(id=f"TR-J{number}", vulnerability=f"CVE-2099-10{number}", justification=one.value)
        for number, one in enumerate(Justification)
    ]
    statuses = [one for one in TriageStatus if one is not TriageStatus.NOT_AFFECTED]
    others = [
        decision(
            id=f"TR-{number}-{place}",
            vulnerability=f"GHSA-aaaa-bbbb-ccc{number}",
            component=component,
            status=status.value,
            justification=None,
            action="An update." if place % 2 else None,
        )
        for number, status in enumerate(statuses)
        for place, component in enumerate(COMPONENTS)
    ]
    return [*justified, *others, affected(id="TR-LAST", vulnerability="X")]


def made() -> dict[str, dict[str, Any]]:
    """Exports of the made-up device, by kind."""
    device = dossier(*every_status())
    parts = releases(device)
    said = decided(device, parts, DAY)
    (release,) = (one for one in parts if one.id == "REL-3.2")
    advisory = write_csaf.for_advisory(said)
    return {
        "openvex": write_openvex.write(said, "Example Medical", "all")[0],
        "csaf-vex": write_csaf.write(said, "https://example.com", advisory=False)[0],
        "csaf-advisory": write_csaf.write(advisory, "https://example.com", advisory=True)[0],
        "cyclonedx": write_cyclonedx.write(said, release, all_components=False)[0],
        "cyclonedx-vdr": write_cyclonedx.write(said, release, all_components=True)[0],
    }


@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize("namespace", [None, "https://psirt.example.com"])
def test_an_export_of_the_example_passes_the_published_schema(target: Target, namespace: str | None) -> None:
    done = export(load(PUMP), target, date(2026, 10, 1), Wanted(namespace=namespace, notes=("For hospitals.",)))
    assert breaches(target.value, json.loads(done.data)) == []


@pytest.mark.parametrize("name", [one.value for one in Target])
def test_every_status_and_justification_passes_the_published_schema(name: str) -> None:
    assert breaches(name, made()[name]) == []


def test_every_status_is_among_the_exports_that_are_checked() -> None:
    assert {one["status"] for one in made()["openvex"]["statements"]} == STATUSES
    assert {
        one["justification"] for one in made()["openvex"]["statements"] if "justification" in one
    } == JUSTIFICATIONS


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("csaf-vex", ("document", "category"), ""),
        ("csaf-vex", ("document", "tracking", "status"), "ready"),
        ("cyclonedx", ("vulnerabilities", 0, "analysis", "state"), "fine"),
        ("openvex", ("version",), "1"),
        ("openvex", ("timestamp",), "2026-05-01T00:00:00"),
        ("openvex", ("statements", 0, "status"), "fine"),
        ("openvex", ("statements", 0, "note"), "A key of no format."),
        ("openvex", ("statements", 0, "impact_statement"), "Nothing happens."),
        ("openvex", ("statements", 0, "products", 0, "name"), "pump"),
    ],
)
def test_what_the_schema_forbids_is_found(name: str, path: tuple[str | int, ...], value: object) -> None:
    document: Any = json.loads(json.dumps(made()[name]))
    at = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert breaches(name, document) != []

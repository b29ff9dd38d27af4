# SPDX-License-Identifier: Apache-2.0
"""The rules of OpenVEX 0.2 (its specification, and the JSON Schema published with it), in own words.

- `openvex.key`: the published schema is closed: a key that it does not name makes a document invalid.
- `openvex.iri`, `openvex.hash`, `openvex.purl`: what identifies is written as it must be.
- `openvex.justification`: `not_affected` has a justification or an impact statement, not both; nothing else has a
  justification.
- `openvex.action`: `affected` says what to do.
- `openvex.product`: a statement names its products, and something identifies each of them.
- `openvex.twice`: no statement and no product stands twice.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from medward.dossier.model.keeping import TriageStatus
from medward.triage.vex.breach import Breach
from medward.triage.vex.csaf_rules import is_purl
from medward.triage.vex.openvex_wire import ALGORITHMS, Named, OpenvexDocument, OpenvexStatement
from medward.triage.vex.source import Source

HASHES = {*ALGORITHMS, "sha3-224", "blake2s-256"}
_DOCUMENT = {
    "@context",
    "@id",
    "author",
    "last_updated",
    "role",
    "statements",
    "timestamp",
    "tooling",
    "version",
}
_STATEMENT = {
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
_VULNERABILITY = {"@id", "aliases", "description", "name"}
_PART = {"@id", "hashes", "identifiers"}
_IDENTIFIERS = {"@cpe22", "@cpe23", "cpe22", "cpe23", "purl"}
"""The specification writes the names of CPE identifiers without `@`, its schema with it; both are taken."""


def check(document: OpenvexDocument, source: Source) -> Iterator[Breach]:
    """Everything that is wrong in a document of OpenVEX 0.2, which was decoded from this source."""
    published = source.decode(dict[str, Any])
    yield from _unknown_keys(published)
    yield from _twice(published)
    if ":" not in document.id:
        yield Breach("openvex.iri", "@id", f"'{document.id}' is no IRI")
    for number, one in enumerate(document.statements):
        path = f"statements[{number}]"
        yield from _statement(one, path)
        for inner, product in enumerate(one.products):
            yield from _named(product, f"{path}.products[{inner}]")
            for last, part in enumerate(product.subcomponents):
                yield from _named(part, f"{path}.products[{inner}].subcomponents[{last}]")


def _statement(one: OpenvexStatement, path: str) -> Iterator[Breach]:
    said = bool(one.justification), bool(one.impact_statement)
    if one.status is TriageStatus.NOT_AFFECTED and not any(said):
        yield Breach("openvex.justification", path, "nothing says why it is not affected")
    if one.status is TriageStatus.NOT_AFFECTED and all(said):
        message = "the published schema takes a justification or an impact statement, not both"
        yield Breach("openvex.justification", path, message)
    if one.status is not TriageStatus.NOT_AFFECTED and one.justification:
        yield Breach("openvex.justification", path, f"a justification stands beside the status '{one.status}'")
    if one.status is TriageStatus.AFFECTED and not one.action_statement:
        yield Breach("openvex.action", path, "nothing says what to do about it")
    if not one.products:
        yield Breach("openvex.product", path, "the statement names no product")


def _named(named: Named, path: str) -> Iterator[Breach]:
    if not named.id and not named.identifiers and not named.hashes:
        yield Breach("openvex.product", path, "nothing identifies the product")
    if named.id and ":" not in named.id:
        yield Breach("openvex.iri", f"{path}.@id", f"'{named.id}' is no IRI")
    for name in sorted(named.hashes.keys() - HASHES):
        yield Breach("openvex.hash", f"{path}.hashes", f"'{name}' is no algorithm of OpenVEX")
    purl = named.identifiers.get("purl", "")
    if purl and not is_purl(purl):
        yield Breach("openvex.purl", f"{path}.identifiers.purl", f"'{purl}' is no package URL")


def _twice(document: Mapping[str, Any]) -> Iterator[Breach]:
    """Statements, and products of a statement, that stand twice with the same words."""
    lists = [("statements", document["statements"])]
    lists += [
        (f"statements[{n}].products", one.get("products", ())) for n, one in enumerate(document["statements"])
    ]
    for path, items in lists:
        if len({msgspec.json.encode(item, order="deterministic") for item in items}) < len(items):
            yield Breach("openvex.twice", path, "the same item stands twice in the list")


def _unknown_keys(document: Mapping[str, Any]) -> Iterator[Breach]:
    """Keys that the published schema does not name, wherever it is closed."""
    yield from _strange(document, _DOCUMENT, "")
    for number, one in enumerate(document["statements"]):
        path = f"statements[{number}]"
        yield from _strange(one, _STATEMENT, path)
        yield from _strange(one["vulnerability"], _VULNERABILITY, f"{path}.vulnerability")
        for inner, product in enumerate(one.get("products", ())):
            yield from _strange_part(product, _PART | {"subcomponents"}, f"{path}.products[{inner}]")
            for last, part in enumerate(product.get("subcomponents", ())):
                yield from _strange_part(part, _PART, f"{path}.products[{inner}].subcomponents[{last}]")


def _strange_part(part: Mapping[str, Any], known: set[str], path: str) -> Iterator[Breach]:
    yield from _strange(part, known, path)
    yield from _strange(part.get("identifiers", {}), _IDENTIFIERS, f"{path}.identifiers")


def _strange(held: Mapping[str, Any], known: set[str], path: str) -> Iterator[Breach]:
    for key in sorted(held.keys() - known):
        yield Breach("openvex.key", path, f"OpenVEX does not have '{key[:60]}'")

# SPDX-License-Identifier: Apache-2.0
"""Mandatory tests of CSAF 2.0 about profiles (6.1.27.1 to 6.1.27.11): what each category must hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from medward.triage.vex import csaf_wire as wire
from medward.triage.vex.breach import Breach
from medward.triage.vex.csaf_ids import products_of

Rule: TypeAlias = Callable[[wire.CsafDocument], Iterable[Breach]]
BASE = "csaf_base"
INCIDENT = "csaf_security_incident_response"
INFORMATIONAL = "csaf_informational_advisory"
ADVISORY = "csaf_security_advisory"
VEX = "csaf_vex"
PROFILES = frozenset({BASE, INCIDENT, INFORMATIONAL, ADVISORY, VEX})
PLAIN_NAMES = frozenset(name.removeprefix("csaf_").replace("_", "") for name in PROFILES - {BASE})
"""Names of profiles as 6.1.26 compares them: lower case, without `csaf` and separators."""
_VEX_STATUSES = ("fixed", "known_affected", "known_not_affected", "under_investigation")
_TELLING = {"description", "details", "general", "summary"}


def _each(document: wire.CsafDocument) -> Iterator[tuple[str, wire.Vulnerability]]:
    for number, one in enumerate(document.vulnerabilities or ()):
        yield f"vulnerabilities[{number}]", one


def _is(document: wire.CsafDocument, *profiles: str) -> bool:
    return document.document.category in profiles


def _notes(document: wire.CsafDocument) -> Iterator[Breach]:
    told = any(note.category in _TELLING for note in document.document.notes)
    if _is(document, INFORMATIONAL, INCIDENT) and not told:
        yield Breach("6.1.27.1", "document.notes", "no note of the document says what it is about")


def _references(document: wire.CsafDocument) -> Iterator[Breach]:
    external = any(one.category == "external" for one in document.document.references)
    if _is(document, INFORMATIONAL, INCIDENT) and not external:
        yield Breach("6.1.27.2", "document.references", "the document refers to nothing outside")


def _no_vulnerabilities(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, INFORMATIONAL) and document.vulnerabilities is not None:
        yield Breach("6.1.27.3", "vulnerabilities", "an informational advisory lists no vulnerabilities")


def _product_tree(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, ADVISORY, VEX) and document.product_tree is None:
        yield Breach("6.1.27.4", "product_tree", "the document names no product")


def _vulnerability_notes(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, ADVISORY, VEX):
        for path, one in _each(document):
            if not one.notes:
                yield Breach("6.1.27.5", f"{path}.notes", "the vulnerability has no note")


def _status(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, ADVISORY):
        for path, one in _each(document):
            if one.product_status is None:
                yield Breach("6.1.27.6", f"{path}.product_status", "the vulnerability has no product status")


def _vex_status(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, VEX):
        for path, one in _each(document):
            status = one.product_status or wire.ProductStatus()
            if not any(getattr(status, field) for field in _VEX_STATUSES):
                yield Breach("6.1.27.7", f"{path}.product_status", "no product has one of the statuses of VEX")


def _ids(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, VEX):
        for path, one in _each(document):
            if not one.cve and not one.ids:
                yield Breach("6.1.27.8", path, "the vulnerability has no id")


def _impact(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, VEX):
        for path, one in _each(document):
            impacts = (threat for threat in one.threats if threat.category == "impact")
            said = {product for each in (*one.flags, *impacts) for product in products_of(each, document)}
            for product in (one.product_status or wire.ProductStatus()).known_not_affected:
                if product not in said:
                    message = f"nothing says why the product '{product}' is not affected"
                    yield Breach("6.1.27.9", f"{path}.product_status.known_not_affected", message)


def _action(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, VEX):
        for path, one in _each(document):
            said = {product for each in one.remediations for product in products_of(each, document)}
            for product in (one.product_status or wire.ProductStatus()).known_affected:
                if product not in said:
                    message = f"nothing says what to do about the product '{product}'"
                    yield Breach("6.1.27.10", f"{path}.product_status.known_affected", message)


def _vulnerabilities(document: wire.CsafDocument) -> Iterator[Breach]:
    if _is(document, ADVISORY, VEX) and not document.vulnerabilities:
        yield Breach("6.1.27.11", "vulnerabilities", "the document names no vulnerability")


RULES: Mapping[str, Rule] = {
    "6.1.27.1": _notes,
    "6.1.27.2": _references,
    "6.1.27.3": _no_vulnerabilities,
    "6.1.27.4": _product_tree,
    "6.1.27.5": _vulnerability_notes,
    "6.1.27.6": _status,
    "6.1.27.7": _vex_status,
    "6.1.27.8": _ids,
    "6.1.27.9": _impact,
    "6.1.27.10": _action,
    "6.1.27.11": _vulnerabilities,
}
"""Number of the test → the rule."""

# SPDX-License-Identifier: Apache-2.0
"""Writes statements as CycloneDX 1.6 JSON (ECMA-424): as VEX, or as VDR.

- One document speaks of one release, which is what `metadata.component` holds.
- The VEX lists the components of which it speaks; the VDR (vulnerability disclosure report, as in NIST SP
  800-161r1) lists every component of the release, so that it also shows where no vulnerability is known to the
  author.
- The serial number is a UUIDv5 over the content, so another content never has the same one; the version is the
  number of revisions.
- Justifications that CycloneDX has no equal word for are left out of `justification` and written as a property,
  which `cyclonedx` reads back; every one that its word says less precisely is written as that property too.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from medward.base.canonical import Json, digest
from medward.dossier.model.keeping import Justification, TriageStatus
from medward.inventory.cyclonedx_wire import ALGORITHMS, KINDS
from medward.inventory.identity import is_cpe23, is_hash
from medward.triage.cvss import Scores, rating
from medward.triage.vex.cyclonedx import JUSTIFICATION_PROPERTY
from medward.triage.vex.decided import Decided, midnight
from medward.triage.vex.model import Product, Statement
from medward.triage.vex.releases import ReleaseParts, product_id, product_of, stable_id, system_of
from medward.triage.vex.write_openvex import grouped

_STATES = {
    TriageStatus.AFFECTED: "exploitable",
    TriageStatus.NOT_AFFECTED: "not_affected",
    TriageStatus.FIXED: "resolved",
    TriageStatus.UNDER_INVESTIGATION: "in_triage",
}
_JUSTIFICATIONS = {
    Justification.COMPONENT_NOT_PRESENT: "code_not_present",
    Justification.VULNERABLE_CODE_NOT_PRESENT: "code_not_present",
    Justification.NOT_IN_EXECUTE_PATH: "code_not_reachable",
    Justification.INLINE_MITIGATIONS: "protected_at_runtime",
}
_METHODS = {"2.0": "CVSSv2", "3.0": "CVSSv3", "3.1": "CVSSv31", "4.0": "CVSSv4"}


def write(
    decided: Decided, release: ReleaseParts, *, all_components: bool
) -> tuple[dict[str, Json], tuple[str, ...]]:
    """The document, and what the format could not hold."""
    products = {one.component for one in decided.statements if one.component is not None}
    if all_components:
        products |= {
            product_of(component) for inventory in release.inventories for component in inventory.components
        }
    last = decided.revisions[-1].day
    body: dict[str, Json] = {
        "version": len(decided.revisions),
        "metadata": {
            "timestamp": _time(midnight(last).isoformat()),
            "tools": {"components": [{"type": "application", "name": "Medward"}]},
            "component": _component(release.product, release.id),
            "supplier": {"name": release.product.supplier},
        },
        "components": [_component(one, product_id(one)) for one in sorted(products, key=_order)],
        "vulnerabilities": [_vulnerability(group, decided) for group in grouped(decided.statements)],
    }
    head: dict[str, Json] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{stable_id('cyclonedx', digest(body))}",
    }
    return head | body, tuple(_losses(decided.statements))


def _order(product: Product) -> tuple[str, str]:
    return (product.label, product_id(product))


def _time(text: str) -> str:
    return text.replace("+00:00", "Z")


def _component(product: Product, ref: str) -> dict[str, Json]:
    hashes: list[Json] = [
        {"alg": one.algorithm, "content": one.value}
        for one in product.hashes
        if one.algorithm in ALGORITHMS and is_hash(one)
    ]
    cpe = next(filter(is_cpe23, product.cpes), "")
    said: dict[str, Json] = {
        "type": product.kind if product.kind in KINDS else "library",
        "bom-ref": ref,
        "supplier": {"name": product.supplier} if product.supplier else {},
        "name": product.name or product.label,
        "version": product.version,
        "hashes": hashes,
        "cpe": cpe,
        "purl": next(iter(product.purls), ""),
    }
    return {key: value for key, value in said.items() if value}


def _vulnerability(group: list[Statement], decided: Decided) -> dict[str, Json]:
    one = group[0]
    known = decided.of(one.vulnerability)
    individuals: list[Json] = [{"name": name} for name in decided.credits.get(one.vulnerability, ())]
    first = one.first or one.time
    word = _JUSTIFICATIONS.get(one.justification, "") if one.justification else ""
    analysis: dict[str, Json] = {
        "state": _STATES[one.status],
        "justification": word,
        "detail": one.impact,
        "firstIssued": _time(first.isoformat()) if first else "",
        "lastUpdated": _time(one.time.isoformat()) if one.time else "",
    }
    refs = [product_id(each.component) if each.component is not None else one.product.ref for each in group]
    properties: list[Json] = (
        [{"name": JUSTIFICATION_PROPERTY, "value": one.justification.value}] if one.justification else []
    )
    said: dict[str, Json] = {
        "bom-ref": stable_id("vulnerability", one.vulnerability, one.source, refs),
        "id": one.vulnerability,
        "references": [{"id": name, "source": {"name": system_of(name)}} for name in one.aliases],
        "ratings": [_rating(score) for score in known.scores],
        "cwes": list(known.weaknesses),
        "description": known.summary,
        "recommendation": one.action,
        "advisories": [{"url": url} for url in known.references],
        "published": _day(known.published),
        "updated": _day(known.modified),
        "credits": {"individuals": individuals} if individuals else {},
        "analysis": {key: value for key, value in analysis.items() if value},
        "affects": [{"ref": ref} for ref in refs],
        "properties": properties,
    }
    return {key: value for key, value in said.items() if value}


def _rating(score: Scores) -> dict[str, Json]:
    words: dict[str, Json] = {"severity": str(rating(score.base, score.version))}
    return {"score": score.base, **words, "method": _METHODS[score.version], "vector": score.vector}


def _day(day: date | None) -> str:
    return _time(midnight(day).isoformat()) if day is not None else ""


def _losses(statements: Iterable[Statement]) -> Iterator[str]:
    yield "CycloneDX has no field for the author of an analysis: the roles of those who decided are not in it"
    words = {one.justification for one in statements if one.justification}
    if Justification.CANNOT_BE_CONTROLLED in words:
        yield (
            f"CycloneDX has no word for '{Justification.CANNOT_BE_CONTROLLED}': it stands in the "
            f"property {JUSTIFICATION_PROPERTY} alone"
        )
    if Justification.COMPONENT_NOT_PRESENT in words:
        yield "CycloneDX says 'code_not_present' both of a component and of its code"
    if Justification.INLINE_MITIGATIONS in words:
        yield "CycloneDX asks where a mitigation stands; 'protected_at_runtime' is written for every one"
    unread = sorted(
        {
            one.component.label
            for one in statements
            if one.component is not None and len([*filter(is_cpe23, one.component.cpes)]) > 1
        }
    )
    yield from (
        f"CycloneDX takes one CPE name for a component: only the first of {name} is in it" for name in unread
    )

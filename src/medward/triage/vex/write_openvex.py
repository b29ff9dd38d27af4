# SPDX-License-Identifier: Apache-2.0
"""Writes statements as OpenVEX 0.2.

- The reason goes into `status_notes`: the published schema allows a justification or an `impact_statement`, not
  both.
- The product is the release, the component a subcomponent of it. OpenVEX has no field for names; a component that
  has neither package URL nor CPE name is named by a made-up `urn:uuid` alone, and the losses say so.
"""

import re
from collections.abc import Iterable, Iterator

from medward.base.canonical import Json
from medward.dossier.model.keeping import TriageStatus
from medward.triage.vex import openvex_wire
from medward.triage.vex.decided import Decided, midnight
from medward.triage.vex.known import NOTHING, Known
from medward.triage.vex.model import NO_ACTION, Product, Statement
from medward.triage.vex.releases import product_id, stable_id

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$&-;=?-\[\]_a-z~%]+")
_NAMES = {name: short for short, name in openvex_wire.ALGORITHMS.items()}


def write(decided: Decided, author: str, scope: str) -> tuple[dict[str, Json], tuple[str, ...]]:
    """The document, and what the format could not hold. `scope` says which document of the author's it is."""
    statements = decided.statements
    days = [revision.day for revision in decided.revisions]
    document: dict[str, Json] = {
        "@context": openvex_wire.CONTEXT,
        "@id": f"urn:uuid:{stable_id('openvex', author, scope)}",
        "author": author,
        "timestamp": _time(midnight(days[0]).isoformat()),
        "last_updated": _time(midnight(days[-1]).isoformat()),
        "version": len(days),
        "tooling": "Medward",
        "statements": [_statement(group, decided.of(group[0].vulnerability)) for group in grouped(statements)],
    }
    return document, tuple(_losses(decided))


def grouped(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Statements of one product that say the same of several components, in the order of the first."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        key = (one.vulnerability, one.product, one.status, one.justification, one.impact, one.action, one.time)
        groups.setdefault((*key, one.first, one.author), []).append(one)
    return list(groups.values())


def _statement(group: list[Statement], known: Known) -> dict[str, Json]:
    one = group[0]
    vulnerability: dict[str, Json] = {
        "name": one.vulnerability,
        "description": known.summary,
        "aliases": list(one.aliases),
    }
    first = one.first or one.time
    parts: list[Json] = [_named(each.component) for each in group if each.component is not None]
    said: dict[str, Json] = {
        "vulnerability": {key: value for key, value in vulnerability.items() if value},
        "timestamp": _time(first.isoformat() if first else ""),
        "last_updated": _time(one.time.isoformat()) if one.time and one.time != first else "",
        "products": [{**_named(one.product), "subcomponents": parts} if parts else _named(one.product)],
        "status": one.status.value,
        "justification": one.justification.value if one.justification else "",
        "status_notes": one.impact,
        "action_statement": one.action or (NO_ACTION if one.status is TriageStatus.AFFECTED else ""),
    }
    return {key: value for key, value in said.items() if value}


def _time(text: str) -> str:
    return text.replace("+00:00", "Z")


def _named(product: Product) -> dict[str, Json]:
    identifiers: dict[str, Json] = {"purl": product.purls[0]} if product.purls else {}
    if cpe := next((one for one in product.cpes if one.startswith("cpe:2.3:")), ""):
        identifiers["@cpe23"] = cpe
    hashes: dict[str, Json] = {
        _NAMES[one.algorithm]: one.value for one in product.hashes if one.algorithm in _NAMES
    }
    purl = next((one for one in product.purls if _IRI.fullmatch(one)), "")
    named: dict[str, Json] = {"@id": purl or f"urn:uuid:{product_id(product)}"}
    if identifiers:
        named["identifiers"] = identifiers
    if hashes:
        named["hashes"] = hashes
    return named


def _losses(decided: Decided) -> Iterator[str]:
    statements = decided.statements
    yield "OpenVEX names one author for the document: the roles of those who decided are not in it"
    if any(decided.of(one.vulnerability) != NOTHING for one in statements):
        yield "OpenVEX has no field for scores, weaknesses, references and days of publication: they are left out"
    if any(one.vulnerability in decided.credits for one in statements):
        yield "OpenVEX has no field for those who reported a vulnerability: thanks are left out"
    unnamed = {
        one.component.label
        for one in statements
        if one.component is not None and not one.component.purls and not one.component.cpes
    }
    if unnamed:
        yield (
            "OpenVEX has no field for the name of a component; readers cannot know these, which have neither "
            f"package URL nor CPE name: {', '.join(sorted(unnamed))}"
        )

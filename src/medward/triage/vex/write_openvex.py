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
from medward.triage.vex import openvex
from medward.triage.vex.decided import Decided, midnight
from medward.triage.vex.model import NO_ACTION, Product, Statement
from medward.triage.vex.releases import product_id, stable_id

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#$&-;=?-\[\]_a-z~%]+")
_NAMES = {name: short for short, name in openvex.ALGORITHMS.items()}


def write(decided: Decided, author: str, scope: str) -> tuple[dict[str, Json], tuple[str, ...]]:
    """The document, and what the format could not hold. `scope` says which document of the author's it is."""
    days = [revision.day for revision in decided.revisions]
    document: dict[str, Json] = {
        "@context": openvex.CONTEXT,
        "@id": f"urn:uuid:{stable_id('openvex', author, scope)}",
        "author": author,
        "timestamp": _time(midnight(days[0]).isoformat()),
        "last_updated": _time(midnight(days[-1]).isoformat()),
        "version": len(days),
        "tooling": "Medward",
        "statements": [_statement(group) for group in grouped(decided.statements)],
    }
    return document, tuple(_losses(decided.statements))


def grouped(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Statements of one product that say the same of several components, in the order of the first."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        key = (one.vulnerability, one.product, one.status, one.justification, one.impact, one.action, one.time)
        groups.setdefault((*key, one.author), []).append(one)
    return list(groups.values())


def _statement(group: list[Statement]) -> dict[str, Json]:
    one = group[0]
    parts: list[Json] = [_named(each.component) for each in group if each.component is not None]
    said: dict[str, Json] = {
        "vulnerability": {"name": one.vulnerability},
        "timestamp": _time(one.time.isoformat() if one.time else ""),
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


def _losses(statements: tuple[Statement, ...]) -> Iterator[str]:
    yield "OpenVEX names one author for the document: the roles of those who decided are not in it"
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

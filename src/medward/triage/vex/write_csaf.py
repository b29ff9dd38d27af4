# SPDX-License-Identifier: Apache-2.0
"""Writes statements as CSAF 2.0: profile VEX, or profile security advisory (sections 4.5 and 4.4).

- The release stands in the branches vendor, product, version; each component is a product of its own, and a
  relationship makes it a component of the release. A status is always that of the component in the release.
- The advisory speaks of vulnerabilities that affect a release or are fixed in one; the VEX of all.
- An action is a `vendor_fix` where another release is said to be fixed, else `none_available`: a plan is no fix
  yet.
- The history is that of the decisions (see `decided`). The id of the document does not change with it.
- A CVE id stands in `cve`, any other in `ids`; a CVE id that is only an alias stands in `cve` where that does not
  make two entries of one CVE.
- Scores, references and the day of publication are those of the advisory sources. CSAF 2.0 takes one score of each
  version of CVSS 2 and 3 for a product: the worst is written. What it has no place for (CVSS 4, weaknesses, whose
  names are not known here) is written as a note.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from medward.base.canonical import Json
from medward.dossier.model.keeping import TriageStatus
from medward.triage.vex.csaf_rules import is_purl
from medward.triage.vex.csaf_versions import may_be_range
from medward.triage.vex.decided import Decided, midnight
from medward.triage.vex.model import NO_ACTION, Product, Statement
from medward.triage.vex.releases import product_id, slug, system_of
from medward.triage.vex.write_csaf_known import published_notes, references, scores_of

Word = TypeVar("Word", str, tuple[str, str])
_STATUS = {
    TriageStatus.AFFECTED: "known_affected",
    TriageStatus.NOT_AFFECTED: "known_not_affected",
    TriageStatus.FIXED: "fixed",
    TriageStatus.UNDER_INVESTIGATION: "under_investigation",
}
_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,}")
_PURL = re.compile(r"pkg:[A-Za-z.+-][A-Za-z0-9.+-]*/[!-~]+")
_WORD = r"(\?*|\*?)([a-zA-Z0-9\-._]|(\\[\\*?!\"#$%&'()+,/:;<=>@\[\]^`{|}~]))+(\?*|\*?)"
_LANGUAGE = r"[a-zA-Z]{2,3}(-([a-zA-Z]{2}|[0-9]{3}))?"
_CPE = re.compile(rf"cpe:2\.3:[aho*-](:({_WORD}|[*-])){{5}}:({_LANGUAGE}|[*-])(:({_WORD}|[*-])){{4}}")


def for_advisory(decided: Decided) -> Decided:
    """Only the vulnerabilities of which an advisory speaks; the notes say how many others there are."""
    reasons = {TriageStatus.AFFECTED, TriageStatus.FIXED}
    told = {one.vulnerability for one in decided.statements if one.status in reasons}
    others = len({one.vulnerability for one in decided.statements} - told)
    note = (
        "A security advisory speaks of what affects a release or is fixed in it; "
        f"other vulnerabilities, left out: {others}"
    )
    statements = tuple(one for one in decided.statements if one.vulnerability in told)
    return replace(decided, statements=statements, notes=(*decided.notes, note) if others else decided.notes)


def write(
    decided: Decided, namespace: str, *, advisory: bool, notes: Sequence[str] = ()
) -> tuple[dict[str, Json], tuple[str, ...]]:
    """The document, and what the format could not hold.

    `namespace` is a web address of the publisher's own; `notes` are texts for the readers of the document.
    """
    statements = decided.statements
    product = decided.statements[0].product
    names = Counter(_cve(name, decided) for name in {one.vulnerability for one in statements})
    document: dict[str, Json] = {
        "document": _about(decided, product, namespace, advisory=advisory) | _document_notes(notes),
        "product_tree": _tree(statements),
        "vulnerabilities": [_vulnerability(group, decided, names) for group in _by_vulnerability(statements)],
    }
    return document, tuple(_losses(statements))


def _by_vulnerability(statements: Iterable[Statement]) -> list[list[Statement]]:
    groups: dict[str, list[Statement]] = {}
    for one in statements:
        groups.setdefault(one.vulnerability, []).append(one)
    return list(groups.values())


def _about(decided: Decided, product: Product, namespace: str, *, advisory: bool) -> dict[str, Json]:
    days = [_time(midnight(revision.day).isoformat()) for revision in decided.revisions]
    kind = "advisory" if advisory else "vex"
    title = "security advisory" if advisory else "exploitability of known vulnerabilities (VEX)"
    history: list[Json] = [
        {"date": day, "number": str(number), "summary": revision.summary}
        for number, (day, revision) in enumerate(zip(days, decided.revisions, strict=True), 1)
    ]
    return {
        "category": "csaf_security_advisory" if advisory else "csaf_vex",
        "csaf_version": "2.0",
        "publisher": {"category": "vendor", "name": product.supplier, "namespace": namespace},
        "title": f"{product.name}: {title}",
        "tracking": {
            "current_release_date": days[-1],
            "generator": {"engine": {"name": "Medward"}},
            "id": f"{slug(product.supplier)}-{slug(product.name)}-{kind}",
            "initial_release_date": days[0],
            "revision_history": history,
            "status": "final",
            "version": str(len(days)),
        },
    }


def _document_notes(notes: Sequence[str]) -> dict[str, Json]:
    written: list[Json] = [{"category": "general", "text": text} for text in notes if text.strip()]
    return {"notes": written} if written else {}


def _cve(name: str, decided: Decided) -> str:
    """The CVE id of a vulnerability: its own, or its only one among its aliases; else empty."""
    if _CVE.fullmatch(name):
        return name
    found = [one for one in decided.of(name).aliases(name) if _CVE.fullmatch(one)]
    return found[0] if len(found) == 1 else ""


def _time(text: str) -> str:
    return text.replace("+00:00", "Z")


def _tree(statements: Iterable[Statement]) -> dict[str, Json]:
    said = list(statements)
    releases = {one.product.ref: one.product for one in said}
    components = {product_id(one.component): one.component for one in said if one.component is not None}
    pairs = {_id(one): one for one in said if one.component is not None}
    tree: dict[str, Json] = {
        "branches": _branches([one for one in releases.values() if not may_be_range(one.version)]),
        "full_product_names": [
            *(_full_name(one, one.ref) for one in releases.values() if may_be_range(one.version)),
            *(_full_name(one, name) for name, one in sorted(components.items())),
        ],
        "relationships": [_relationship(pairs[name]) for name in sorted(pairs)],
    }
    return {key: value for key, value in tree.items() if value}


def _branches(releases: list[Product]) -> list[Json]:
    """Vendor, product and versions; a version that reads like a range cannot stand here (6.1.31)."""
    if not releases:
        return []
    first = releases[0]
    versions: list[Json] = [
        {"category": "product_version", "name": one.version, "product": _full_name(one, one.ref)}
        for one in sorted(releases, key=lambda one: one.ref)
    ]
    named: Json = {"category": "product_name", "name": first.name, "branches": versions}
    return [{"category": "vendor", "name": first.supplier, "branches": [named]}]


def _full_name(product: Product, name: str) -> dict[str, Json]:
    """A product with what identifies it, as far as the format takes it."""
    helper: dict[str, Json] = {}
    if cpe := next((one for one in product.cpes if _CPE.fullmatch(one)), ""):
        helper["cpe"] = cpe
    if purl := next((one for one in product.purls if _PURL.fullmatch(one) and is_purl(one)), ""):
        helper["purl"] = purl
    if product.models:
        helper["model_numbers"] = list(product.models)
    said: dict[str, Json] = {"name": product.label, "product_id": name}
    return said | ({"product_identification_helper": helper} if helper else {})


def _id(one: Statement) -> str:
    """The id of what a statement speaks of."""
    return one.product.ref if one.component is None else f"{one.product.ref}:{product_id(one.component)}"


def _relationship(one: Statement) -> dict[str, Json]:
    component = one.component or Product()
    return {
        "category": "default_component_of",
        "full_product_name": {
            "name": f"{component.label} as a component of {one.product.label}",
            "product_id": _id(one),
        },
        "product_reference": product_id(component),
        "relates_to_product_reference": one.product.ref,
    }


def _vulnerability(group: list[Statement], decided: Decided, names: Mapping[str, int]) -> dict[str, Json]:
    known = decided.of(group[0].vulnerability)
    thanked = decided.credits.get(group[0].vulnerability, ())
    status = _by(group, lambda one: _STATUS[one.status])
    lists: dict[str, Json] = {
        "notes": [
            {"category": "general", "title": "Assessment", "text": _summary(status)},
            *published_notes(known),
        ],
        "acknowledgments": [{"names": list(thanked)}] if thanked else [],
        "references": references(known),
        "release_date": _time(midnight(known.published).isoformat()) if known.published else "",
        "scores": scores_of(known, _ids(status.get("known_affected", ()))),
        "product_status": {word: _ids(ones) for word, ones in sorted(status.items())},
        "flags": [
            {"label": word, "product_ids": _ids(ones)}
            for word, ones in sorted(_by(group, lambda one: str(one.justification or "")).items())
        ],
        "threats": [
            {"category": "impact", "details": text, "product_ids": _ids(ones)}
            for text, ones in sorted(_by(group, lambda one: one.impact).items())
        ],
        "remediations": list(_remediations(group, decided.released)),
    }
    return _named(group[0], decided, names) | {key: value for key, value in lists.items() if value}


def _named(one: Statement, decided: Decided, names: Mapping[str, int]) -> dict[str, Json]:
    """The ids of a vulnerability; a CVE id that several entries would have stays with the one that is named so."""
    name = one.vulnerability
    cve = _cve(name, decided)
    if cve != name and names[cve] > 1:
        cve = ""
    others = [other for other in (name, *one.aliases) if other != cve]
    ids: list[Json] = [{"system_name": system_of(other), "text": other} for other in others]
    return ({"cve": cve} if cve else {}) | ({"ids": ids} if ids else {})


def _by(group: Iterable[Statement], word: Callable[[Statement], Word]) -> dict[Word, list[Statement]]:
    """Statements by a word; those that have none are left out."""
    found: dict[Word, list[Statement]] = defaultdict(list)
    for one in group:
        if said := word(one):
            found[said].append(one)
    return found


def _ids(statements: Iterable[Statement]) -> list[Json]:
    return list(dict.fromkeys(sorted(_id(one) for one in statements)))


def _summary(status: Mapping[str, list[Statement]]) -> str:
    said = [f"{len(_ids(ones))} {word.replace('_', ' ')}" for word, ones in sorted(status.items())]
    return f"Components assessed: {', '.join(said)}."


def _remediations(group: list[Statement], released: Mapping[str, date]) -> Iterator[dict[str, Json]]:
    """What is done about the affected components, by release and text."""
    fixes = _fixes(group, released)
    affected = [one for one in group if one.status is TriageStatus.AFFECTED]
    for (ref, text), ones in sorted(_by(affected, lambda one: (one.product.ref, one.action or NO_ACTION)).items()):
        later = sorted(fixes[fix] for fix in fixes if ref in released and released[fix] > released[ref])
        yield {
            "category": "vendor_fix" if later else "none_available",
            "details": f"Fixed in {', '.join(later)}." if later and text == NO_ACTION else text,
            "product_ids": _ids(ones),
        }


def _fixes(group: list[Statement], released: Mapping[str, date]) -> dict[str, str]:
    """The releases that are out and in which the vulnerability is fixed, and nothing of it is left."""
    left = {TriageStatus.AFFECTED, TriageStatus.UNDER_INVESTIGATION}
    still = {one.product.ref for one in group if one.status in left}
    return {
        one.product.ref: one.product.label
        for one in group
        if one.status is TriageStatus.FIXED and one.product.ref in released and one.product.ref not in still
    }


def _losses(statements: Iterable[Statement]) -> Iterator[str]:
    said = list(statements)
    yield "CSAF has no field for the author of a status: the roles of those who decided are not in it"
    if any(one.component is not None and one.component.hashes for one in said):
        yield "CSAF asks for a file name with every hash, which an SBOM does not state: hashes are left out"
    if any(one.action for one in said if one.status is not TriageStatus.AFFECTED):
        yield "Actions are written for affected components alone"

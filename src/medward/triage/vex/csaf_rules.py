# SPDX-License-Identifier: Apache-2.0
"""The mandatory tests of CSAF 2.0 (section 6.1: 6.1.1 to 6.1.33), each under its number, in own words.

A document whose shape is right (`csaf_wire`) is given to every rule; what a rule finds wrong is a `Breach`. Where
a document holds something that a rule here cannot judge, the rule is in `unchecked`, never silently passed:

- 6.1.11 compares the name of a weakness with the CWE list, which is not here;
- 6.1.12 is judged by the form of a language tag alone, not by the registry of languages;
- a document of CSAF 2.1 is judged by the tests that 2.1 shares with 2.0; its own, 6.1.34 and later, are not here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from packageurl import PackageURL

from medward.triage.vex import csaf_profiles, csaf_revisions, csaf_scores
from medward.triage.vex import csaf_wire as wire
from medward.triage.vex.breach import Breach
from medward.triage.vex.csaf_editions import SHAPE, of_another_edition
from medward.triage.vex.csaf_ids import definitions, full_names, group_uses, products_of, uses
from medward.triage.vex.csaf_versions import is_range

Rule: TypeAlias = Callable[[wire.CsafDocument], Iterable[Breach]]

_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|[A-Za-z]{4,8}(-[A-Za-z0-9]{1,8})*|[iIxX](-[A-Za-z0-9]{1,8})+"
)
_OPPOSED: Mapping[str, tuple[str, ...]] = {
    "affected": ("first_affected", "known_affected", "last_affected"),
    "not affected": ("known_not_affected",),
    "fixed": ("first_fixed", "fixed"),
    "under investigation": ("under_investigation",),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules said of a document.

    Attributes:
        breaches: what is wrong, by rule and place.
        unchecked: rules that could not judge something that the document holds, with the reason.
    """

    breaches: tuple[Breach, ...]
    unchecked: tuple[str, ...]


def check(document: wire.CsafDocument) -> Checked:
    """Every mandatory test on one document."""
    found = chain.from_iterable(rule(document) for rule in RULES.values())
    return Checked(tuple(sorted(set(found), key=_order)), tuple(_unchecked(document)))


def _order(breach: Breach) -> tuple[list[int], str]:
    numbers = [] if breach.rule == SHAPE else [int(number) for number in breach.rule.split(".")]
    return (numbers, breach.path)


def _unchecked(document: wire.CsafDocument) -> Iterator[str]:
    if document.document.csaf_version == "2.1":
        yield "6.1.34 and later: the tests that only CSAF 2.1 has are not judged here"
    if any(one.cwe is not None or one.cwes for one in _vulnerabilities(document)):
        yield "6.1.11: names of weaknesses are not compared with the CWE list here"
    if document.document.lang or document.document.source_lang:
        yield "6.1.12: languages are judged by their form alone"


def _vulnerabilities(document: wire.CsafDocument) -> tuple[wire.Vulnerability, ...]:
    return document.vulnerabilities or ()


def _each(document: wire.CsafDocument) -> Iterator[tuple[str, wire.Vulnerability]]:
    for number, one in enumerate(_vulnerabilities(document)):
        yield f"vulnerabilities[{number}]", one


def _missing_product(document: wire.CsafDocument) -> Iterator[Breach]:
    known = {product_id for _, product_id in definitions(document)}
    for path, product_id in uses(document):
        if product_id not in known:
            yield Breach("6.1.1", path, f"the product '{product_id}' is defined nowhere")


def _product_twice(document: wire.CsafDocument) -> Iterator[Breach]:
    seen: set[str] = set()
    for path, product_id in definitions(document):
        if product_id in seen:
            yield Breach("6.1.2", path, f"the product '{product_id}' is defined twice")
        seen.add(product_id)


def _circle(document: wire.CsafDocument) -> Iterator[Breach]:
    tree = document.product_tree or wire.ProductTree()
    made = {
        one.full_product_name.product_id: {one.product_reference, one.relates_to_product_reference}
        for one in tree.relationships
    }
    for number, one in enumerate(tree.relationships):
        start = one.full_product_name.product_id
        reached: set[str] = set()
        ahead = set(made[start])
        while ahead and start not in reached:
            reached |= ahead
            ahead = {part for product in ahead for part in made.get(product, ())} - reached
        if start in reached:
            yield Breach(
                "6.1.3", f"product_tree.relationships[{number}]", f"the product '{start}' is made of itself"
            )


def _missing_group(document: wire.CsafDocument) -> Iterator[Breach]:
    known = {one.group_id for one in (document.product_tree or wire.ProductTree()).product_groups}
    for path, group_id in group_uses(document):
        if group_id not in known:
            yield Breach("6.1.4", path, f"the product group '{group_id}' is defined nowhere")


def _group_twice(document: wire.CsafDocument) -> Iterator[Breach]:
    groups = (document.product_tree or wire.ProductTree()).product_groups
    for group_id in _repeated(one.group_id for one in groups):
        yield Breach("6.1.5", "product_tree.product_groups", f"the product group '{group_id}' is defined twice")


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _contradicting(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, one in _each(document):
        status = one.product_status or wire.ProductStatus()
        said: dict[str, str] = {}
        for word, fields in _OPPOSED.items():
            for product_id in {each for field in fields for each in getattr(status, field)}:
                if product_id in said:
                    message = f"the product '{product_id}' is said to be {said[product_id]} and {word}"
                    yield Breach("6.1.6", f"{path}.product_status", message)
                said[product_id] = word


def _scores_twice(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, one in _each(document):
        said = [
            f"'{product_id}' by CVSS {found.version}{f' of {source}' if source else ''}"
            for _, _, products, found, source in csaf_scores.objects(one)
            for product_id in products
        ]
        for twice in _repeated(said):
            yield Breach("6.1.7", f"{path}.scores", f"the product {twice} is scored twice")


def _language(document: wire.CsafDocument) -> Iterator[Breach]:
    for key in ("lang", "source_lang"):
        tag = getattr(document.document, key)
        if tag and not _LANGUAGE.fullmatch(tag):
            yield Breach("6.1.12", f"document.{key}", f"'{tag}' is no language tag")


def _purl(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, name in full_names(document):
        purls = name.helper.all_purls if name.helper is not None else ()
        for purl in (one for one in purls if not is_purl(one)):
            yield Breach("6.1.13", f"{path}.product_identification_helper.purl", f"'{purl}' is no package URL")


def is_purl(text: str) -> bool:
    """Whether a text is a valid package URL."""
    try:
        PackageURL.from_string(text)
    except ValueError:
        return False
    return True


def _cve_twice(document: wire.CsafDocument) -> Iterator[Breach]:
    for cve in _repeated(one.cve for one in _vulnerabilities(document) if one.cve):
        yield Breach("6.1.23", "vulnerabilities", f"{cve} stands twice in the list")


def _involvement_twice(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, one in _each(document):
        said = [f"'{each.party}' on {each.date}" for each in one.involvements]
        for twice in _repeated(said):
            yield Breach("6.1.24", f"{path}.involvements", f"the party {twice} stands twice")


def _hash_twice(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, name in full_names(document):
        for number, file in enumerate(name.helper.hashes if name.helper is not None else ()):
            for algorithm in _repeated(one.algorithm for one in file.file_hashes):
                where = f"{path}.product_identification_helper.hashes[{number}]"
                yield Breach("6.1.25", where, f"the algorithm '{algorithm}' stands twice for one file")


def _same_language(document: wire.CsafDocument) -> Iterator[Breach]:
    about = document.document
    if about.source_lang and about.lang == about.source_lang:
        yield Breach("6.1.28", "document.lang", "a translation is in the language of its source")


def _of_nothing(rule: str, key: str, document: wire.CsafDocument) -> Iterator[Breach]:
    for path, one in _each(document):
        scoped: tuple[wire.Scoped, ...] = getattr(one, key)
        for number, each in enumerate(scoped):
            if not each.product_ids and not each.group_ids:
                yield Breach(rule, f"{path}.{key}[{number}]", "it names neither a product nor a group")


def _range_as_version(document: wire.CsafDocument) -> Iterator[Breach]:
    ahead = list((document.product_tree or wire.ProductTree()).branches)
    while ahead:
        branch = ahead.pop()
        ahead.extend(branch.branches)
        if branch.category == "product_version" and is_range(branch.name):
            message = f"the version '{branch.name}' is a range of versions"
            yield Breach("6.1.31", "product_tree.branches", message)


def _two_flags(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, one in _each(document):
        said = [product for flag in one.flags for product in set(products_of(flag, document))]
        for product_id in _repeated(said):
            yield Breach("6.1.33", f"{path}.flags", f"the product '{product_id}' has two justifications")


def _named_as_profile(document: wire.CsafDocument) -> Iterator[Breach]:
    category = document.document.category
    plain = re.sub(r"[\s_-]", "", category).lower().removeprefix("csaf")
    if category not in csaf_profiles.PROFILES and plain in csaf_profiles.PLAIN_NAMES:
        yield Breach("6.1.26", "document.category", f"'{category}' is too like the name of a profile")


RULES: Mapping[str, Rule] = {
    SHAPE: of_another_edition,
    "6.1.1": _missing_product,
    "6.1.2": _product_twice,
    "6.1.3": _circle,
    "6.1.4": _missing_group,
    "6.1.5": _group_twice,
    "6.1.6": _contradicting,
    "6.1.7": _scores_twice,
    **csaf_scores.RULES,
    "6.1.12": _language,
    "6.1.13": _purl,
    **csaf_revisions.RULES,
    "6.1.23": _cve_twice,
    "6.1.24": _involvement_twice,
    "6.1.25": _hash_twice,
    "6.1.26": _named_as_profile,
    **csaf_profiles.RULES,
    "6.1.28": _same_language,
    "6.1.29": lambda document: _of_nothing("6.1.29", "remediations", document),
    "6.1.31": _range_as_version,
    "6.1.32": lambda document: _of_nothing("6.1.32", "flags", document),
    "6.1.33": _two_flags,
}
"""Number of the test, or `schema` for words of another edition → the rule."""

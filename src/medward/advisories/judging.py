# SPDX-License-Identifier: Apache-2.0
"""How sure a hit is: exact, strong or possible, with every doubt told; or that it is none after all.

A hit by a package of an ecosystem is as sure as its route. A hit by a product is weakened to `possible` by any of:

- a doubt of the claim itself: its CPE name states no version, its versions are written in words, …;
- values of the claim's CPE name (update, edition, target software …) that the component's name leaves open. Where
  the two exclude each other it is no hit: the relations are those of NISTIR 7696;
- a condition that nothing in the inventory meets, which does not show that it is not met. Where the inventory
  shows that it is not met, it is no hit;
- a range with an end, or around a version, that is more than plain numbers, or whose shapes tell of different
  orders: the source states no order, and the generic one that stands in for it may differ from the maker's own;
- the same where the stated order refuses the version, so that the generic one stands in for it. Where the stated
  order takes the version and was asked, it alone decides, and the stand-in is no hit;
- a doubt of the route.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medward.advisories.asking import Hit
from medward.advisories.claims import PRODUCTS, Terms, placed_or_none
from medward.advisories.cpe.conditions import Platforms, answer, decode, told
from medward.advisories.cpe.names import ANY, Cpe
from medward.advisories.cpe.relations import Relation, related
from medward.advisories.orders import in_order, takes
from medward.advisories.ranges import EVERYTHING
from medward.advisories.routes import POSSIBLE, Path, Route
from medward.advisories.shapes import decided

RANK = {"exact": 0, "strong": 1, "possible": 2}
_ATTRIBUTES = Cpe._fields[Cpe._fields.index("update") :]
_PLAIN = re.compile(r"(?:[vV]?[0-9]+(?:\.[0-9]+)*(?:\.[*xX])?)?")
_SURE = {Relation.EQUAL, Relation.SUPERSET}


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit with what it is worth.

    Attributes:
        hit: the hit.
        route: the route on which it was found.
        confidence: `exact`, `strong` or `possible`; empty where it is none after all.
        reasons: why it is only possible, or none, each as the end of a sentence.
        scheme: the order that the source states, in which the versions were compared; empty for the generic one.
    """

    hit: Hit
    route: Route
    confidence: str
    reasons: tuple[str, ...]
    scheme: str = ""

    @property
    def rank(self) -> tuple[int, str]:
        """The surer first, then by route."""
        return RANK[self.confidence], self.route.path


def judge(hit: Hit, route: Route, terms: Terms, platforms: Platforms) -> Judged:
    """What a hit is worth. Its fixed version gets the generic key, the one order of all products."""
    if route.query.ecosystem not in PRODUCTS:
        return Judged(hit, route, route.confidence, ())
    if excluded := _excluded(terms, route.cpe) or _unmet(terms, platforms) or _decided_in_order(terms, route):
        return Judged(hit, route, "", (excluded,))
    reasons = tuple(dict.fromkeys(_doubts(hit, route, terms, platforms)))
    scheme = "" if terms.stand_in else terms.scheme
    if scheme and hit.fixed:
        hit = hit._replace(fixed_key=placed_or_none(hit.fixed) or b"")
    return Judged(hit, route, POSSIBLE if reasons else route.confidence, reasons, scheme)


def _doubts(hit: Hit, route: Route, terms: Terms, platforms: Platforms) -> Iterator[str]:
    if terms.doubt:
        yield terms.doubt
    if open_values := _open(terms, route):
        yield f"it holds for {open_values}, which nothing tells of this component"
    if terms.conditions and (missing := told(decode(terms.conditions), platforms)):
        yield f"it holds {missing}, which this inventory does not list"
    if not terms.doubt and (terms.stand_in or not terms.scheme) and _by_generic_order(hit, route):
        refused = terms.stand_in and not takes(terms.scheme, route.query.version)
        why = f"the stated one of {terms.scheme} refuses it" if refused else "the source names none"
        yield f"versions are compared in the generic order, because {why}"
    if route.doubt:
        yield route.doubt


def _by_generic_order(hit: Hit, route: Route) -> bool:
    """Whether a range was decided by more than plain numbers; an equal version needs no order."""
    if hit.ending == "listed" or not (hit.introduced != "0" or hit.ending):
        return False
    version, ends = route.query.version, (hit.introduced.removeprefix("> "), hit.until)
    if not all(_PLAIN.fullmatch(text) for text in (version, *ends)):
        return True
    return not all(decided(version, end) for end in ends if end not in {"", EVERYTHING})


def _values(terms: Terms) -> list[tuple[str, str]]:
    """The values after the version that are not ANY, with their names."""
    values = terms.attributes.split(":") if "\\" not in terms.attributes else _split(terms.attributes)
    return [(name, value) for name, value in zip(_ATTRIBUTES, values, strict=False) if value not in {ANY, ""}]


def _split(text: str) -> list[str]:
    return re.split(r"(?<!\\):", text)


def _excluded(terms: Terms, cpe: Cpe | None) -> str:
    """The value by which claim and component exclude each other, as the end of a sentence; empty for none."""
    for name, value in _values(terms) if cpe is not None else ():
        if related(value, getattr(cpe, name)) is Relation.DISJOINT:
            return f"its {name} is {value}, and that of the component is {getattr(cpe, name)}"
    return ""


def _unmet(terms: Terms, platforms: Platforms) -> str:
    if terms.conditions and answer(decode(terms.conditions), platforms) is False:
        return "it holds only without what this inventory lists"
    return ""


def _decided_in_order(terms: Terms, route: Route) -> str:
    """That the stated order decides and says nothing of this version; empty where the stand-in must do."""
    asked = route.query
    if not terms.stand_in or in_order(asked.ecosystem, terms.scheme) not in asked.ecosystems:
        return ""
    return f"it states the order of {terms.scheme}, which decides" if takes(terms.scheme, asked.version) else ""


def _open(terms: Terms, route: Route) -> str:
    """The values that the component's name leaves open."""
    cpe = route.cpe
    found = [
        f"{name} {value}"
        for name, value in _values(terms)
        if cpe is None or related(value, getattr(cpe, name)) not in _SURE
    ]
    return " and ".join(found)


def evidence(judged: Judged) -> str:
    """What links the hit to the component, and what makes it less than sure, to end a sentence with."""
    said = f", {judged.route.evidence}" if judged.route.evidence and judged.route.path is not Path.PURL else ""
    said += f", in the order of {judged.scheme}" if judged.scheme else ""
    return f"{said}; only possible: {'; '.join(judged.reasons)}" if judged.reasons else said

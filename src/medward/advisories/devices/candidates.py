# SPDX-License-Identifier: Apache-2.0
"""The products whose maker and name are a unit's, before anything is said of versions.

Where one product of an advisory has the unit's name, another that only shares a part of it is left out.

A maker that is not simply the advisory's (misspelt, a former or a later one, the one behind a label) makes a
candidate `STRONG` at best and adds its evidence. A product for which an advisory names no maker is `POSSIBLE` at
best. Where no product of an advisory has the name, and its title has it, its products are `POSSIBLE`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from medward.advisories.devices.aliasdata import Relabelled, relabelled
from medward.advisories.devices.index import DeviceIndex, Shelf
from medward.advisories.devices.model import Confidence, Evidence
from medward.advisories.devices.naming import Likeness, Name, all_words, likeness, unit_name
from medward.advisories.devices.products import Prepared
from medward.advisories.devices.text import words

_ANY = "the advisory names no maker for this product"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that is named as the unit is.

    Attributes:
        product: the product.
        confidence: how sure its maker and name are.
        evidence: why.
        by_model: whether the version text itself names the model, so that it says nothing of versions.
        other_model: models that the version text names instead of the unit's; or empty.
        adds: whether the unit has names of its own that the product has not.
    """

    product: Prepared
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    by_model: bool = False
    other_model: str = ""
    adds: bool = False


class Near(NamedTuple):
    """The candidates of a unit, and whether any advisory knows its maker."""

    covered: bool
    candidates: tuple[Candidate, ...]


class _Label(NamedTuple):
    """One way to read a unit's label: a maker, a model, and what led there."""

    maker: str
    model: str
    evidence: tuple[Evidence, ...]


class Finder:
    """Finds candidates in an index, and remembers them by maker, model and number."""

    def __init__(self, index: DeviceIndex) -> None:
        self._index = index
        self._found: dict[tuple[str, str, str], Near] = {}
        self._relabelled: dict[str, list[Relabelled]] = defaultdict(list)
        for one in relabelled().devices:
            for known in index.registry.identify(one.sold_by):
                self._relabelled[known.id].append(one)

    def near(self, manufacturer: str, model: str, number: str) -> Near:
        """The candidates of a unit, in the order of the advisories, the surest for each product."""
        key = (manufacturer, model, number)
        if key not in self._found:
            self._found[key] = self._near(*key)
        return self._found[key]

    def _near(self, manufacturer: str, model: str, number: str) -> Near:
        covered = False
        best: dict[int, Candidate] = {}
        for label in self._labels(manufacturer, model):
            shelf = self._index.shelf(label.maker)
            covered |= shelf is not None and bool(label.maker)
            for found in self._on(shelf, label, number) if shelf else ():
                known = best.get(id(found.product))
                if known is None or found.confidence.rank < known.confidence.rank:
                    best[id(found.product)] = found
        return Near(covered, tuple(sorted(best.values(), key=lambda one: one.product.key)))

    def _labels(self, manufacturer: str, model: str) -> Iterator[_Label]:
        """Every way to read a label: as it stands, under related makers, and as who made it has it."""
        yield from self._makers(manufacturer, model, ())
        for known in self._index.registry.identify(manufacturer):
            for one in self._relabelled.get(known.id, ()):
                if set(words(one.sold_as)) <= set(words(model)):
                    told = f"{one.sold_by} {one.sold_as} is made by {one.made_by} as {one.made_as} ({one.cited})"
                    yield from self._makers(one.made_by, one.made_as, (Evidence("relabelled", told),))
        yield _Label("", model, (Evidence("maker", _ANY),))

    def _makers(self, manufacturer: str, model: str, before: tuple[Evidence, ...]) -> Iterator[_Label]:
        for known in self._index.registry.identify(manufacturer):
            how = (Evidence("maker", known.how),) if known.how else ()
            for maker, way in self._index.registry.related(known.id).items():
                yield _Label(maker, model, (*before, *how, *((Evidence("maker", way),) if way else ())))

    def _on(self, shelf: Shelf, label: _Label, number: str) -> Iterator[Candidate]:
        """Candidates among one maker's products."""
        readings = self._index.registry.names_of(label.maker) if label.maker else ()
        unit, joined = unit_name(label.model or number, readings), "".join(words(number))
        near = shelf.near({*all_words(unit), *unit.joins, *unit.series, joined})
        found = [one for product in near if (one := _candidate(product, unit, joined))]
        named = {one.product.advisory.id for one in found}
        sure = {one.product.advisory.id for one in found if one.confidence is not Confidence.POSSIBLE}
        for one in found:
            if not (one.adds and one.confidence is Confidence.POSSIBLE and one.product.advisory.id in sure):
                yield _capped(one, label)
        for advisory, title, products in shelf.titles:
            if advisory.id in named:
                continue
            bare = tuple(product for product in products if product.name.is_bare and not product.whole)
            if meant := products if _in_title(unit, title) else bare if _in_title(title, unit) else ():
                words_ = f"no product of the advisory has this name, and its title does: {advisory.title}"
                for product in meant:
                    told = (Evidence("title", words_),)
                    yield _capped(Candidate(product, Confidence.POSSIBLE, told), label)


def _capped(candidate: Candidate, label: _Label) -> Candidate:
    """A candidate with what is known of its maker."""
    if not label.evidence:
        return candidate
    cap = Confidence.STRONG if label.maker else Confidence.POSSIBLE
    return Candidate(
        product=candidate.product,
        confidence=max(candidate.confidence, cap, key=lambda one: one.rank),
        evidence=(*label.evidence, *candidate.evidence),
        by_model=candidate.by_model,
        other_model=candidate.other_model,
    )


def _candidate(product: Prepared, unit: Name, number: str) -> Candidate | None:
    """A product against a unit's name: with the models in its version text, and without them."""
    alone = likeness(product.name, unit, number, product.context)
    if product.whole and (all_words(product.whole) - all_words(product.name)) & (all_words(unit) | {number}):
        whole = likeness(product.whole, unit, number, product.context)
        if whole and (alone is None or whole.confidence.rank <= alone.confidence.rank):
            told = Evidence("version", f"the version text names the model: {product.product.version}")
            return Candidate(product, whole.confidence, (*whole.evidence, told), by_model=True)
    return _with_models(product, alone, unit, number) if alone else None


def _with_models(product: Prepared, alone: Likeness, unit: Name, number: str) -> Candidate:
    """A product that is named as the unit, with what its version text says of models."""
    mine = unit.designators | ({number} if number else set())
    if shared := sorted(product.models & mine):
        told = Evidence("version", f"the version text names the model {shared[0]}")
        conditional = any(one.path == "condition" for one in alone.evidence)
        unsure = alone.confidence is Confidence.POSSIBLE and not conditional
        sure = Confidence.STRONG if unsure else alone.confidence
        return Candidate(
            product, sure, (*alone.evidence, told), by_model=product.version == product.product.version
        )
    forms = {_form(one) for one in product.models}
    other = sorted(one for one in mine if _form(one) in forms) if product.only_models else []
    return Candidate(product, alone.confidence, alone.evidence, other_model=", ".join(other), adds=alone.adds)


def _form(model: str) -> str:
    """A model with its digits alike: 650 and 750 have one form."""
    return "".join("0" if letter.isdigit() else letter for letter in model.rstrip("abcdefghijklmnopqrstuvwxyz"))


def _in_title(name: Name, other: Name) -> bool:
    """Whether a name with words of its own stands in another with all its names and numbers."""
    told = all_words(other) | other.joins
    described = not name.descriptive or bool(name.descriptive & other.descriptive)
    return bool(name.own) and described and all(group & told for group in name.own) and name.designators <= told

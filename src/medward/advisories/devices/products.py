# SPDX-License-Identifier: Apache-2.0
"""The products of advisories, prepared for being compared with units.

Advisories put names and versions where they please. Read are:

- a version inside a name (`IntelliSpace Portal 8.0.x`), which then rules like a version text;
- a model inside a version text (`882471 Gemini TF 64`, `v9.x model 35700BAX3`, `MMT-1715 | MMT-1754`);
- a name that says nothing (`Version`), for which the advisory's title stands in, as no more than possible.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from medward.advisories.csaf import Advisory, Product, Standing
from medward.advisories.csaf.makers import maker, vendors
from medward.advisories.devices.designators import is_telling
from medward.advisories.devices.makers import Registry
from medward.advisories.devices.naming import Name, all_words, product_name, unit_name
from medward.advisories.devices.text import MAX_NAME, words
from medward.versions.vendor_clauses import rule

_MODEL = re.compile(r"\s*\bmodels?\s+((?:[A-Za-z]{1,6}-?)?\d[\w-]*)", re.IGNORECASE)
_ITEMS = re.compile(r"\s*(?:\||/|,|\band\b)\s*")
_MODEL_LIKE = re.compile(r"[a-z]{0,4}\d{3,}[a-z]?")
_NUMERIC = re.compile(r"\d+(?:\.(?:\d+|x))+")
_WORDY = re.compile(r"[^\W\d_]{3,}")
_OF_VERSIONS = frozenset(
    {
        "all",
        "and",
        "april",
        "august",
        "below",
        "build",
        "december",
        "earlier",
        "february",
        "firmware",
        "january",
        "july",
        "june",
        "later",
        "march",
        "may",
        "november",
        "october",
        "pack",
        "prior",
        "release",
        "rev",
        "revision",
        "running",
        "september",
        "service",
        "software",
        "version",
        "versions",
        "windows",
    }
)
_ASIDE = re.compile(r"^ICSM?A-[\w-]+?_|\(update \w+\)|\bvulnerabilit\w+|\b(?:systems?|products?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Prepared:
    """One product of one advisory.

    Attributes:
        advisory: the advisory.
        product: the product.
        makers: ids of the makers that it may be of; empty where the advisory names none.
        name: its name.
        whole: its name together with its version text, where that text names a model; else None.
        version: the version text, without models in it.
        name_version: a version that stands in its name; or empty.
        models: models that stand in the version text, as joined words.
        affected: names of the vulnerabilities that affect it.
        standing: what the advisory states of it, the worst of its vulnerabilities; None where it states nothing.
        context: words of the advisory's title, which a unit may have besides the product's.
    """

    advisory: Advisory
    product: Product
    makers: tuple[str, ...]
    name: Name
    whole: Name | None
    version: str
    name_version: str
    models: frozenset[str]
    affected: tuple[str, ...]
    standing: Standing | None
    context: frozenset[str]

    @property
    def key(self) -> tuple[str, str]:
        """The advisory's id and the product's."""
        return self.advisory.id, self.product.id

    @property
    def only_models(self) -> bool:
        """Whether the version text is a list of models and nothing else."""
        return bool(self.models) and all(_MODEL_LIKE.fullmatch(one) for one in self.models)

    @cached_property
    def named(self) -> str:
        """The product in the advisory's words, for people."""
        product = self.product.product or self.product.name
        return " ".join(filter(None, (*self.product.families, product, self.product.version)))


def prepared(advisory: Advisory, registry: Registry) -> Iterator[Prepared]:
    """Every product of an advisory."""
    known = vendors(advisory)
    names: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for product in advisory.products:
        makers = tuple(one.id for one in registry.add(maker(advisory, product, known)))
        if makers not in names:
            names[makers] = tuple(name for maker in makers for name in registry.names_of(maker))
        yield _prepared(advisory, product, makers, names[makers])


def title_name(advisory: Advisory, makers: tuple[tuple[str, ...], ...]) -> Name:
    """The words of an advisory's title."""
    return unit_name(_ASIDE.sub(" ", advisory.title[:MAX_NAME]), makers)


def _prepared(
    advisory: Advisory, product: Product, makers: tuple[str, ...], readings: tuple[tuple[str, ...], ...]
) -> Prepared:
    text = " ".join((*product.families, product.product or product.name.partition(":")[0]))
    stated = _MODEL.findall(product.version[:MAX_NAME])
    version = _MODEL.sub("", product.version).strip() if stated else product.version
    name = product_name(" ".join((text, *(f"(model {model})" for model in stated))), readings)
    inside = next((word for word in sorted(name.designators) if _NUMERIC.fullmatch(word)), "")
    if inside:
        name = replace(name, designators=name.designators - {inside}, plain=name.plain - {inside})
    return Prepared(
        advisory=advisory,
        product=product,
        makers=makers,
        name=name,
        whole=product_name(f"{text} {version}", readings) if _names_model(version) else None,
        version=version or ("" if product.is_range else "vers:all/*"),
        name_version=inside,
        models=frozenset(_models(product.version[:MAX_NAME])),
        affected=_affected(advisory, product),
        standing=_standing(advisory, product),
        context=all_words(title_name(advisory, readings)),
    )


def _names_model(version: str) -> bool:
    """Whether a version text is no version but holds words of its own."""
    plain = {word.casefold() for word in _WORDY.findall(version[:MAX_NAME])}
    return not rule(version).everything and bool(plain - _OF_VERSIONS)


def _models(version: str) -> Iterator[str]:
    """The items of a list in a version text that look like models."""
    for item in _ITEMS.split(_MODEL.sub(r" | \1", version)):
        joined = "".join(words(item.partition("(")[0]))
        if joined and any(letter.isdigit() for letter in joined):
            yield joined
            yield from (word for word in words(item)[:1] if is_telling(word))


def _affected(advisory: Advisory, product: Product) -> tuple[str, ...]:
    named = (one for one in advisory.vulnerabilities if product.id in one.products(Standing.AFFECTED))
    return tuple(dict.fromkeys(one.name for one in named))


def _standing(advisory: Advisory, product: Product) -> Standing | None:
    for standing in (Standing.AFFECTED, Standing.OPEN, Standing.FIXED, Standing.NOT_AFFECTED):
        if any(product.id in one.products(standing) for one in advisory.vulnerabilities):
            return standing
    return None

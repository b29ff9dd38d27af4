# SPDX-License-Identifier: Apache-2.0
"""Whether a product of an advisory and a unit have the same name, and how sure that is.

A name is read as three kinds of words: designators (with a digit, `medward.advisories.devices.designators`), words
that say what a device is (`monitor`), and names of their own (`intellivue`). Names of the maker are no part of it.

Rules, in this order:

1. What an advisory excludes ("not including EchoPAC") is excluded.
2. A model number that both state, the same: `EXACT`. Both state one of the same form, and they differ: no match.
3. Designators that the advisory names and the unit contradicts: no match. The unit has none: `POSSIBLE` at best.
4. Every name of the advisory is the unit's, and the unit adds none: `EXACT` where the words of both are the same,
   else `STRONG`. Both add words that say what a device is, and share none of them: no match.
5. Every name of the advisory is the unit's, and the unit adds some: `STRONG` with a common designator that tells,
   of letters and digits or as the model number; else `POSSIBLE`.
6. The unit names less than the advisory: `STRONG` with a common designator that tells; `POSSIBLE` where it names
at
   least half and adds nothing; else no match.
7. A condition of the advisory ("with wireless option") that the unit's record does not fulfil: `POSSIBLE` at best.

So words that a unit adds can never make a match surer, unless they are words of the advisory.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from medward.advisories.devices.aliasdata import device_words
from medward.advisories.devices.designators import (
    Span,
    agrees,
    any_agrees,
    is_designator,
    is_telling,
    spans,
    written_out,
)
from medward.advisories.devices.makers import one_letter_apart
from medward.advisories.devices.model import Confidence, Evidence
from medward.advisories.devices.text import MAX_NAME, words

_EXCLUDED = re.compile(r"[,(]?\s*\b(?:not including|excluding|except(?:ing)?|other than)\b(.*)", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_CONDITION = re.compile(
    r"\s(?:used with|running on|with|for use with)\s(?P<a>.*)|(?P<b>\bWindows [\w. ]+-Based)", re.IGNORECASE
)
_CONDITIONAL = re.compile(r"\b(?:with|only|used|enabled|running|shipped|option)\b", re.IGNORECASE)
_INCLUDING = re.compile(r"\(\s*includ", re.IGNORECASE)
_RELEASE = re.compile(r"r\d\S*")
_MODEL = re.compile(
    r"\b(?:model|part number|part no\.?|p/n)(?: number)?\s*:?\s*((?:[A-Za-z]{1,6}-?)?\d[\w-]*)", re.IGNORECASE
)
_MIN_SPELLED = 6
_MIN_COMPACT = 5

Groups = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    Attributes:
        own: names of its own; each group is one of which any stands for the others (`EPIQ/Affiniti`).
        descriptive: words that say what the device is.
        designators: words with a digit.
        ranges: ranges of designators.
        numbers: model and part numbers that are called so.
        conditions: words of conditions, which a unit fulfils by having them.
        excluded: names that are excluded, each as words.
        optional: words in brackets, which a unit may have or not.
        joins: neighbouring words written together (`supplystation` for `supply station`).
        plain: the designators that a unit must not contradict.
        is_list: whether it is several names with `/` between them.
    """

    own: Groups
    descriptive: frozenset[str]
    designators: frozenset[str]
    ranges: tuple[Span, ...] = ()
    numbers: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    excluded: tuple[frozenset[str], ...] = ()
    optional: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    is_list: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it names nothing of its own."""
        return not (self.own or self.designators or self.ranges)

    @property
    def series(self) -> frozenset[str]:
        """The letters before the numbers of its designators: `CX50` is of the series CX."""
        return frozenset(filter(None, map(_letters, self.designators)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two names are alike.

    Attributes:
        confidence: how sure it is that they mean the same device.
        evidence: why.
        adds: whether the unit has names of its own that the advisory has not.
    """

    confidence: Confidence
    evidence: tuple[Evidence, ...]
    adds: bool = False


def product_name(text: str, makers: Iterable[tuple[str, ...]]) -> Name:
    """The name of a product in an advisory; `makers` are readings of its makers' names."""
    text, excluded = _without_excluded(text[:MAX_NAME])
    numbers = frozenset(_joined(number) for number in _MODEL.findall(text))
    ranges = spans(text)
    bracketed = [part for part in _BRACKETS.findall(text) if part]
    plain = _BRACKETS.sub(" ", text)
    condition = " ".join(part for part in bracketed if _CONDITIONAL.search(part))
    if found := _CONDITION.search(plain):
        condition += f" {found['a'] or found['b']}"
        plain = plain[: found.start()] + plain[found.end() :]
    makers = tuple(makers)
    name = _read(plain, makers)
    beside = _read(" ".join(bracketed), makers)
    return Name(
        own=name.own,
        descriptive=name.descriptive,
        designators=name.designators | beside.designators,
        ranges=ranges,
        numbers=numbers,
        conditions=all_words(_read(condition, makers)),
        excluded=tuple(all_words(_read(part, makers)) for part in excluded),
        optional=all_words(beside),
        joins=name.joins,
        is_list="/" in text,
        plain=name.designators if _INCLUDING.search(text) else name.designators | beside.designators,
    )


def unit_name(model: str, makers: Iterable[tuple[str, ...]]) -> Name:
    """The name of a unit's model."""
    return _read(_BRACKETS.sub(r" \1 ", model[:MAX_NAME]), tuple(makers))


def likeness(product: Name, unit: Name, number: str, context: frozenset[str] = frozenset()) -> Likeness | None:
    """How much a product's and a unit's names are alike; None where they are not.

    Args:
        product: of the advisory.
        unit: of the unit's model.
        number: the unit's model number, as `words` joined; or empty.
        context: further words of the advisory about the product, which a unit may have.
    """
    mine = all_words(unit)
    if any(words_ and words_ <= mine for words_ in product.excluded):
        return None
    if number and product.numbers:
        if number in product.numbers:
            return Likeness(Confidence.EXACT, (Evidence("model number", f"both name the model number {number}"),))
        if any(_same_form(number, stated) for stated in product.numbers):
            return None
    found = _alike(product, unit, number, context)
    if found and product.conditions - mine - {number} and found.confidence is not Confidence.POSSIBLE:
        missing = ", ".join(sorted(product.conditions - mine))
        told = Evidence("condition", f"the advisory adds a condition that the record does not tell: {missing}")
        return Likeness(Confidence.POSSIBLE, (*found.evidence, told), found.adds)
    return found


def _alike(product: Name, unit: Name, number: str, context: frozenset[str]) -> Likeness | None:
    """Rules 3 to 6."""
    own_designators = unit.designators | ({number} if number else frozenset())
    shared = any_agrees(product.designators, product.ranges, sorted(own_designators))
    named = bool(product.designators or product.ranges)
    if (product.plain or product.ranges) and not shared and unit.designators:
        return None
    telling = [word for word in shared if is_telling(word)]
    known = {word for group in unit.own for word in group} | {_letters(word) for word in unit.designators}
    missing, misspelt = _missing(product, unit, known)
    stated = {word for group in product.own for word in group} | product.optional | product.joins | context
    if any(group & unit.joins for group in product.own):
        stated |= known
    if _other_number(product, shared, number):
        return None
    extra = {word for group in unit.own for word in group if word not in stated and not _spelt(word, stated)}
    if (product.plain - product.numbers or product.ranges) and not shared and extra:
        return None
    said = _said(product, shared, telling, misspelt, extra)
    if not missing:
        sure = [word for word in telling if word == number or not word.isdigit()]
        confidence = _covered(product, unit, shared, sure, extra)
    elif telling:
        confidence = Confidence.STRONG
    else:
        covered = len(product.own) - len(missing)
        adds = extra or (unit.descriptive - product.descriptive) or (unit.designators and not shared)
        confidence = Confidence.POSSIBLE if covered and covered >= len(missing) and not adds else None
    if confidence is None:
        return None
    if misspelt and confidence is Confidence.EXACT:
        confidence = Confidence.STRONG
    if (named and not shared) or _lacks(product, shared):
        confidence = Confidence.POSSIBLE
        said = (
            *said,
            Evidence("name", "the advisory tells models apart, and the record does not say which it is"),
        )
    return Likeness(confidence, said, bool(extra))


def _covered(
    product: Name, unit: Name, shared: tuple[str, ...], telling: list[str], extra: set[str]
) -> Confidence | None:
    """Rules 4 and 5: every name of the advisory is the unit's."""
    more, less = unit.descriptive - product.descriptive, product.descriptive - unit.descriptive
    common = unit.descriptive & product.descriptive
    if not product.own and not shared:
        return Confidence.POSSIBLE if product.descriptive and not less and not product.is_bare else None
    if extra:
        if telling:
            return Confidence.STRONG
        return None if less and not common and not shared else Confidence.POSSIBLE
    if more and less and not shared:
        return Confidence.POSSIBLE if common or len(product.own) > 1 else None
    if less and not shared and any(_letters(word) not in _own(product) for word in unit.designators):
        return Confidence.POSSIBLE
    same = not more and not less and unit.designators <= {*product.designators, *shared}
    return Confidence.EXACT if same else Confidence.STRONG


def _lacks(product: Name, shared: tuple[str, ...]) -> bool:
    """Whether an advisory names a second designator of another form, which the unit has not: `4000 T2`."""
    if not shared or product.ranges or product.is_list:
        return False
    forms = {_form(word) for word in shared}
    others = (word for word in product.plain - product.optional if not any(agrees(word, one) for one in shared))
    return any(_form(word) not in forms for word in others)


def _other_number(product: Name, shared: tuple[str, ...], number: str) -> bool:
    """Whether both name a number of one form, and not the same: 8000 and 8015."""
    return bool(number) and not shared and any(_form(word) == _form(number) for word in product.plain)


def _form(word: str) -> str:
    return "".join("0" if letter.isdigit() else letter for letter in word)


def _letters(word: str) -> str:
    """The letters before the number of a designator: `CX50` is of the series CX."""
    return word.rstrip("0123456789") if word[0].isalpha() else ""


def _own(name: Name) -> set[str]:
    return {word for group in name.own for word in group}


def _missing(product: Name, unit: Name, known: set[str]) -> tuple[list[frozenset[str]], list[str]]:
    """The groups that a unit has nothing of, and words that it spells differently."""
    together = [word for word in known if word in product.joins]
    missing, misspelt = [], []
    for group in product.own:
        if group & known or group & unit.joins or any(_within(one, together) for one in group):
            continue
        if spelt := next((word for word in sorted(known) for one in group if _same_spelling(word, one)), ""):
            misspelt.append(spelt)
        else:
            missing.append(group)
    return missing, misspelt


def _within(word: str, together: list[str]) -> bool:
    return any(word.removesuffix("s") in one for one in together)


def _spelt(word: str, stated: set[str]) -> bool:
    return any(_same_spelling(word, one) for one in stated)


def _same_spelling(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _MIN_SPELLED and one_letter_apart(one, other)


def _said(
    product: Name, shared: tuple[str, ...], telling: list[str], misspelt: list[str], extra: set[str]
) -> tuple[Evidence, ...]:
    """The evidence of a name in words."""
    own = sorted(word for group in product.own for word in group)
    parts = [f"the advisory's name is “{' '.join(own)}”"] if own else []
    if shared:
        parts.append(f"both name {', '.join(shared)}{'' if telling else ', which alone would not tell'}")
    if misspelt:
        parts.append(f"the record spells it {', '.join(misspelt)}")
    if extra:
        parts.append(f"the record adds {', '.join(sorted(extra))}")
    return (Evidence("name", "; ".join(parts) or "the advisory names a kind of device and no model"),)


def _without_excluded(text: str) -> tuple[str, list[str]]:
    found = _EXCLUDED.search(text)
    if not found:
        return text, []
    parts = re.split(r"\band\b|,|;", found[1].strip(" )"))
    return text[: found.start()], [
        " ".join(word for word in part.split() if not _RELEASE.fullmatch(word.casefold())) for part in parts
    ]


@lru_cache(maxsize=65_536)
def _read(text: str, makers: tuple[tuple[str, ...], ...]) -> Name:
    """The words of a name by their kind."""
    vocabulary = _vocabulary()
    own: list[frozenset[str]] = []
    descriptive: set[str] = set()
    designators: set[str] = set()
    for chunk in written_out(_DASH.sub(" ", text)).split():
        found = [word for part in chunk.split("/") for word in words(part)]
        names = [one for one in found if one not in vocabulary.generic | vocabulary.descriptive]
        if "/" in chunk and len(names) > 1 and not any(map(is_designator, names)):
            own.append(frozenset(names))
    alternatives = {word for group in own for word in group}
    kept = _without(_replaced(words(written_out(_DASH.sub(" ", text)))), makers)
    for word in kept:
        if word in vocabulary.generic or word in alternatives:
            continue
        if is_designator(word):
            designators.add(word)
        elif word in vocabulary.descriptive:
            descriptive.add(word)
        else:
            own.append(frozenset({word}))
    pairs = [first + second for first, second in pairwise(kept) if (first + second).isalpha()]
    joins = frozenset(pairs) | {word for pair in pairs for word in words(pair)}
    return Name(tuple(dict.fromkeys(own)), frozenset(descriptive), frozenset(designators), joins=joins)


_DASH = re.compile(r"(?<=[A-Za-z]{2})-(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    generic: frozenset[str]
    descriptive: frozenset[str]
    same: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    data = device_words()
    return _Vocabulary(
        generic=frozenset(word for one in data.generic for word in words(one)),
        descriptive=frozenset(word for one in data.descriptive for word in words(one)),
        same={words(one.word)[0]: words(one.means) for one in data.same},
    )


def _replaced(found: tuple[str, ...]) -> tuple[str, ...]:
    """Words with the shipped words for others in their place."""
    same = _vocabulary().same
    return tuple(word for one in found for word in same.get(one, (one,)))


def _without(found: tuple[str, ...], makers: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Words without the names of makers, unless nothing would be left."""
    kept = found
    for maker in makers:
        for start in range(len(kept) - len(maker), -1, -1):
            if kept[start : start + len(maker)] == maker:
                kept = kept[:start] + kept[start + len(maker) :]
    return kept or found


def all_words(name: Name) -> frozenset[str]:
    """Every word of a name."""
    return name.descriptive | name.designators | {word for group in name.own for word in group}


def _joined(number: str) -> str:
    return "".join(words(number))


def _same_form(one: str, other: str) -> bool:
    """Whether two model numbers are of one series: they begin alike."""
    return len(one) >= _MIN_COMPACT and one[:_MIN_COMPACT] == other[:_MIN_COMPACT]

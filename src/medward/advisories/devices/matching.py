# SPDX-License-Identifier: Apache-2.0
"""Units against advisories: which advisory names which unit, how sure that is, and why.

Every unit gets exactly one `Answer` with a state and a reason. Rules:

- Maker and name must be alike (`medward.advisories.devices.candidates` and `naming`).
- The version decides (`medward.advisories.devices.versions`): inside keeps the confidence of the name, outside
  rules out, unknown makes it `POSSIBLE`. A unit made after a date before which all affected ones were made is
  ruled out.
- What the advisory states counts: a product that is fixed or not affected is ruled out; one of which it states
  nothing, or that is still investigated, is `POSSIBLE`.
- A version that stands in the product's full name is not ruled out by the version text: the two disagree.
- Of several products of one advisory the surest match stands.
- Nothing here is clean: a unit that no advisory names is `not named` or `not covered`.

Units that do not differ in what decides are asked once, so that a fleet costs what its models cost.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from medward.advisories.csaf import Standing
from medward.advisories.devices import dates
from medward.advisories.devices.candidates import Candidate, Finder
from medward.advisories.devices.index import DeviceIndex
from medward.advisories.devices.model import Answer, Confidence, Evidence, Match, RuledOut, State, Unit
from medward.advisories.devices.text import words
from medward.advisories.devices.versions import Ruling, ruling

MAX_RULED_OUT = 20


class _Asked(NamedTuple):
    """What of a unit decides."""

    manufacturer: str
    model: str
    number: str
    version: str
    manufactured: str
    serial: str


def match_units(units: Iterable[Unit], index: DeviceIndex) -> list[Answer]:
    """One answer for every unit, in their order."""
    asker = _Asker(index)
    return [asker.answer(unit) for unit in units]


class _Asker:
    """Asks an index about units, and remembers what it was told."""

    def __init__(self, index: DeviceIndex) -> None:
        self._index = index
        self._finder = Finder(index)
        self._answers: dict[_Asked, Answer] = {}

    def answer(self, unit: Unit) -> Answer:
        """One unit's answer."""
        asked = _Asked(
            unit.manufacturer, unit.model, unit.model_number, unit.version, unit.manufactured, unit.serial
        )
        if asked not in self._answers:
            self._answers[asked] = self._ask(asked)
        known = self._answers[asked]
        return Answer(unit.id, known.state, known.reason, known.matches, known.ruled_out)

    def _ask(self, asked: _Asked) -> Answer:
        if not words(asked.manufacturer) or not words(asked.model or asked.number):
            missing = "maker" if not words(asked.manufacturer) else "model"
            return Answer("", State.UNIDENTIFIED, f"the record names no {missing}, so no advisory can be asked")
        near = self._finder.near(asked.manufacturer, asked.model, asked.number)
        found: dict[str, list[Match]] = defaultdict(list)
        out: dict[str, RuledOut] = {}
        for candidate in near.candidates:
            decided = _decide(candidate, asked)
            if isinstance(decided, RuledOut):
                out.setdefault(decided.advisory, decided)
            else:
                found[decided.advisory].append(decided)
        matches = tuple(sorted((_best(one) for one in found.values()), key=_order))
        ruled_out = tuple(one for advisory, one in out.items() if advisory not in found)[:MAX_RULED_OUT]
        if matches:
            return Answer("", *_matched(matches), matches, ruled_out)
        if ruled_out:
            first = ruled_out[0]
            reason = f"{first.advisory} names the device, and {first.reason}"
            return Answer("", State.RULED_OUT, reason, (), ruled_out)
        return Answer("", *self._unnamed(asked.manufacturer, covered=near.covered))

    def _unnamed(self, manufacturer: str, *, covered: bool) -> tuple[State, str]:
        registry = self._index.registry
        maker = " or ".join(registry.shown(one.id) for one in registry.identify(manufacturer))
        if covered:
            return State.NOT_NAMED, f"advisories name other devices of {maker}, and none this model"
        return State.NOT_COVERED, f"no advisory names {maker}, so nothing is known of its devices"


def _matched(matches: tuple[Match, ...]) -> tuple[State, str]:
    sure = sum(one.confidence is not Confidence.POSSIBLE for one in matches)
    if sure:
        return State.AFFECTED, f"{sure} {'advisory names' if sure == 1 else 'advisories name'} this unit"
    number = len(matches)
    return State.POSSIBLE, f"{number} {'advisory' if number == 1 else 'advisories'} may mean this unit"


def _decide(candidate: Candidate, asked: _Asked) -> Match | RuledOut:
    """One product against one unit of its name."""
    product, confidence = candidate.product, candidate.confidence
    said, evidence = _version(candidate, asked)
    if said is Ruling.OUTSIDE:
        return RuledOut(product.advisory.id, product.named, evidence.words)
    if product.standing in {Standing.FIXED, Standing.NOT_AFFECTED}:
        reason = f"the advisory states that it is {product.standing}"
        return RuledOut(product.advisory.id, product.named, reason)
    if said is Ruling.UNKNOWN:
        confidence = Confidence.POSSIBLE
    told = [*candidate.evidence, evidence]
    if product.standing is not Standing.AFFECTED:
        confidence = Confidence.POSSIBLE
        told.append(Evidence("status", "the advisory does not state whether this product is affected"))
    if serials := product.product.identifiers.serial_numbers:
        confidence = Confidence.POSSIBLE
        told.append(Evidence("condition", f"only some serial numbers are meant: {', '.join(serials[:5])}"))
    names = product.affected or tuple(one.name for one in product.advisory.vulnerabilities)
    return Match(
        advisory=product.advisory.id,
        title=product.advisory.title,
        product=product.product.id,
        named=product.named,
        confidence=confidence,
        evidence=tuple(told),
        vulnerabilities=names,
        also=0,
    )


def _version(candidate: Candidate, asked: _Asked) -> tuple[Ruling, Evidence]:
    """What an advisory says of a unit's version, model and date."""
    product = candidate.product
    text, version = product.version, asked.version.strip()
    if candidate.by_model:
        return Ruling.INSIDE, Evidence("version", "every version of that model is meant")
    if dates.made_after(f"{text} {product.product.name}", asked.manufactured):
        return Ruling.OUTSIDE, Evidence("version", f"the unit was made in {asked.manufactured}, after “{text}”")
    if candidate.other_model and not version:
        words_ = f"the unit is {candidate.other_model}, and “{text}” lists other models"
        return Ruling.OUTSIDE, Evidence("version", words_)
    if product.name_version:
        said = _named_version(product.name_version, asked)
        if said is not Ruling.INSIDE:
            return said, Evidence("version", _because(said, version, product.name_version))
    said = ruling(text, version)
    full = product.product.name
    if said is Ruling.OUTSIDE and _stands_in(version, full) and not _stands_in(version, text):
        words_ = f"“{text}” leaves {version} out, and the full product name has it: “{full[:120]}”"
        return Ruling.UNKNOWN, Evidence("version", words_)
    return said, Evidence("version", _because(said, version, text))


def _named_version(stated: str, asked: _Asked) -> Ruling:
    """A version inside the product's name against one inside the unit's, or else against its version."""
    inside = re.findall(r"(?<![\w.])\d+(?:\.\d+)+(?![\w.])", asked.model)
    said = [ruling(stated, one) for one in (inside or [asked.version])]
    return min(said, key=(Ruling.INSIDE, Ruling.UNKNOWN, Ruling.OUTSIDE).index)


def _because(said: Ruling, version: str, text: str) -> str:
    if said is Ruling.INSIDE:
        return f"version {version} is within “{text}”" if version else f"“{text}” means every version"
    if said is Ruling.OUTSIDE:
        return f"version {version} is not within “{text}”"
    if not version:
        return f"the record has no version to hold against “{text}”"
    return f"whether version {version} is within “{text}” cannot be decided from the text"


def _stands_in(version: str, name: str) -> bool:
    """Whether a version stands in a text as a word of its own."""
    return bool(version) and bool(re.search(rf"(?<![\w.]){re.escape(version)}(?![\w]|\.\d)", name))


def _best(found: list[Match]) -> Match:
    """The surest of an advisory's matches, with the vulnerabilities of all that are as sure."""
    best = min(found, key=lambda one: one.confidence.rank)
    equal = [one for one in found if one.confidence is best.confidence]
    names = tuple(dict.fromkeys(name for one in equal for name in one.vulnerabilities))
    return Match(
        advisory=best.advisory,
        title=best.title,
        product=best.product,
        named=best.named,
        confidence=best.confidence,
        evidence=best.evidence,
        vulnerabilities=names,
        also=len(found) - 1,
    )


def _order(match: Match) -> tuple[int, str]:
    return match.confidence.rank, match.advisory

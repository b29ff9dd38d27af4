# SPDX-License-Identifier: Apache-2.0
"""Which maker a name means, and which makers answer for whose devices.

Rules, the first that holds:

1. the name, without legal forms, is a name of a known maker;
2. it is several names (`3B Medical, BMC Medical`), each of which is looked up;
3. it begins with a name of a known maker (`Smiths Medical ASD`);
4. it differs from a name of a known maker by one letter (`Medtronics`), where both are long enough to tell;
5. it is a maker by itself.

A maker's devices may be named by an advisory under any maker that came before it or after it (`became`), but not
under one that only shares a successor: what one subsidiary made says nothing about another's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from medward.advisories.devices.aliasdata import Maker, makers
from medward.advisories.devices.text import folded, words

_LEGAL = frozenset(
    {
        "ab",
        "ag",
        "as",
        "asa",
        "asd",
        "bv",
        "co",
        "corp",
        "corporation",
        "gmbh",
        "group",
        "holding",
        "inc",
        "incorporated",
        "kg",
        "kgaa",
        "limited",
        "llc",
        "lp",
        "ltd",
        "mbh",
        "nv",
        "oy",
        "oyj",
        "plc",
        "pty",
        "pvt",
        "sa",
        "sas",
        "se",
        "spa",
        "srl",
        "usa",
    }
)
_JOINT = re.compile(r"\s*(?:,|;|/|\band\b|\||\()\s*")
_MIN_SPELLED = 6

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A maker that a name was found to mean.

    Attributes:
        id: the maker.
        how: in words, how it was found; empty where the name is simply its name.
    """

    id: str
    how: str = ""


@dataclass(slots=True)
class Registry:
    """Makers by their names; `add` takes names that only advisories know."""

    known: Iterable[Maker] = field(default_factory=lambda: makers().makers)
    _names: dict[Words, str] = field(default_factory=dict)
    _spelled: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _before: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _after: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _shown: dict[str, str] = field(default_factory=dict)
    _sources: dict[tuple[str, str], str] = field(default_factory=dict)
    _found: dict[str, tuple[Known, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for maker in self.known:
            self._shown[maker.id] = maker.names[0]
            for name in maker.names:
                self._name(_key(name), maker.id)
            for became in maker.became:
                self._after[maker.id].append(became.maker)
                self._before[became.maker].append(maker.id)
                self._sources[maker.id, became.maker] = f"since {became.since}: {became.cited}"

    def add(self, name: str) -> tuple[Known, ...]:
        """The makers that an advisory's vendor means; one that nobody knows becomes known."""
        found = self.identify(name)
        for known in found:
            if known.id not in self._shown and (key := _key(name)):
                self._shown[known.id] = name
                self._name(key, known.id)
                self._found.clear()
        return found

    def identify(self, name: str) -> tuple[Known, ...]:
        """The makers that a name means; none for a name without words."""
        if name not in self._found:
            self._found[name] = tuple(dict.fromkeys(self._identify(name)))
        return self._found[name]

    def shown(self, maker: str) -> str:
        """A maker's name for people."""
        return self._shown.get(maker, maker)

    def names_of(self, maker: str) -> tuple[Words, ...]:
        """Every reading of a maker's names and of those related to it, longest first."""
        related = self.related(maker)
        return tuple(sorted((key for key, one in self._names.items() if one in related), key=len, reverse=True))

    def related(self, maker: str) -> Mapping[str, str]:
        """The maker and those before and after it, each with the way there in words."""
        found = {maker: ""}
        for step in (self._before, self._after):
            ahead = [maker]
            while ahead:
                here = ahead.pop()
                for other in step.get(here, ()):
                    if other not in found:
                        pair = (other, here) if step is self._before else (here, other)
                        way = f"{self.shown(pair[0])} became {self.shown(pair[1])} ({self._sources[pair]})"
                        found[other] = "; ".join(filter(None, (found[here], way)))
                        ahead.append(other)
        return found

    def _name(self, key: Words, maker: str) -> None:
        self._names.setdefault(key, maker)
        self._spelled[len("".join(key))].setdefault("".join(key), maker)

    def _identify(self, name: str) -> Iterable[Known]:
        key = _key(name)
        if not key:
            return
        if known := self._names.get(key):
            yield Known(known)
            return
        parts = [one for one in (_key(part) for part in _JOINT.split(folded(name))) if one in self._names]
        if len(parts) > 1:
            yield from (Known(self._names[one], "one of several makers named together") for one in parts)
            return
        yield self._nearest(key)

    def _nearest(self, key: Words) -> Known:
        for length in range(len(key) - 1, 0, -1):
            if known := self._names.get(key[:length]):
                return Known(known, f"the name begins with {self.shown(known)}")
        joined = "".join(key)
        for length in (len(joined) - 1, len(joined), len(joined) + 1):
            for spelled, known in self._spelled.get(length, {}).items():
                if len(joined) >= _MIN_SPELLED and one_letter_apart(joined, spelled):
                    return Known(known, f"the name is one letter away from {self.shown(known)}")
        return Known(" ".join(key))


def one_letter_apart(one: str, other: str) -> bool:
    """Whether two texts with the same first letter differ by one letter: another, one more or one less."""
    short, long = sorted((one, other), key=len)
    if not short or len(long) - len(short) > 1 or short == long or short[0] != long[0]:
        return False
    at = next((index for index, letter in enumerate(short) if letter != long[index]), len(short))
    return short[at + (len(long) == len(short)) :] == long[at + 1 :]


def _key(name: str) -> Words:
    """The words of a maker's name without its legal form."""
    found = words(name)
    kept = tuple(word for word in found if word not in _LEGAL and word != "and")
    return kept or found

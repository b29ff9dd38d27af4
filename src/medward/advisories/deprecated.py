# SPDX-License-Identifier: Apache-2.0
"""The names under which a product is also known, because the CPE dictionary deprecated one name by another.

NISTIR 7697, section 5.3: a deprecated name is replaced by the names that it lists. Records may be published under
either, so a component is asked about under the names that replace its own, and under those that its own replaces.
Rules:

- A pair of the dictionary holds for a component whose name is the pair's, or is held by it: equal or superset of
  NISTIR 7696. Vendor, product, version and all other values then come from the other name of the pair; where
  that has ANY, the component keeps a value that it states itself and that the pair leaves open. Such a name is
  sure.
- Where the component's name leaves open whether the pair is about it, the other name is not sure.
- Where no pair is about its release, the products by which other releases were replaced are asked about with its
  own version and values, and are not sure: nobody has said so of this release.
- Steps are followed one way, from old to new or from new to old: that two names were replaced by a third does not
  show that they are the same.
- Of one name `MAX_NAMES` others are asked about at most, the sure ones first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medward.advisories.cpe.names import ANY, Cpe, is_literal, parse
from medward.advisories.cpe.relations import Relation, relation

MAX_NAMES = 50
_SURE = (Relation.EQUAL, Relation.SUPERSET)
_VERSION = Cpe._fields.index("version")


class Link(NamedTuple):
    """That `new` replaces `old`, over the names `via` between them.

    `day` is that of the last change of `old`: the dictionary gives none of its deprecation.
    """

    old: str
    new: str
    via: tuple[str, ...] = ()
    day: date | None = None

    def __str__(self) -> str:
        first, *others = [*self.via, self.new]
        then = "".join(f", which was deprecated by {one}" for one in others)
        return f"{self.old} was deprecated by {first}{f' (as of {self.day})' if self.day else ''}{then}"


class Known(NamedTuple):
    """Another name of a product.

    Attributes:
        name: the name.
        said: what the dictionary says, as the end of a sentence.
        doubt: why it is not surely a name of the component, as the end of a sentence; empty where it is.
    """

    name: Cpe
    said: str
    doubt: str = ""


class Deprecations:
    """The pairs of a dictionary that some components have a side of."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._old: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
        self._new: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
        for link in dict.fromkeys(links):
            for side, text in ((self._old, link.old), (self._new, link.new)):
                name = parse(text)
                side[name.named][name.version if is_literal(name.version) else ""].append(link)

    def __bool__(self) -> bool:
        return bool(self._old)

    def of(self, name: Cpe) -> tuple[Known, ...]:
        """The other names of a product, the sure ones first; none where the dictionary has none."""
        if name.named not in self._old and name.named not in self._new:
            return ()
        every = [*self._one_way(name, forward=True), *self._one_way(name, forward=False)]
        found: dict[Cpe, Known] = {}
        for one in sorted(every, key=lambda known: bool(known.doubt)):
            if one.name != name:
                found.setdefault(one.name, one)
        return tuple(found.values())[:MAX_NAMES]

    def sure(self, name: Cpe) -> Iterator[Cpe]:
        """The other names that surely name the same."""
        return (one.name for one in self.of(name) if not one.doubt)

    def replaced(self, name: Cpe) -> str:
        """That this very name is deprecated, with what replaces it, as the end of a sentence; empty where not."""
        every = (link for links in self._about(name, forward=True) for link in links)
        same = [link for link in every if not link.via and parse(link.old) == name]
        others = f", and by {len(same) - 1} more" if len(same) > 1 else ""
        return f"{same[0]}{others}" if same else ""

    def _about(self, name: Cpe, *, forward: bool) -> Iterator[list[Link]]:
        """The links that may be about the release of a name: of its version, and those without a version."""
        by_version = (self._old if forward else self._new).get(name.named, {})
        yield by_version.get(name.version, [])
        yield by_version.get("", [])

    def _one_way(self, name: Cpe, *, forward: bool) -> Iterator[Known]:
        sure = False
        for link in (link for links in self._about(name, forward=forward) for link in links):
            here, there = map(parse, (link.old, link.new) if forward else (link.new, link.old))
            related = relation(here, name)
            if related is Relation.DISJOINT:
                continue
            sure |= related in _SURE
            doubt = "" if related in _SURE else f"its CPE name leaves open whether it is {here}"
            yield Known(_other(name, here, there, forward=forward), str(link), doubt)
        if not sure:
            yield from self._other_releases(name, forward=forward)

    def _other_releases(self, name: Cpe, *, forward: bool) -> Iterator[Known]:
        """The products by which other releases were replaced, or that they replaced."""
        by_version = (self._old if forward else self._new).get(name.named, {})
        products: dict[str, Link] = {}
        for link in (link for links in by_version.values() for link in links):
            there = parse(link.new if forward else link.old)
            if there.named != name.named:
                products.setdefault(there.named, link)
        for named, link in products.items():
            doubt = f"the dictionary says so of another release of {name.named}, and not of this one"
            yield Known(Cpe(*parse(f"cpe:2.3:{named}{':*' * 8}")[:_VERSION], *name[_VERSION:]), str(link), doubt)


def _other(name: Cpe, here: Cpe, there: Cpe, *, forward: bool) -> Cpe:
    """The other name of a pair for a component that the pair is about."""
    values = []
    for at in range(_VERSION, len(name)):
        kept = name[at] if here[at] == ANY or not forward else ANY
        values.append(there[at] if there[at] != ANY else kept)
    return Cpe(*there[:_VERSION], *values)

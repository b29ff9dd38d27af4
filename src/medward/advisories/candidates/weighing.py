# SPDX-License-Identifier: Apache-2.0
"""How much speaks for a candidate, and what speaks against it: points for each reason, and their sum.

| what | points |
|---|---|
| its name is the component's; less what the form of the name leaves out (`naming`) | 60 |
| its name is spelled nearly alike | 30 |
| its vendor or namespace is the component's supplier, its group, or a word of its name | 20 |
| its vendor has the name of the product, which says nothing of who supplied the component | 5 |
| its vendor is none of them, though the supplier or group is known | -15 |
| a record names the component's version | 10 |
| the component's version begins more than twice as high as any that its records name | -10 |
| the SBOM has other components of its ecosystem | 10 |
| the SBOM has none of its ecosystem, though it has others | -10 |
| purl2cpe pairs it with a package of the same name | 5 |
| it is hardware or a firmware, and the component is none | -20 |
| records: 1 point for each time that their number doubles | 0 to 10 |

The sum is cut to 0 and 100, and a candidate below `LEAST` is not shown. The points are a way of putting candidates
in an order, not a probability: none of them is ever applied by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from medward.advisories.candidates.model import Candidate
from medward.advisories.candidates.naming import Form, words
from medward.advisories.candidates.purls import package_url
from medward.advisories.candidates.searching import SIMILAR, WHOLE, Found
from medward.advisories.claims import CNA, CPE, REGISTRY
from medward.advisories.ecosystems import BY_TYPE, base
from medward.inventory import Component

LEAST = 30
MAX_POINTS = 100
MAX_FOR_RECORDS = 10
_LEGAL = frozenset(
    (
        *(
            "ab",
            "ag",
            "and",
            "co",
            "com",
            "community",
            "company",
            "corp",
            "corporation",
            "developers",
            "foundation",
        ),
        *("github", "gmbh", "group", "inc", "io", "llc", "ltd", "limited", "org", "organization", "project", "sa"),
        *("software", "systems", "team", "technologies", "the", "www", "net", "dev"),
    )
)
_EXACT_KINDS = ("operating-system", "firmware", "device", "device-driver", "platform")


class _Said(NamedTuple):
    """One thing that counts, with its points."""

    points: int
    text: str


@dataclass(slots=True)
class _Name:
    """One identifier with everything that led to it."""

    identifier: str
    best: Found
    said: list[_Said]
    also: list[_Said] = field(default_factory=list)

    @property
    def score(self) -> int:
        """The sum of the points, cut to the scale."""
        return max(0, min(MAX_POINTS, sum(one.points for one in (*self.said, *self.also))))


def weighed(
    component: Component, forms: Sequence[Form], found: Iterable[Found], around: frozenset[str]
) -> tuple[Candidate, ...]:
    """The candidates for a component, the likeliest first.

    Args:
        component: the component; of several versions the first.
        forms: the forms of its name.
        found: what was found under them.
        around: ecosystems of the other components of its SBOM.
    """
    names: dict[str, _Name] = {}
    for one in found:
        identifier = _identifier(one)
        if identifier:
            _take(names, _Name(identifier, one, list(_said(component, forms[one.form], one, around))))
    _join_words(names)
    ordered = sorted(names.values(), key=lambda name: (-name.score, -name.best.records, name.identifier))
    return tuple(_candidate(name) for name in ordered if name.score >= LEAST)


def _take(names: dict[str, _Name], new: _Name) -> None:
    """Keep of one identifier what speaks for it most, and that another way leads to it too."""
    old = names.setdefault(new.identifier, new)
    if old is new:
        return
    better, other = (new, old) if new.score > old.score else (old, new)
    better.also = better.also or other.also
    pair = next((one.best.via for one in (other, better) if one.best.via), "")
    if pair and not (better.best.via or better.also):
        better.also = [_Said(5, f"purl2cpe pairs it with {pair}")]
    names[new.identifier] = better


def _join_words(names: dict[str, _Name]) -> None:
    """Leave out a vendor and product in words that a CPE name says too: matching asks by both."""
    pairs = {(words(one.best.vendor), words(one.best.product)) for one in names.values() if _is(one, CPE)}
    for identifier, name in list(names.items()):
        if _is(name, CNA) and (words(name.best.vendor), words(name.best.product)) in pairs:
            del names[identifier]


def _is(name: _Name, ecosystem: str) -> bool:
    return name.best.ecosystem == ecosystem


def _candidate(name: _Name) -> Candidate:
    said = (*name.said, *name.also)
    return Candidate(
        identifier=name.identifier,
        score=name.score,
        reasons=tuple(one.text for one in said if one.points >= 0),
        against=tuple(one.text for one in said if one.points < 0),
        records=name.best.records,
        version_occurs=name.best.occurs,
    )


def _identifier(found: Found) -> str:
    """What to confirm; empty for a package that no package URL can name."""
    if found.ecosystem == CPE:
        return f"cpe:2.3:{found.written}:{':'.join('*' * 8)}"
    if found.ecosystem == CNA:
        return f"cna:{found.written}"
    return package_url(found.ecosystem, found.written)


def _said(component: Component, form: Form, found: Found, around: frozenset[str]) -> Iterable[_Said]:
    yield _name(form, found)
    yield from _vendor(component, form, found)
    yield from _surroundings(found, around)
    yield from _sort(component, found)
    yield from _version(component, found)
    yield _records(found)


def _name(form: Form, found: Found) -> _Said:
    whose = f"its name {form.how}" if form.how else "its name"
    if found.via:
        return _Said(60 - form.lost, f"purl2cpe pairs it with {found.via}, which has {whose}".strip())
    if found.how == SIMILAR:
        return _Said(30 - form.lost, f"{whose} is spelled nearly like '{_plain(found.product)}'")
    if found.how == WHOLE and found.ecosystem in {CPE, CNA}:
        return _Said(60 - form.lost, f"{whose} is '{_plain(found.vendor)} {_plain(found.product)}'")
    return _Said(60 - form.lost, f"{whose} is '{found.written if found.how == WHOLE else _plain(found.product)}'")


def _vendor(component: Component, form: Form, found: Found) -> Iterable[_Said]:
    """What its vendor says, or the namespace of the package that is paired with it."""
    namespace = found.via.rpartition("/")[0].partition("/")[2]
    makers = {said: made for said in (_plain(found.vendor), namespace) if (made := _telling(said))}
    known = {what: said for what in ("supplier", "group") if _telling(said := getattr(component, what))}
    if not makers:
        return
    for maker, made in makers.items():
        if ours := next((what for what, said in known.items() if made & _telling(said)), ""):
            yield _Said(20, f"'{maker}' is its {ours}")
            return
    vendor, product = _telling(found.vendor), _telling(found.product)
    in_name = _telling(form.vendor) | (_telling(component.name) - product)
    if found.how == WHOLE or vendor & in_name:
        yield _Said(20, f"'{_plain(found.vendor)}' stands in its name")
    elif vendor & product & _telling(component.name):
        yield _Said(5, "its vendor has the name of the product")
    elif known:
        what, said = next(iter(known.items()))
        yield _Said(-15, f"'{next(iter(makers))}' makes it, and its {what} is '{said}'")


def _surroundings(found: Found, around: frozenset[str]) -> Iterable[_Said]:
    ecosystem = base(found.ecosystem)
    if ecosystem == REGISTRY:
        ecosystem = BY_TYPE.get(found.written.partition("/")[0], "")
    if ecosystem in {CPE, CNA} or not around:
        return
    if ecosystem in around:
        yield _Said(10, f"its SBOM lists other components of {ecosystem}")
    else:
        yield _Said(-10, f"its SBOM lists no other component of {ecosystem}")


def _sort(component: Component, found: Found) -> Iterable[_Said]:
    hardware = found.ecosystem == CPE and found.written.startswith("h:")
    firmware = words(found.product)[-1:] == ("firmware",)
    if (hardware or firmware) and component.kind not in _EXACT_KINDS and "firmware" not in words(component.name):
        yield _Said(-20, f"it is {'hardware' if hardware else 'a firmware'}, and the component is none")


def _version(component: Component, found: Found) -> Iterable[_Said]:
    if not component.version:
        return
    if found.occurs:
        yield _Said(10, "a record names its version")
        return
    first = component.version.lower().removeprefix("v").partition(".")[0]
    if first.isdigit() and found.newest is not None and int(first) > 2 * found.newest + 2:
        yield _Said(-10, f"the versions that its records name begin with {found.newest} at most")


def _records(found: Found) -> _Said:
    number = "1 record names it" if found.records == 1 else f"{found.records:,} records name it"
    return _Said(min(MAX_FOR_RECORDS, found.records.bit_length() - 1), number)


def _plain(text: str) -> str:
    """A vendor or a product without the quoting of CPE names."""
    return text.replace("\\", "")


def _telling(text: str) -> frozenset[str]:
    """The words of a vendor that tell it from others."""
    return frozenset(words(text)) - _LEGAL

# SPDX-License-Identifier: Apache-2.0
"""What an advisory says of packages, products and files, as claims that components are held against.

Rules:

- One vulnerability of one advisory is one record: it has the advisory's id, and is merged with the records of
  other sources by its CVE id, or by another public id among its `ids`.
- `known_affected`, `first_affected`, `last_affected` affect; `fixed`, `first_fixed`, `recommended` and
  `known_not_affected` never do, and leave the product named, so that a disagreement is seen; what is still
  investigated, or unknown, is a doubt.
- A product is named by every identifier that it has (`medward.advisories.csaf.identities`), and by its vendor's
  and its own name. Of a product that is a part of another, or installed on it, the first one is meant, with a
  doubt: nothing tells of a component where it is built in. A file is the same everywhere, so a digest has none.
- Its version is that of its branch where this is a range, else that of the identifier, else that of the branch,
  else every one. Texts are read as those of CVE records are, see `medward.advisories.cve.statuses`.
- Where several products have one name, what is told of fewer versions counts first: a single version before a
  range before all versions; of the same, what affects.
- Other branches (architecture, language …), serial numbers, and a document that is a draft are doubts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from medward.advisories.claims import Claim, Described, Terms, every_version, one_line, product_name
from medward.advisories.cpe.matches import attributes
from medward.advisories.cpe.names import ANY, CpeError, is_literal, literal, parse
from medward.advisories.csaf.identities import CPE, HASH, NAME, PURL, digest_name, package
from medward.advisories.csaf.makers import maker, vendors
from medward.advisories.csaf.model import Advisory, Product, Standing, Vulnerability
from medward.advisories.cve.statuses import Evaluated, evaluate
from medward.advisories.cve.written import Version
from medward.advisories.decoding import CVE, UNKNOWN, weaknesses
from medward.advisories.orders import in_generic, without_v

MAX_CLAIMS = 100_000
"""Names of products in one vulnerability that are held."""
MAX_STEPS = 4
"""Parts of parts that are followed."""
DRAFT = "the document is a draft"

_PUBLIC_ID = re.compile(r"CVE-[0-9]{4}-[0-9]{4,19}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}", re.ASCII)
_SINGLE = re.compile(r"[vV]?[0-9][0-9A-Za-z._+~:-]*")
_EVERY = frozenset(("", "*", "-", "all", "all versions", "vers:all/*"))
_WORST = (Standing.AFFECTED, Standing.OPEN, Standing.FIXED, Standing.NOT_AFFECTED)
_STATUS = {Standing.AFFECTED: "affected", Standing.OPEN: "unknown"}
_RANK = {"affected": 0, "unknown": 1, "unaffected": 2}


@dataclass(frozen=True, slots=True)
class Stated:
    """What an advisory says of one vulnerability.

    Attributes:
        vulnerability: the id by which it is merged with other records.
        aliases: other ids of the same vulnerability; another CVE id is that of another one.
        record: what it says; its name is the advisory's id.
    """

    vulnerability: str
    aliases: tuple[str, ...]
    record: Described


class _Named(NamedTuple):
    """A product under one of its names.

    Attributes:
        way: the way of naming.
        name: the name.
        rest: values of a CPE name after its version.
        version: the text of its versions.
        doubt: why it is no sure match; or empty.
    """

    way: str
    name: str
    rest: str
    version: str
    doubt: str


class _Entry(NamedTuple):
    """What is told of versions: how many it means (0 for one, 2 for all), and what it says."""

    breadth: int
    rank: int
    doubt: str
    version: Version


def stated(advisory: Advisory) -> Iterator[Stated]:
    """What an advisory says of each of its vulnerabilities; nothing where it was withdrawn."""
    if advisory.withdrawn:
        return
    tree = _Tree(advisory)
    for number, one in enumerate(advisory.vulnerabilities, start=1):
        ids = list(dict.fromkeys(_public_ids(one)))
        aliases = tuple(alias for alias in ids[1:] if not CVE.fullmatch(alias))
        yield Stated(ids[0] if ids else f"{advisory.id}#{number}", aliases, _record(advisory, one, tree))


def _public_ids(found: Vulnerability) -> Iterator[str]:
    if CVE.fullmatch(found.cve):
        yield found.cve
    for one in found.ids:
        yield from _PUBLIC_ID.findall(one)


def _record(advisory: Advisory, found: Vulnerability, tree: "_Tree") -> Described:
    title = f"{advisory.title}: {found.title}" if found.title else advisory.title
    claims = tuple(_claims(tree.names(found)))
    return Described(
        name=advisory.id,
        modified=advisory.updated or UNKNOWN,
        published=advisory.published.date() if advisory.published else None,
        summary=one_line(title),
        severities=tuple(dict.fromkeys((score.system, score.vector) for score in found.scores if score.vector)),
        cwes=weaknesses(list(found.cwes)),
        urls=(advisory.url,) if advisory.url else (),
        claims=claims,
    )


class _Tree:
    """The products of an advisory, with their names."""

    def __init__(self, advisory: Advisory) -> None:
        self._advisory = advisory
        self._vendors = vendors(advisory)
        self._products: dict[str, list[Product]] = defaultdict(list)
        for product in advisory.products:
            self._products[product.id].append(product)
        self._draft = DRAFT if advisory.status == "draft" else ""

    def names(self, found: Vulnerability) -> Iterator[tuple[_Named, str]]:
        """Every name of every product of which something is said, with the status."""
        seen: set[str] = set()
        for standing in _WORST:
            for one in found.products(standing):
                if one not in seen:
                    seen.add(one)
                    for product in self._products.get(one, ()):
                        yield from ((name, _STATUS.get(standing, "unaffected")) for name in self._named(product))

    def _named(self, product: Product) -> Iterator[_Named]:
        part, doubt = self._part(product)
        doubts = "; ".join(filter(None, (doubt, _restricted(part), self._draft)))
        for source in dict.fromkeys((product, part)):
            yield from _identified(source, part, doubts, self._draft)
        name = product_name(maker(self._advisory, part, self._vendors), part.product)
        if name:
            yield _Named(NAME, name, "", _version(part, ""), doubts)

    def _part(self, product: Product) -> tuple[Product, str]:
        """The product that is meant of one that is made of several, and the doubt that this leaves."""
        part = product
        for _ in range(MAX_STEPS):
            inner = self._products.get(part.part_of[0], ()) if part.part_of else ()
            if not inner:
                break
            part = inner[0]
        told = f"it holds for it as in {one_line(product.name)!a}, which nothing tells of this component"
        return part, told if product.part_of else ""


def _identified(source: Product, part: Product, doubt: str, draft: str) -> Iterator[_Named]:
    """The names by the identifiers of a product; `part` has its version branch."""
    helper = source.identifiers
    for purl in helper.purls:
        found = package(purl)
        version = _version(part, found.version)
        if found.name and found.narrow != found.name:
            yield _Named(PURL, found.narrow, "", version, doubt)
            told = f"it holds for packages with {found.qualifiers}, which its package URL does not say"
            yield _Named(PURL, found.name, "", version, "; ".join(filter(None, (told, doubt))))
        elif found.name:
            yield _Named(PURL, found.name, "", version, doubt)
    if helper.cpe:
        yield from _by_cpe(helper.cpe, part, doubt)
    for one in helper.hashes:
        if name := digest_name(*one.rsplit(":", 1)):
            yield _Named(HASH, name, "", "", draft)


def _by_cpe(text: str, part: Product, doubt: str) -> Iterator[_Named]:
    try:
        name = parse(text)
    except CpeError:
        return
    if name.has_product and name.part in {"a", "o", "h"}:
        version = literal(name.version) if is_literal(name.version) else ""
        rest = attributes(name._replace(update=ANY) if version else name)
        yield _Named(CPE, name.named, rest, _version(part, version), doubt)


def _restricted(product: Product) -> str:
    """What narrows a product beyond name and version."""
    narrow = [one_line(one) for one in product.other[:3]]
    if product.identifiers.serial_numbers:
        narrow.append("some serial numbers")
    return f"it holds for {' and '.join(narrow)}, which nothing tells of this component" if narrow else ""


def _version(product: Product, identified: str) -> str:
    """The text of a product's versions; empty for every one."""
    if product.is_range:
        return product.version
    return identified or product.version


def _claims(names: Iterable[tuple[_Named, str]]) -> Iterator[Claim]:
    """One claim for each name and doubt; one without versions where a name is only said not to be affected."""
    entries: dict[tuple[str, str, str], dict[_Entry, None]] = defaultdict(dict)
    for name, status in names:
        key = (name.way, name.name, name.rest)
        if key in entries or len(entries) < MAX_CLAIMS:
            entries[key][_entry(name, status)] = None
    for (way, plain, rest), told in entries.items():
        doubts = dict.fromkeys(one.doubt for one in told if one.version.status != "unaffected")
        for doubt in doubts:
            yield from _each(way, plain, rest, doubt, _evaluated(way, told, doubt))
        if not doubts:
            yield Claim(way, plain, terms=Terms(attributes=rest))


def _entry(name: _Named, status: str) -> _Entry:
    text = in_generic(name.version)
    every = text.strip().lower() in _EVERY
    breadth = 2 if every else 0 if _SINGLE.fullmatch(text) else 1
    version = Version(version="*" if every else without_v(text), status=status)
    return _Entry(breadth, _RANK[status], name.doubt, version)


def _evaluated(way: str, told: Mapping[_Entry, None], doubt: str) -> Evaluated:
    """The affected versions of what is told with a doubt, without those unaffected with it or surely."""
    kept = [
        one
        for one in told
        if one.doubt == doubt or (one.version.status == "unaffected" and not one.doubt and way != HASH)
    ]
    return evaluate([one.version for one in sorted(kept, key=lambda one: (one.breadth, one.rank))], "unknown")


def _each(way: str, name: str, rest: str, doubt: str, evaluated: Evaluated) -> Iterator[Claim]:
    for group in evaluated.groups:
        both = "; ".join(dict.fromkeys(filter(None, (group.doubt, doubt))))
        if way == HASH:
            yield Claim(way, name, (every_version(),), (), Terms(doubt=both))
        else:
            yield Claim(way, name, group.intervals, group.versions, Terms(attributes=rest, doubt=both))
    if not evaluated.groups:
        yield Claim(way, name, terms=Terms(attributes=rest))

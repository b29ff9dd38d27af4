# SPDX-License-Identifier: Apache-2.0
"""The NVD's CPE dictionary, of which the deprecated names are kept: which names replace them, and as of when.

The shape is that of https://nvd.nist.gov/developers/products: a page holds `products`, each with one `cpe`, of
which `cpeName`, `deprecated`, `deprecatedBy` and `lastModified` are read. The files of the NVD's feed of the
dictionary have the same shape. Rules:

- Of several copies of a name the one that was modified last holds, of equally old ones the later one. So a name
  that is no longer deprecated loses what replaced it.
- The API gives no day of deprecation; the day of the last change stands for it, and is told as that.
- `deprecates` repeats from the other side what `deprecatedBy` says, and is not read.
- One name that cannot be read does not stop the others of its page. A name that is said to be deprecated and is
  replaced by none that can be read is counted: nothing can be asked in its place.
- What a dictionary of some million names needs while it is read: one small number and a moment for each name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from medward.advisories import rows
from medward.advisories.archive import Item
from medward.advisories.cpe.chains import Chains
from medward.advisories.cpe.names import Cpe, CpeError, parse
from medward.advisories.decoding import UNKNOWN, RecordError, decode, moment
from medward.advisories.model import Skipped

KIND = "a name of the CPE dictionary"
MAX_REPLACING = 1_000
"""Names that may replace one name."""


class _Other(msgspec.Struct, frozen=True, rename="camel"):
    cpe_name: str = ""


class _Cpe(msgspec.Struct, frozen=True, rename="camel"):
    cpe_name: str = ""
    deprecated: bool = False
    last_modified: str | None = None
    deprecated_by: tuple[_Other, ...] = ()


class _Product(msgspec.Struct, frozen=True):
    cpe: _Cpe


class _Page(msgspec.Struct, frozen=True):
    products: tuple[msgspec.Raw, ...]


_PAGE = msgspec.json.Decoder(_Page)
_PRODUCT = msgspec.json.Decoder(_Product)


@dataclass(slots=True)
class Dictionary:
    """Takes the pages one after the other.

    Attributes:
        skipped: what could not be read, or not be followed.
        unreadable: names and pages that could not be read.
        newest: the day of the last change of any name.
    """

    skipped: list[Skipped] = field(default_factory=list)
    unreadable: int = 0
    newest: date | None = None
    _seen: dict[int, datetime] = field(default_factory=dict)
    _replaced: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def names(self) -> int:
        """How many names were read, each counted once."""
        return len(self._seen)

    @property
    def contents(self) -> list[str]:
        """What was learnt, for the digest."""
        return [
            f"{self.names} names",
            *(f"{old} {self._day(old)} {' '.join(new)}" for old, new in self._replaced.items()),
        ]

    def take(self, item: Item, place: str) -> None:
        """Take one page."""
        if item.refusal:
            self._refuse(place, item.refusal)
            return
        try:
            products = decode(_PAGE, item.data, "a page of the CPE dictionary").products
        except RecordError as error:
            self._refuse(place, str(error))
            return
        for raw in products:
            try:
                self._take(decode(_PRODUCT, bytes(raw), KIND).cpe)
            except (RecordError, CpeError) as error:
                self._refuse(place, str(error))

    def finish(self, place: str) -> Iterator[rows.Deprecation]:
        """The rows of all deprecated names, over all steps."""
        lost = sum(not new for new in self._replaced.values())
        if lost:
            self.skipped.append(Skipped(place, f"{lost:,} deprecated names are replaced by none that can be read"))
        chains = Chains(self._replaced)
        for one in chains.all():
            named = parse(one.old).named, parse(one.new).named
            yield rows.Deprecation(one.old, named[0], one.new, named[1], one.via, self._day(one.old))
        self._tell(place, chains.circles, "lead back to themselves, and replace each other")
        self._tell(place, chains.cut, "are replaced by more names than are followed")

    def _tell(self, place: str, names: list[str], what: str) -> None:
        if names:
            self.skipped.append(Skipped(place, f"{len(names):,} deprecated names {what}, such as {names[0]}"))

    def _refuse(self, place: str, reason: str) -> None:
        self.skipped.append(Skipped(place, reason))
        self.unreadable += 1

    def _take(self, cpe: _Cpe) -> None:
        """Take one name. Raises CpeError and RecordError."""
        if not cpe.cpe_name:
            raise RecordError("it names nothing")
        modified = moment(cpe.last_modified)
        # most names are not deprecated, and are counted without being read: reading a million takes half a minute
        plain = not cpe.deprecated and "\\" not in cpe.cpe_name
        name = cpe.cpe_name.lower() if plain else str(parse(cpe.cpe_name))
        new = _replacing(name, cpe) if cpe.deprecated else ()
        if modified < self._seen.get(hash(name), UNKNOWN):
            return
        self._seen[hash(name)] = modified
        if modified.year > UNKNOWN.year:
            self.newest = max(self.newest or modified.date(), modified.date())
        self._replaced.pop(name, None)
        if cpe.deprecated:
            self._replaced[name] = new

    def _day(self, name: str) -> date | None:
        modified = self._seen[hash(name)]
        return modified.date() if modified.year > UNKNOWN.year else None


def _replacing(name: str, cpe: _Cpe) -> tuple[str, ...]:
    """The names that replace a name, each once, without itself and without those that cannot be read."""
    if len(cpe.deprecated_by) > MAX_REPLACING:
        raise RecordError(f"{name} is replaced by more than the {MAX_REPLACING:,} names allowed")
    found = (_named(one.cpe_name) for one in cpe.deprecated_by)
    return tuple(dict.fromkeys(str(one) for one in found if one is not None and str(one) != name))


def _named(text: str) -> Cpe | None:
    try:
        name = parse(text)
    except CpeError:
        return None
    return name if name.has_product else None

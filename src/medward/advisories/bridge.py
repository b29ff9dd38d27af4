# SPDX-License-Identifier: Apache-2.0
"""Which package URLs and CPE names are the same product, from the pairs of lists of the purl2cpe project.

A pair is two small YAML files in one folder, `purls.yml` and `cpes.yml`, see https://github.com/scanoss/purl2cpe.
Rules:

- A package URL is held without version, qualifiers and subpath. A CPE name is held by part, vendor and product,
  with its target software where all names of the product in the pair have the same one: versions and the rest are
  those of single releases.
- The files are lists of plain texts. They are read line by line, because a YAML reader takes a minute for all of
  them; a text in double quotes is read as JSON, which is the same there. A line of any other form is not read, and
  the pair is listed as skipped.
- An entry that is no package URL or no CPE name is counted; it stops nothing else.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
from packageurl import PackageURL

from medward.advisories import rows
from medward.advisories.archive import Item
from medward.advisories.cpe.matches import attributes
from medward.advisories.cpe.names import ANY, Cpe, CpeError, parse
from medward.advisories.model import Skipped

YAML = (".yml", ".yaml")
MAX_LISTED = 20_000
"""Entries of one list; the longest public one has some 6,000."""

_ENTRY = re.compile(r"\s*-\s+(\S.*)")
_HEADING = re.compile(r"(?:purls|cpes):(?:\s*\[\])?|---|#.*|")
_PLAIN = re.compile(r"pkg:[a-z][a-z0-9.+-]*/[a-z0-9.~-]+(?:/[a-z0-9.~-]+)*")
_KINDS = {"purls": "purls", "cpes": "cpes"}
_VALUES = 13
_TARGET = 10


class BridgeError(ValueError):
    """A list that cannot be read; the message says why, as one sentence without a full stop."""


@dataclass(slots=True)
class Bridge:
    """Takes the files one after the other; a pair is done when both of its lists were read.

    Attributes:
        skipped: files that could not be read, and pairs that lack one.
        pairs: pairs that were read.
        odd: entries that are no package URL or no CPE name.
        contents: what was read, for the digest.
    """

    skipped: list[Skipped] = field(default_factory=list)
    pairs: int = 0
    odd: int = 0
    _waiting: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))

    def take(self, item: Item, place: str) -> Iterator[rows.Bridge]:
        """Take one file; the rows of the pair that it completes."""
        folder, _, name = item.name.rpartition("/")
        kind = _KINDS.get(name.rpartition(".")[0])
        if item.refusal or kind is None:
            self.skipped.append(Skipped(place, item.refusal or "it is neither a list of purls nor of CPE names"))
            return
        try:
            pair = self._waiting[folder]
            pair[kind] = listed(item.data)
        except BridgeError as error:
            self.skipped.append(Skipped(place, str(error)))
            return
        if len(pair) == len(_KINDS):
            del self._waiting[folder]
            self.pairs += 1
            yield from self._rows(pair["purls"], pair["cpes"])

    def finish(self, place: str) -> None:
        """Note the pairs of which one list is missing."""
        for folder, pair in sorted(self._waiting.items()):
            if pair:
                self.skipped.append(Skipped(f"{place}: {folder}", "one of its two lists is missing"))
        self._waiting.clear()
        if self.odd:
            self.skipped.append(Skipped(place, f"{self.odd:,} entries are no package URL or no CPE name"))

    def _rows(self, purls: Iterable[str], cpes: Iterable[str]) -> Iterator[rows.Bridge]:
        products = self._products(cpes)
        for purl in purls:
            plain = bare(purl)
            self.odd += not plain
            if plain:
                yield from (rows.Bridge(plain, one.named, attributes(one)) for one in products)

    def _products(self, cpes: Iterable[str]) -> list[Cpe]:
        """The products among CPE names, with their target software where there is only one."""
        targets: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for text in cpes:
            found = _quick(text)
            if found is None:
                self.odd += 1
            else:
                targets[found[0]].add(found[1])
        return [
            Cpe(*product, target_sw=next(iter(found)) if len(found) == 1 else ANY)
            for product, found in targets.items()
        ]


def listed(data: bytes) -> list[str]:
    """The texts of one list. Raises BridgeError."""
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise BridgeError("a text in it is not UTF-8") from error
    if len(lines) > MAX_LISTED:
        raise BridgeError(f"it has more than the {MAX_LISTED:,} lines allowed")
    found = []
    for number, line in enumerate(lines, start=1):
        if entry := _ENTRY.fullmatch(line):
            found.append(_text(entry[1].rstrip()))
        elif not _HEADING.fullmatch(line.strip()):
            raise BridgeError(f"line {number} is no entry of a plain list")
    return found


@lru_cache(maxsize=16_384)
def bare(purl: str) -> str:
    """A package URL without version, qualifiers and subpath, in its canonical form; empty for what is none."""
    if _PLAIN.fullmatch(purl):
        return purl
    try:
        read = PackageURL.from_string(purl)
    except ValueError:
        return ""
    return PackageURL(read.type, read.namespace, read.name).to_string()


def version_of(purl: str) -> str:
    """The version that a package URL states; empty where it states none, or is none."""
    try:
        return (PackageURL.from_string(purl).version or "") if purl else ""
    except ValueError:
        return ""


def _text(written: str) -> str:
    """An entry as it is meant. Raises BridgeError."""
    if written[0] == "'" and written[-1] == "'" and len(written) > 1:
        return written[1:-1].replace("''", "'")
    if written[0] != '"':
        return written
    try:
        return msgspec.json.decode(written, type=str).strip()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BridgeError("a quoted entry in it cannot be read") from error


def _quick(text: str) -> tuple[tuple[str, str, str], str] | None:
    """Part, vendor and product, and the target software, of a CPE name; None for what is none.

    Most names quote nothing and can be cut at their colons, which is ten times as fast as reading them.
    """
    values = text.split(":")
    if len(values) == _VALUES and "\\" not in text and text.islower() and text.startswith("cpe:2.3:"):
        return (values[2], values[3], values[4]), values[_TARGET]
    try:
        name = parse(text)
    except CpeError:
        return None
    return (name.part, name.vendor, name.product), name.target_sw

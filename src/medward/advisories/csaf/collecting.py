# SPDX-License-Identifier: Apache-2.0
"""From the documents of CSAF providers to staged rows: each advisory once, and what it says of components.

Of several revisions of a document the newest is held (`medward.advisories.csaf.register`), over all providers: the
others are listed as skipped where they stand. A document that cannot be read, or is refused, is listed with its
reason, and so is one that a listing names and that is not there. What is known of signatures is told of each part.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import msgspec

from medward.advisories import rows
from medward.advisories.collecting import Collector, Tally
from medward.advisories.csaf.claims import stated
from medward.advisories.csaf.model import Advisory
from medward.advisories.csaf.provider import Document, Noted, Opened
from medward.advisories.csaf.register import Register, Registered
from medward.advisories.model import Skipped
from medward.advisories.staging import Staging

LEVEL = 1
"""How hard advisories are packed: more takes longer and saves little."""


@dataclass(slots=True)
class _Held:
    """What must be remembered of an advisory until all are read."""

    number: int
    sources: list[int]
    name: str
    signature: str
    updated: date | None
    withdrawn: bool
    keys: list[str] = field(default_factory=list)
    unnamed: int = 0


class Advisories:
    """Takes the documents of providers one after the other."""

    def __init__(self, staging: Staging, collector: Collector) -> None:
        self._staging = staging
        self._collector = collector
        self._register: Register[_Held] = Register()
        self._tallies: dict[int, Tally] = defaultdict(Tally)
        self._number = 0

    def take(self, provider: Opened, source: int, place: str) -> Iterator[Document]:
        """Take every document of a provider, and give it back; `place` is what a person is told of where it is."""
        names, noted = [], Noted()
        for document in provider.documents():
            names.append(document.name)
            noted.count(document)
            self._take(document, source, f"{place}{document.name}")
            yield document
        missing, _ = provider.compared(names)
        for path in missing:
            self._skip(source, place, f"its provider lists {path}, and it is not here")
        for name, reason in provider.skipped:
            self._skip(source, f"{place}{name}", reason)
        for note in (*provider.verifier.notes, *noted.notes(provider.metadata)):
            self._skip(source, place, note)

    def finish(self) -> dict[int, Tally]:
        """The tally of every part."""
        for one in self._register.standing():
            for source in one.held.sources:
                _count(self._tallies[source], one)
        return self._tallies

    def _take(self, document: Document, source: int, place: str) -> None:
        tally, advisory = self._tallies[source], document.advisory
        if advisory is None:
            tally.unreadable += 1
            self._skip(source, place, document.refusal)
            return
        held = _held(self._number, source, advisory, document)
        offer = self._register.offer(advisory, document.digest, place, held)
        if offer.before and not offer.same:
            older = offer.before if offer.stands else Registered(offer.before.order, "", place, held)
            for one in older.held.sources:
                self._skip(one, older.place, offer.reason)
        if offer.before and offer.same:
            self._again(offer.before, source, place, offer.reason)
        if offer.before and offer.stands:
            self._forget(offer.before.held)
        if offer.stands:
            self._stage(document, advisory, held, place)

    def _again(self, before: Registered[_Held], source: int, place: str, reason: str) -> None:
        """The same document a second time: in another part it counts there too."""
        if source in before.held.sources:
            self._skip(source, place, reason)
        else:
            before.held.sources.append(source)

    def _forget(self, held: _Held) -> None:
        self._staging.add(rows.Superseded(held.number))
        for key in held.keys:
            self._collector.forget(key)

    def _stage(self, document: Document, advisory: Advisory, held: _Held, place: str) -> None:
        self._number += 1
        for found in stated(advisory):
            key = f"{held.name} {held.number} {len(held.keys)}"
            self._collector.take_stated(
                found.record, (found.vulnerability, *found.aliases), key, (held.sources[0], held.number)
            )
            held.keys.append(key)
            held.unnamed += not found.record.claims
        self._staging.add(_row(document, advisory, held, place))

    def _skip(self, source: int, place: str, reason: str) -> None:
        where = place.removesuffix(": ").removesuffix("/")
        self._collector.skipped.setdefault(source, []).append(Skipped(where, reason))


def _count(tally: Tally, one: Registered[_Held]) -> None:
    held = one.held
    tally.records += 1
    tally.withdrawn += held.withdrawn
    tally.unnamed += held.unnamed
    if held.updated:
        tally.newest = max(tally.newest or held.updated, held.updated)
    tally.contents.append(f"{held.name} {one.digest} {held.signature}")


def _held(number: int, source: int, advisory: Advisory, document: Document) -> _Held:
    return _Held(
        number=number,
        sources=[source],
        name=f"{advisory.publisher} {advisory.id}",
        signature=document.signature,
        updated=advisory.updated.date() if advisory.updated else None,
        withdrawn=bool(advisory.withdrawn),
    )


def _row(document: Document, advisory: Advisory, held: _Held, place: str) -> rows.Advisory:
    return rows.Advisory(
        id=held.number,
        source=held.sources[0],
        place=place,
        name=advisory.id,
        publisher=advisory.publisher,
        title=advisory.title,
        status=advisory.status,
        revision=advisory.revision,
        published=advisory.published.date() if advisory.published else None,
        updated=held.updated,
        tlp=advisory.tlp,
        checksums=document.checksums,
        signature=document.signature,
        doubt=document.doubt,
        withdrawn=advisory.withdrawn,
        content=zlib.compress(msgspec.json.encode(advisory), LEVEL),
    )

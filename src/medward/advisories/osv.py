# SPDX-License-Identifier: Apache-2.0
"""One OSV record from bytes: typed decoding of what matching and reports need, everything else skipped unread.

The fields are those of the OSV schema, https://ossf.github.io/osv-schema/ (any 1.x; fields that it adds later are
ignored). Rules:

- What decides matching (id, aliases, affected) must have the schema's shape. Where only the rest has another shape
  (dates, severities, references, weaknesses, texts), the record is kept without the rest, and the caller is told:
  to drop it would make its package look clean. A record with any `withdrawn` is withdrawn.
- An id is 1 to `MAX_ID` visible ASCII characters, so that it can be printed and stored anywhere.
- `upstream` names vulnerabilities in what a package is made from. The schema keeps it apart from `aliases`: it
  goes one way only and from one step to the next, and a distribution's record may take several together, so that
  it is not the same vulnerability as any of them. The exception is a record that a distribution names after a CVE
  and that has this one CVE upstream (`DEBIAN-CVE-2024-1234`): it is that vulnerability as the distribution sees
  it, and the CVE id counts as its alias. Advisories (`USN-…`, `DSA-…`) stay their own, with what is upstream.
- Nesting is bound by the decoder, which stops at the interpreter's limit on recursion.
"""

import re

import msgspec

from medward.advisories.decoding import CVE, RecordError, decode, parsed, weaknesses

MAX_ID = 200
MAX_SUMMARY = 240

_ID = re.compile(f"[!-~]{{1,{MAX_ID}}}")
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\s]+")
_OF_CVE = re.compile(rf"[A-Z][A-Z0-9]*-({CVE.pattern})", re.ASCII | re.IGNORECASE)


class Event(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One event of a range. The schema allows one of the four; with more, each counts as an event of its own."""

    introduced: str | None = None
    fixed: str | None = None
    last_affected: str | None = None
    limit: str | None = None


class Range(msgspec.Struct, frozen=True):
    """A range of versions (`SEMVER`, `ECOSYSTEM`) or of commits (`GIT`)."""

    type: str
    events: tuple[Event, ...] = ()


class Package(msgspec.Struct, frozen=True, gc=False):
    """The affected package: an ecosystem of OSV's list, with its release where it has one, and a name in it."""

    ecosystem: str
    name: str


class Severity(msgspec.Struct, frozen=True, gc=False):
    """A score and the system it is of."""

    type: str
    score: str


class AffectedCore(msgspec.Struct, frozen=True):
    """One statement of a record about one package."""

    package: Package | None = None
    ranges: tuple[Range, ...] | None = None
    versions: tuple[str, ...] | None = None


class Affected(AffectedCore, frozen=True):
    """The statement with what only people read."""

    severity: tuple[Severity, ...] | None = None


class Core(msgspec.Struct, frozen=True, kw_only=True):
    """What decides whether and how a record matches."""

    id: str
    withdrawn: object = None
    aliases: tuple[str, ...] | None = None
    upstream: tuple[str, ...] | None = None
    affected: tuple[AffectedCore, ...] | None = None


class Reference(msgspec.Struct, frozen=True, gc=False):
    """An address with more about the vulnerability."""

    url: str


class Specific(msgspec.Struct, frozen=True, gc=False):
    """What GitHub's advisory database adds to the schema: weaknesses."""

    cwe_ids: tuple[str, ...] | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A whole record, as far as Medward reads it. Fields as in `Core`, and what people read."""

    id: str
    modified: str | None = None
    published: str | None = None
    withdrawn: str | None = None
    aliases: tuple[str, ...] | None = None
    upstream: tuple[str, ...] | None = None
    affected: tuple[Affected, ...] | None = None
    summary: str | None = None
    details: str | None = None
    severity: tuple[Severity, ...] | None = None
    references: tuple[Reference, ...] | None = None
    database_specific: Specific | None = None

    @property
    def other_ids(self) -> tuple[str, ...]:
        """The aliases that have the form of an id, and the CVE id that the record only carries on."""
        same = self._carried_on
        return (*(alias for alias in self.aliases or () if _ID.fullmatch(alias)), *((same,) if same else ()))

    @property
    def upstream_ids(self) -> tuple[str, ...]:
        """The other vulnerabilities upstream that have the form of an id, sorted, each once."""
        named = {one for one in self.upstream or () if _ID.fullmatch(one)}
        return tuple(sorted(named - {self._carried_on}))

    @property
    def _carried_on(self) -> str:
        """The one CVE upstream, where the record's own id is no more than that with a distribution before it."""
        found = _OF_CVE.fullmatch(self.id)
        upstream = {one for one in self.upstream or () if CVE.fullmatch(one)}
        return found[1] if found and upstream == {found[1]} else ""

    @property
    def headline(self) -> str:
        """The summary in one line; where there is none, the beginning of the details."""
        text = _UNREADABLE.sub(" ", self.summary or "").strip()
        text = text or _UNREADABLE.sub(" ", (self.details or "")[: 4 * MAX_SUMMARY]).strip()
        return text if len(text) <= MAX_SUMMARY else f"{text[: MAX_SUMMARY - 1].rstrip()}…"

    @property
    def cwes(self) -> tuple[str, ...]:
        """Weakness ids, sorted, each once."""
        return weaknesses((self.database_specific.cwe_ids if self.database_specific else None) or ())


_KIND = "an OSV record"
_RECORD = msgspec.json.Decoder(Record)
_CORE = msgspec.json.Decoder(Core)


def parse(data: bytes) -> tuple[Record, str]:
    """Decode one record.

    Returns:
        The record, and what of it could not be read: empty, or a sentence about the part that people read.

    Raises:
        RecordError: this is no record that can be matched.
    """
    try:
        record, loss = decode(_RECORD, data, _KIND), ""
    except RecordError as error:
        core = decode(_CORE, data, _KIND)
        record, loss = _without_texts(core), f"held without its texts and severities: {error}"
    if not _ID.fullmatch(record.id):
        raise RecordError(f"its id is not 1 to {MAX_ID} visible ASCII characters")
    if not loss and record.modified is not None and parsed(record.modified) is None:
        loss = "held without its date of change, which cannot be read"
    return record, loss


def _without_texts(core: Core) -> Record:
    return Record(
        id=core.id,
        withdrawn=None if core.withdrawn is None else str(core.withdrawn),
        aliases=core.aliases,
        upstream=core.upstream,
        affected=tuple(
            Affected(package=one.package, ranges=one.ranges, versions=one.versions) for one in core.affected or ()
        ),
    )

# SPDX-License-Identifier: Apache-2.0
"""What an advisory database says of a component: findings, and an honest status where there are none.

Rules that every value here keeps:

- A component ends in exactly one `Status`; only `NOT_AFFECTED` says that a source was asked and knows of nothing.
- A `Finding` is one vulnerability against one component, however many records describe it: records that name each
  other as aliases are one vulnerability, and each record's own view is kept beside the others in `views`.
- Dates are the publishers' own. Nothing here reads a clock.
- Every value can be written as JSON by `msgspec.json.encode`, fields in the order below.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """How a component ends. Neither of the last two is clean."""

    AFFECTED = "affected"
    NOT_AFFECTED = "not_affected"
    UNIDENTIFIED = "unidentified"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Severity:
    """A severity as its publisher wrote it.

    Attributes:
        system: OSV's name of the system, such as `CVSS_V3` or `CVSS_V4`, or a distribution's own such as `Ubuntu`.
        vector: the score as published: for CVSS the vector string.
    """

    system: str
    vector: str


@dataclass(frozen=True, slots=True)
class KnownExploited:
    """An entry of CISA's catalogue of known exploited vulnerabilities (KEV).

    Attributes:
        cve: the CVE id of the entry.
        added: the day on which CISA added it.
        due: the day by which US federal agencies must have acted, where there is one.
        ransomware: use in ransomware campaigns as published: `Known` or `Unknown`.
        action: what CISA requires to be done.
    """

    cve: str
    added: date
    due: date | None
    ransomware: str
    action: str


@dataclass(frozen=True, slots=True)
class View:
    """What one record says of one component.

    Attributes:
        record: the record's id in its source, such as `PYSEC-2022-304`.
        source: source and part, such as `OSV PyPI`.
        matches: whether the record says that this version is affected. False: the record describes the same
            vulnerability of the same package and does not include this version, so the sources disagree.
        why: one sentence: the range or the enumerated version that decided it.
        fixed_in: versions of this record that end the range in which this version lies, in version order.
        summary: the record's own summary; the beginning of its details where it has none.
        severities: as published in the record.
        modified: the day of the record's last change.
        path: how the component was found in the record: see `medward.advisories.routes.Path`.
        confidence: how sure the match is; of a record that does not match, how sure one could have been.
    """

    record: str
    source: str
    matches: bool
    why: str
    fixed_in: tuple[str, ...]
    summary: str
    severities: tuple[Severity, ...]
    modified: date | None
    path: str = "purl"
    confidence: str = "exact"


@dataclass(frozen=True, slots=True)
class Finding:
    """One vulnerability against one component.

    Attributes:
        vulnerability: one id for all merged aliases: the CVE id where there is one, else the GHSA id, else the
            record's own.
        aliases: the other ids of the same vulnerability, sorted.
        upstream: ids of vulnerabilities from which a distribution's record derives; not merged.
        records: ids of the source records that match, sorted.
        component: the component's reference in its inventory.
        purl: the component's package URL.
        why: one sentence: the range or the enumerated version that decided it, and of which record.
        fixed_in: versions that end the range in which this version lies, in version order; of all records.
        summary: from the first record that has one.
        severities: of all matching records, each once.
        cwes: weakness ids such as `CWE-79`, sorted.
        references: addresses of the matching records, sorted.
        published: the earliest publication among the matching records.
        modified: the latest change among the matching records.
        known_exploited: the entry of CISA's catalogue, where the vulnerability or its upstream is in it.
        confidence: how sure the surest match is: `exact` where the component's own identifier and version decided
            it, `strong` where its names or a pairing of identifiers did, `possible` where something is left open.
        views: what each record of this vulnerability says of this component, also those that do not match.
        path: how the component was found in the record of the surest match.
    """

    vulnerability: str
    aliases: tuple[str, ...]
    upstream: tuple[str, ...]
    records: tuple[str, ...]
    component: str
    purl: str
    why: str
    fixed_in: tuple[str, ...]
    summary: str
    severities: tuple[Severity, ...]
    cwes: tuple[str, ...]
    references: tuple[str, ...]
    published: date | None
    modified: date | None
    known_exploited: KnownExploited | None
    confidence: str
    views: tuple[View, ...]
    path: str = "purl"


@dataclass(frozen=True, slots=True)
class ComponentMatch:
    """How one component ended.

    Attributes:
        component: the component's reference in its inventory.
        name: its name as the inventory gives it.
        version: its version as the inventory gives it; empty where it gives none.
        purl: its package URL; empty where it has none.
        status: the one status.
        reason: one sentence: what decided the status, with the source and its date.
        findings: known exploited ones first, then by id; empty unless `status` is `AFFECTED`.
        doubt: the sources that were asked and failed, or are incomplete, so that more may be known than is said
            here, as one sentence without a full stop; empty where there are none. The reason says it too.
        undecided: ids of vulnerabilities of which the sources do not let anybody say whether it has them, sorted.
        identity: what the dossier's confirmations said of it: `confirmed` where they gave names that were asked,
            `none` where no public source names it, `expired` where they do not count any more; else empty.
    """

    component: str
    name: str
    version: str
    purl: str
    status: Status
    reason: str
    findings: tuple[Finding, ...]
    doubt: str = ""
    undecided: tuple[str, ...] = ()
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the source folder that the database does not hold, so that nothing is lost silently.

    Attributes:
        where: the file, or the archive and the file in it.
        reason: why it was skipped, as one sentence without a full stop.
    """

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """One part of one source, as it was read.

    Attributes:
        name: the publisher's name for the source, such as `OSV` or `CISA KEV`.
        part: the part of it, such as the ecosystem `PyPI`; empty where it has no parts.
        records: records held from this part, withdrawn ones included.
        withdrawn: those that their publisher withdrew; they never match.
        undecided: statements about a package that cannot be evaluated (no version order, only commits, versions
            that the ecosystem refuses); a component of that package is never called clean.
        unreadable: records that could not be read at all, so that nothing is known of their packages.
        commit_ranges: ranges over commits; they are not evaluated, and only matter where a package has no others.
        skipped: what could not be read, with the reason.
        newest: the latest day in the data itself (for OSV the last `modified`), None in an empty part.
        licence: the licence of the data, where it is known; else empty.
        digest: digest of the file as it was read; for a folder of files, of their names and digests.
        edition: the publisher's own mark of the edition, such as the model of EPSS; empty where it has none.
        fetched: when it was last known to be what its publisher offers; None where nobody knows.
        failed: when it could not be renewed, since then; None where that did not happen or nobody knows.
        error: why it could not be renewed or is incomplete, without a full stop; empty where nothing is known.
        complete: False where only a part of what its publisher offers was fetched.
    """

    name: str
    part: str
    records: int
    withdrawn: int
    undecided: int
    unreadable: int
    commit_ranges: int
    skipped: tuple[Skipped, ...]
    newest: date | None
    licence: str
    digest: str
    edition: str = ""
    fetched: datetime | None = None
    failed: datetime | None = None
    error: str = ""
    complete: bool = True

    @property
    def title(self) -> str:
        """Name and part, such as `OSV PyPI`."""
        return f"{self.name} {self.part}".strip()

    @property
    def doubt(self) -> str:
        """Why it may lack what its publisher offers, to follow its name and a comma; else empty."""
        last = f", and was last known to be current on {self.fetched:%Y-%m-%d}" if self.fetched else ""
        if not self.complete:
            return f"which is incomplete ({self.error})"
        if self.failed:
            return f"which could not be renewed on {self.failed:%Y-%m-%d} ({self.error}){last}"
        return f"of which nobody knows whether it is current ({self.error})" if self.error else ""


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """What a database holds.

    Attributes:
        format: version of the database's own layout.
        sources: every source that was read, sorted by name and part.
        skipped: folders and files of the source folder that this version does not read.
        digest: `sha256:…` over the content; the same for the same records, however they were packed.
        vulnerabilities: vulnerabilities after merging aliases.
        packages: packages (ecosystem and name) that are named.
        ranges: version intervals.
        versions: enumerated versions outside the intervals of their own entry.
        known_exploited: entries of CISA's catalogue.
    """

    format: int
    sources: tuple[SourceInfo, ...]
    skipped: tuple[Skipped, ...]
    digest: str
    vulnerabilities: int
    packages: int
    ranges: int
    versions: int
    known_exploited: int


@dataclass(frozen=True, slots=True)
class MatchReport:
    """An inventory matched against a database.

    Attributes:
        database: what it was matched against.
        components: every component of the inventory, in its order.
    """

    database: DatabaseInfo
    components: tuple[ComponentMatch, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all components, in the order of the components."""
        return tuple(finding for component in self.components for finding in component.findings)

# SPDX-License-Identifier: Apache-2.0
"""CVE records of format 5 as they are written, as far as Medward reads them.

The schema is https://github.com/CVEProject/cve-schema. Fields that are not named here are skipped unread.
"""

import msgspec

from medward.advisories.cpe.configurations import Configuration


class Change(msgspec.Struct, frozen=True, gc=False):
    """From this version on, within its range, another status."""

    at: str
    status: str


class Version(msgspec.Struct, frozen=True, rename="camel"):
    """A single version, or a range where it has an upper bound."""

    version: str = ""
    status: str = "unknown"
    version_type: str | None = None
    less_than: str | None = None
    less_than_or_equal: str | None = None
    changes: tuple[Change, ...] | None = None

    @property
    def is_range(self) -> bool:
        """Whether it has an upper bound."""
        return self.less_than is not None or self.less_than_or_equal is not None


class Affected(msgspec.Struct, frozen=True, rename="camel"):
    """What a publisher says of one product."""

    vendor: str | None = None
    product: str | None = None
    package_name: str | None = None
    collection_url: str | None = msgspec.field(default=None, name="collectionURL")
    cpes: tuple[str, ...] | None = None
    platforms: tuple[str, ...] | None = None
    versions: tuple[Version, ...] | None = None
    default_status: str = "unknown"


class Text(msgspec.Struct, frozen=True):
    """A text in a language."""

    lang: str = ""
    value: str = ""


class Vector(msgspec.Struct, frozen=True, rename="camel"):
    """A CVSS score; its vector alone is read."""

    vector_string: str = ""


class Other(msgspec.Struct, frozen=True):
    """A metric of another kind, such as `ssvc` or `kev`."""

    type: str = ""
    content: msgspec.Raw = msgspec.Raw(b"{}")


class Metric(msgspec.Struct, frozen=True):
    """A score of one of the systems."""

    v4: Vector | None = msgspec.field(default=None, name="cvssV4_0")
    v31: Vector | None = msgspec.field(default=None, name="cvssV3_1")
    v30: Vector | None = msgspec.field(default=None, name="cvssV3_0")
    v2: Vector | None = msgspec.field(default=None, name="cvssV2_0")
    other: Other | None = None


class Weakness(msgspec.Struct, frozen=True, rename="camel"):
    """A weakness, by its id where it has one."""

    cwe_id: str | None = None


class ProblemType(msgspec.Struct, frozen=True):
    """A list of weaknesses."""

    descriptions: tuple[Weakness, ...] = ()


class Reference(msgspec.Struct, frozen=True):
    """An address with more."""

    url: str = ""


class Container(msgspec.Struct, frozen=True, rename="camel"):
    """What one publisher says: the CNA that wrote the record, or an ADP that added to it."""

    title: str = ""
    affected: tuple[Affected, ...] | None = None
    cpe_applicability: tuple[Configuration, ...] | None = None
    descriptions: tuple[Text, ...] | None = None
    metrics: tuple[Metric, ...] | None = None
    problem_types: tuple[ProblemType, ...] | None = None
    references: tuple[Reference, ...] | None = None


class Containers(msgspec.Struct, frozen=True):
    """All that is said."""

    cna: Container = Container()
    adp: tuple[Container, ...] | None = None


class Metadata(msgspec.Struct, frozen=True, rename="camel"):
    """What the CVE program says of the record."""

    cve_id: str
    state: str
    date_updated: str | None = None
    date_published: str | None = None


class Record(msgspec.Struct, frozen=True, rename="camel"):
    """A whole record."""

    cve_metadata: Metadata
    containers: Containers


class SsvcOption(msgspec.Struct, frozen=True):
    """One point of an SSVC decision."""

    exploitation: str | None = msgspec.field(default=None, name="Exploitation")
    automatable: str | None = msgspec.field(default=None, name="Automatable")
    technical_impact: str | None = msgspec.field(default=None, name="Technical Impact")


class Ssvc(msgspec.Struct, frozen=True):
    """An SSVC decision of CISA's coordinator."""

    options: tuple[SsvcOption, ...] = ()
    timestamp: str | None = None


class Kev(msgspec.Struct, frozen=True, rename="camel"):
    """An entry of CISA's catalogue."""

    date_added: str | None = None

# SPDX-License-Identifier: Apache-2.0
"""CSAF 2.0 (OASIS Standard, 18 November 2022) and 2.1 as they stand in a file: the parts that are read or checked.

Types, required keys, vocabularies and texts that must not be empty are those of the standards' section 3; a file
that breaks them is refused while it is decoded. Where 2.1 renamed something or has a word more, both are taken
here; `csaf_editions` tells which are not of the edition that a document states. Keys that are not named here are
not looked at. What goes beyond the shape is checked by `csaf_rules`.
"""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias, TypeVar

import msgspec

T = TypeVar("T")
Said: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]
Some: TypeAlias = Annotated[tuple[T, ...], msgspec.Meta(min_length=1)]
"""A list that is left out rather than empty."""
Time: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
Version: TypeAlias = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(0|[1-9][0-9]*)$|^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
        r"(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$"
    ),
]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a document."""


class Note(Part, frozen=True, kw_only=True):
    """A text about something."""

    category: Literal["description", "details", "faq", "general", "legal_disclaimer", "other", "summary"]
    text: Said
    title: str = ""


class Reference(Part, frozen=True, kw_only=True):
    """Where more is said."""

    summary: Said
    url: Said
    category: Literal["external", "self"] = "external"


class Publisher(Part, frozen=True, kw_only=True):
    """Who issues the document."""

    category: Literal["coordinator", "discoverer", "other", "translator", "user", "vendor"]
    name: Said
    namespace: Said


class Revision(Part, frozen=True, kw_only=True):
    """One entry of the history."""

    date: Time
    number: Version
    summary: Said


class Tracking(Part, frozen=True, kw_only=True):
    """Which document this is, and in which version."""

    id: Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?$")]
    status: Literal["draft", "final", "interim"]
    version: Version
    initial_release_date: Time
    current_release_date: Time
    revision_history: Some[Revision]


class About(Part, frozen=True, kw_only=True):
    """The document's own data."""

    category: Annotated[str, msgspec.Meta(pattern=r"^[^\s\-_.](.*[^\s\-_.])?$")]
    csaf_version: Literal["2.0", "2.1"]
    title: Said
    publisher: Publisher
    tracking: Tracking
    lang: str = ""
    source_lang: str = ""
    notes: Some[Note] = ()
    references: Some[Reference] = ()


class FileHash(Part, frozen=True, kw_only=True):
    """A digest of a file."""

    algorithm: Said
    value: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F]{32,}$")]


class HashedFile(Part, frozen=True, kw_only=True):
    """A file with its digests."""

    filename: Said
    file_hashes: Some[FileHash]


class Helper(Part, frozen=True, kw_only=True):
    """What identifies a product."""

    cpe: str = ""
    purl: str = ""
    purls: Some[str] = ()
    hashes: Some[HashedFile] = ()
    model_numbers: Some[str] = ()

    @property
    def all_purls(self) -> tuple[str, ...]:
        """The package URLs of both editions."""
        return (*((self.purl,) if self.purl else ()), *self.purls)


class FullName(Part, frozen=True, kw_only=True):
    """A product with its id in this document."""

    name: Said
    product_id: Said
    helper: Helper | None = msgspec.field(default=None, name="product_identification_helper")


class Branch(Part, frozen=True, kw_only=True):
    """A step from a vendor to a product."""

    category: Literal[
        "architecture",
        "host_name",
        "language",
        "legacy",
        "patch_level",
        "platform",
        "product_family",
        "product_name",
        "product_version",
        "product_version_range",
        "service_pack",
        "specification",
        "vendor",
    ]
    name: Said
    branches: Some["Branch"] = ()
    product: FullName | None = None


class Relationship(Part, frozen=True, kw_only=True):
    """A product that is made of one product in or on another."""

    category: Literal[
        "default_component_of", "external_component_of", "installed_on", "installed_with", "optional_component_of"
    ]
    full_product_name: FullName
    product_reference: Said
    relates_to_product_reference: Said


class Group(Part, frozen=True, kw_only=True):
    """Products under one id."""

    group_id: Said
    product_ids: Annotated[tuple[Said, ...], msgspec.Meta(min_length=2)]


class ProductTree(Part, frozen=True, kw_only=True):
    """Every product of which the document speaks."""

    branches: Some[Branch] = ()
    full_product_names: Some[FullName] = ()
    relationships: Some[Relationship] = ()
    product_groups: Some[Group] = ()


class Scoped(Part, frozen=True, kw_only=True):
    """Something that is said of some products."""

    product_ids: Some[Said] = ()
    group_ids: Some[Said] = ()


class Flag(Scoped, frozen=True, kw_only=True):
    """Why products are not affected."""

    label: Literal[
        "component_not_present",
        "inline_mitigations_already_exist",
        "vulnerable_code_cannot_be_controlled_by_adversary",
        "vulnerable_code_not_in_execute_path",
        "vulnerable_code_not_present",
    ]
    date: Time | None = None


class Remediation(Scoped, frozen=True, kw_only=True):
    """What is done about it."""

    category: Literal[
        "fix_planned",
        "mitigation",
        "no_fix_planned",
        "none_available",
        "optional_patch",
        "vendor_fix",
        "workaround",
    ]
    details: Said


class Threat(Scoped, frozen=True, kw_only=True):
    """What it means for products."""

    category: Literal["exploit_status", "impact", "target_set"]
    details: Said


class Involvement(Part, frozen=True, kw_only=True):
    """Who took part in dealing with it."""

    party: Literal["coordinator", "discoverer", "other", "user", "vendor"]
    status: Literal["completed", "contact_attempted", "disputed", "in_progress", "not_contacted", "open"]
    date: Time | None = None


class ProductStatus(Part, frozen=True, kw_only=True):
    """The products by how they stand."""

    first_affected: Some[Said] = ()
    first_fixed: Some[Said] = ()
    fixed: Some[Said] = ()
    known_affected: Some[Said] = ()
    known_not_affected: Some[Said] = ()
    last_affected: Some[Said] = ()
    recommended: Some[Said] = ()
    under_investigation: Some[Said] = ()
    unknown: Some[Said] = ()


class Cvss(Part, frozen=True, kw_only=True, rename="camel"):
    """A CVSS score: the vector, and what is counted from it."""

    version: str = ""
    vector_string: str = ""
    base_score: float | None = None
    base_severity: str = ""
    temporal_score: float | None = None
    environmental_score: float | None = None


class Score(Part, frozen=True, kw_only=True):
    """Scores of some products."""

    products: Some[Said]
    cvss_v2: Cvss | None = None
    cvss_v3: Cvss | None = None


class Content(Part, frozen=True, kw_only=True):
    """What a metric says (2.1)."""

    cvss_v2: Cvss | None = None
    cvss_v3: Cvss | None = None
    cvss_v4: Cvss | None = None


class Metric(Part, frozen=True, kw_only=True):
    """Scores of some products (2.1)."""

    content: Content
    products: Some[Said]
    source: str = ""


class Cwe(Part, frozen=True, kw_only=True):
    """A weakness."""

    id: Annotated[str, msgspec.Meta(pattern=r"^CWE-[1-9][0-9]{0,5}$")]
    name: Said


class OtherId(Part, frozen=True, kw_only=True):
    """An id that is no CVE id."""

    system_name: Said
    text: Said


class Vulnerability(Part, frozen=True, kw_only=True):
    """One vulnerability."""

    cve: Annotated[str, msgspec.Meta(pattern=r"^CVE-[0-9]{4}-[0-9]{4,}$")] | None = None
    ids: Some[OtherId] = ()
    cwe: Cwe | None = None
    cwes: Some[Cwe] = ()
    notes: Some[Note] = ()
    product_status: ProductStatus | None = None
    flags: Some[Flag] = ()
    remediations: Some[Remediation] = ()
    threats: Some[Threat] = ()
    scores: Some[Score] = ()
    metrics: Some[Metric] = ()
    involvements: Some[Involvement] = ()


class CsafDocument(Part, frozen=True, kw_only=True):
    """A CSAF document."""

    document: About
    product_tree: ProductTree | None = None
    vulnerabilities: Some[Vulnerability] | None = None

# SPDX-License-Identifier: Apache-2.0
"""The shape of CSAF 2.0 and 2.1 documents, for typed decoding; everything that Medward does not read is skipped.

Only what the schemas of both versions require is required here. Where 2.1 renamed a field or made a list of it,
both are read: `cwe`/`cwes`, `scores`/`metrics`, `purl`/`purls`, `release_date`/`disclosure_date`,
`relationships`/`product_paths`, `ssvc_v1`/`ssvc_v2`. What decides nothing is read loosely: an assessment of an odd
shape must not hide the products.
"""

import msgspec


class Note(msgspec.Struct, frozen=True, gc=False):
    """A text about the document or a vulnerability."""

    category: str
    text: str


class Publisher(msgspec.Struct, frozen=True, gc=False):
    """Who published the document."""

    category: str
    name: str


class Tracking(msgspec.Struct, frozen=True, gc=False):
    """The document's identity and state. Dates are kept as text: one that is odd must not hide the products."""

    id: str
    status: str
    version: str
    current_release_date: str
    initial_release_date: str


class Severity(msgspec.Struct, frozen=True, gc=False):
    """The publisher's own word for how severe it is."""

    text: str


class Reference(msgspec.Struct, frozen=True, gc=False):
    """An address."""

    url: str
    category: str = "external"


class Tlp(msgspec.Struct, frozen=True, gc=False):
    """The Traffic Light Protocol: version 1 in CSAF 2.0, version 2 in CSAF 2.1."""

    label: str = ""


class SharingGroup(msgspec.Struct, frozen=True, gc=False):
    """For whom the document is (2.1)."""

    id: str = ""
    name: str = ""


class Distribution(msgspec.Struct, frozen=True):
    """Who may have the document."""

    tlp: Tlp | None = None
    sharing_group: SharingGroup | None = None
    text: str = ""


class Head(msgspec.Struct, frozen=True):
    """The property `document`."""

    category: str
    csaf_version: str
    publisher: Publisher
    title: str
    tracking: Tracking
    aggregate_severity: Severity | None = None
    distribution: Distribution | None = None
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()


class FileHash(msgspec.Struct, frozen=True, gc=False):
    """One digest of a file."""

    algorithm: str
    value: str


class FileHashes(msgspec.Struct, frozen=True):
    """The digests of one file."""

    file_hashes: tuple[FileHash, ...] = ()


class Helper(msgspec.Struct, frozen=True):
    """`product_identification_helper`."""

    cpe: str = ""
    purl: str = ""
    purls: tuple[str, ...] = ()
    hashes: tuple[FileHashes, ...] = ()
    model_numbers: tuple[str, ...] = ()
    serial_numbers: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()


class FullName(msgspec.Struct, frozen=True):
    """A full product name: the definition of a product id."""

    product_id: str
    name: str
    product_identification_helper: Helper | None = None


class Branch(msgspec.Struct, frozen=True):
    """One branch of the product tree: it has branches of its own, or a product."""

    category: str
    name: str
    branches: "tuple[Branch, ...]" = ()
    product: FullName | None = None


class Relationship(msgspec.Struct, frozen=True):
    """A product made of two others."""

    category: str
    full_product_name: FullName
    product_reference: str
    relates_to_product_reference: str


class Subpath(msgspec.Struct, frozen=True, gc=False):
    """One step of a product path."""

    category: str
    next_product_reference: str


class ProductPath(msgspec.Struct, frozen=True):
    """A product made of two or more others (2.1)."""

    beginning_product_reference: str
    full_product_name: FullName
    subpaths: tuple[Subpath, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Products that the document names together."""

    group_id: str
    product_ids: tuple[str, ...]


class Tree(msgspec.Struct, frozen=True):
    """The property `product_tree`."""

    branches: tuple[Branch, ...] = ()
    full_product_names: tuple[FullName, ...] = ()
    product_groups: tuple[Group, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    product_paths: tuple[ProductPath, ...] = ()


class Cwe(msgspec.Struct, frozen=True, gc=False):
    """A weakness."""

    id: str


class Cvss(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """What is read of a CVSS object of any version."""

    vector_string: str = ""
    base_score: float | None = None


class Content(msgspec.Struct, frozen=True):
    """The scores in one entry of `metrics` (2.1)."""

    cvss_v2: Cvss | None = None
    cvss_v3: Cvss | None = None
    cvss_v4: Cvss | None = None
    epss: msgspec.Raw = msgspec.Raw()
    ssvc_v1: msgspec.Raw = msgspec.Raw()
    ssvc_v2: msgspec.Raw = msgspec.Raw()


class Epss(msgspec.Struct, frozen=True, gc=False):
    """A prediction of exploitation (2.1); drafts of the format wrote its numbers as text."""

    probability: float
    percentile: float
    timestamp: str


class SsvcValue(msgspec.Struct, frozen=True, gc=False):
    """A value that was selected."""

    name: str = ""
    key: str = ""


class SsvcSelection(msgspec.Struct, frozen=True):
    """A decision point with what was selected; version 1 wrote values as plain texts."""

    name: str = ""
    key: str = ""
    values: tuple[SsvcValue | str, ...] = ()


class Ssvc(msgspec.Struct, frozen=True):
    """An assessment by SSVC (2.1)."""

    timestamp: str = ""
    selections: tuple[SsvcSelection, ...] = ()


class Scored(Content, frozen=True):
    """One entry of `scores` (2.0)."""

    products: tuple[str, ...] = ()


class Metric(msgspec.Struct, frozen=True):
    """One entry of `metrics` (2.1)."""

    content: Content
    products: tuple[str, ...] = ()
    source: str = ""


class OtherId(msgspec.Struct, frozen=True, gc=False):
    """An id in a system other than CVE."""

    system_name: str
    text: str


class Statement(msgspec.Struct, frozen=True):
    """What remediations, threats and flags have in common."""

    category: str = ""
    label: str = ""
    details: str = ""
    url: str = ""
    product_ids: tuple[str, ...] = ()
    group_ids: tuple[str, ...] = ()


class Vulnerability(msgspec.Struct, frozen=True):
    """One entry of `vulnerabilities`."""

    cve: str = ""
    title: str = ""
    cwe: Cwe | None = None
    cwes: tuple[Cwe, ...] = ()
    ids: tuple[OtherId, ...] = ()
    disclosure_date: str = ""
    release_date: str = ""
    discovery_date: str = ""
    product_status: dict[str, tuple[str, ...]] = {}
    scores: tuple[Scored, ...] = ()
    metrics: tuple[Metric, ...] = ()
    remediations: tuple[Statement, ...] = ()
    threats: tuple[Statement, ...] = ()
    flags: tuple[Statement, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A whole document."""

    document: Head
    product_tree: Tree | None = None
    vulnerabilities: tuple[Vulnerability, ...] = ()

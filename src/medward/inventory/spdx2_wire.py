# SPDX-License-Identifier: Apache-2.0
"""SPDX 2 as it stands in a file: only what `medward.inventory` takes over, by the names of SPDX's JSON.

The JSON decoder fills these structs directly and skips every other key; the tag-value reader fills the same ones.
"""

import msgspec


class Skipped(msgspec.Struct, gc=False):
    """An entry of a section that is counted and not taken over."""


class Checksum(msgspec.Struct, gc=False):
    """A digest of a package or file."""

    algorithm: str
    value: str = msgspec.field(name="checksumValue")


class ExternalRef(msgspec.Struct, gc=False):
    """A name for a package outside the document, such as a purl or a CPE."""

    kind: str = msgspec.field(name="referenceType")
    locator: str = msgspec.field(name="referenceLocator")


class Package(msgspec.Struct, gc=False):
    """A package: what the model calls a component."""

    id: str | None = msgspec.field(name="SPDXID", default=None)
    name: str | None = None
    version: str | None = msgspec.field(name="versionInfo", default=None)
    supplier: str | None = None
    purpose: str | None = msgspec.field(name="primaryPackagePurpose", default=None)
    checksums: tuple[Checksum, ...] | None = None
    refs: tuple[ExternalRef, ...] | None = msgspec.field(name="externalRefs", default=None)
    concluded: str | None = msgspec.field(name="licenseConcluded", default=None)
    declared: str | None = msgspec.field(name="licenseDeclared", default=None)
    valid_until: str | None = msgspec.field(name="validUntilDate", default=None)
    files: tuple[str, ...] | None = msgspec.field(name="hasFiles", default=None)
    comment: str | None = None


class File(msgspec.Struct, gc=False):
    """A file of a package."""

    id: str | None = msgspec.field(name="SPDXID", default=None)
    name: str | None = msgspec.field(name="fileName", default=None)
    checksums: tuple[Checksum, ...] | None = None
    concluded: str | None = msgspec.field(name="licenseConcluded", default=None)


class Relationship(msgspec.Struct, gc=False):
    """A relationship between two elements, in SPDX's words and direction."""

    source: str = msgspec.field(name="spdxElementId")
    kind: str = msgspec.field(name="relationshipType")
    target: str = msgspec.field(name="relatedSpdxElement")
    comment: str | None = None


class CreationInfo(msgspec.Struct, gc=False):
    """When and by whom the document was made."""

    created: str | None = None
    creators: tuple[str, ...] | None = None


class ExtractedLicence(msgspec.Struct, gc=False):
    """A licence that is not on SPDX's list, with the name that the document gives it."""

    id: str | None = msgspec.field(name="licenseId", default=None)
    name: str | None = None


class Document(msgspec.Struct, gc=False):
    """A whole document. The last four sections are counted and not taken over."""

    version: str | None = msgspec.field(name="spdxVersion", default=None)
    id: str | None = msgspec.field(name="SPDXID", default=None)
    name: str | None = None
    namespace: str | None = msgspec.field(name="documentNamespace", default=None)
    creation: CreationInfo | None = msgspec.field(name="creationInfo", default=None)
    describes: tuple[str, ...] | None = msgspec.field(name="documentDescribes", default=None)
    packages: tuple[Package, ...] | None = None
    files: tuple[File, ...] | None = None
    relationships: tuple[Relationship, ...] | None = None
    licences: tuple[ExtractedLicence, ...] | None = msgspec.field(name="hasExtractedLicensingInfos", default=None)
    snippets: tuple[Skipped, ...] | None = None
    annotations: tuple[Skipped, ...] | None = None
    revieweds: tuple[Skipped, ...] | None = None
    externals: tuple[Skipped, ...] | None = msgspec.field(name="externalDocumentRefs", default=None)

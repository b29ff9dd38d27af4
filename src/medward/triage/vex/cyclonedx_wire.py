# SPDX-License-Identifier: Apache-2.0
"""CycloneDX (1.4 to 1.7) as it stands in a file: only what tells of vulnerabilities and their products.

`medward.inventory` reads the rest of such a document; keys that are not named here are not looked at.
"""

from datetime import datetime
from typing import Annotated, TypeAlias

import msgspec

from medward.inventory.model import Hash

Time: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]


class Named(msgspec.Struct, frozen=True):
    """Somebody or something with a name."""

    name: str = ""


class Component(msgspec.Struct, frozen=True):
    """A component as it stands in the document."""

    name: str
    type: str = "library"
    group: str = ""
    version: str = ""
    ref: str = msgspec.field(default="", name="bom-ref")
    purl: str = ""
    cpe: str = ""
    supplier: Named = Named()
    manufacturer: Named = Named()
    hashes: tuple[Hash, ...] = ()
    components: tuple["Component", ...] = ()


class Metadata(msgspec.Struct, frozen=True):
    """Who wrote the document, when, and about what."""

    timestamp: Time | None = None
    component: Component | None = None
    authors: tuple[Named, ...] = ()
    supplier: Named = Named()
    manufacturer: Named = Named()
    manufacture: Named = Named()


class Analysis(msgspec.Struct, frozen=True):
    """What somebody found out about a vulnerability."""

    state: str = ""
    justification: str = ""
    detail: str = ""
    response: tuple[str, ...] = ()
    last: Time | None = msgspec.field(default=None, name="lastUpdated")
    first: Time | None = msgspec.field(default=None, name="firstIssued")


class AffectedVersion(msgspec.Struct, frozen=True):
    """A version, or a range of them, with the status of its own."""

    version: str = ""
    range: str = ""
    status: str = ""


class Affected(msgspec.Struct, frozen=True):
    """The component that is meant."""

    ref: str
    versions: tuple[AffectedVersion, ...] = ()


class Reference(msgspec.Struct, frozen=True):
    """The same vulnerability under another id."""

    id: str = ""


class Property(msgspec.Struct, frozen=True):
    """A name and a value that the format does not know."""

    name: str = ""
    value: str = ""


class Vulnerability(msgspec.Struct, frozen=True):
    """A vulnerability with its analysis."""

    id: str = ""
    references: tuple[Reference, ...] = ()
    recommendation: str = ""
    workaround: str = ""
    analysis: Analysis | None = None
    affects: tuple[Affected, ...] = ()
    properties: tuple[Property, ...] = ()


class CyclonedxDocument(msgspec.Struct, frozen=True):
    """The document as it stands in the file, without what says nothing about vulnerabilities."""

    spec: str = msgspec.field(name="specVersion")
    serial: str = msgspec.field(default="", name="serialNumber")
    version: int = 1
    metadata: Metadata = Metadata()
    components: tuple[Component, ...] = ()
    vulnerabilities: tuple[Vulnerability, ...] = ()

# SPDX-License-Identifier: Apache-2.0
"""OpenVEX 0.2 (openvex.dev/ns/v0.2.0) as it stands in a file: the parts that are read or checked.

Keys that are not named here are not looked at; `rules` tells which ones the published format does not know.
"""

from datetime import datetime
from typing import Annotated, TypeAlias

import msgspec

from medward.dossier.model.keeping import Justification, TriageStatus

VERSION = "0.2.0"
CONTEXT = f"https://openvex.dev/ns/v{VERSION}"
ALGORITHMS = {
    "md5": "MD5",
    "sha1": "SHA-1",
    "sha-256": "SHA-256",
    "sha-384": "SHA-384",
    "sha-512": "SHA-512",
    "sha3-256": "SHA3-256",
    "sha3-384": "SHA3-384",
    "sha3-512": "SHA3-512",
    "blake2b-256": "BLAKE2b-256",
    "blake2b-512": "BLAKE2b-512",
}
"""OpenVEX's name of a hash → the name of the inventory's model. Its names `sha3-224` and `blake2s-256` have
none."""

Time: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
Said: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]


class OpenvexHead(msgspec.Struct, frozen=True):
    """What tells the version of a document."""

    context: str = msgspec.field(name="@context")


class Named(msgspec.Struct, frozen=True):
    """What identifies a product or a subcomponent."""

    id: str = msgspec.field(default="", name="@id")
    identifiers: dict[str, str] = {}
    hashes: dict[str, str] = {}


class OpenvexProduct(Named, frozen=True):
    """A product with the parts of it that are meant."""

    subcomponents: tuple[Named, ...] = ()


class OpenvexVulnerability(msgspec.Struct, frozen=True):
    """A vulnerability by its names."""

    name: Said
    aliases: tuple[str, ...] = ()


class OpenvexStatement(msgspec.Struct, frozen=True):
    """A statement as it stands in the document."""

    vulnerability: OpenvexVulnerability
    status: TriageStatus
    products: tuple[OpenvexProduct, ...] = ()
    justification: Justification | None = None
    impact_statement: str = ""
    action_statement: str = ""
    status_notes: str = ""
    timestamp: Time | None = None
    last_updated: Time | None = None
    supplier: str = ""


class OpenvexDocument(msgspec.Struct, frozen=True):
    """A document as it stands in the file."""

    id: Said = msgspec.field(name="@id")
    context: str = msgspec.field(name="@context")
    author: Said
    timestamp: Time
    version: Annotated[int, msgspec.Meta(ge=1)]
    statements: Annotated[tuple[OpenvexStatement, ...], msgspec.Meta(min_length=1)]
    last_updated: Time | None = None

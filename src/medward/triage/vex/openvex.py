# SPDX-License-Identifier: Apache-2.0
"""Reads OpenVEX 0.2 (openvex.dev/ns/v0.2.0) into statements.

- A statement without a time of its own has the document's.
- A product with subcomponents is not meant as a whole: each subcomponent in it is a statement.
- An `@id` that is a package URL or a CPE name identifies like the field for it.
- Where a statement has both, `impact_statement` goes before `status_notes`; the other stays behind it.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Annotated, TypeAlias

import msgspec

from medward.dossier.model.keeping import Justification, TriageStatus
from medward.inventory.model import Hash
from medward.triage.vex.model import NO_ACTION, Document, Format, Product, Statement
from medward.triage.vex.source import Source

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


class OpenvexDocument(msgspec.Struct, frozen=True):
    """A document as it stands in the file."""

    id: Said = msgspec.field(name="@id")
    context: str = msgspec.field(name="@context")
    author: Said
    timestamp: Time
    version: Annotated[int, msgspec.Meta(ge=1)]
    statements: Annotated[tuple[OpenvexStatement, ...], msgspec.Meta(min_length=1)]
    last_updated: Time | None = None


def decode(source: Source) -> OpenvexDocument:
    """The document as it stands. Raises ProblemsError for another version or shape."""
    document = source.decode(OpenvexDocument)
    if document.context != CONTEXT:
        message = f"this is not OpenVEX {VERSION}: its context is '{document.context[:60]}'"
        raise source.problem("vex.version", message, f"Write it as OpenVEX {VERSION}", key="@context")
    return document


def read(source: Source) -> Document:
    """The statements of an OpenVEX document. Raises ProblemsError with one problem."""
    document = decode(source)
    said = document.statements
    source.hold_limit(sum(max(len(p.subcomponents), 1) for one in said for p in one.products))
    statements = chain.from_iterable(
        _statements(one, f"statements[{number}]", document, source.digest) for number, one in enumerate(said)
    )
    return Document(
        format=Format.OPENVEX,
        version=VERSION,
        id=document.id,
        author=document.author,
        time=document.last_updated or document.timestamp,
        digest=source.digest,
        statements=tuple(statements),
    )


def _statements(one: OpenvexStatement, path: str, document: OpenvexDocument, digest: str) -> Iterator[Statement]:
    for product, component in _subjects(one):
        yield Statement(
            vulnerability=one.vulnerability.name,
            aliases=one.vulnerability.aliases,
            product=product,
            component=component,
            status=one.status,
            justification=one.justification,
            impact="\n".join(filter(None, (one.impact_statement, one.status_notes))),
            action="" if one.action_statement == NO_ACTION else one.action_statement,
            author=document.author,
            time=one.last_updated or one.timestamp or document.last_updated or document.timestamp,
            source=digest,
            path=path,
        )


def _subjects(one: OpenvexStatement) -> Iterator[tuple[Product, Product | None]]:
    """Every product, or every subcomponent of it; one without a name where the statement has none."""
    if not one.products:
        yield Product(), None
    for product in one.products:
        if not product.subcomponents:
            yield _product(product), None
        for part in product.subcomponents:
            yield _product(product), _product(part)


def _product(named: Named) -> Product:
    texts = [named.id, *named.identifiers.values()]
    return Product(
        purls=tuple(dict.fromkeys(text for text in texts if text.startswith("pkg:"))),
        cpes=tuple(dict.fromkeys(text for text in texts if text.startswith("cpe:"))),
        hashes=tuple(Hash(ALGORITHMS.get(name, name), value) for name, value in sorted(named.hashes.items())),
        ref=named.id,
    )

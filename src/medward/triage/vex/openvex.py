# SPDX-License-Identifier: Apache-2.0
"""Reads OpenVEX 0.2 (openvex.dev/ns/v0.2.0) into statements; `openvex_drafts` brings the drafts into this shape.

- A statement without a time of its own has that of the document: the time of which it is said to be true.
- The supplier of a statement is that of its products.
- A product with subcomponents is not meant as a whole: each subcomponent in it is a statement.
- An `@id` that is a package URL or a CPE name identifies like the field for it.
- Where a statement has both, `impact_statement` goes before `status_notes`; the other stays behind it.
"""

from collections.abc import Iterator
from itertools import chain

from medward.inventory.model import Hash
from medward.triage.vex import openvex_drafts
from medward.triage.vex.model import NO_ACTION, Document, Format, Product, Statement
from medward.triage.vex.openvex_wire import (
    ALGORITHMS,
    CONTEXT,
    VERSION,
    Named,
    OpenvexDocument,
    OpenvexHead,
    OpenvexStatement,
)
from medward.triage.vex.source import Source


def decode(source: Source) -> OpenvexDocument:
    """The document; a draft in the shape of 0.2. Raises ProblemsError for another version or shape."""
    context = source.decode(OpenvexHead).context
    if openvex_drafts.is_draft(context):
        return openvex_drafts.decode(source)
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
        version=openvex_drafts.version_of(document.context) or VERSION,
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
            time=one.last_updated or one.timestamp or document.timestamp,
            first=(one.timestamp or document.timestamp) if one.last_updated else None,
            source=digest,
            path=path,
        )


def _subjects(one: OpenvexStatement) -> Iterator[tuple[Product, Product | None]]:
    """Every product, or every subcomponent of it; one without a name where the statement has none."""
    if not one.products:
        yield Product(), None
    for product in one.products:
        if not product.subcomponents:
            yield _product(product, one.supplier), None
        for part in product.subcomponents:
            yield _product(product, one.supplier), _product(part)


def _product(named: Named, supplier: str = "") -> Product:
    texts = [named.id, *named.identifiers.values()]
    return Product(
        supplier=supplier,
        purls=tuple(dict.fromkeys(text for text in texts if text.startswith("pkg:"))),
        cpes=tuple(dict.fromkeys(text for text in texts if text.startswith("cpe:"))),
        hashes=tuple(Hash(ALGORITHMS.get(name, name), value) for name, value in sorted(named.hashes.items())),
        ref=named.id,
    )

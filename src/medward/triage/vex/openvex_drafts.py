# SPDX-License-Identifier: Apache-2.0
"""Brings the drafts of OpenVEX (0.0.x) into the shape of 0.2, in which they are read.

In the drafts a vulnerability and a product are plain texts, subcomponents belong to the statement (and so to each
of its products), and the version of the document may be a text. Nothing is guessed: what a draft cannot say is
left empty. The context of a draft is `https://openvex.dev/ns`, without a version or with `v0.0.x`.
"""

import re

import msgspec

from medward.dossier.model.keeping import Justification, TriageStatus
from medward.triage.vex.openvex_wire import (
    Named,
    OpenvexDocument,
    OpenvexProduct,
    OpenvexStatement,
    OpenvexVulnerability,
    Said,
    Time,
)
from medward.triage.vex.source import Source

_DRAFT = re.compile(r"https://openvex\.dev/ns(?:/v(0\.0\.[0-9]{1,3}))?/?")
_NO_VERSION = "0.0"


class DraftStatement(msgspec.Struct, frozen=True):
    """A statement of a draft."""

    vulnerability: Said | OpenvexVulnerability
    status: TriageStatus
    products: tuple[Said | OpenvexProduct, ...] = ()
    subcomponents: tuple[Said | Named, ...] = ()
    justification: Justification | None = None
    impact_statement: str = ""
    action_statement: str = ""
    status_notes: str = ""
    timestamp: Time | None = None
    last_updated: Time | None = None
    supplier: str = ""


class DraftDocument(msgspec.Struct, frozen=True):
    """A document of a draft."""

    context: str = msgspec.field(name="@context")
    author: Said
    timestamp: Time
    statements: tuple[DraftStatement, ...]
    id: str = msgspec.field(default="", name="@id")
    last_updated: Time | None = None
    supplier: str = ""


def is_draft(context: str) -> bool:
    """Whether a context is that of a draft."""
    return _DRAFT.fullmatch(context) is not None


def version_of(context: str) -> str:
    """The version of a draft, `0.0` where its context names none; empty for what is no draft."""
    found = _DRAFT.fullmatch(context)
    return (found[1] or _NO_VERSION) if found else ""


def decode(source: Source) -> OpenvexDocument:
    """The document in the shape of 0.2. Raises ProblemsError where it has another shape."""
    draft = source.decode(DraftDocument)
    if not draft.statements:
        raise source.problem("vex.shape", "the document makes no statement", key="statements")
    source.hold_limit(sum(max(len(one.subcomponents), 1) * max(len(one.products), 1) for one in draft.statements))
    return OpenvexDocument(
        id=draft.id,
        context=draft.context,
        author=draft.author,
        timestamp=draft.timestamp,
        version=1,
        statements=tuple(_statement(one, draft.supplier) for one in draft.statements),
        last_updated=draft.last_updated,
    )


def _statement(one: DraftStatement, supplier: str) -> OpenvexStatement:
    named = one.vulnerability
    return OpenvexStatement(
        vulnerability=OpenvexVulnerability(name=named) if isinstance(named, str) else named,
        status=one.status,
        products=tuple(_product(product, one.subcomponents) for product in one.products),
        justification=one.justification,
        impact_statement=one.impact_statement,
        action_statement=one.action_statement,
        status_notes=one.status_notes,
        timestamp=one.timestamp,
        last_updated=one.last_updated,
        supplier=one.supplier or supplier,
    )


def _product(product: str | OpenvexProduct, parts: tuple[str | Named, ...]) -> OpenvexProduct:
    own = OpenvexProduct(id=product) if isinstance(product, str) else product
    added = (Named(id=part) if isinstance(part, str) else part for part in parts)
    return OpenvexProduct(
        id=own.id, identifiers=own.identifiers, hashes=own.hashes, subcomponents=(*own.subcomponents, *added)
    )

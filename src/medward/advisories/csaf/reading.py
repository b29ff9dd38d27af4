# SPDX-License-Identifier: Apache-2.0
"""One CSAF document from bytes, version 2.0 or 2.1.

Rules:

- A document that cannot be decoded is refused with one sentence, never with an exception of the decoder.
- What decides matching (the product tree, the status lists) must have the schema's shape. A date that cannot be
  read, or a status for a product that the tree does not define, is kept and said as an oddity: to drop the
  document would make its products look clean.
- A document of another CSAF version, or of another format, is refused: its words may mean something else.
- Limits: `MAX_BYTES`, `MAX_NAMES` names of products in all status lists together, and those of
  `medward.advisories.csaf.tree`. Nesting is bound by the decoder, which stops at the interpreter's limit on
  recursion.

This is not a validator: CSAF's mandatory tests are not run.
"""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from medward.advisories.csaf import wire
from medward.advisories.csaf.dates import moment
from medward.advisories.csaf.model import Advisory, Product, Vulnerability
from medward.advisories.csaf.tree import TreeError, products_of
from medward.advisories.csaf.vulnerabilities import vulnerability

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of one document. The largest public ones, of Linux distributions, have some ten million."""

MAX_NAMES = 5_000_000
"""Names of products (each identifier counts) in all status lists of one document. Large ones have some 100,000."""

MAX_SUMMARY = 300
MAX_ODDITIES = 20
VERSIONS = ("2.0", "2.1")

_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\s]+")
_DOCUMENT = msgspec.json.Decoder(wire.Document)


class CsafError(ValueError):
    """This is no CSAF document that can be read; the message says why, as one sentence without a full stop."""


def parse(data: bytes) -> Advisory:
    """Decode one document. Raises CsafError."""
    if len(data) > MAX_BYTES:
        raise CsafError(f"it has more than the {MAX_BYTES:,} bytes allowed")
    document = _decode(data)
    if document.document.csaf_version not in VERSIONS:
        raise CsafError(f"it is CSAF {one_line(document.document.csaf_version, 20)!r}, and 2.0 and 2.1 are read")
    try:
        products = products_of(document.product_tree or wire.Tree())
    except TreeError as error:
        raise CsafError(str(error)) from error
    return _advisory(document, products)


def one_line(text: str, longest: int) -> str:
    """Text without line breaks and control characters, shortened with an ellipsis."""
    text = _UNREADABLE.sub(" ", text[: 4 * longest]).strip()
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _decode(data: bytes) -> wire.Document:
    try:
        return _DOCUMENT.decode(data)
    except RecursionError as error:
        raise CsafError("it is nested too deeply") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CsafError(f"it is not a CSAF document: {str(error).replace('`', '')}") from error


def _advisory(document: wire.Document, products: tuple[Product, ...]) -> Advisory:
    head, tracking = document.document, document.document.tracking
    groups = {group.group_id: group.product_ids for group in _groups(document)}
    vulnerabilities = tuple(vulnerability(one, groups) for one in document.vulnerabilities)
    _refuse_too_much(products, vulnerabilities)
    return Advisory(
        id=one_line(tracking.id, 200),
        title=one_line(head.title, MAX_SUMMARY),
        csaf_version=head.csaf_version,
        category=head.category,
        status=tracking.status,
        revision=tracking.version,
        published=moment(tracking.initial_release_date),
        updated=moment(tracking.current_release_date),
        publisher=one_line(head.publisher.name, 200),
        publisher_kind=head.publisher.category,
        severity=head.aggregate_severity.text if head.aggregate_severity else "",
        summary=_summary(head),
        url=_url(head),
        products=products,
        vulnerabilities=vulnerabilities,
        oddities=tuple(_oddities(tracking, products, vulnerabilities))[:MAX_ODDITIES],
        tlp=_tlp(head.distribution),
        sharing=_sharing(head.distribution),
    )


def _refuse_too_much(products: tuple[Product, ...], vulnerabilities: tuple[Vulnerability, ...]) -> None:
    """Raise CsafError for a document that says more of products than anybody can have meant."""
    weights: Counter[str] = Counter()
    for product in products:
        helper = product.identifiers
        weights[product.id] += 2 + len(helper.purls) + len(helper.hashes)
    lists = (ids for one in vulnerabilities for _, ids in one.standings)
    if sum(weights[product] for ids in lists for product in ids) > MAX_NAMES:
        raise CsafError(f"its status lists name products more than {MAX_NAMES:,} times")


def _groups(document: wire.Document) -> tuple[wire.Group, ...]:
    return document.product_tree.product_groups if document.product_tree else ()


def _summary(head: wire.Head) -> str:
    text = next((note.text for note in head.notes if note.category == "summary"), "")
    return one_line(text, MAX_SUMMARY)


def _url(head: wire.Head) -> str:
    own = [reference.url for reference in head.references if reference.category == "self"]
    return next((url for url in own if not url.endswith(".json")), own[0] if own else "")


def _tlp(distribution: wire.Distribution | None) -> str:
    label = distribution.tlp.label.strip().upper() if distribution and distribution.tlp else ""
    return one_line("CLEAR" if label == "WHITE" else label, 40)


def _sharing(distribution: wire.Distribution | None) -> str:
    group = distribution.sharing_group if distribution else None
    return one_line(group.name or group.id, 200) if group else ""


def _oddities(
    tracking: wire.Tracking, products: tuple[Product, ...], vulnerabilities: tuple[Vulnerability, ...]
) -> Iterator[str]:
    for key in ("initial_release_date", "current_release_date"):
        text = getattr(tracking, key)
        if moment(text) is None:
            yield f"{key} is no date and time: {one_line(text, 40)!r}"
    defined = {product.id for product in products}
    if len(defined) < len(products):
        yield "a product id is defined twice, and both are meant wherever it is named"
    for one in vulnerabilities:
        named = {product for _, ids in one.standings for product in ids}
        for product in sorted(named - defined):
            name = one_line(one.name, 40)
            yield f"{name} has a status for {one_line(product, 40)!r}, which the tree does not define"

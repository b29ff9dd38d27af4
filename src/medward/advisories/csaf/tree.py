# SPDX-License-Identifier: Apache-2.0
"""The product tree of a CSAF document, flattened to products (CSAF 2.0 section 3.2.2).

Every leaf becomes one `Product` that knows the branches above it. Limits: `MAX_DEPTH` levels of branches,
`MAX_PRODUCTS` products. An id that is defined twice stays twice: a status that names it means both.
"""

from collections.abc import Iterator
from itertools import chain

from medward.advisories.csaf import wire
from medward.advisories.csaf.model import Identifiers, Product

MAX_DEPTH = 40
"""CSAF 2.1 allows 30 levels of branches; a 2.0 document may have more."""

MAX_PRODUCTS = 200_000

_VERSIONS = {"product_version": False, "product_version_range": True}
_NAMED = {"vendor", "product_family", "product_name", *_VERSIONS}


class TreeError(ValueError):
    """A tree beyond the limits; the message says which, as one sentence without a full stop."""


def products_of(tree: wire.Tree) -> tuple[Product, ...]:
    """Every product that a tree defines, in its order. Raises TreeError."""
    found: list[Product] = []
    for product in _all(tree):
        if len(found) == MAX_PRODUCTS:
            raise TreeError(f"it defines more than {MAX_PRODUCTS:,} products")
        found.append(product)
    return tuple(found)


def _all(tree: wire.Tree) -> Iterator[Product]:
    for branch in tree.branches:
        yield from _below(branch, ())
    for full in tree.full_product_names:
        yield _product(full, ())
    yield from _related(tree)


def _below(branch: wire.Branch, above: tuple[wire.Branch, ...]) -> Iterator[Product]:
    path = (*above, branch)
    if len(path) > MAX_DEPTH:
        raise TreeError(f"its branches are deeper than {MAX_DEPTH} levels")
    if branch.product:
        yield _product(branch.product, path)
    for inner in branch.branches:
        yield from _below(inner, path)


def _product(full: wire.FullName, path: tuple[wire.Branch, ...]) -> Product:
    named = {branch.category: branch.name.strip() for branch in path}
    version = next((branch for branch in reversed(path) if branch.category in _VERSIONS), None)
    return Product(
        id=full.product_id,
        name=full.name.strip(),
        vendor=named.get("vendor", ""),
        families=tuple(branch.name.strip() for branch in path if branch.category == "product_family"),
        product=named.get("product_name", ""),
        version=version.name.strip() if version else "",
        is_range=bool(version and _VERSIONS[version.category]),
        other=tuple(f"{branch.category}: {branch.name}" for branch in path if branch.category not in _NAMED),
        identifiers=_identifiers(full.product_identification_helper),
    )


def _identifiers(helper: wire.Helper | None) -> Identifiers:
    if helper is None:
        return Identifiers()
    hashes = (one for file in helper.hashes for one in file.file_hashes)
    return Identifiers(
        purls=tuple(dict.fromkeys(purl for purl in (helper.purl, *helper.purls) if purl)),
        cpe=helper.cpe,
        model_numbers=helper.model_numbers,
        serial_numbers=helper.serial_numbers,
        skus=helper.skus,
        hashes=tuple(f"{one.algorithm}:{one.value}" for one in hashes),
    )


def _related(tree: wire.Tree) -> Iterator[Product]:
    """Products made of others; the vendor and the name are in the words of the relationship."""
    paths = (
        (path.full_product_name, (path.beginning_product_reference, step.category, step.next_product_reference))
        for path in tree.product_paths
        for step in path.subpaths[:1]
    )
    pairs = (
        (one.full_product_name, (one.product_reference, one.category, one.relates_to_product_reference))
        for one in tree.relationships
    )
    for full, part_of in chain(pairs, paths):
        yield Product(
            id=full.product_id,
            name=full.name.strip(),
            identifiers=_identifiers(full.product_identification_helper),
            part_of=part_of,
        )

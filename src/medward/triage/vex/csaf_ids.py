# SPDX-License-Identifier: Apache-2.0
"""Where the products of a CSAF document are defined, and where their ids are used."""

from collections.abc import Iterator

from medward.triage.vex import csaf_wire as wire

_SCOPED = ("flags", "remediations", "threats")
_STATUSES = wire.ProductStatus.__struct_fields__


def full_names(document: wire.CsafDocument) -> Iterator[tuple[str, wire.FullName]]:
    """Every definition of a product, with its path."""
    tree = document.product_tree or wire.ProductTree()
    for number, name in enumerate(tree.full_product_names):
        yield f"product_tree.full_product_names[{number}]", name
    for number, one in enumerate(tree.relationships):
        yield f"product_tree.relationships[{number}].full_product_name", one.full_product_name
    ahead = [(f"product_tree.branches[{number}]", branch) for number, branch in enumerate(tree.branches)]
    while ahead:
        path, branch = ahead.pop()
        if branch.product is not None:
            yield f"{path}.product", branch.product
        ahead.extend((f"{path}.branches[{number}]", inner) for number, inner in enumerate(branch.branches))


def definitions(document: wire.CsafDocument) -> Iterator[tuple[str, str]]:
    """Path and id of every definition."""
    for path, name in full_names(document):
        yield path, name.product_id


def uses(document: wire.CsafDocument) -> Iterator[tuple[str, str]]:
    """Path and id wherever a product is named that must be defined."""
    tree = document.product_tree or wire.ProductTree()
    for number, group in enumerate(tree.product_groups):
        yield from ((f"product_tree.product_groups[{number}]", one) for one in group.product_ids)
    for number, one in enumerate(tree.relationships):
        path = f"product_tree.relationships[{number}]"
        yield f"{path}.product_reference", one.product_reference
        yield f"{path}.relates_to_product_reference", one.relates_to_product_reference
    for number, vulnerability in enumerate(document.vulnerabilities or ()):
        yield from _uses_in(f"vulnerabilities[{number}]", vulnerability)


def _uses_in(path: str, one: wire.Vulnerability) -> Iterator[tuple[str, str]]:
    status = one.product_status or wire.ProductStatus()
    for field in _STATUSES:
        yield from ((f"{path}.product_status.{field}", product) for product in getattr(status, field))
    for key in _SCOPED:
        for number, scoped in enumerate(getattr(one, key)):
            yield from ((f"{path}.{key}[{number}]", product) for product in scoped.product_ids)
    for number, score in enumerate(one.scores):
        yield from ((f"{path}.scores[{number}]", product) for product in score.products)
    for number, metric in enumerate(one.metrics):
        yield from ((f"{path}.metrics[{number}]", product) for product in metric.products)


def group_uses(document: wire.CsafDocument) -> Iterator[tuple[str, str]]:
    """Path and id wherever a product group is named."""
    for number, one in enumerate(document.vulnerabilities or ()):
        for key in _SCOPED:
            for inner, scoped in enumerate(getattr(one, key)):
                path = f"vulnerabilities[{number}].{key}[{inner}]"
                yield from ((path, group) for group in scoped.group_ids)


def products_of(scoped: wire.Scoped, document: wire.CsafDocument) -> Iterator[str]:
    """The products of which something is said, those of groups too."""
    yield from scoped.product_ids
    if scoped.group_ids:
        groups = (document.product_tree or wire.ProductTree()).product_groups
        yield from (product for one in groups if one.group_id in scoped.group_ids for product in one.product_ids)

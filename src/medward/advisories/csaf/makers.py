# SPDX-License-Identifier: Apache-2.0
"""Who makes a product of an advisory, as far as the document says.

The branch of category `vendor` above it; of a product made of others, that of the first that has one; else the
publisher, where that is a vendor writing of its own products. Empty where none of these is there.
"""

from collections.abc import Mapping

from medward.advisories.csaf.model import Advisory, Product


def maker(advisory: Advisory, product: Product, vendors: Mapping[str, str]) -> str:
    """The maker of a product; `vendors` is product id → vendor branch, for all products of the advisory."""
    if product.vendor:
        return product.vendor
    if product.part_of:
        first, _, second = product.part_of
        if vendor := vendors.get(first) or vendors.get(second):
            return vendor
    return advisory.publisher if advisory.publisher_kind == "vendor" else ""


def vendors(advisory: Advisory) -> dict[str, str]:
    """Product id → vendor branch."""
    return {product.id: product.vendor for product in advisory.products}

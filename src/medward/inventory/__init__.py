# SPDX-License-Identifier: Apache-2.0
"""SBOMs: reading every common format into one model, its quality, comparison and conversion."""

from medward.inventory.model import CONTAINS, DEPENDS_ON, PROVIDES, Component, Hash, Inventory, Relationship
from medward.inventory.reader import parse, read

__all__ = [
    "CONTAINS",
    "DEPENDS_ON",
    "PROVIDES",
    "Component",
    "Hash",
    "Inventory",
    "Relationship",
    "parse",
    "read",
]

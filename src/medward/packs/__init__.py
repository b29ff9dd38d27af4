# SPDX-License-Identifier: Apache-2.0
"""Packs: laws, guidances and standards as data, read and checked. Nothing in a pack is executed."""

from medward.packs.framework import Framework, Requirement
from medward.packs.library import asked_by_default, shipped, shipped_ids, shipped_pack
from medward.packs.reading import digest, parse, read
from medward.packs.standing import LegalStatus, legal_note, legal_status

__all__ = [
    "Framework",
    "LegalStatus",
    "Requirement",
    "asked_by_default",
    "digest",
    "legal_note",
    "legal_status",
    "parse",
    "read",
    "shipped",
    "shipped_ids",
    "shipped_pack",
]

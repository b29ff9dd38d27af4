# SPDX-License-Identifier: Apache-2.0
"""Relationships put in order: both ends exist, each is there once, and what was dropped is noted."""

from collections.abc import Collection
from operator import attrgetter

from medward.inventory.limits import MAX_LINKS
from medward.inventory.model import Relationship
from medward.inventory.notes import counted
from medward.inventory.source import Source

_SOURCE = attrgetter("source")
_TARGET = attrgetter("target")


def settle(
    found: Collection[Relationship], refs: Collection[str], source: Source
) -> tuple[tuple[Relationship, ...], list[str]]:
    """The relationships whose ends are among `refs`, each once and in order, and notes on the others.

    Raises ProblemsError when there are more than `MAX_LINKS`.
    """
    if len(found) > MAX_LINKS:
        message = f"the file holds {len(found):,} relationships, more than the {MAX_LINKS:,} allowed"
        raise source.refusal("links", message, "Split the SBOM, one for each part of the product")
    once = dict.fromkeys(found)
    missing = {*map(_SOURCE, once), *map(_TARGET, once)}.difference(refs)
    if not missing:
        return tuple(once), []
    kept = tuple(link for link in once if link.source not in missing and link.target not in missing)
    what = "relationships lead to what is no component of this SBOM and are not taken over"
    return kept, counted(len(once) - len(kept), what, sorted(missing))

# SPDX-License-Identifier: Apache-2.0
"""Which of the elements that an SPDX document describes is its primary component.

SPDX lets a document describe several elements. Exactly one described package is the primary component; without a
described package, exactly one described file. Where several are described nothing tells which of them the SBOM is
about, so none is taken as primary and a note says so.
"""

from collections.abc import Iterable, Mapping

from medward.inventory.model import Component
from medward.inventory.notes import counted


def primary_of(
    described: Iterable[str], packages: Mapping[str, Component], files: Mapping[str, Component]
) -> tuple[Component | None, list[str]]:
    """The primary component among the refs that are described, and a note where there are several."""
    refs = dict.fromkeys(described)
    roots = [packages[ref] for ref in refs if ref in packages] or [files[ref] for ref in refs if ref in files]
    if len(roots) == 1:
        return roots[0], []
    names = [root.label for root in roots]
    return None, counted(len(roots), "elements are described, none of them as the primary component", names)

# SPDX-License-Identifier: Apache-2.0
"""Which components of an inventory are matched, each with the digests by which it can be found.

Rules:

- The primary component is matched where it has a package URL or a CPE name, or a dossier confirms its name;
  without these it is the product itself, of which no registry knows. All others are matched.
- A file that a component contains, as SPDX lists files inside packages, is no component of its own: an advisory
  that names the file by its digest is about the component that holds it. So its digests count as the component's.
"""

from collections import defaultdict
from collections.abc import Container, Iterator

import msgspec

from medward.inventory import Component, Inventory
from medward.inventory.model import CONTAINS, Hash


def matched_components(inventory: Inventory, confirmed: Container[str] = ()) -> Iterator[Component]:
    """The components that are matched, in their order; `confirmed` are references that a dossier confirms."""
    held = _digests_of_files(inventory) if inventory.files else {}
    primary = inventory.primary
    if primary is not None and (primary.purl or primary.cpes or primary.ref in confirmed):
        yield _with(primary, held)
    for one in inventory.components:
        yield _with(one, held)


def _with(component: Component, held: dict[str, list[Hash]]) -> Component:
    more = held.get(component.ref)
    return msgspec.structs.replace(component, hashes=(*component.hashes, *more)) if more else component


def _digests_of_files(inventory: Inventory) -> dict[str, list[Hash]]:
    """Reference of a component → the digests of the files that it contains itself."""
    files = {file.ref: file.hashes for file in inventory.files}
    found: dict[str, list[Hash]] = defaultdict(list)
    for link in inventory.relationships:
        if link.kind == CONTAINS and link.target in files and link.source not in files:
            found[link.source] += files[link.target]
    return dict(found)

# SPDX-License-Identifier: Apache-2.0
"""An inventory written as CycloneDX 1.6 or SPDX 2.3, in JSON.

Rules:

- The same inventory gives the same bytes. Ids of the new document are UUIDv5 over its content; the timestamp is
  that of the source, never the clock.
- Reading the result gives the same components (names, versions, package URLs, CPEs, hashes, licences, support
  facts) and relationships. What cannot be carried over is told, with its number; nothing is left out silently.
- Only what the inventory holds is written: what its reader did not take over (see its notes) is not in the result.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from medward.inventory.model import Inventory


class Target(StrEnum):
    """What can be written."""

    CYCLONEDX = "cyclonedx-1.6"
    SPDX = "spdx-2.3"


@dataclass(frozen=True, slots=True)
class Converted:
    """A document with what was lost on the way to it.

    Attributes:
        data: the document, UTF-8 JSON with a newline at its end.
        lost: what could not be carried over, one line each.
    """

    data: bytes = field(repr=False)
    lost: tuple[str, ...]


def convert(inventory: Inventory, target: Target) -> Converted:
    """Write an inventory in another format."""
    if target is Target.CYCLONEDX:
        from medward.inventory import write_cyclonedx as writer
    else:
        from medward.inventory import write_spdx as writer  # type: ignore[no-redef] # two writers with one contract
    data, lost = writer.write(inventory)
    return Converted(data, (*(f"not in the inventory: {note}" for note in inventory.notes), *lost))

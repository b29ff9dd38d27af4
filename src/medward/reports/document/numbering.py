# SPDX-License-Identifier: Apache-2.0
"""Numbers of headings, tables and figures, the same in every rendering: `2.1`, `Table 3`, `Figure 1`."""

from collections.abc import Iterator
from dataclasses import dataclass

from medward.reports.document.tree import Block, Document, Figure, Heading, Table


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block with its number.

    Attributes:
        block: the block.
        label: `2.1` for a heading, `Table 3`, `Figure 1`; empty for anything else.
        name: where the block is in the document, for links from the contents: `part-2-1`, `table-3`.
    """

    block: Block
    label: str
    name: str


def numbered(document: Document) -> Iterator[Numbered]:
    """Every block with its number, in order."""
    levels: list[int] = []
    tables = figures = 0
    for index, block in enumerate(document.blocks):
        match block:
            case Heading():
                levels = [*levels, *[0] * (block.level - len(levels))][: block.level]
                levels[-1] += 1
                label = ".".join(map(str, levels))
                yield Numbered(block, label, f"part-{label.replace('.', '-')}")
            case Table():
                tables += 1
                yield Numbered(block, f"Table {tables}", f"table-{tables}")
            case Figure():
                figures += 1
                yield Numbered(block, f"Figure {figures}", f"figure-{figures}")
            case _:
                yield Numbered(block, "", f"block-{index}")

# SPDX-License-Identifier: Apache-2.0
"""On which paper each part of a document stands: A4 upright, A4 on its side, or A3 on its side.

Rules:

- A first-level part with a wide table stands on its side as a whole, so that no heading stands alone.
- A wide figure gets a sheet of A3 with the headings and words that lead to it: an architecture view of 60 elements
  cannot be read on less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from medward.reports.document.numbering import Numbered, numbered
from medward.reports.document.tree import Block, Document, Figure, Heading, Table


class Paper(StrEnum):
    """A sheet of paper."""

    UPRIGHT = "upright"
    ACROSS = "across"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks on one kind of paper."""

    paper: Paper
    blocks: tuple[Numbered, ...]


def sections(document: Document) -> tuple[Section, ...]:
    """The document cut where its paper changes."""
    blocks = tuple(numbered(document))
    papers = _papers([one.block for one in blocks])
    runs = groupby(zip(papers, blocks, strict=True), key=lambda pair: pair[0])
    return tuple(Section(paper, tuple(one for _, one in run)) for paper, run in runs)


def _papers(blocks: Sequence[Block]) -> list[Paper]:
    """The paper of each block."""
    papers: list[Paper] = []
    for start, end in _parts(blocks):
        wide = any(isinstance(block, Table) and block.wide for block in blocks[start:end])
        papers += [Paper.ACROSS if wide else Paper.UPRIGHT] * (end - start)
    for index, block in enumerate(blocks):
        if isinstance(block, Figure) and block.wide:
            start = _lead(blocks, index)
            papers[start : index + 1] = [Paper.LARGE] * (index + 1 - start)
    return papers


def _parts(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where each first-level part begins and ends; what stands before the first is a part of its own."""
    heads = [index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    starts = list(dict.fromkeys([0, *heads]))
    return list(zip(starts, [*starts[1:], len(blocks)], strict=True))


def _lead(blocks: Sequence[Block], figure: int) -> int:
    """Where the words begin that lead to a figure: with the headings above them, or after a table or a figure."""
    start = figure
    while start and not isinstance(blocks[start - 1], Heading | Table | Figure):
        start -= 1
    while start and isinstance(blocks[start - 1], Heading):
        start -= 1
    return start

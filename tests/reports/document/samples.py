# SPDX-License-Identifier: Apache-2.0
"""A document with every kind of block, and one made of hostile texts."""

from datetime import date

from medward.reports.document.tree import (
    Block,
    Bullets,
    Column,
    Document,
    Figure,
    Gap,
    Heading,
    Link,
    Missing,
    Paragraph,
    Ref,
    Row,
    Table,
    Tone,
    Words,
)

DAY = date(2026, 6, 1)
FACTS = (("Manufacturer", "Example Devices"), ("As of", "2026-06-01"), ("Dossier revision", "sha256:" + "5e" * 32))
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" width="300" height="120">'
    b'<rect x="10" y="10" width="280" height="100" fill="#eeeeee" stroke="#111111"/>'
    b'<text x="30" y="65" font-family="sans-serif" font-size="20">Pump</text></svg>'
)


def every_block(rows: int = 3) -> Document:
    """Every kind of block and inline; the table has as many rows as asked."""
    return Document(
        "sample",
        "Sample of everything",
        "Example pump",
        DAY,
        FACTS,
        (
            Heading(1, "First part"),
            Paragraph((Words("Plain, "), Words("strong", Tone.STRONG), Words(" and "), Words("a_b", Tone.CODE))),
            Paragraph((Ref("threat:T-1", "T-1"), Words(" and "), Link("https://example.org/a?b=c", "a page"))),
            Paragraph((Words("Owner: "), Missing("nobody is named"))),
            Bullets(((Words("one"),), (Words("two"), Missing("a reason")))),
            Bullets(((Words("first"),), (Words("second"),)), ordered=True),
            Heading(2, "Below it", "device:pump"),
            Gap("No plan covers updates", "Add a plan"),
            Table(
                "Threats",
                (Column("Threat", 2), Column("What could happen", 5)),
                tuple(
                    Row(
                        (((Words(f"T-{index}", Tone.STRONG),),), ((Words("Somebody"),), (Words("W" * 90),))),
                        f"threat:T-{index}",
                    )
                    for index in range(1, rows + 1)
                ),
            ),
            Heading(1, "Second part"),
            Figure(SVG, "The pump", "One box that stands for the pump"),
            Table(
                "Wide",
                tuple(Column(f"Column {index}") for index in range(8)),
                (Row(tuple(((Words("some words in a cell"),),) for _ in range(8))),),
                wide=True,
            ),
        ),
    )


def unbroken(length: int = 160) -> Document:
    """A word as long as asked wherever words can stand; tables of two and of nine columns."""
    long = "5e" * (length // 2)
    line = (Words(long), Words(long, Tone.CODE), Missing(long), Link(f"https://example.org/{long}", long))
    blocks: tuple[Block, ...] = (
        Heading(1, long),
        Paragraph(line),
        Bullets((line,)),
        Gap(long, long),
        Figure(SVG, long, long),
        *(
            Table(long, tuple(Column(long) for _ in range(columns)), (Row(((line,),) * columns),))
            for columns in (2, 9)
        ),
    )
    return Document("unbroken", long, long, DAY, ((long, long),), blocks)


def small_tables(count: int) -> Document:
    """Headings with a table each, of one row more than the one before."""
    blocks: list[Block] = [Heading(1, "Tables")]
    for number in range(count):
        rows = tuple(Row((((Words(f"row {number}-{index}"),),),)) for index in range(1 + number % 7))
        blocks += [Heading(2, f"Topic {number}"), Table(f"About {number}", (Column("Id"),), rows)]
    return Document("tables", "Tables", "Pump", DAY, FACTS, tuple(blocks))


def hostile(texts: tuple[str, ...]) -> Document:
    """The texts wherever a text can stand."""
    blocks: tuple[Block, ...] = (
        *(Heading(1, text) for text in texts),
        *(Paragraph((Words(text), Words(text, Tone.CODE), Missing(text), Link(text, text))) for text in texts),
        *(Gap(text, text) for text in texts),
        *(Table(text, (Column(text),), (Row((((Words(text),),),), f"x:{n}"),)) for n, text in enumerate(texts)),
        Figure(SVG, texts[0], texts[0]),
    )
    return Document("hostile", texts[0], texts[0], DAY, ((texts[0], texts[0]),), blocks)

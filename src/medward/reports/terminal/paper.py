# SPDX-License-Identifier: Apache-2.0
"""What the report is printed on: how wide it is, what it can show, how much is to be shown, and its pens.

Rules:

- Every foreign text goes through `ink`, which makes it harmless (`medward.reports.visible`); no text is ever read
  as markup.
- A status is shown by its mark and its word; colour only repeats what they say.
- A place is written `folder/file:line` on a line of its own and never broken, so that a click in an editor opens
  it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Self, TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from medward.base.problems import Place
from medward.compliance.model import Status
from medward.reports.choices import Show
from medward.reports.visible import visible
from medward.reports.words import SIGNS

_END_OF_LINE = re.compile(r"(?: |\x1b\[[0-9;]*m)+$", re.MULTILINE)
PENS: dict[Status, str] = {
    Status.MET: "green",
    Status.NOT_MET: "red",
    Status.UNKNOWN: "yellow",
    Status.ERROR: "bold magenta",
    Status.NOT_APPLICABLE: "dim",
}
FILLS: dict[Status, tuple[str, str]] = {
    Status.MET: ("█", "#"),
    Status.NOT_MET: ("▒", "x"),
    Status.UNKNOWN: ("░", "?"),
    Status.ERROR: ("!", "!"),
    Status.NOT_APPLICABLE: ("·", "."),
}
"""What a bar is drawn with: differs without colour, and has an ASCII twin."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a section needs to know about where it is printed.

    Attributes:
        width: columns.
        encoding: in what the text is written; beyond Unicode's own, only ASCII signs are used.
        colours: True where text may be coloured.
        folder: path of the dossier as the reader named it; stands before the places in it.
        show: how much is to be shown.
    """

    width: int = 80
    encoding: str = "utf-8"
    colours: bool = False
    folder: str = ""
    show: Show = Show.ESSENTIALS

    @classmethod
    def of(cls, stream: TextIO, folder: str, show: Show) -> Self:
        """The paper that a stream is: colours only on a terminal, and not where NO_COLOR is set."""
        console = Console(file=stream)
        colours = console.is_terminal and not console.no_color and console.color_system is not None
        return cls(console.width, stream.encoding or "ascii", colours, folder, show)

    @property
    def unicode(self) -> bool:
        """Whether every character can be shown."""
        return self.encoding.lower().replace("_", "-").startswith("utf")

    def encoded(self, text: str) -> bytes:
        """`text` as bytes, with a question mark for each character that the encoding cannot say."""
        return text.encode(self.encoding, "replace")

    @property
    def dot(self) -> str:
        """What stands between things that are said in one line."""
        return " · " if self.unicode else " - "

    @property
    def times(self) -> str:
        """The multiplication sign."""
        return "×" if self.unicode else "x"

    def mark(self, status: Status) -> Text:
        """The mark of a status in its colour."""
        sign = SIGNS[status]
        return Text(sign.mark if self.unicode else sign.plain, PENS[status])

    def fill(self, status: Status) -> str:
        """The character with which a bar shows a status."""
        return FILLS[status][0 if self.unicode else 1]

    def place(self, place: Place) -> Text:
        """A place as an editor opens it."""
        path = f"{self.folder.rstrip('/')}/{place}" if self.folder else str(place)
        return Text(visible(path), "cyan", no_wrap=True, overflow="ignore")

    def shows(self, section: Show) -> bool:
        """Whether a section is printed at all."""
        return self.show in {Show.ESSENTIALS, Show.ALL, section}

    def limit(self, section: Show, essentials: int, there: int) -> int:
        """How many items of a section are printed: the first `essentials`, or all that there are."""
        return there if self.show in {Show.ALL, section} else min(essentials, there)


def printed(items: Iterable[RenderableType], paper: Paper) -> str:
    """Items as text: ANSI colours where the paper has them, no spaces at the ends of lines."""
    stream = StringIO()
    console = Console(
        file=stream,
        width=paper.width,
        force_terminal=paper.colours,
        color_system="standard" if paper.colours else None,
        no_color=not paper.colours,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for item in items:
        console.print(item, crop=False)
    return _END_OF_LINE.sub(lambda match: match.group().replace(" ", ""), stream.getvalue())


def ink(text: str, pen: str = "") -> Text:
    """Foreign text, made harmless."""
    return Text(visible(text), pen)


def indented(item: RenderableType, columns: int) -> Padding:
    """Something moved to the right, with all of its lines."""
    return Padding(item, (0, 0, 0, columns), expand=False)


def title(text: str, beside: str = "") -> Text:
    """The heading of a section, with an empty line before it."""
    return Text.assemble("\n", (text, "bold"), ("  " + beside if beside else "", "dim"))


def more(hidden: int, section: Show) -> Text:
    """How much is not shown, and what shows it."""
    return Text(f"+{hidden:,} more; --show {section}", "dim")

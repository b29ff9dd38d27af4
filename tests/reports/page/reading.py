# SPDX-License-Identifier: Apache-2.0
"""The page as a browser sees it, for the tests: its tags with their attributes, and its text."""

from collections.abc import Iterator
from html.parser import HTMLParser

from medward.compliance.model import Assessment
from medward.reports.page import render

VOID = {"meta", "link", "br", "rect", "path"}
"""Tags without an end."""
Attributes = dict[str, str | None]


class Page(HTMLParser):
    """The page of an assessment. Every tag must be closed in order; text is what stands outside of the style."""

    def __init__(self, given: Assessment) -> None:
        super().__init__()
        self.tags: list[tuple[str, Attributes]] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self.feed(render(given).decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself, as in drawings."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes, which must be the one that was opened last."""
        opened = self._open.pop()
        if opened != tag:
            raise AssertionError(f"<{opened}> is closed by </{tag}>")

    def handle_data(self, data: str) -> None:
        """Text."""
        if "style" not in self._open:
            self._words.append(data)

    @property
    def text(self) -> str:
        """All text, with one space for every run of white space."""
        return " ".join("".join(self._words).split())

    @property
    def left_open(self) -> list[str]:
        """Tags that were never closed."""
        return self._open

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [str(attributes["id"]) for _, attributes in self.tags if "id" in attributes]

    def all(self, tag: str) -> Iterator[Attributes]:
        """The attributes of every tag of a kind."""
        return (attributes for name, attributes in self.tags if name == tag)

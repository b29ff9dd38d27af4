# SPDX-License-Identifier: Apache-2.0
"""What the report is printed on: only what it can show is sent to it."""

import io
from typing import Any

import pytest

from medward.base.problems import Place
from medward.compliance.model import Status
from medward.reports.choices import Show
from medward.reports.terminal.paper import FILLS, PENS, Paper, ink, more


def stream(encoding: str = "utf-8", *, terminal: bool = False) -> io.TextIOWrapper:
    class Stream(io.TextIOWrapper):
        def isatty(self) -> bool:
            return terminal

    return Stream(io.BytesIO(), encoding=encoding)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_terminal_gets_colours_and_a_pipe_does_not() -> None:
    assert Paper.of(stream(terminal=True), "", Show.ALL).colours
    assert not Paper.of(stream(), "", Show.ALL).colours


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colour_gets_none(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert not Paper.of(stream(terminal=True), "", Show.ALL).colours


def test_a_pipe_is_80_columns_wide_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Paper.of(stream(), "", Show.ALL).width == 80
    monkeypatch.setenv("COLUMNS", "120")
    assert Paper.of(stream(), "", Show.ALL).width == 120


@pytest.mark.parametrize(
    ("encoding", "knows"), [("utf-8", True), ("UTF_16", True), ("ascii", False), ("latin-1", False)]
)
def test_only_unicode_gets_signs_beyond_ascii(encoding: str, *, knows: bool) -> None:
    paper = Paper(encoding=encoding)
    assert paper.unicode is knows
    signs = "".join([paper.dot, paper.times, *(paper.fill(one) + paper.mark(one).plain for one in Status)])
    assert signs.isascii() is not knows


def test_what_an_encoding_cannot_say_becomes_a_question_mark() -> None:
    assert Paper(encoding="ascii").encoded("Grüße") == b"Gr??e"


def test_every_status_has_a_pen_and_a_fill_of_its_own() -> None:
    assert set(PENS) == set(FILLS) == set(Status)
    for fills in zip(*FILLS.values(), strict=True):
        assert len(set(fills)) == len(Status)


@pytest.mark.parametrize(
    ("folder", "place", "shown"),
    [
        ("examples/pump", Place("threats.yaml", 41, 3), "examples/pump/threats.yaml:41"),
        ("examples/pump/", Place("sboms/a.json"), "examples/pump/sboms/a.json"),
        ("", Place("threats.yaml", 41), "threats.yaml:41"),
    ],
)
def test_a_place_is_written_as_an_editor_opens_it(folder: str, place: Place, shown: str) -> None:
    assert Paper(folder=folder).place(place).plain == shown


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        (Show.ESSENTIALS, {Show.VERDICTS, Show.LINKS, Show.FINDINGS, Show.UNKNOWN}),
        (Show.ALL, {Show.VERDICTS, Show.LINKS, Show.FINDINGS, Show.UNKNOWN}),
        (Show.LINKS, {Show.LINKS}),
    ],
)
def test_one_section_may_be_asked_for(show: Show, shown: set[Show]) -> None:
    sections = set(Show) - {Show.ESSENTIALS, Show.ALL}
    assert {section for section in sections if Paper(show=show).shows(section)} == shown


def test_essentials_are_limited_and_what_was_asked_for_is_not() -> None:
    limits: list[Any] = [
        Paper(show=show).limit(Show.LINKS, 5, 100) for show in (Show.ESSENTIALS, Show.LINKS, Show.ALL)
    ]
    assert limits == [5, 100, 100]
    assert Paper().limit(Show.LINKS, 5, 3) == 3


def test_foreign_text_is_made_harmless() -> None:
    assert ink("\x1b[31m[bold]x[/bold]").plain == "␛[31m[bold]x[/bold]"


def test_what_is_hidden_says_how_to_see_it() -> None:
    assert more(1234, Show.FINDINGS).plain == "+1,234 more; --show findings"

# SPDX-License-Identifier: Apache-2.0
"""The report on a terminal as a whole."""

import re
from collections.abc import Callable

import pytest

from medward.compliance.model import Assessment
from medward.reports.choices import Show
from medward.reports.terminal import Paper, render
from medward.reports.visible import visible
from reports.factories import (
    HOSTILE,
    all_met,
    assessment,
    broken_sbom,
    hostile,
    large,
    without_database,
)

VARIANTS = [assessment(), all_met(), without_database(), broken_sbom(), large()]


def said(text: str) -> str:
    """Text without its line breaks, to look for sentences that may be broken anywhere."""
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 120])
def test_the_small_assessment_reads_like_its_golden_file(width: int, golden: Callable[[str, bytes], None]) -> None:
    golden(f"check-{width}.txt", render(assessment(), Paper(width, folder="examples/pump")).encode())


def test_everything_reads_like_its_golden_file(golden: Callable[[str, bytes], None]) -> None:
    paper = Paper(100, folder="examples/pump", show=Show.ALL)
    golden("check-all.txt", render(broken_sbom(), paper).encode())


def test_plain_ascii_reads_like_its_golden_file(golden: Callable[[str, bytes], None]) -> None:
    golden("check-ascii.txt", render(assessment(), Paper(60, "ascii", folder="examples/pump")).encode())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("given", VARIANTS)
def test_no_line_is_wider_than_the_terminal_but_places(width: int, given: Assessment) -> None:
    lines = render(given, Paper(width, folder="examples/pump")).splitlines()
    assert [line for line in lines if len(line) > width and "examples/pump/" not in line] == []


@pytest.mark.parametrize("given", VARIANTS)
def test_the_essentials_fit_on_two_screens(given: Assessment) -> None:
    assert len(render(given, Paper()).splitlines()) <= 80


@pytest.mark.parametrize("given", VARIANTS)
def test_colours_change_nothing_that_is_said(given: Assessment) -> None:
    coloured = render(given, Paper(colours=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(given, Paper())
    assert "\x1b[" in coloured


@pytest.mark.parametrize("show", Show)
def test_no_line_ends_in_a_space(show: Show) -> None:
    for paper in (Paper(show=show), Paper(show=show, colours=True)):
        plain = re.sub(r"\x1b\[[0-9;]*m", "", render(large(30), paper))
        assert not re.search(r" $", plain, re.MULTILINE)


def test_the_head_names_device_revision_day_and_age_of_the_advisories() -> None:
    head = said(render(assessment(), Paper()))
    assert "Made-up infusion pump Example Devices · models IP-200, IP-200W" in head
    assert "release 3.2.0 · revision sha256:5e5e5e5e5e5e · as of 2026-03-20" in head
    assert "OSV PyPI: 2026-03-08, 12 days old" in head


def test_it_ends_with_the_next_step() -> None:
    text = render(assessment(), Paper())
    assert said(text[text.index("Next step") :]).startswith(
        "Next step CVE-2025-1111 (KEV) in gateway-http 2.4.1: Decide about it"
    )


def test_without_a_database_it_says_so_and_how_to_build_one() -> None:
    text = said(render(without_database(), Paper()))
    assert "advisories: none were asked, so findings are unknown" in text
    assert "medward database build --from FOLDER --output FILE" in text
    assert "Findings unknown: there was no advisory database to ask" in text
    assert "none of them asked about" in text


def test_what_could_not_be_read_comes_before_the_verdicts() -> None:
    text = render(broken_sbom(), Paper(folder="examples/pump"))
    assert text.index("Could not be read") < text.index("✓")
    assert "examples/pump/sboms/gateway.json\n" in text


def test_when_all_is_met_nothing_is_called_missing() -> None:
    text = said(render(all_met(), Paper()))
    assert "Broken links none" in text
    assert "Findings none in the components that could be asked about" in text
    assert "not met" not in text


def test_one_section_can_be_asked_for_in_full() -> None:
    text = render(large(), Paper(show=Show.LINKS))
    assert "Findings" not in text
    assert "more;" not in text
    assert text.count("no control reduces it") == 200


def test_what_is_left_out_is_counted() -> None:
    text = render(large(), Paper())
    shown = text.count("no control reduces it")
    hidden = [int(number) for number in re.findall(r"\+(\d+) more; --show links", text)]
    assert shown + sum(hidden) == 200


def test_links_of_one_mend_stand_together_largest_group_first() -> None:
    text = render(assessment(), Paper())
    assert text.index("2 × Add a test") < text.index("C-012") < text.index("C-014") < text.index("1 × Name")


@pytest.mark.parametrize("show", Show)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_hostile_text_reaches_the_terminal(show: Show, encoding: str) -> None:
    paper = Paper(80, encoding, folder="evil\x1b]0;x\x07", show=show)
    text = render(hostile(), paper)
    assert visible(text.replace("\n", " ")) == text.replace("\n", " ").replace("  ", " ") or not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ufeff]", text
    )


def test_hostile_text_is_shown_as_it_is() -> None:
    text = said(render(hostile(HOSTILE[:4]), Paper(200, show=Show.ALL)))
    for word in HOSTILE[:4]:
        assert word in text

# SPDX-License-Identifier: Apache-2.0
"""Verdicts on a terminal."""

from dataclasses import replace

from medward.compliance.model import Status
from medward.reports.choices import Show
from medward.reports.terminal import Paper, render
from reports.factories import assessment, framework, verdict


def lines(show: Show = Show.ESSENTIALS, width: int = 120) -> list[str]:
    return render(assessment(), Paper(width, show=show)).splitlines()


def test_each_framework_has_its_legal_status_a_bar_and_its_counts() -> None:
    text = lines()
    at = next(
        index for index, line in enumerate(text) if line.endswith("(a framework made up for tests)  in force")
    )
    assert set(text[at + 1].strip()) == set("█▒░!·")
    assert text[at + 2] == "  █ 2 met   ▒ 2 not met   ░ 1 unknown   ! 1 error   · 1 not applicable"


def test_a_framework_that_is_not_in_force_says_so() -> None:
    assert "A rule that is only proposed  proposed, not in force" in lines()


def test_each_section_is_counted_by_marks() -> None:
    assert "  Documentation     ✓ 1  ✗ 2  ? 1" in lines()


def test_in_full_each_verdict_has_mark_word_title_citation_and_reason() -> None:
    text = lines(Show.VERDICTS)
    at = text.index("  ✗ not met: Traceability  fda-premarket:app4.2, Section V.2")
    assert text[at + 1] == "      2 of 3 accepted threats reach no passed test"


def test_the_bar_is_as_wide_as_a_narrow_terminal_allows() -> None:
    bar = next(line for line in lines(width=50) if "█▒" in line)
    assert len(bar) == 48


def test_a_verdict_of_a_section_that_the_pack_does_not_list_is_not_lost() -> None:
    stray = replace(framework(), verdicts=(verdict(9, "Stray", Status.NOT_MET, "because", "elsewhere"),))
    given = replace(assessment(), frameworks=(stray,))
    for show in (Show.ESSENTIALS, Show.VERDICTS):
        assert "Other requirements" in render(given, Paper(120, show=show))


def test_a_framework_without_requirements_says_so() -> None:
    given = replace(assessment(), frameworks=(replace(framework(), verdicts=()),))
    assert "no requirement" in render(given, Paper())

# SPDX-License-Identifier: Apache-2.0
"""Broken links on a terminal."""

from dataclasses import replace

from medward.reports.choices import Show
from medward.reports.terminal import Paper, render
from reports.factories import UNTESTED, assessment, large, mends


def test_each_link_ends_with_the_place_to_begin() -> None:
    lines = render(assessment(), Paper(120, folder="examples/pump")).splitlines()
    at = next(index for index, line in enumerate(lines) if "no test verifies C-012" in line)
    assert lines[at + 1].strip() == "examples/pump/threats.yaml:41"


def test_a_link_without_a_place_has_no_empty_line() -> None:
    link = replace(UNTESTED[0], place=None)
    text = render(replace(assessment(), mends=mends((link,))), Paper(120, show=Show.LINKS))
    assert "no test verifies C-012\n\nNext step" in text


def test_the_head_counts_links_and_kinds_of_work() -> None:
    assert "Broken links  3, mended by 2 kinds of work\n" in render(assessment(), Paper(120))


def test_groups_that_are_left_out_are_counted_by_their_links() -> None:
    text = render(large(), Paper(120))
    groups = large().mends
    assert f"\n  +{sum(len(group.broken) for group in groups[4:])} more; --show links\n" in text

# SPDX-License-Identifier: Apache-2.0
"""What nobody knows yet, on a terminal."""

from dataclasses import replace

from medward.compliance.model import Assessment, Uncovered, Unknown
from medward.reports.choices import Show
from medward.reports.terminal import Paper, render
from reports.factories import assessment, coverage

MANY = tuple(Uncovered(f"part-{number}", "1", "it has no purl") for number in range(9))


def section(given: Assessment, show: Show = Show.ESSENTIALS) -> str:
    text = render(given, Paper(120, show=show))
    return text[text.index("What nobody knows yet") : text.index("Next step")]


def test_components_without_an_answer_are_named_with_the_reason() -> None:
    text = section(assessment())
    assert "? unidentified vendor-blob (no version): it has no purl and no CPE" in text
    assert "? not covered freertos 10.4.3: the database has no source for pkg:generic" in text


def test_questions_name_who_asks() -> None:
    assert "zlib 1.2.11 is looked after (asked by fda-premarket:app4.4)" in section(assessment())


def test_many_askers_are_counted() -> None:
    given = replace(assessment(), unknowns=(Unknown("nobody knows", ("a:1", "a:2", "a:3", "a:4")),))
    assert "nobody knows (asked by a:1, a:2 and 2 more)" in section(given)


def test_many_components_are_counted_and_can_be_asked_for() -> None:
    given = replace(assessment(), coverage=(replace(coverage(), unidentified=MANY),))
    assert "+6 more; --show unknown" in section(given)
    assert section(given, Show.UNKNOWN).count("part-") == 9

# SPDX-License-Identifier: Apache-2.0
"""Findings on a terminal."""

from dataclasses import replace

from medward.compliance.model import Assessment
from medward.reports.choices import Show
from medward.reports.terminal import Paper, render
from reports.factories import assessment, coverage, disagreeing, finding

SMALL = assessment()


def section(width: int = 100, show: Show = Show.ESSENTIALS, given: Assessment = SMALL) -> list[str]:
    text = render(given, Paper(width, show=show))
    begin = text.index("Findings")
    end = text.find("\n\n", begin)
    return text[begin:end].splitlines()


def test_the_head_counts_what_is_open_and_what_is_exploited() -> None:
    assert section()[0] == "Findings  3, 2 open, 1 known to be exploited; what matters first"


def test_a_line_tells_mark_component_fix_harm_and_decision() -> None:
    assert section()[2].split() == [
        "CVE-2025-1111",
        "KEV",
        "gateway-http",
        "2.4.1",
        "2.4.9",
        "catastrophic",
        "not",
        "decided",
    ]


def test_the_order_of_the_assessment_is_kept() -> None:
    ids = [line.split()[0] for line in section(120)[2:5]]
    assert ids == ["CVE-2025-1111", "CVE-2024-2222", "CVE-2023-3333"]


def test_a_long_id_is_never_broken() -> None:
    long = replace(SMALL.findings[0], finding=finding("DEBIAN-CVE-2025-27363", "gateway-http@2.4.1"))
    given = replace(SMALL, findings=(long,))
    for width in (50, 80, 110):
        assert any("DEBIAN-CVE-2025-27363" in line for line in section(width, given=given))


def test_narrow_paper_gets_lines_instead_of_a_table() -> None:
    assert section(70)[1:5] == [
        "  CVE-2025-1111  KEV  gateway-http 2.4.1",
        "      fixed in 2.4.9 · worst harm catastrophic · not decided",
        "      to do: Decide about it; until then treat it as uncontrolled",
        "      (fixed in 2.4.9) by 2026-04-01",
    ]


def test_below_the_table_stands_what_to_do_by_when_about_what_is_open() -> None:
    assert section(120)[5:] == [
        "    CVE-2025-1111: Decide about it; until then treat it as uncontrolled (fixed in 2.4.9) by 2026-04-01",
        "    CVE-2024-2222: Decide about it again (fixed in 1.2.12, 1.3.1) by 2026-03-10, 10 days past",
    ]


def test_in_full_the_day_and_the_score_in_this_device_are_told_with_their_reasons() -> None:
    text = "\n".join(section(120, show=Show.FINDINGS))
    assert "why by 2026-04-01: 30 days after 2026-03-02, to tell customers" in text
    assert "in this device: runs only in P-GATEWAY; the way in that counts is local, so MAV:L" in text


def test_in_full_every_finding_says_why_it_matches_and_why_it_stands_there() -> None:
    text = "\n".join(section(show=Show.FINDINGS))
    assert text.count("why here:") == text.count("why it matches:") == 3


def test_in_full_a_record_that_disagrees_is_told() -> None:
    line = SMALL.findings[0]
    given = replace(SMALL, findings=(replace(line, finding=replace(line.finding, views=(disagreeing(),))),))
    assert "      another record disagrees: the range ends before it" in section(show=Show.FINDINGS, given=given)


def test_a_finding_without_a_fix_says_that_none_is_named() -> None:
    assert any("no fix named" in line for line in section(60))
    assert any("none named" in line for line in section(120))


def test_several_releases_are_told_apart() -> None:
    given = replace(SMALL, coverage=(coverage(), replace(coverage(), version="4.0.0")))
    assert any("gateway-http 2.4.1 in 3.2.0" in line for line in section(120, given=given))

# SPDX-License-Identifier: Apache-2.0
"""What the templates show: counted, grouped, named; nothing lost."""

from dataclasses import replace

from medward.compliance.model import Status
from medward.reports.page.content import BAR, THINNEST, content
from reports.factories import all_met, assessment, framework, large, verdict, without_database


def test_every_verdict_has_a_place_of_its_own() -> None:
    made = content(assessment())
    assert made.anchors["fda-premarket:app4.2"] == "fda-premarket-app4.2"
    assert set(made.anchors) == {one.id for one in assessment().verdicts}
    assert len(set(made.anchors.values())) == len(made.anchors)


def test_the_bar_is_full_and_every_status_in_it_is_seen() -> None:
    verdicts = tuple(verdict(number, "x", Status.MET, "because") for number in range(5000))
    given = replace(framework(), verdicts=(*verdicts, verdict(5001, "y", Status.ERROR, "because")))
    bar = content(replace(assessment(), frameworks=(given,))).frameworks[0].bar
    assert [segment.status for segment in bar.segments] == [Status.MET, Status.ERROR]
    assert bar.segments[-1].length >= THINNEST
    assert bar.segments[-1].start + bar.segments[-1].length == BAR


def test_the_figures_are_those_of_the_assessment() -> None:
    made = content(assessment())
    assert (made.total.met, made.total.asked, made.broken, made.proofs) == (2, 6, 3, 3)
    assert (made.opened, made.exploited) == (2, 1)


def test_a_proof_of_two_verdicts_is_counted_once() -> None:
    given = framework()
    twice = replace(given, verdicts=(given.verdicts[0], replace(given.verdicts[0], requirement="other")))
    assert content(replace(assessment(), frameworks=(twice,))).proofs == 2


def test_sources_have_their_age_and_without_a_database_there_are_none() -> None:
    assert [source.name for source in content(assessment()).sources] == ["CISA KEV", "OSV PyPI"]
    assert content(without_database()).sources == ()


def test_broken_links_of_the_groups_add_up() -> None:
    made = content(large())
    assert sum(len(named.mend.broken) for named in made.mends) == made.broken == 200


def test_when_all_is_met_nothing_is_broken() -> None:
    made = content(all_met())
    assert (made.broken, made.mends, made.opened) == (0, (), 0)

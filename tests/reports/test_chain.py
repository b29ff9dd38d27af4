# SPDX-License-Identifier: Apache-2.0
"""Where on the chain the broken links are; each counted once."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.compliance.model import Mend
from medward.reports.chain import BRANCH, JOINTS, STATIONS, chain
from medward.trace.links import LINKS, way
from reports.factories import broken


def mend(name: str, number: int = 1) -> Mend:
    links = tuple(broken(f"threat:T-{index}", f"link {index}", "Mend it", name) for index in range(number))
    return Mend(name, "Mend it", links, ())


def missing(*mends: Mend) -> dict[str, int]:
    drawn = chain(mends)
    return {one.kind: one.before for one in (*drawn.stations, *drawn.branch) if one.before}


def short(*mends: Mend) -> dict[str, int]:
    drawn = chain(mends)
    return {one.kind: one.broken for one in (*drawn.stations, *drawn.branch) if one.broken}


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("test.verifies.control", "test"),
        ("test.verifies.requirement[test_kind=penetration]", "test"),
        ("test.evidence.evidence", "evidence"),
        ("requirement.specifies.control", "requirement"),
        ("control.reduces.threat", "control"),
        ("threat.leads_to.hazardous_situation", "hazardous_situation"),
        ("threat.leads_to.hazardous_situation.dangling", "hazardous_situation"),
        ("triage.decides.finding", "triage"),
    ],
)
def test_a_missing_link_is_drawn_at_its_joint(name: str, before: str) -> None:
    assert missing(mend(name, 3)) == {before: 3}


@pytest.mark.parametrize(
    ("name", "kind"), [("test.result=passed", "test"), ("evidence.renew", "evidence"), ("risk.has.before", "risk")]
)
def test_a_part_that_falls_short_is_drawn_at_its_station(name: str, kind: str) -> None:
    assert short(mend(name, 2)) == {kind: 2}


@pytest.mark.parametrize(
    "name", ["plan.renew", "labeling_item.topic", "view.shows.control", "plan.evidence.evidence", "", "<b>"]
)
def test_what_lies_on_no_chain_is_counted_beside_it(name: str) -> None:
    drawn = chain([mend(name, 4)])
    assert (drawn.beside, drawn.broken) == (4, 4)


@given(st.lists(st.tuples(st.sampled_from(sorted(LINKS)) | st.tuples(st.text(), st.text()), st.integers(1, 5))))
def test_every_broken_link_is_counted_exactly_once(groups: list[tuple[tuple[str, str], int]]) -> None:
    mends = [mend(f"{owner}.{field}", number) for (owner, field), number in groups]
    assert chain(mends).broken == sum(number for _, number in groups)


def test_without_broken_links_every_number_is_0() -> None:
    assert chain(()).broken == 0


def test_every_joint_is_a_link_of_the_trace_between_neighbours() -> None:
    kinds = list(STATIONS)
    neighbours = {*itertools.pairwise(kinds), *itertools.pairwise((kinds[0], *BRANCH))}
    assert set(JOINTS) <= set(LINKS)
    assert set(JOINTS.values()) == neighbours


def test_the_name_of_a_missing_link_is_the_one_that_the_trace_gives_it() -> None:
    walked = way("control", "verified_by", "test")
    assert walked is not None
    assert missing(mend(walked.mend_id)) == {"test": 1}

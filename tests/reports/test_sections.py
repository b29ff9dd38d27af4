# SPDX-License-Identifier: Apache-2.0
"""Every verdict stands under a heading."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from medward.compliance.model import Status
from medward.reports.sections import OTHERS, headed
from reports.factories import framework, verdict


def test_headings_keep_the_order_of_the_pack() -> None:
    assert [(one.title, len(one.verdicts)) for one in headed(framework())] == [
        ("Documentation", 4),
        ("Management plan", 3),
    ]


def test_a_heading_without_verdicts_is_left_out() -> None:
    assert headed(replace(framework(), verdicts=())) == ()


@given(st.lists(st.sampled_from(["app4", "plan", "nowhere", ""])))
def test_no_verdict_is_lost(sections: list[str]) -> None:
    verdicts = tuple(
        verdict(number, "x", Status.MET, "because", section) for number, section in enumerate(sections)
    )
    found = headed(replace(framework(), verdicts=verdicts))
    assert sorted(one.id for heading in found for one in heading.verdicts) == sorted(one.id for one in verdicts)
    assert [heading.title for heading in found if heading.title == OTHERS] == [OTHERS] * bool(
        {"nowhere", ""} & set(sections)
    )

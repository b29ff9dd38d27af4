# SPDX-License-Identifier: Apache-2.0
"""Laws that hold for every shipped framework on any dossier, tried on dossiers put together at random."""

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.dossiers import (
    CONTROL,
    EVIDENCE,
    RELEASE,
    TEST,
    THREAT,
    component,
    context,
    database,
    dossier,
    exploited,
    inventory,
    matched,
    part,
    read,
)
from medward.compliance.model import Status, Verdict
from medward.compliance.verdicts import of_framework
from medward.packs.library import shipped

US = {"markets": [{"jurisdiction": "US", "device_class": "II", "submission": "510k"}]}
GOOD_EVIDENCE = part(EVIDENCE, id="EV-GOOD")
GOOD_TEST = part(
    TEST,
    id="TE-GOOD",
    verifies=["SR-0", "C-0"],
    release="R-1",
    date="2026-05-01",
    tester="test team",
    tool="bench 3",
    evidence=["EV-GOOD"],
)


def ids(letter: str) -> st.SearchStrategy[list[str]]:
    """Some of the ids with this letter."""
    return st.lists(st.sampled_from([f"{letter}-{number}" for number in range(3)]), max_size=2, unique=True)


THREATS = st.lists(st.sampled_from(["proposed", "accepted", "mitigated"]), min_size=1, max_size=3)
CONTROLS = st.lists(ids("T"), min_size=1, max_size=3)
REQUIREMENTS = st.lists(ids("C"), min_size=1, max_size=3)
TESTS = st.lists(
    st.fixed_dictionaries(
        {
            "verifies": ids("SR"),
            "result": st.sampled_from(["passed", "failed", "inconclusive", "not_run"]),
            "test_kind": st.sampled_from(["requirement", "threat_mitigation", "vulnerability", "penetration"]),
            "date": st.sampled_from([None, "2026-05-01"]),
            "tester": st.sampled_from([None, "?", "test team"]),
            "evidence": st.sampled_from([[], ["EV-1"]]),
        }
    ),
    max_size=3,
)
DOSSIERS = st.builds(
    lambda threats, controls, requirements, tests, until: {
        "device": US,
        "releases": [RELEASE],
        "threats": [part(THREAT, id=f"T-{number}", status=status) for number, status in enumerate(threats)],
        "controls": [part(CONTROL, id=f"C-{number}", reduces=known) for number, known in enumerate(controls)],
        "requirements": [
            {"id": f"SR-{number}", "text": "it shall", "specifies": known}
            for number, known in enumerate(requirements)
        ],
        "tests": [part(TEST, id=f"TE-{number}", **test) for number, test in enumerate(tests)],
        "evidence": [part(EVIDENCE, valid_until=until)],
    },
    THREATS,
    CONTROLS,
    REQUIREMENTS,
    TESTS,
    st.sampled_from([None, "2026-05-31", "2026-12-31"]),
)


def verdicts(
    content: dict[str, Any], *, with_database: bool = True, as_of: dt.date | None = None
) -> list[Verdict]:
    """The verdicts of every shipped framework, on a release with one component that has a finding."""
    made = dossier(**content)
    found = inventory(component("tls"))
    report = matched(found, exploited("tls")) if with_database else None
    at = context(
        made,
        read(made, found, report),
        as_of=as_of or dt.date(2026, 6, 1),
        database=database() if with_database else None,
    )
    return [verdict for pack in shipped() for verdict in of_framework(pack, at).verdicts]


def met(found: list[Verdict]) -> set[str]:
    return {verdict.id for verdict in found if verdict.status is Status.MET}


@settings(max_examples=40, deadline=None)
@given(DOSSIERS)
def test_every_verdict_has_a_status_and_a_reason_and_only_what_is_not_met_lacks_links(
    content: dict[str, Any],
) -> None:
    for verdict in verdicts(content):
        assert verdict.reason
        assert verdict.status is not Status.MET or not verdict.broken
        assert verdict.status is not Status.NOT_MET or verdict.broken, verdict


@settings(max_examples=40, deadline=None)
@given(DOSSIERS)
def test_a_complete_test_with_its_evidence_never_takes_met_away(content: dict[str, Any]) -> None:
    more = {
        **content,
        "tests": [*content["tests"], GOOD_TEST],
        "evidence": [*content["evidence"], GOOD_EVIDENCE],
    }
    assert met(verdicts(content)) <= met(verdicts(more))


@settings(max_examples=40, deadline=None)
@given(DOSSIERS)
def test_taking_all_tests_away_never_makes_anything_met_that_was_not(content: dict[str, Any]) -> None:
    """What is met without any test rests on none; a test that failed can spoil it, as it should."""
    without = met(verdicts({**content, "tests": []}))
    assert not {name for name in without if ":vc." in name or name.endswith((":app4.1f", ":app4.4"))}


@settings(max_examples=25, deadline=None)
@given(DOSSIERS)
def test_taking_the_database_away_never_makes_anything_met_that_was_not(content: dict[str, Any]) -> None:
    assert met(verdicts(content, with_database=False)) <= met(verdicts(content))


@settings(max_examples=25, deadline=None)
@given(DOSSIERS)
def test_the_same_content_gives_the_same_verdicts(content: dict[str, Any]) -> None:
    assert verdicts(content) == verdicts(content)


@settings(max_examples=25, deadline=None)
@given(DOSSIERS, st.dates(dt.date(2020, 1, 1), dt.date(2026, 2, 2)))
def test_before_its_day_the_guidance_asks_nothing(content: dict[str, Any], day: dt.date) -> None:
    guidance = [one for one in verdicts(content, as_of=day) if one.framework == "fda-premarket-cybersecurity"]
    assert {verdict.status for verdict in guidance} == {Status.NOT_APPLICABLE}

# SPDX-License-Identifier: Apache-2.0
"""The order of findings, and the sentence on each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.dossiers import AS_OF, exploited, finding, part
from medward.advisories.epss import Epss
from medward.advisories.model import Finding, Severity
from medward.dossier.model.keeping import RiskState
from medward.triage import tables
from medward.triage.knowledge import Knowledge
from medward.triage.ordering import Ranked, ordered
from medward.triage.rubric import read_answers
from medward.triage.ssvc import Published
from triage.devices import DECISION, HARM, THEN, THREAT, harmful, pump

HIGH = Severity("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N")
LOW = Severity("CVSS_V3", "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N")


def ranked(*findings: Finding, knowledge: Knowledge | None = None, **keys: Any) -> tuple[Ranked, ...]:
    return ordered(pump(*findings, **{**harmful(), **keys}).trace, AS_OF, knowledge)


def order(*findings: Finding, **keys: Any) -> list[str]:
    return [one.finding.vulnerability for one in ranked(*findings, **keys)]


def decided(vulnerability: str, **changed: object) -> dict[str, Any]:
    return part({**DECISION, "id": f"TR-{vulnerability[-1]}", "vulnerability": vulnerability}, **changed)


def test_what_is_settled_stands_last() -> None:
    made = decided("CVE-2026-1", status="fixed", date="2026-06-01")
    assert (
        order(exploited("app", "CVE-2026-1"), finding("gateway", "CVE-2026-2"), triage=[made])[-1] == "CVE-2026-1"
    )


def test_what_is_known_to_be_exploited_stands_first() -> None:
    worse, known = finding("app", "CVE-2026-1"), exploited("gateway", "CVE-2026-2", severities=(LOW,))
    assert (
        order(worse, known, threats=[part(THREAT, threatens=["P-GATEWAY"], status="proposed")])[0] == "CVE-2026-2"
    )


def test_an_uncontrolled_risk_stands_with_the_exploited_ones() -> None:
    mild, bad = finding("gateway", "CVE-2026-1"), finding("app", "CVE-2026-2", severities=(LOW,))
    assert order(mild, bad, triage=[decided("CVE-2026-2", risk_state="uncontrolled")])[0] == "CVE-2026-2"


def test_exploited_and_uncontrolled_stands_before_either() -> None:
    both, one = exploited("app", "CVE-2026-2"), exploited("gateway", "CVE-2026-1")
    assert order(one, both) == ["CVE-2026-2", "CVE-2026-1"]


def test_exploitability_times_harm_orders_the_rest() -> None:
    easy, hard = finding("gateway", "CVE-2026-2"), finding("gateway", "CVE-2026-1", severities=(LOW,))
    assert order(hard, easy) == ["CVE-2026-2", "CVE-2026-1"]


def test_ssvc_orders_what_is_equal_before() -> None:
    told = {
        "CVE-2026-1": Published("none", "no", "partial"),
        "CVE-2026-2": Published("public_poc", "yes", "total"),
    }
    one, other = finding("gateway", "CVE-2026-1"), finding("gateway", "CVE-2026-2")
    assert order(one, other, knowledge=Knowledge(ssvc=told)) == ["CVE-2026-2", "CVE-2026-1"]


def test_epss_orders_what_is_equal_before_and_no_score_stands_with_the_upper_tenth() -> None:
    told = (("CVE-2026-0001", 0.1, 0.5), ("CVE-2026-0002", 0.9, 0.99))
    scores = {one[0]: Epss(*one, dt.date(2026, 5, 30), "v1") for one in told}
    found = order(
        *(finding("gateway", f"CVE-2026-000{number}") for number in (1, 2, 3)), knowledge=Knowledge(epss=scores)
    )
    assert found == ["CVE-2026-0002", "CVE-2026-0003", "CVE-2026-0001"]


def test_the_score_for_the_device_orders_what_is_equal_before() -> None:
    one, other = finding("gateway", "CVE-2026-1", severities=(HIGH,)), finding("gateway", "CVE-2026-2")
    assert order(one, other) == ["CVE-2026-2", "CVE-2026-1"]


def test_no_score_is_never_low() -> None:
    unscored = finding("gateway", "CVE-2026-2", severities=())
    assert order(finding("gateway", "CVE-2026-1", severities=(LOW,)), unscored)[0] == "CVE-2026-2"


def test_a_finding_tells_why_it_stands_there_what_to_do_and_by_when() -> None:
    (found,) = ranked(exploited("app"), knowledge=Knowledge(aware={"CVE-2026-1": dt.date(2026, 5, 20)}))
    assert found.sentence == (
        "known to be exploited since 2026-06-01 (CISA KEV); nobody has decided about it; "
        "its risk counts as uncontrolled, because exploitability very high (it is known to be exploited) "
        "with critical harm is not acceptable by the risk method, which refuses more than low; "
        "exploitability very high; can reach a harm that is critical through P-APP; SSVC supplier: immediate; "
        "no EPSS score is known; CVSS 8.8 in this device, 9.8 as published. "
        "Decide about it; until then treat it as uncontrolled (fixed in 2.0) "
        "by 2026-06-19 (30 days after 2026-05-20, to tell customers)"
    )
    assert found.risk.state is RiskState.UNCONTROLLED
    assert found.route is not None


def test_the_day_of_the_first_decision_is_the_latest_day_of_learning() -> None:
    first = decided("CVE-2026-1")
    latest = part(first, id="TR-9", date="2026-05-20", risk_state="uncontrolled")
    (found,) = ranked(finding("app"), triage=[latest, first])
    assert found.route is not None
    assert found.route.aware == dt.date(2026, 5, 1)


def test_a_release_is_told() -> None:
    (found,) = ranked(finding("app"))
    assert (found.release, found.component.label, found.score) == ("R-1", "acme-app 1.0", 8.8)


def test_a_device_without_findings_has_none() -> None:
    assert ranked() == ()


refs = st.sampled_from(["motor", "app", "radio", "gateway"])
found_ones = st.lists(
    st.builds(
        lambda ref, number, known, scored: (exploited if known else finding)(
            ref, f"CVE-2026-000{number}", severities=scored
        ),
        refs,
        st.integers(1, 6),
        st.booleans(),
        st.sampled_from([(), (LOW,), (HIGH,), (HIGH, LOW), (Severity("Ubuntu", "low"),)]),
    ),
    max_size=6,
    unique_by=lambda one: (one.component, one.vulnerability),
)


@settings(max_examples=30, deadline=None)
@given(found_ones, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_findings(found: Sequence[Finding], random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert [one.node.id for one in ranked(*found)] == [one.node.id for one in ranked(*shuffled)]


@settings(max_examples=30, deadline=None)
@given(found_ones)
def test_every_finding_stands_once_and_has_its_sentence(found: Sequence[Finding]) -> None:
    lines = ranked(*found)
    assert len(lines) == len(found)
    assert all(line.why and line.action for line in lines)


@settings(max_examples=30, deadline=None)
@given(found_ones, st.integers(0, 5))
def test_a_new_entry_in_the_catalogue_never_moves_a_finding_back(found: Sequence[Finding], at: int) -> None:
    if not found:
        return
    chosen = found[at % len(found)]
    raised = exploited(chosen.component, chosen.vulnerability, severities=chosen.severities)
    before = [one.node.id for one in ranked(*found)]
    after = [one.node.id for one in ranked(*(raised if one is chosen else one for one in found))]
    (place,) = [name for name in before if name.endswith(f"#{chosen.component}:{chosen.vulnerability}")]
    assert after.index(place) <= before.index(place)


def test_answers_to_the_rubric_give_the_score() -> None:
    answers = read_answers("XAVN:N/XAVP:Y/XAVPA:N")
    (found,) = ranked(finding("app"), knowledge=Knowledge(answers={"CVE-2026-1": answers}))
    assert found.adjusted is not None
    assert found.adjusted.published.vector == "CVSS:3.0/AV:P/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"


EXPLOITATION = (Published("none"), Published("public_poc"), Published("active"))
AUTOMATED = (Published("none", "no"), Published("none", "yes"))
TOTAL = (Published("none", "no", "partial"), Published("none", "no", "total"))


def place(found: Sequence[Finding], at: int, knowledge: Knowledge, **keys: Any) -> int:
    """The place of one finding among all."""
    chosen = found[at % len(found)]
    names = [one.node.id for one in ranked(*found, knowledge=knowledge, **keys)]
    return next(
        number for number, name in enumerate(names) if name.endswith(f"#{chosen.component}:{chosen.vulnerability}")
    )


@settings(max_examples=40, deadline=None)
@given(found_ones.filter(bool), st.integers(0, 5), st.sampled_from([EXPLOITATION, AUTOMATED, TOTAL]))
def test_a_worse_word_of_cisa_never_moves_a_finding_back(
    found: Sequence[Finding], at: int, ladder: Sequence[Published]
) -> None:
    name = found[at % len(found)].vulnerability
    places = [place(found, at, Knowledge(ssvc={name: told})) for told in ladder if only_one(found, name)]
    assert places == sorted(places, reverse=True)


def only_one(found: Sequence[Finding], name: str) -> bool:
    """Whether a vulnerability is that of one finding: else what is known of it moves the others as well."""
    return sum(one.vulnerability == name for one in found) == 1


@settings(max_examples=40, deadline=None)
@given(found_ones.filter(bool), st.integers(0, 5))
def test_a_higher_forecast_never_moves_a_finding_back(found: Sequence[Finding], at: int) -> None:
    name = found[at % len(found)].vulnerability
    if only_one(found, name):
        day = dt.date(2026, 5, 30)
        forecasts = [Epss(name, number / 10, number / 10, day, "v1") for number in range(11)]
        places = [place(found, at, Knowledge(epss={name: one})) for one in forecasts]
        assert places == sorted(places, reverse=True)


@settings(max_examples=40, deadline=None)
@given(found_ones.filter(bool), st.integers(0, 5))
def test_one_more_vector_never_moves_a_finding_back(found: Sequence[Finding], at: int) -> None:
    """Neither an easy one with little impact nor a hard one with much."""
    chosen = found[at % len(found)]
    if not any(one.vector.startswith("CVSS") for one in chosen.severities):
        return
    for added in (HIGH, LOW, Severity("CVSS_V3", "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:C/C:H/I:H/A:H")):
        more = replace(chosen, severities=(*chosen.severities, added))
        after = [more if one is chosen else one for one in found]
        assert place(after, at, Knowledge()) <= place(found, at, Knowledge())


@settings(max_examples=30, deadline=None)
@given(found_ones.filter(bool), st.integers(0, 5))
def test_a_worse_harm_never_moves_a_finding_back(found: Sequence[Finding], at: int) -> None:
    """The harm that the application alone can lead to."""
    reaching = [one for one in found if one.component == "app"]
    if len(reaching) == 1:
        at = found.index(reaching[0])
        harms = [[part(HARM, severity=one)] for one in ("serious", "critical", "catastrophic")]
        places = [place(found, at, Knowledge(), harms=one) for one in harms]
        assert places == sorted(places, reverse=True)


@settings(max_examples=30, deadline=None)
@given(found_ones.filter(bool), st.integers(0, 5))
def test_a_changed_fact_never_moves_a_finding_back(found: Sequence[Finding], at: int) -> None:
    """What opens a decision again moves its finding before all that is settled."""
    chosen = found[at % len(found)]
    kept = THEN.model_dump(mode="json", exclude_none=True) | {"component": f"pkg:pypi/acme-{chosen.component}"}
    made = decided(
        chosen.vulnerability, component=f"acme-{chosen.component}@1.0", status="fixed", date="2026-06-01"
    )
    settled = place(found, at, Knowledge(), triage=[made])
    assert place(found, at, Knowledge(), triage=[{**made, "basis": kept}]) <= settled


@pytest.mark.parametrize("name", ["supplier", "deployer"])
def test_no_worse_value_in_a_table_of_ssvc_gives_a_milder_outcome(name: str) -> None:
    """The order rests on this: else a worse fact could move a finding back."""
    table = tables.ssvc().table(name)
    outcomes = {row[:-1]: table.outcome.values.index(row[-1]) for row in table.rows}
    for row, outcome in outcomes.items():
        for at, point in enumerate(table.points):
            worse = point.values[point.values.index(row[at]) + 1 :]
            assert all(outcomes[*row[:at], value, *row[at + 1 :]] >= outcome for value in worse)

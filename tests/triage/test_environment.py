# SPDX-License-Identifier: Apache-2.0
"""Published vectors as they are for a component in a device, and the laws that keep that honest."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.dossiers import part
from medward.dossier.model.architecture import Direction, Medium
from medward.dossier.model.risk import Severity
from medward.triage import cvss
from medward.triage.environment import (
    NOTHING,
    Adjusted,
    Changed,
    Observed,
    Surroundings,
    adjusted,
    all_adjusted,
    worst,
)
from medward.triage.reach import Reaching
from triage.devices import (
    ASSETS,
    FLOWS,
    INTERFACES,
    PROCESSES,
    SEALED,
    SEALED_FLOW,
    architecture,
    node,
    sealed,
    trace,
)

V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P"
V30 = "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:N"
V31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
V4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
ANSWERS = ("yes", "no", "unknown")


def device(ref: str, built: Mapping[str, Any], vector: str = V31, observed: Observed = NOTHING) -> Adjusted:
    found = trace(built)
    return adjusted(vector, Surroundings(found, Reaching(found)).of(node(found, ref)), observed)


def score(ref: str, built: Mapping[str, Any], vector: str = V31) -> float:
    found = device(ref, built, vector).scores.overall
    assert found is not None
    return found


def test_a_component_that_nothing_outside_its_zone_reaches_is_attacked_locally() -> None:
    found = device("motor", sealed())
    assert found.scores.vector == f"{V31}/CR:L/IR:M/AR:L/MAV:L/MPR:L"
    assert found.published.overall == 9.8
    assert found.scores.overall == 6.8


def test_the_derivation_is_told_step_by_step() -> None:
    assert device("motor", sealed()).steps == (
        "runs only in P-MOTOR",
        "the way in that counts is local: P-WATCH could be taken over, and P-MOTOR attacked from there",
        "no interface or flow leads to it from farther away, so MAV:L",
        "an attacker must first be known to, or have taken over, what stands before it, so MPR:L",
        "nothing that P-MOTOR touches needs confidentiality, so the need for confidentiality is low: CR:L",
        "P-MOTOR touches AS-STATISTICS, none with a clinical function, so the need for integrity is medium: IR:M",
        "nothing that P-MOTOR touches needs availability, so the need for availability is low: AR:L",
    )


def test_a_component_on_the_network_keeps_its_attack_vector() -> None:
    found = device("radio", architecture())
    assert "MAV" not in found.scores.vector
    assert "that is no farther than the flaw itself asks, so the published attack vector stays" in found.steps


def test_the_way_with_the_highest_score_counts() -> None:
    found = device("app", architecture())
    assert found.scores.vector == f"{V31}/CR:L/IR:H/AR:H/MPR:L"


def test_a_flaw_that_is_local_stays_local_on_a_networked_device() -> None:
    local = V31.replace("AV:N", "AV:L")
    assert "MAV" not in device("radio", architecture(), local).scores.vector


def test_a_component_that_no_process_runs_could_be_anywhere() -> None:
    built = architecture(processes=(part(PROCESSES[0], runs=None), *PROCESSES[1:]))
    found = device("motor", built)
    assert found.scores.vector == f"{V31}/CR:H/IR:H/AR:H"
    assert found.unknown[0] == "no process is said to run the component, so nobody knows what reaches it"


def test_the_published_environment_is_replaced() -> None:
    assert device("motor", sealed(), f"{V31}/MAV:P/AR:H").scores.vector == f"{V31}/CR:L/IR:M/AR:L/MAV:L/MPR:L"


def test_version_4_has_the_same_environment() -> None:
    found = device("motor", sealed(), V4)
    assert found.scores.vector == f"{V4}/CR:L/IR:M/AR:L/MAV:L/MPR:L/MSI:S/MSA:S"
    mild = device("motor", sealed(), V4, Observed(severity=Severity.MINOR)).scores
    assert mild.vector == f"{V4}/CR:L/IR:M/AR:L/MAV:L/MPR:L"
    assert mild.overall is not None
    assert mild.overall < 9.3


def test_version_3_0_is_scored_as_3_1() -> None:
    found = device("motor", sealed(), V30)
    assert found.scores.version == "3.1"
    assert "scored by the formula of CVSS 3.1, whose metrics are the same" in found.steps


def test_version_2_does_not_change_by_a_way_in() -> None:
    found = device("motor", sealed(), V2)
    assert found.scores.vector == f"{V2}/CDP:LM/TD:H/CR:L/IR:M/AR:L"
    assert "CVSS 2.0 cannot say that a component is harder to reach, so no way in changes anything" in found.steps


def test_what_has_no_score_has_none_for_the_device() -> None:
    found = device("motor", sealed(), "high")
    assert found.scores.rating is cvss.Rating.UNKNOWN
    assert found.steps == (found.published.reason,)


def test_of_several_vectors_the_worst_for_the_device_counts() -> None:
    found = trace(sealed())
    environment = Surroundings(found, Reaching(found)).of(node(found, "motor"))
    of_all = worst(all_adjusted([V2, V31, "high"], environment))
    assert of_all is not None
    assert of_all.published.vector == V31
    assert worst(all_adjusted([], environment)) is None


def test_a_vector_of_version_2_counts_only_where_no_later_one_scores() -> None:
    found = trace(sealed())
    environment = Surroundings(found, Reaching(found)).of(node(found, "motor"))
    mild = "CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"
    assert getattr(worst(all_adjusted([V2, mild], environment)), "published", None) == cvss.scores(mild)
    assert getattr(worst(all_adjusted([V2, "high"], environment)), "published", None) == cvss.scores(V2)


def test_components_that_run_in_the_same_processes_share_an_environment() -> None:
    runs = ["acme-app@1.0", "acme-motor@1.0"]
    built = architecture(processes=(part(PROCESSES[0], runs=None), part(PROCESSES[1], runs=runs), *PROCESSES[2:]))
    found = trace(built)
    surroundings = Surroundings(found, Reaching(found))
    assert surroundings.of(node(found, "app")) is surroundings.of(node(found, "motor"))


def test_every_metric_that_is_another_tells_before_after_why_and_where_it_is_defined() -> None:
    found = device("motor", sealed(), f"{V31}/E:U", Observed("public_poc"))
    assert found.changed[0] == Changed(
        "MAV",
        "AV:N",
        "L",
        "the way in that counts is local: P-WATCH could be taken over, and P-MOTOR attacked from there",
        "CVSS 3.1, 4.2",
    )
    assert Changed("E", "E:U", "P", "a proof of concept is public", "CVSS 3.1, 3.1") in found.changed
    assert [(one.metric, one.after) for one in found.changed if one.metric.endswith("R")] == [
        ("MPR", "L"),
        ("CR", "L"),
        ("IR", "M"),
        ("AR", "L"),
    ]


def test_what_changes_is_what_the_vector_says() -> None:
    for vector in (V2, V30, V31, V4):
        found = device("motor", sealed(), vector, Observed("active", Severity.CRITICAL))
        said = cvss.metrics(found.scores.vector)
        assert {one.metric: one.after for one in found.changed}.items() <= said.items()


def test_what_was_seen_of_exploitation_lowers_or_keeps_a_score_and_nothing_said_keeps_it() -> None:
    """Without a word the exploit metric is undefined, which counts as the worst."""
    ladder = [device("app", architecture(), V31, Observed(one)).scores.overall or 0 for one in SEEN]
    assert ladder == sorted(ladder)
    assert ladder[0] < ladder[-1]
    assert ladder[-1] == device("app", architecture(), V31).scores.overall


SEEN = ("none", "public_poc", "active")
severities = st.sampled_from([None, *Severity])
vectors = st.builds(
    "CVSS:3.{}/AV:{}/AC:{}/PR:{}/UI:{}/S:{}/C:{}/I:{}/A:{}".format,
    *(st.sampled_from(values) for values in ("01", "NALP", "LH", "NLH", "NR", "UC", "HLN", "HLN", "HLN")),
) | st.builds(
    "CVSS:4.0/AV:{}/AC:{}/AT:{}/PR:{}/UI:{}/VC:{}/VI:{}/VA:{}/SC:{}/SI:{}/SA:{}".format,
    *(
        st.sampled_from(values)
        for values in ("NALP", "LH", "NP", "NLH", "NPA", "HLN", "HLN", "HLN", "HLN", "HLN", "HLN")
    ),
)
interfaces: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    id=st.just("I-NEW"),
    name=st.just("new"),
    on=st.sampled_from(["P-MOTOR", "P-APP", "P-RADIO", "P-GATEWAY"]),
    medium=st.sampled_from([medium.value for medium in Medium]),
    direction=st.sampled_from([direction.value for direction in Direction]),
    enabled=st.sampled_from(ANSWERS),
    authenticated=st.sampled_from(ANSWERS),
)
devices: st.SearchStrategy[dict[str, Any]] = st.builds(
    lambda flows, ways, rights: architecture(
        flows=flows, interfaces=ways, processes=[part(one, privileged=rights) for one in PROCESSES]
    ),
    st.lists(
        st.sampled_from([part(flow, via=None) for flow in FLOWS[2:]] + list(FLOWS)),
        unique_by=lambda one: one["id"],
    ),
    st.just(INTERFACES),
    st.sampled_from(ANSWERS),
)
refs = st.sampled_from(["motor", "app", "radio", "gateway"])


@settings(max_examples=60, deadline=None)
@given(devices, interfaces, refs, vectors)
def test_one_more_interface_never_lowers_a_score(
    built: dict[str, Any], interface: dict[str, Any], ref: str, vector: str
) -> None:
    more = {**built, "interfaces": (*built["interfaces"], interface)}
    assert score(ref, more, vector) >= score(ref, built, vector)


@settings(max_examples=60, deadline=None)
@given(devices, refs, vectors | st.sampled_from([V2, f"{V2}/E:U/RL:OF/RC:C"]), severities)
def test_worse_exploitation_or_a_worse_harm_never_lowers_a_score(
    built: dict[str, Any], ref: str, vector: str, severity: Severity | None
) -> None:
    seen = [device(ref, built, vector, Observed(one, severity)).scores.overall or 0 for one in (*SEEN, None)]
    assert seen[:3] == sorted(seen[:3])
    harmed = [device(ref, built, vector, Observed(None, one)).scores.overall or 0 for one in Severity]
    assert harmed == sorted(harmed)


UNKNOWNS = (
    *(("interfaces", one["id"], key, "unknown") for one in INTERFACES for key in ("enabled", "authenticated")),
    *(("flows", one["id"], "authenticated", "unknown") for one in FLOWS),
    *(("flows", one["id"], "via", []) for one in FLOWS),
    *(("processes", one["id"], "privileged", "unknown") for one in PROCESSES),
    *(("assets", one["id"], "needs", []) for one in ASSETS),
    *(("processes", one["id"], "runs", []) for one in PROCESSES),
)


@settings(max_examples=80, deadline=None)
@given(devices, st.sampled_from(UNKNOWNS), refs, vectors)
def test_one_more_unknown_never_lowers_a_score(
    built: dict[str, Any], unknown: tuple[str, str, str, object], ref: str, vector: str
) -> None:
    kind, name, key, value = unknown
    forgotten = [{**one, key: value} if one["id"] == name else one for one in built[kind]]
    assert score(ref, {**built, kind: forgotten}, vector) >= score(ref, built, vector)


@pytest.mark.parametrize("vector", [V30, V31, V4])
def test_a_network_that_reaches_the_sealed_motor_raises_its_score(vector: str) -> None:
    flow = {"id": "F-NEW", "name": "new", "source": "A-EHR", "target": "P-WATCH"}
    opened = sealed(processes=SEALED, flows=(SEALED_FLOW, flow))
    assert score("motor", opened, vector) > score("motor", sealed(), vector)

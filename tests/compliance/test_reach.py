# SPDX-License-Identifier: Apache-2.0
"""What a component can reach: processes, threats, situations and harms, as far as they are linked."""

from typing import Any

from compliance.dossiers import RELEASE, THREAT, component, context, dossier, inventory, part, read
from medward.compliance.model import Reach
from medward.compliance.reach import Reaching

HARM = {"id": "HA-1", "name": "overdose", "severity": "critical"}
SITUATION = {"id": "HS-1", "name": "wrong limits", "harms": ["HA-1"]}
FIRMWARE = {"id": "P-1", "name": "firmware", "zone": "Z-1", "runs": ["pkg:pypi/acme-top"]}
SERVER = {"id": "P-2", "name": "server", "zone": "Z-1", "runs": ["pkg:pypi/acme-other"]}
WIFI = {"id": "I-1", "name": "Wi-Fi", "on": "P-1", "medium": "wifi", "direction": "both"}


def reach(ref: str, *, named: tuple[str, ...] = (), **keys: Any) -> Reach:
    """What a component reaches: `top` needs `mid` needs `low`, `top` and `other` are run, `loose` is not."""
    usual: dict[str, Any] = {
        "releases": [RELEASE],
        "architecture": {"processes": [FIRMWARE, SERVER], "interfaces": [WIFI]},
        "harms": [HARM],
        "hazardous_situations": [SITUATION],
        "threats": [part(THREAT, threatens=["P-1"], leads_to=["HS-1"])],
    }
    made = dossier(**{**usual, **keys})
    refs = ("top", "mid", "low", "other", "loose")
    found = inventory(*map(component, refs), needs=[("top", "mid"), ("mid", "low"), ("low", "top")])
    at = context(made, read(made, found))
    risks = [at.trace.nodes["risk", name] for name in named]
    return Reaching(at.trace).of(at.trace.nodes["component", f"R-1/sbom.cdx.json#{ref}"], risks)


def test_a_component_that_a_process_runs_reaches_what_threatens_it() -> None:
    assert reach("top") == Reach(("P-1",), ("T-007",), ("HS-1",), ("HA-1",), "critical")


def test_what_a_running_component_needs_runs_there_too_however_deep_and_in_a_circle() -> None:
    assert reach("low") == reach("top")


def test_a_component_of_another_process_does_not_reach_it() -> None:
    assert reach("other") == Reach(processes=("P-2",))


def test_a_component_that_nothing_runs_reaches_nothing_that_anybody_knows() -> None:
    assert reach("loose") == Reach()
    assert reach("loose").worst_severity is None


def test_a_threat_that_rests_on_the_component_itself_is_reached() -> None:
    threats = [part(THREAT, components=["pkg:pypi/acme-loose"], leads_to=["HS-1"])]
    assert reach("loose", threats=threats) == Reach((), ("T-007",), ("HS-1",), ("HA-1",), "critical")


def test_a_threat_to_an_interface_of_the_process_is_reached() -> None:
    threats = [part(THREAT, threatens=["I-1"], leads_to=["HS-1"])]
    assert reach("low", threats=threats).threats == ("T-007",)


def test_a_threat_that_was_found_not_to_apply_is_left_out() -> None:
    threats = [part(THREAT, threatens=["P-1"], leads_to=["HS-1"], status="not_applicable", reason="no radio")]
    assert reach("top", threats=threats) == Reach(processes=("P-1",))


def test_the_risks_that_a_decision_names_add_their_harm() -> None:
    named = {"id": "RI-1", "title": "wrong dose", "hazardous_situations": ["HS-1"]}
    assert reach("loose", named=("RI-1",), risks=[named]) == Reach((), (), ("HS-1",), ("HA-1",), "critical")

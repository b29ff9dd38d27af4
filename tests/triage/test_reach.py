# SPDX-License-Identifier: Apache-2.0
"""What a vulnerable component can reach: processes, threats, hazardous situations, harms."""

from compliance.dossiers import RELEASE, component, context, dossier, inventory, part, read
from medward.dossier.model.risk import Severity
from medward.triage.reach import Reach, Reaching
from triage.devices import THREAT, architecture, harmful, node, trace

RISK = {"id": "R-1", "title": "loss", "hazardous_situations": ["HS-2"]}
DEEP = {"id": "HS-2", "name": "no flow", "harms": ["H-2"]}
WORSE = {"id": "H-2", "name": "death", "severity": "catastrophic"}


def reach(ref: str, **keys: object) -> Reach:
    found = trace(**{**harmful(), **keys})
    return Reaching(found).of(node(found, ref))


def test_a_component_reaches_the_harms_of_threats_to_its_process() -> None:
    found = reach("app")
    assert found == Reach(("P-APP",), ("T-1",), ("HS-1",), ("H-1",), Severity.CRITICAL)


def test_a_component_reaches_threats_to_the_interfaces_of_its_process() -> None:
    assert reach("radio", threats=[part(THREAT, threatens=["I-WIFI"])]).threats == ("T-1",)


def test_a_component_reaches_threats_that_rest_on_it() -> None:
    found = reach("gateway", threats=[part(THREAT, threatens=None, components=["acme-gateway@1.0"])])
    assert found.harms == ("H-1",)


def test_a_threat_that_does_not_apply_is_not_reached() -> None:
    found = reach("app", threats=[part(THREAT, status="not_applicable", reason="no such input")])
    assert (found.threats, found.worst_severity) == ((), None)


def test_what_is_not_linked_is_not_reached_and_has_no_severity() -> None:
    assert reach("motor") == Reach(("P-MOTOR",))


def test_what_a_component_needs_runs_where_it_runs_however_deep_and_in_a_circle() -> None:
    given = dossier(releases=[RELEASE], architecture=architecture(), **harmful())
    needs = [("app", "lib"), ("lib", "deep"), ("deep", "app")]
    found = inventory(component("app"), component("lib"), component("deep"), needs=needs)
    graph = context(given, read(given, found)).trace
    assert Reaching(graph).of(node(graph, "lib")).processes == ("P-APP",)
    assert Reaching(graph).of(node(graph, "deep")).processes == ("P-APP",)


def test_the_risks_of_a_decision_reach_their_harms_too() -> None:
    keys = harmful()
    keys |= {"harms": [*keys["harms"], WORSE], "hazardous_situations": [*keys["hazardous_situations"], DEEP]}
    found = trace(**keys, risks=[RISK])
    reached = Reaching(found).of(node(found, "app"), ["R-1"])
    assert (reached.harms, reached.worst_severity) == (("H-1", "H-2"), Severity.CATASTROPHIC)

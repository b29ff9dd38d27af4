# SPDX-License-Identifier: Apache-2.0
"""Facts on threats: decided, and aimed at every way in."""

from typing import Any

import pytest

from compliance.dossiers import THREAT, context, dossier, fact, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

ZONES = [{"id": "Z-IN", "name": "pump", "trust": "trusted"}, {"id": "Z-OUT", "name": "ward", "trust": "untrusted"}]
PROCESSES = [
    {"id": "P-1", "name": "firmware", "zone": "Z-IN"},
    {"id": "P-2", "name": "motor", "zone": "Z-IN"},
    {"id": "P-3", "name": "server", "zone": "Z-OUT"},
]
WIFI = {"id": "I-1", "name": "Wi-Fi", "on": "P-1", "medium": "wifi", "direction": "both"}
ACROSS = {"id": "F-1", "name": "library", "source": "P-3", "target": "P-1", "via": ["I-1"]}
WITHIN = {"id": "F-2", "name": "speed", "source": "P-1", "target": "P-2"}
INTERFACES = "interfaces.every_interface_has_threat"
FLOWS = "flows.every_flow_crossing_zones_has_threat"


def on(name: str, flows: list[dict[str, Any]] | None = None, **threat: Any) -> Outcome:
    architecture = {"zones": ZONES, "processes": PROCESSES, "interfaces": [WIFI], "flows": flows or []}
    return fact(name, context(dossier(architecture=architecture, threats=[part(THREAT, **threat)])))


def test_threats_are_decided_where_none_is_only_proposed() -> None:
    assert on("threats.decided").reason == "every threat is decided"
    outcome = on("threats.decided", status="proposed")
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == "threat T-007 'rogue drug library' is only proposed"


def test_a_threat_that_is_set_aside_needs_a_reason_that_somebody_wrote() -> None:
    assert on("threats.decided", status="not_applicable", reason="no radio").status is Status.MET
    outcome = on("threats.decided", status="not_applicable", reason="?")
    assert outcome.broken[0].text.endswith("is not applicable without a reason")


def test_without_threats_nobody_knows_whether_they_are_decided() -> None:
    assert fact("threats.decided", context(dossier())).status is Status.UNKNOWN


def test_an_interface_is_thought_of_where_a_threat_names_it() -> None:
    assert on(INTERFACES, threatens=["I-1"]).status is Status.MET
    outcome = on(INTERFACES, threatens=["P-1"])
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text == "interface I-1 'Wi-Fi' is threatened by nothing"
    assert outcome.broken[0].mend_id == "threat.threatens.interface"


def test_a_threat_that_was_found_not_to_apply_counts() -> None:
    assert on(INTERFACES, threatens=["I-1"], status="not_applicable", reason="removed").status is Status.MET


def test_without_interfaces_nobody_knows() -> None:
    assert fact(INTERFACES, context(dossier())).status is Status.UNKNOWN


def test_a_flow_across_zones_must_be_named_itself() -> None:
    assert on(FLOWS, [ACROSS], threatens=["F-1"]).status is Status.MET
    outcome = on(FLOWS, [ACROSS], threatens=["I-1"])
    assert outcome.broken[0].text == "flow F-1 'library' is threatened by nothing"


def test_a_flow_inside_one_zone_is_not_asked() -> None:
    assert on(FLOWS, [ACROSS, WITHIN], threatens=["F-1"]).status is Status.MET
    assert on(FLOWS, [WITHIN]).reason == "no flow goes from one trust zone into another"


def test_without_flows_nobody_knows() -> None:
    assert on(FLOWS).status is Status.UNKNOWN


def surroundings(*zones: dict[str, str]) -> Outcome:
    listed = [{"name": f"zone {zone['id']}", **zone} for zone in zones]
    return fact("zones.surroundings_not_trusted", context(dossier(architecture={"zones": listed})))


def test_the_makers_own_zones_may_be_trusted() -> None:
    own = {"id": "Z-1", "trust": "trusted", "setting": "device"}
    assert surroundings(own, {"id": "Z-2", "trust": "untrusted", "setting": "hospital"}).status is Status.MET


@pytest.mark.parametrize("setting", ["hospital", "home", "mobile", "public"])
def test_what_others_run_is_not_trusted(setting: str) -> None:
    outcome = surroundings({"id": "Z-1", "trust": "trusted", "setting": setting})
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text == f"zone Z-1 'zone Z-1' is trusted, and its setting is {setting}"


def test_a_trusted_zone_of_which_nobody_has_said_where_it_is_leaves_it_unknown() -> None:
    outcome = surroundings({"id": "Z-1", "trust": "trusted"}, {"id": "Z-2", "trust": "untrusted"})
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason == "nobody has said where these trusted zones are: Z-1"


def test_without_zones_nobody_knows_what_is_trusted() -> None:
    assert surroundings().status is Status.UNKNOWN

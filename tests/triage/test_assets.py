# SPDX-License-Identifier: Apache-2.0
"""Security requirements from the assets that a process can touch."""

from collections.abc import Mapping
from typing import Any

import pytest

from compliance.dossiers import part
from medward.triage.assets import Need, needs
from triage.devices import ASSETS, FLOWS, ONWARD, PROCESSES, architecture, trace

KEY = {"id": "AS-KEY", "name": "key", "needs": ["confidentiality"]}
STORE = {"id": "S-KEYS", "name": "keys", "zone": "Z-PUMP", "holds": ["AS-KEY"]}


def asked(*processes: str, **changed: Any) -> dict[str, Need]:
    found = trace(architecture(**changed))
    return {need.metric: need for need in needs([found.nodes["process", one] for one in processes], found)}


def levels(*processes: str, **changed: Any) -> dict[str, str]:
    return {metric: need.level for metric, need in asked(*processes, **changed).items()}


def with_needs(*words: str, **more: Any) -> Mapping[str, Any]:
    return {"id": "AS-RATE", "name": "rate", "needs": list(words), **more}


def test_an_asset_that_the_patient_depends_on_makes_what_it_needs_high() -> None:
    assert levels("P-APP") == {"CR": "L", "IR": "H", "AR": "H"}


def test_the_derivation_names_process_and_asset() -> None:
    text = asked("P-APP")["IR"].text
    assert text == "P-APP touches AS-RATE, which the patient depends on, so the need for integrity is high: IR:H"


def test_an_asset_without_a_clinical_function_makes_it_medium() -> None:
    assert levels("P-GATEWAY", flows=FLOWS[:1]) == {"CR": "L", "IR": "M", "AR": "L"}


def test_authenticity_counts_as_integrity() -> None:
    rate = with_needs("authenticity", clinical_function="doses")
    assert levels("P-APP", assets=(rate, ASSETS[1]))["IR"] == "H"


def test_an_asset_that_does_not_say_what_it_needs_makes_everything_high() -> None:
    found = asked("P-APP", assets=(with_needs(), ASSETS[1]))
    assert {need.level for need in found.values()} == {"H"}
    assert found["CR"].unknown == "nobody has said what AS-RATE needs"


def test_a_process_that_is_not_said_to_touch_anything_could_touch_everything() -> None:
    found = asked("P-APP", flows=(part(ONWARD, carries=None),))
    assert {need.level for need in found.values()} == {"H"}
    assert found["AR"].unknown == "P-APP is not said to touch any asset"


def test_without_a_process_nobody_knows() -> None:
    found = asked()
    assert [(need.level, bool(need.unknown)) for need in found.values()] == [("H", True)] * 3


def test_a_store_at_the_other_end_of_a_flow_is_touched() -> None:
    flow = {"id": "F-KEYS", "name": "keys", "source": "S-KEYS", "target": "P-APP"}
    assert levels("P-APP", assets=(*ASSETS, KEY), stores=(STORE,), flows=(*FLOWS, flow))["CR"] == "M"


@pytest.mark.parametrize(("privileged", "level"), [("no", "L"), ("yes", "M"), ("unknown", "M")])
def test_stores_of_the_zone_are_touched_unless_the_process_is_known_to_lack_rights(
    privileged: str, level: str
) -> None:
    processes = (PROCESSES[0], part(PROCESSES[1], privileged=privileged), *PROCESSES[2:])
    assert levels("P-APP", assets=(*ASSETS, KEY), stores=(STORE,), processes=processes)["CR"] == level


def test_of_several_processes_the_highest_need_counts() -> None:
    assert levels("P-GATEWAY", "P-APP", flows=(FLOWS[0], ONWARD))["AR"] == "H"

# SPDX-License-Identifier: Apache-2.0
"""Attack paths come in the order of obstacles, harm and length, and their number stays bounded."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medward.dossier.model import Dossier
from medward.threats.paths import EACH, MAX_STEPS, Path, attack_paths
from medward.trace.build import build
from threat_systems import system, ward


def found(dossier: Dossier, most: int = 500) -> tuple[Path, ...]:
    return attack_paths(build(dossier), most).listed


def test_a_path_leads_from_a_way_in_to_an_asset() -> None:
    order = next(path for path in found(ward()) if path.parts[0] == "I-HL7" and path.asset == "AS-ORDER")
    assert order.parts == ("I-HL7", "P-GATE")


def test_a_path_names_every_interface_flow_and_element_on_it() -> None:
    parts = {path.parts for path in found(ward()) if path.asset == "AS-TIME"}
    assert ("I-HL7", "P-GATE", "F-CMD", "P-MAIN") in parts
    assert all(one[0].startswith("I-") for one in parts)


def test_paths_with_fewer_obstacles_come_first() -> None:
    obstacles = [len(path.obstacles) for path in found(ward())]
    assert obstacles == sorted(obstacles)


def harmful(asset: str, severity: str) -> dict[str, Any]:
    return {
        "harms": [{"id": "H-DOSE", "name": "overdose", "severity": severity}],
        "hazardous_situations": [{"id": "HS-1", "name": "too much", "harms": ["H-DOSE"]}],
        "threats": [
            {
                "id": "T-1",
                "title": "one",
                "description": "one",
                "status": "accepted",
                "threatens": [asset],
                "leads_to": ["HS-1"],
            }
        ],
    }


def test_a_path_bears_the_worst_harm_of_its_asset() -> None:
    severities = {path.asset: path.severity for path in found(ward(**harmful("AS-ORDER", "critical")))}
    assert severities["AS-ORDER"] == "critical"
    assert severities["AS-THERAPY"] is None


def test_among_as_many_obstacles_harm_that_nobody_knows_comes_before_known_harm() -> None:
    listed = found(ward(**harmful("AS-ORDER", "catastrophic")))
    open_way = [path.asset for path in listed if path.parts == ("I-HL7", "P-GATE")]
    assert open_way[-1] == "AS-ORDER"
    assert len(open_way) > 1


def test_what_is_not_listed_is_counted() -> None:
    every = attack_paths(build(ward()))
    some = attack_paths(build(ward()), 3)
    assert (len(some.listed), some.more) == (3, len(every.listed) - 3)
    assert some.listed == every.listed[:3]


def test_a_path_ends_at_the_first_element_that_touches_its_asset() -> None:
    for path in found(ward()):
        assert len(set(path.parts)) == len(path.parts)


def test_what_nobody_has_said_on_the_way_is_named() -> None:
    paths = found(ward({"I-HL7": {"authenticated": None}}))
    path = next(path for path in paths if path.parts[0] == "I-HL7")
    assert "I-HL7.authenticated" in [str(fact) for fact in path.unknown]


def test_without_clinical_assets_there_is_no_path() -> None:
    assert found(system()) == ()


def mesh(size: int) -> Dossier:
    """Every process sends to every other; the number of paths grows exponentially, what is kept does not."""
    processes = [{"id": f"P-{i}", "name": f"p{i}", "zone": "Z-1"} for i in range(size)]
    flows: list[dict[str, object]] = [
        {"id": f"F-{i}-{k}", "name": "f", "source": f"P-{i}", "target": f"P-{k}"}
        for i in range(size)
        for k in range(size)
        if i != k
    ]
    flows.append({"id": "F-END", "name": "f", "source": f"P-{size - 1}", "target": "P-0", "carries": ["AS-1"]})
    interface = {"id": "I-1", "name": "in", "on": "P-1", "medium": "wifi", "direction": "in"}
    return system(
        zones=[{"id": "Z-1", "name": "one", "trust": "trusted"}],
        processes=processes,
        flows=flows,
        interfaces=[interface],
        assets=[{"id": "AS-1", "name": "dose", "clinical_function": "dose"}],
    )


def test_a_mesh_keeps_no_more_than_the_best_paths() -> None:
    listed = found(mesh(12))
    assert len(listed) == EACH
    assert len(listed[0].steps) == 2


@settings(max_examples=20, deadline=None)
@given(st.integers(3, 8))
def test_every_path_walks_flows_that_are_there(size: int) -> None:
    for path in found(mesh(size)):
        for before, after in zip(path.steps, path.steps[1:], strict=False):
            assert after.over[1] in {f"F-{before.to[1][2:]}-{after.to[1][2:]}", "F-END"}


@pytest.mark.parametrize("cut", ["yes", "no"])
def test_one_more_obstacle_never_makes_a_path_easier(cut: str) -> None:
    easy = min(len(path.obstacles) for path in found(ward()) if path.parts[0] == "I-HL7")
    hard = min(
        len(path.obstacles) for path in found(ward({"I-HL7": {"authenticated": cut}})) if path.parts[0] == "I-HL7"
    )
    assert hard == easy + (cut == "yes")


def chain(size: int) -> Dossier:
    """One process after the other; the last one touches the asset."""
    return system(
        zones=[{"id": "Z-1", "name": "one", "trust": "trusted"}],
        processes=[{"id": f"P-{i}", "name": f"p{i}", "zone": "Z-1"} for i in range(size)],
        flows=[
            {"id": f"F-{i}", "name": "f", "source": f"P-{i}", "target": f"P-{i + 1}", "carries": [f"AS-{i}"]}
            for i in range(size - 1)
        ],
        interfaces=[{"id": "I-1", "name": "in", "on": "P-0", "medium": "wifi", "direction": "in"}],
        assets=[
            {"id": f"AS-{i}", "name": "a", "clinical_function": "dose" if i == size - 2 else None}
            for i in range(size)
        ],
    )


def test_a_path_has_a_bounded_number_of_steps() -> None:
    assert len(found(chain(MAX_STEPS + 1))[0].steps) == MAX_STEPS
    assert found(chain(MAX_STEPS + 2)) == ()

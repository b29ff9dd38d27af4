# SPDX-License-Identifier: Apache-2.0
"""The path through the tables of SSVC."""

from typing import Any

from compliance.dossiers import AS_OF, exploited, finding, part
from medward.advisories.model import Finding
from medward.triage.knowledge import Knowledge
from medward.triage.ordering import ordered
from medward.triage.paths import NOBODY, Path, Step, paths
from medward.triage.ssvc import Published
from medward.triage.tables import ssvc
from triage.devices import DECISION, harmful, pump


def both(found: Finding, told: Published | None = None, **keys: Any) -> tuple[Path, Path]:
    knowledge = Knowledge(ssvc={"CVE-2026-1": told} if told else {})
    (one,) = ordered(pump(found, **{**harmful(), **keys}).trace, AS_OF, knowledge)
    supplier, deployer = paths(one, ssvc())
    return supplier, deployer


def step(path: Path, point: str) -> Step:
    (found,) = [one for one in path.steps if one.point == point]
    return found


def test_who_makes_the_device_and_who_runs_it_are_asked_their_own_table() -> None:
    supplier, deployer = both(finding("app"))
    assert (supplier.role, deployer.role) == ("supplier", "deployer")
    assert [one.point for one in supplier.steps] == [
        "exploitation",
        "automatable",
        "value_density",
        "utility",
        "technical_impact",
        "safety_impact",
        "public_safety_impact",
    ]
    assert [one.point for one in deployer.steps] == [
        "exploitation",
        "system_exposure",
        "automatable",
        "safety_impact",
        "mission_impact",
        "human_impact",
    ]


def test_exposure_comes_from_the_architecture() -> None:
    _, deployer = both(finding("app"))
    exposure = step(deployer, "system_exposure")
    assert exposure.values == ("controlled", "open")
    assert exposure.source.startswith("the easiest way in: ")


def test_what_nobody_knows_keeps_every_value_and_every_outcome_that_follows() -> None:
    _, deployer = both(finding("app"))
    assert step(deployer, "mission_impact").source == NOBODY
    assert len(step(deployer, "mission_impact").values) == 4
    assert "mission_impact" in deployer.outcome.unknown
    assert len(deployer.outcome.possible) > 1


def test_each_point_tells_its_source() -> None:
    told = Published("none", "yes", "total")
    supplier, _ = both(finding("app"), told, triage=[part(DECISION, ssvc={"automatable": "no"})])
    assert step(supplier, "exploitation").source == "CISA's assessment in the CVE record"
    assert step(supplier, "automatable").values == ("no",)
    assert step(supplier, "automatable").source == "decided by people, in the dossier"
    assert step(supplier, "safety_impact").source == "the worst harm that is linked: critical"


def test_the_catalogue_is_named_where_it_decides() -> None:
    supplier, _ = both(exploited("app"), Published("none"))
    assert step(supplier, "exploitation").source == "CISA's catalogue (KEV), since 2026-06-01"
    assert step(supplier, "exploitation").values == ("active",)

# SPDX-License-Identifier: Apache-2.0
"""The control or the part on most paths comes first."""

from medward.dossier.model import Dossier
from medward.threats.cuts import Cut, by_control, by_part
from medward.threats.paths import attack_paths
from medward.trace.build import build
from threat_systems import ward


def control(name: str, **said: object) -> dict[str, object]:
    return {
        "id": name,
        "title": name.lower(),
        "description": "it does",
        "category": "integrity",
        "locus": "designed_in",
        **said,
    }


def controls(dossier: Dossier) -> tuple[Cut, ...]:
    trace = build(dossier)
    return by_control(attack_paths(trace).listed, trace)


def test_the_control_on_most_paths_comes_first() -> None:
    given = [control("C-MAIN", protects=["P-MAIN"]), control("C-HL7", protects=["I-HL7"])]
    assert [cut.id for cut in controls(ward(controls=given))] == ["C-MAIN", "C-HL7"]


def test_a_control_stands_where_the_threats_are_that_it_reduces() -> None:
    threat = {"id": "T-1", "title": "t", "description": "t", "status": "accepted", "threatens": ["I-HL7"]}
    (cut,) = controls(ward(controls=[control("C-1", reduces=["T-1"])], threats=[threat]))
    assert cut.paths > 0


def test_a_control_on_an_asset_stands_on_every_path_to_it() -> None:
    (cut,) = controls(ward(controls=[control("C-1", protects=["AS-ORDER"])]))
    assert cut.paths == sum(path.asset == "AS-ORDER" for path in attack_paths(build(ward())).listed)


def test_a_control_on_no_path_is_left_out() -> None:
    assert controls(ward(controls=[control("C-1", protects=["Z-MAKER"])])) == ()


def test_parts_that_most_paths_pass_come_first_with_the_controls_that_stand_there() -> None:
    trace = build(ward(controls=[control("C-1", protects=["P-MAIN"])]))
    first, *others = by_part(attack_paths(trace).listed, trace)
    assert (first.id, first.label, first.controls) == ("P-MAIN", "Therapy firmware", ("C-1",))
    assert [cut.paths for cut in others] == sorted((cut.paths for cut in others), reverse=True)

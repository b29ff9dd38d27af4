# SPDX-License-Identifier: Apache-2.0
"""The libraries on the shipped examples: no interface without a threat, and none that is absurd for it."""

from functools import cache
from pathlib import Path

import pytest

from medward.dossier import load
from medward.dossier.model import Dossier
from medward.packs.threat_library import shipped
from medward.threats import Generated, gaps, generate
from medward.threats.paths import attack_paths

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def example(name: str) -> tuple[Dossier, Generated]:
    dossier = load(EXAMPLES / name).dossier
    return dossier, generate(dossier, shipped())


@pytest.mark.parametrize("name", ["ct-scanner", "glucose-monitor", "infusion-pump", "medward"])
def test_no_interface_flow_or_asset_is_without_a_generated_threat(name: str) -> None:
    assert gaps(*example(name)).silent == ()


@pytest.mark.parametrize("name", ["ct-scanner", "glucose-monitor", "infusion-pump", "medward"])
def test_no_shipped_threat_fails_on_it(name: str) -> None:
    assert example(name)[1].errors == ()


@pytest.mark.parametrize(
    "expected",
    ["TL-HW-001@I-JTAG", "TL-RF-001@I-WIFI", "TL-NET-001@I-GW-HL7", "TL-NET-015@F-28", "TL-GEN-004@F-14"],
)
def test_what_workshops_found_for_the_pump_is_generated(expected: str) -> None:
    assert example("infusion-pump")[1].by_id[expected].applies


@pytest.mark.parametrize(
    "absurd",
    ["TL-RF-014@I-WIFI", "TL-HW-006@I-NURSE-CALL", "TL-NET-005@I-GW-HL7", "TL-HW-004@I-TOUCH", "TL-FW-008@F-28"],
)
def test_what_would_be_absurd_for_the_pump_is_not(absurd: str) -> None:
    found = example("infusion-pump")[1].by_id[absurd]
    assert found.verdict in {"not", "possible"}
    assert found.verdict == "not" or found.unknown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ct-scanner", "TL-GEN-020@S-STUDIES"),
        ("ct-scanner", "TL-GEN-040@P-CONSOLE"),
        ("ct-scanner", "TL-HARM-006@AS-PROTOCOL"),
        ("ct-scanner", "TL-PEO-017@F-33"),
        ("glucose-monitor", "TL-PEO-005@S-SENSOR-FLASH"),
        ("infusion-pump", "TL-HARM-006@AS-CONFIG"),
        ("infusion-pump", "TL-PEO-017@F-49"),
    ],
)
def test_what_an_experienced_reviewer_misses_is_generated(name: str, expected: str) -> None:
    assert example(name)[1].by_id[expected].applies


@pytest.mark.parametrize(
    ("name", "absurd"),
    [
        ("ct-scanner", "TL-CLD-008@I-VIEW-WEB"),
        ("ct-scanner", "TL-GEN-003@F-23"),
        ("ct-scanner", "TL-GEN-020@S-MEDIA"),
        ("ct-scanner", "TL-GEN-021@S-MEDIA"),
        ("ct-scanner", "TL-GEN-024@I-UPDATES"),
        ("ct-scanner", "TL-HARM-006@AS-CALIBRATION"),
        ("ct-scanner", "TL-HW-002@I-INJECTOR"),
        ("ct-scanner", "TL-HW-020@P-RECON"),
        ("ct-scanner", "TL-NET-019@I-VIEW-WEB"),
        ("ct-scanner", "TL-PEO-013@P-VIEW"),
        ("glucose-monitor", "TL-CLD-001@P-CONTENT"),
        ("glucose-monitor", "TL-GEN-007@F-08"),
        ("infusion-pump", "TL-HW-002@I-DOCK-BUS"),
        ("infusion-pump", "TL-HARM-006@AS-DRUG-LIBRARY"),
    ],
)
def test_what_an_experienced_reviewer_calls_absurd_is_not_even_possible(name: str, absurd: str) -> None:
    assert example(name)[1].by_id[absurd].verdict == "not"


def test_the_pump_is_attacked_through_the_interface_that_asks_nobody() -> None:
    first = attack_paths(example("infusion-pump")[1].trace).listed[0]
    assert (first.parts[0], first.obstacles) == ("I-GW-HL7", ())

# SPDX-License-Identifier: Apache-2.0
"""The glucose monitor: every generated threat is decided with a reason, its README tells the truth, views draw."""

import datetime as dt
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from medward.compliance.gather import gather
from medward.compliance.risk_report import risk_report
from medward.dossier import Loaded, load
from medward.dossier.model.hardware import HardwareProperty
from medward.dossier.model.keeping import ViewKind
from medward.dossier.model.parts import Answer
from medward.dossier.model.risk import ControlCategory, Locus, ThreatStatus
from medward.inventory import read
from medward.packs.threat_library import shipped
from medward.risk.model import Cause, Handed, RiskReport, Standing, State
from medward.threats import Generated, gaps, generate, relate
from medward.threats.paths import attack_paths
from medward.threats.views import Drawing
from medward.threats.views.geometry import Area, overlaps
from medward.threats.views.layout import lay_out
from medward.trace.build import build
from view_plans import example

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "glucose-monitor"
DRAWINGS = example("glucose-monitor")

COUNTS = {
    "zones": 8,
    "actors": 11,
    "processes": 13,
    "stores": 8,
    "interfaces": 13,
    "flows": 42,
    "assets": 15,
    "hardware facts": 14,
    "views": 10,
    "harms": 6,
    "hazardous situations": 10,
    "threats": 86,
    "risks": 20,
    "controls": 34,
}
"""What the README says that the dossier holds."""

UNDECIDED = {"T-022", "T-023", "T-072"}
"""Threats that are proposed on purpose."""

HOLDING = frozenset({ThreatStatus.ACCEPTED, ThreatStatus.MITIGATED})

TOLD = ("accepted", "mitigated", "not_applicable", "transferred", "proposed")
"""Decisions in the order in which the README tells them."""


@pytest.fixture(scope="module")
def monitor() -> Loaded:
    """The dossier of the glucose monitor."""
    return load(FOLDER)


@pytest.fixture(scope="module")
def readme() -> str:
    """Its README, in one line."""
    return " ".join((FOLDER / "README.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def generated(monitor: Loaded) -> Generated:
    """What all shipped libraries give for it."""
    return generate(monitor.dossier, shipped())


@pytest.fixture(scope="module")
def risks(monitor: Loaded, as_of: dt.date) -> RiskReport:
    """Its risks, with no database to ask."""
    return risk_report(gather(monitor, None, as_of).context)


def test_it_loads_without_a_problem_and_has_a_digest(monitor: Loaded) -> None:
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", monitor.digest)


@pytest.mark.parametrize(("kind", "number"), COUNTS.items())
def test_it_holds_as_many_parts_as_its_readme_says(monitor: Loaded, readme: str, kind: str, number: int) -> None:
    name = {"hardware facts": "hardware"}.get(kind, kind.replace(" ", "_"))
    found = getattr(monitor.dossier.architecture, name, None) or getattr(monitor.dossier, name)

    assert len(found) == number
    assert f"{number} {kind}" in readme


def test_no_interface_flow_or_asset_is_without_a_threat(monitor: Loaded, generated: Generated) -> None:
    found = gaps(monitor.dossier, generated)
    assert (found.uncovered, found.silent, found.stale, found.errors) == ((), (), (), ())


def test_every_generated_threat_is_answered_and_nothing_is_answered_twice(
    monitor: Loaded, generated: Generated
) -> None:
    related = relate(monitor.dossier, generated)
    assert [one.found.threat.id for one in related.new] == []
    assert [one.threats for one in related.known if len(one.threats) != 1] == []


def test_the_readme_tells_how_many_generated_threats_were_decided_in_which_way(
    monitor: Loaded, generated: Generated, readme: str
) -> None:
    answers = Counter(one.status for one in monitor.dossier.threats for _ in one.library)
    told = ", ".join(f"{answers[ThreatStatus(word)]} {word.replace('_', ' ')}" for word in TOLD)

    assert f"The libraries give {len(generated.applying)} threats" in readme
    assert f"All {answers.total()} are answered" in readme
    assert f"under `library:`: {told}." in readme


def test_the_readme_tells_how_many_threats_were_decided_in_which_way(monitor: Loaded) -> None:
    rows = re.findall(
        r"^\| (accepted|mitigated|not applicable|transferred|proposed) \| (\d+) \| .+ \|$",
        (FOLDER / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    told = {ThreatStatus(word.replace(" ", "_")): int(number) for word, number in rows}
    assert told == Counter(one.status for one in monitor.dossier.threats)


def test_every_threat_that_was_put_aside_or_not_decided_is_named_in_the_readme(
    monitor: Loaded, readme: str
) -> None:
    named = {one.id for one in monitor.dossier.threats if one.status not in HOLDING}
    assert {one for one in named if one not in readme} == set()


def test_every_decision_has_its_reason_its_role_and_its_day(monitor: Loaded) -> None:
    decided = [one for one in monitor.dossier.threats if one.status is not ThreatStatus.PROPOSED]
    assert [one.id for one in decided if not (one.reason and one.decided_by and one.decided_on)] == []


def test_no_two_threats_share_a_reason(monitor: Loaded) -> None:
    reasons = Counter(one.reason for one in monitor.dossier.threats if one.reason)
    assert [text for text, number in reasons.items() if number > 1] == []


def test_threats_that_are_named_in_texts_are_there(monitor: Loaded, readme: str) -> None:
    known = {one.id for one in monitor.dossier.threats}
    texts = [readme, *(one.reason or "" for one in monitor.dossier.threats)]
    texts += [str(risk.model_dump()) for risk in monitor.dossier.risks]

    assert set(chain.from_iterable(re.findall(r"T-\d{3}", text) for text in texts)) <= known


def test_every_threat_that_holds_or_was_handed_on_has_a_control(monitor: Loaded) -> None:
    reduced = {name for control in monitor.dossier.controls for name in control.reduces}
    needing = {one.id for one in monitor.dossier.threats if one.status in {*HOLDING, ThreatStatus.TRANSFERRED}}
    assert needing - reduced == set()


def test_a_threat_that_does_not_hold_has_neither_control_nor_risk(monitor: Loaded) -> None:
    aside = {one.id for one in monitor.dossier.threats if one.status is ThreatStatus.NOT_APPLICABLE}
    assert aside.isdisjoint(chain.from_iterable(control.reduces for control in monitor.dossier.controls))
    assert aside.isdisjoint(chain.from_iterable(risk.threats for risk in monitor.dossier.risks))


def test_what_is_transferred_is_answered_by_somebody_else_and_told(monitor: Loaded) -> None:
    told = {name for item in monitor.dossier.labeling for name in item.controls}
    others = {one.id: one for one in monitor.dossier.controls if one.locus is not Locus.DESIGNED_IN}
    handed = {one.id for one in monitor.dossier.threats if one.status is ThreatStatus.TRANSFERRED}

    assert set(others) <= told
    assert handed <= {name for control in others.values() for name in control.reduces}


def test_every_risk_ends_where_its_threats_lead(monitor: Loaded) -> None:
    leads = {one.id: set(one.leads_to) for one in monitor.dossier.threats}
    for risk in monitor.dossier.risks:
        assert set(risk.hazardous_situations) == set().union(*(leads[name] for name in risk.threats)), risk.id


def test_every_risk_rests_on_controls_of_its_own_threats(monitor: Loaded) -> None:
    reducing = {one.id: set(one.reduces) for one in monitor.dossier.controls}
    for risk in monitor.dossier.risks:
        assert [name for name in risk.controls if reducing[name].isdisjoint(risk.threats)] == [], risk.id


def test_all_control_categories_and_all_properties_of_hardware_are_spoken_of(monitor: Loaded) -> None:
    assert {one.category for one in monitor.dossier.controls} == set(ControlCategory)
    answered = {one.hardware for one in monitor.dossier.architecture.hardware}
    assert answered == set(HardwareProperty)


def test_the_planted_gap_in_what_is_known_is_found(monitor: Loaded, generated: Generated, readme: str) -> None:
    unsaid = {one.id for one in monitor.dossier.architecture.hardware if one.answer is Answer.UNKNOWN}
    facts = {str(one.fact.field) for one in gaps(monitor.dossier, generated).unknown}

    assert unsaid == {"HW-13", "HW-14"}
    assert {one for one in unsaid if one not in readme} == set()
    assert facts == {"hardware.fault_resistance", "hardware.side_channel_resistance"}


def test_the_planted_threats_are_not_decided(monitor: Loaded) -> None:
    assert {one.id for one in monitor.dossier.threats if one.status is ThreatStatus.PROPOSED} == UNDECIDED


def test_every_threat_that_holds_or_is_open_is_assessed_in_a_risk(risks: RiskReport) -> None:
    assert (risks.threats, risks.situations, risks.new_risks, risks.anomalies) == ((), (), (), ())


def test_the_planted_risk_is_above_the_criteria_and_waits_for_safety(risks: RiskReport) -> None:
    assert [one.id for one in risks.risks if one.standing is Standing.NOT_ACCEPTABLE] == ["R-09"]
    assert [one.id for one in risks.risks if one.lacks_benefit_risk] == ["R-09"]
    assert [one.id for one in risks.risks if one.transfer.handed is Handed.WAITING] == ["R-09"]
    assert risks.overall.standing is Standing.NOT_ACCEPTABLE


def test_two_risks_above_the_criteria_are_borne_for_their_benefit(risks: RiskReport) -> None:
    assert {one.id for one in risks.risks if one.after.state is State.OUTWEIGHED} == {"R-06", "R-10"}


def test_without_tests_no_risk_stands_and_the_reason_is_told(risks: RiskReport, monitor: Loaded) -> None:
    assert monitor.dossier.tests == ()
    assert monitor.dossier.evidence == ()
    assert {one.standing for one in risks.risks} == {Standing.NOT_ACCEPTABLE, Standing.REOPENED}
    assert {way.cause for one in risks.risks for way in one.chains} == {Cause.TEST}


def test_another_makers_pump_is_reached_only_through_the_radio_of_the_sensor(monitor: Loaded) -> None:
    to_pump = [one for one in monitor.dossier.architecture.flows if one.target == "A-INSULIN-PUMP"]
    from_pump = [one for one in monitor.dossier.architecture.flows if one.source == "A-INSULIN-PUMP"]
    assert [(one.source, one.via) for one in to_pump] == [("P-RADIO", ("I-BLE",))]
    assert from_pump == []


def test_neither_alarm_nor_pump_rests_on_the_forecast(monitor: Loaded) -> None:
    carrying = {one.target for one in monitor.dossier.architecture.flows if "AS-FORECAST" in one.carries}
    assert carrying == {"P-API", "P-APP", "A-PATIENT"}


def test_attack_paths_reach_glucose_from_cloud_phone_and_radio(monitor: Loaded) -> None:
    found = attack_paths(build(monitor.dossier)).listed
    entries = {one.parts[0] for one in found if one.asset == "AS-GLUCOSE"}
    assert {"I-API", "I-BLE", "I-APP-SCREEN"} <= entries


def test_the_inventory_of_the_sensor_is_read_and_holds_what_processes_run(monitor: Loaded) -> None:
    inventory = read(FOLDER / "files/sbom/sensor-1.4.0.cdx.json")
    named = {one.purl.rpartition("@")[0] for one in inventory.all_components if one.purl}
    named |= {f"{one.name}@{one.version}" for one in inventory.all_components}
    runs = {name for one in monitor.dossier.architecture.processes for name in one.runs}

    assert inventory.notes == ()
    assert runs - named == set()


def test_all_four_kinds_of_view_are_drawn_and_none_is_derived() -> None:
    assert {one.kind for one in DRAWINGS} == set(ViewKind)
    assert [one.id for one in DRAWINGS if one.derived] == []
    assert [one.id for one in DRAWINGS if one.unknown] == []


def test_every_use_case_tells_its_operating_state() -> None:
    cases = [one for one in DRAWINGS if one.kind is ViewKind.SECURITY_USE_CASE]
    assert [one.id for one in cases if not (one.operating_state and one.text)] == []


def test_only_two_views_leave_out_what_a_reader_could_expect() -> None:
    assert {one.id for one in DRAWINGS if one.left_out} == {"V-MULTI", "V-UPDATES"}


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda one: one.id)
def test_nothing_of_a_view_covers_another_or_is_cut(drawing: Drawing) -> None:
    found = lay_out(drawing)
    page = Area(0, 0, *found.size)
    areas = [*found.elements.values(), *found.zone_labels.values(), *(way.label for way in found.flows.values())]

    assert overlaps(found) == []
    assert [area for area in areas if not _inside(area, page)] == []


def _inside(inner: Area, page: Area) -> bool:
    slack = 1.0
    return (
        inner.x >= -slack
        and inner.y >= -slack
        and inner.x + inner.width <= page.width + slack
        and inner.y + inner.height <= page.height + slack
    )

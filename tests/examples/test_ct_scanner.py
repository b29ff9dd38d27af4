# SPDX-License-Identifier: Apache-2.0
"""The example of a CT scanner: each generated threat is decided, its views are drawn whole, its README is true."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from medward.compliance.assessment import assess
from medward.compliance.model import Assessment, Status
from medward.dossier import Loaded, load
from medward.dossier.model.architecture import Role, Word
from medward.dossier.model.keeping import ViewKind
from medward.dossier.model.risk import ControlCategory, Locus, ThreatStatus
from medward.packs import asked_by_default
from medward.packs.threat_library import shipped
from medward.risk.evaluating import evaluate
from medward.risk.model import Cause, Handed, RiskReport, Standing
from medward.threats import Generated, gaps, generate, relate
from medward.threats.paths import attack_paths
from medward.threats.protocols import spoken
from medward.threats.views import Views, views
from medward.threats.views.measuring import shown
from medward.threats.views.svg import svg
from medward.trace.build import build

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "ct-scanner"
GUIDANCE = "fda-premarket-cybersecurity"
DECIDED = {"accepted": 15, "mitigated": 31, "not_applicable": 7, "transferred": 4, "proposed": 2}
PARTS = {
    "zones": 11,
    "actors": 13,
    "processes": 13,
    "stores": 10,
    "interfaces": 19,
    "flows": 45,
    "assets": 14,
    "hardware facts": 11,
    "releases": 2,
    "views": 8,
    "harms": 8,
    "hazardous situations": 10,
    "threats": 59,
    "risks": 27,
    "controls": 37,
}
"""What the README of the example says that it holds."""

GAPS = {
    "va1.decided": {"T-026", "T-045"},
    "app2.ports": {"I-CABINET-USB"},
    "va.residual": {"R-008"},
    "va2.transfer": {"R-008"},
}
"""Requirement of the guidance → what its broken links must name."""

HARD_FACTS = {"storage_encryption", "fault_resistance", "side_channel_resistance", "tamper_response"}
"""Properties of electronics about which nobody has said anything, on purpose."""


@pytest.fixture(scope="module")
def scanner() -> Loaded:
    """The dossier of the CT scanner; a problem in it would raise."""
    return load(FOLDER)


@pytest.fixture(scope="module")
def readme() -> str:
    """The README of the example, in one line."""
    return " ".join((FOLDER / "README.md").read_text("utf-8").split())


@pytest.fixture(scope="module")
def generated(scanner: Loaded) -> Generated:
    """What the shipped libraries give for the architecture."""
    return generate(scanner.dossier, shipped())


@pytest.fixture(scope="module")
def drawn(scanner: Loaded) -> Views:
    """The views of the example."""
    return views(scanner.dossier)


@pytest.fixture(scope="module")
def risks(scanner: Loaded, as_of: dt.date) -> RiskReport:
    """The risks of the example on the day of its gaps."""
    return evaluate(scanner.dossier, build(scanner.dossier), as_of)


@pytest.fixture(scope="module")
def assessed(scanner: Loaded, as_of: dt.date) -> Assessment:
    """The example against every pack that is asked by default, without an advisory database."""
    return assess(scanner, None, asked_by_default(), as_of)


@pytest.mark.parametrize(("name", "number"), PARTS.items())
def test_it_holds_as_many_parts_as_its_readme_says(scanner: Loaded, readme: str, name: str, number: int) -> None:
    key = {"hardware facts": "hardware"}.get(name, name.replace(" ", "_"))
    holder = scanner.dossier if hasattr(scanner.dossier, key) else scanner.dossier.architecture

    assert len(getattr(holder, key)) == number
    assert f"{number} {name}" in readme


def test_it_is_a_scanner_in_its_hospital(scanner: Loaded) -> None:
    architecture = scanner.dossier.architecture
    roles = {role for process in architecture.processes for role in process.roles}
    words = {word for interface in architecture.interfaces for word in spoken(interface).words}
    words |= {word for flow in architecture.flows for word in spoken(flow).words}

    assert {Role.THERAPY, Role.MEASUREMENT, Role.MACHINE_LEARNING, Role.UPDATER, Role.BROKER} <= roles
    assert {Word.DICOM, Word.DICOMWEB, Word.REMOTE_SERVICE, Word.TIME, Word.DNS, Word.DIRECTORY} <= words


def test_no_interface_flow_or_asset_is_without_a_threat(scanner: Loaded, generated: Generated) -> None:
    found = gaps(scanner.dossier, generated)

    assert (found.uncovered, found.silent, found.stale, found.errors) == ((), (), (), ())


def test_what_nobody_has_said_is_what_the_readme_names(scanner: Loaded, generated: Generated) -> None:
    unknown = {(one.fact.part, one.fact.field) for one in gaps(scanner.dossier, generated).unknown}
    hardware = {field.removeprefix("hardware.") for _, field in unknown if field.startswith("hardware.")}

    assert {one for one in unknown if not one[1].startswith("hardware.")} == {
        ("I-CABINET-USB", "enabled"),
        ("P-LINK", "memory_safe"),
    }
    assert hardware == HARD_FACTS


def test_the_readme_tells_how_many_threats_were_decided_in_which_way(scanner: Loaded) -> None:
    rows = re.findall(
        r"^\| (accepted|mitigated|not applicable|transferred|proposed) \| (\d+) \| .+ \|$",
        (FOLDER / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    told = {word.replace(" ", "_"): int(number) for word, number in rows}

    assert told == DECIDED == Counter(threat.status.value for threat in scanner.dossier.threats)


def test_the_readme_tells_how_many_generated_threats_are_decided(
    scanner: Loaded, generated: Generated, readme: str
) -> None:
    related = relate(scanner.dossier, generated)
    known, new = len(related.known), len(related.new)

    assert f"The libraries give {known + new} threats" in readme
    assert f"{known} of them are answered" in readme
    assert f"The other {new} are not decided" in readme


def test_the_readme_tells_what_the_answers_are(scanner: Loaded, readme: str) -> None:
    answers = Counter(threat.status.value for threat in scanner.dossier.threats for _ in threat.library)
    most = f"{answers['mitigated']} are mitigated, {answers['accepted']} accepted"
    aside = f"{answers['not_applicable']} not applicable and {answers['transferred']} transferred"

    assert f"{most}, {aside}" in readme
    assert f"{answers['proposed']} wait with T-026 and T-045" in readme


def test_a_generated_threat_has_one_answer(scanner: Loaded) -> None:
    answered = Counter((one.threat, one.element) for threat in scanner.dossier.threats for one in threat.library)

    assert {pair for pair, times in answered.items() if times > 1} == set()


def test_an_accepted_threat_says_what_is_left(scanner: Loaded) -> None:
    assert [
        one.id for one in scanner.dossier.threats if one.status is ThreatStatus.ACCEPTED and not one.reason
    ] == []


def test_what_is_put_aside_has_its_reason_and_its_id_stands_in_the_readme(scanner: Loaded, readme: str) -> None:
    aside = [one for one in scanner.dossier.threats if one.status in {"not_applicable", "transferred", "proposed"}]

    assert [one.id for one in aside if not one.reason and one.status is not ThreatStatus.PROPOSED] == []
    assert [one.id for one in aside if one.id not in readme] == []


def test_every_decision_says_who_and_when_and_a_proposal_says_neither(scanner: Loaded) -> None:
    for threat in scanner.dossier.threats:
        decided = threat.status is not ThreatStatus.PROPOSED
        assert (bool(threat.decided_by), threat.decided_on is not None) == (decided, decided), threat.id


def test_a_threat_that_holds_has_a_control_a_harm_and_a_risk(scanner: Loaded) -> None:
    dossier = scanner.dossier
    holding = {one.id for one in dossier.threats if one.status in {"accepted", "mitigated"}}
    transferred = {one.id for one in dossier.threats if one.status is ThreatStatus.TRANSFERRED}

    assert holding <= {name for control in dossier.controls for name in control.reduces}
    assert holding | transferred == {name for risk in dossier.risks for name in risk.threats}
    assert [one.id for one in dossier.threats if one.id in holding | transferred and not one.leads_to] == []


def test_a_risk_ends_where_its_threats_lead(scanner: Loaded) -> None:
    leads = {one.id: set(one.leads_to) for one in scanner.dossier.threats}
    for risk in scanner.dossier.risks:
        assert set(risk.hazardous_situations) == set().union(*(leads[name] for name in risk.threats)), risk.id


def test_a_control_of_a_risk_reduces_one_of_its_threats(scanner: Loaded) -> None:
    reduces = {one.id: set(one.reduces) for one in scanner.dossier.controls}
    idle = [
        (risk.id, control)
        for risk in scanner.dossier.risks
        for control in risk.controls
        if reduces[control].isdisjoint(risk.threats)
    ]

    assert idle == []


def test_controls_are_of_all_categories_and_what_users_do_is_told(scanner: Loaded) -> None:
    dossier = scanner.dossier
    left = {one.id for one in dossier.controls if one.locus is not Locus.DESIGNED_IN}

    assert {one.category for one in dossier.controls} == set(ControlCategory)
    assert left <= {name for item in dossier.labeling for name in item.controls}
    assert left <= {name for duty in dossier.responsibilities for name in duty.controls}


def test_paths_lead_from_outside_to_every_asset_with_a_clinical_function(scanner: Loaded) -> None:
    paths = attack_paths(build(scanner.dossier)).listed
    clinical = {asset.id for asset in scanner.dossier.architecture.assets if asset.clinical_function}

    assert {path.asset for path in paths} == clinical
    assert paths[0].parts[0] == "I-DICOM"  # the service that answers without proof is the easiest way in


def test_views_are_of_all_kinds_and_nothing_is_missing_in_them(drawn: Views) -> None:
    own = [one for one in drawn.drawings if not one.derived]
    unknown = {(fact.part, fact.field) for one in own for fact in one.unknown}

    assert len(own) == len(drawn.drawings) == PARTS["views"]
    assert {one.kind for one in own} == set(ViewKind)
    assert [(one.id, gap) for one in own for gap in one.left_out] == []
    assert unknown == {("I-CABINET-USB", "enabled")}


def test_every_interface_and_control_is_shown_in_a_view(scanner: Loaded) -> None:
    dossier = scanner.dossier
    named = {part for view in dossier.views for part in view.shows}

    assert {one.id for one in (*dossier.architecture.interfaces, *dossier.controls)} <= named


def test_no_text_of_a_view_is_cut(drawn: Views) -> None:
    for drawing in drawn.drawings:
        root = etree.fromstring(svg(drawing))
        _, _, wide, high = map(float, str(root.get("viewBox")).split())
        texts = [one for one in root.iter("{http://www.w3.org/2000/svg}text") if one.get("x")]
        told = " ".join("".join(map(str, one.itertext())) for one in texts)

        assert all(0 <= float(str(one.get("x"))) < wide and 0 < float(str(one.get("y"))) <= high for one in texts)
        drawn_ids = {one.part.id for one in drawing.elements} | {one.part.id for one in drawing.flows}
        assert {one for one in drawn_ids if one not in told} == set()
        assert shown(drawing.title) in told


def test_one_risk_is_above_the_criteria_and_waits_for_safety(risks: RiskReport) -> None:
    waiting = {one.id for one in risks.risks if one.transfer.handed is Handed.WAITING}
    missing = {one.id for one in risks.risks if one.transfer.handed in {Handed.MISSING, Handed.UNKNOWN}}

    assert {one.id for one in risks.risks if one.standing is Standing.NOT_ACCEPTABLE} == waiting == {"R-008"}
    assert missing == set()
    assert {one.id for one in risks.risks if one.benefit_risk} == {"R-003", "R-025"}
    assert {gap.node for gap in risks.threats} == {"threat:T-026", "threat:T-045"}


def test_risks_are_open_again_for_want_of_tests_and_for_nothing_else(risks: RiskReport, readme: str) -> None:
    reopened = [one for one in risks.risks if one.standing is Standing.REOPENED]

    assert {chain.cause for one in reopened for chain in one.chains} == {Cause.TEST}
    assert f"{len(reopened)} of the {len(risks.risks)} risks are open again" in readme


@pytest.mark.parametrize(("requirement", "named"), GAPS.items())
def test_a_planted_gap_is_found_and_named(assessed: Assessment, requirement: str, named: set[str]) -> None:
    (guidance,) = [one for one in assessed.frameworks if one.id == GUIDANCE]
    (verdict,) = [one for one in guidance.verdicts if one.requirement == requirement]

    assert verdict.status is Status.NOT_MET
    assert named <= {str(link.node).partition(":")[2] for link in verdict.broken}


def test_nothing_in_it_looks_like_a_proof(scanner: Loaded) -> None:
    dossier = scanner.dossier

    assert (dossier.tests, dossier.evidence, dossier.requirements) == ((), (), ())
    assert {path.suffix for path in FOLDER.rglob("*") if path.is_file()} == {".yaml", ".md"}

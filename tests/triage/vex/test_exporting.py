# SPDX-License-Identifier: Apache-2.0
"""Exports pass the rules of their formats, are the same bytes each time, and are read back as what was decided."""

import json
import string
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.dossier import load
from medward.dossier.model.keeping import Justification, TriageStatus
from medward.triage.vex import write_csaf, write_cyclonedx, write_openvex
from medward.triage.vex.decided import Decided, decided
from medward.triage.vex.exporting import Export, Target, Wanted, export
from medward.triage.vex.model import NO_ACTION, Statement
from medward.triage.vex.reading import parse
from medward.triage.vex.releases import ReleaseParts
from medward.triage.vex.rules import check
from medward.triage.vex.source import source_of
from triage.vex.made import SBOM, affected, decision, dossier, releases

PUMP = Path(__file__).parents[3] / "examples" / "infusion-pump"
DAY = date(2026, 10, 1)
VULNERABILITIES = ("CVE-2099-0001", "CVE-2099-0002", "GHSA-aaaa-bbbb-cccc", "X")
COMPONENTS = ("pkg:deb/debian/tls", "xml@2.1", "radio@7.1", "font@1", "pkg:npm/app@1.0")
WORDS = st.text(string.ascii_letters + "äß\"'\n ", min_size=1, max_size=30).map(str.strip).filter(bool)


@pytest.fixture(scope="module")
def exports() -> dict[Target, Export]:
    loaded = load(PUMP)
    return {
        target: export(loaded, target, DAY, Wanted(namespace="https://psirt.example.com")) for target in Target
    }


@pytest.mark.parametrize("target", Target)
def test_an_export_of_the_example_breaks_no_rule_of_its_format(
    target: Target, exports: dict[Target, Export]
) -> None:
    report = check(source_of(exports[target].data, target))
    assert (report.breaches, report.unchecked) == ((), ())


@pytest.mark.parametrize("target", Target)
def test_the_same_dossier_and_day_give_the_same_bytes(target: Target, exports: dict[Target, Export]) -> None:
    again = export(load(PUMP), target, DAY, Wanted(namespace="https://psirt.example.com"))
    assert again == exports[target]


@pytest.mark.parametrize("target", Target)
def test_as_many_statements_are_read_back_as_were_made(target: Target, exports: dict[Target, Export]) -> None:
    assert len(parse(exports[target].data, target).statements) == exports[target].statements > 0


def test_an_advisory_leaves_out_what_affects_nothing_and_says_how_many(exports: dict[Target, Export]) -> None:
    advisory = json.loads(exports[Target.CSAF_ADVISORY].data)
    assert advisory["document"]["category"] == "csaf_security_advisory"
    assert len(advisory["vulnerabilities"]) < len(json.loads(exports[Target.CSAF_VEX].data)["vulnerabilities"])
    assert any("other vulnerabilities, left out: 28" in note for note in exports[Target.CSAF_ADVISORY].notes)


def test_a_vdr_lists_every_component_and_a_vex_those_of_which_it_speaks(exports: dict[Target, Export]) -> None:
    vex, vdr = (json.loads(exports[one].data) for one in (Target.CYCLONEDX, Target.CYCLONEDX_VDR))
    assert len(vex["components"]) < len(vdr["components"])
    assert len(vex["vulnerabilities"]) == len(vdr["vulnerabilities"])
    assert vex["serialNumber"] != vdr["serialNumber"]


def test_without_an_address_the_publisher_is_made_up_and_the_notes_say_so() -> None:
    made = export(load(PUMP), Target.CSAF_VEX, DAY)
    assert json.loads(made.data)["document"]["publisher"]["namespace"].startswith("urn:uuid:")
    assert any("--namespace" in note for note in made.notes)


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("vex.namespace", Wanted(namespace="not an address")),
        ("vex.namespace", Wanted(namespace="https://[broken")),
        ("vex.release", Wanted(release="REL-9")),
        ("vex.nothing", Wanted(release="REL-3.3.0")),
    ],
)
def test_what_cannot_be_exported_is_one_problem(code: str, wanted: Wanted) -> None:
    with pytest.raises(ProblemsError) as caught:
        export(load(PUMP), Target.CSAF_VEX, DAY, wanted)
    assert [problem.code for problem in caught.value.problems] == [code]


def written(said: Decided, parts: tuple[ReleaseParts, ...]) -> dict[str, dict[str, Any]]:
    """What can be exported, in every format that can say it."""
    documents: dict[str, dict[str, Any]] = {
        "openvex": write_openvex.write(said, "Example Medical", "all")[0],
        "csaf-vex": write_csaf.write(said, "https://example.com", advisory=False)[0],
    }
    advisory = write_csaf.for_advisory(said)
    if advisory.statements:
        documents["csaf-advisory"] = write_csaf.write(advisory, "https://example.com", advisory=True)[0]
    if len({one.product.ref for one in said.statements}) == 1:
        (release,) = (one for one in parts if one.id == said.statements[0].product.ref)
        documents["cyclonedx"] = write_cyclonedx.write(said, release, all_components=False)[0]
    return documents


@st.composite
def decisions(draw: st.DrawFn) -> list[dict[str, Any]]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        status = draw(st.sampled_from(TriageStatus))
        day = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 200)))
        made.append(
            decision(
                id=f"TR-{number}",
                vulnerability=draw(st.sampled_from(VULNERABILITIES)),
                component=draw(st.sampled_from(COMPONENTS)),
                release=draw(st.sampled_from([None, "REL-3.2", "REL-3.3"])),
                status=status.value,
                justification=(
                    draw(st.sampled_from(Justification)).value if status is TriageStatus.NOT_AFFECTED else None
                ),
                reason=draw(WORDS),
                action=draw(st.none() | WORDS),
                date=day.isoformat(),
                expires=(day + timedelta(days=draw(st.integers(0, 200)))).isoformat()
                if draw(st.booleans())
                else None,
            )
        )
    return made


def told(one: Statement) -> tuple[Any, ...]:
    """What of a statement every format holds."""
    component = one.component
    return (
        one.vulnerability,
        one.product.purls,
        component and component.purls,
        one.status,
        one.justification,
        one.impact,
        one.action if one.status is TriageStatus.AFFECTED else "",
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(decisions(), st.sampled_from([("REL-3.2",), ("REL-3.2", "REL-3.3")]))
def test_all_that_can_be_decided_is_exported_by_the_rules_and_read_back(
    made: list[dict[str, Any]], names: tuple[str, ...]
) -> None:
    device = dossier(*made)
    parts = releases(device, SBOM, *names)
    said = decided(device, parts, date(2026, 5, 1))
    if not said.statements:
        return
    for name, document in written(said, parts).items():
        data = json.dumps(document).encode()
        report = check(source_of(data, name))
        assert report.breaches == (), (name, report.breaches)
        back = parse(data, name).statements
        wanted = write_csaf.for_advisory(said).statements if name == "csaf-advisory" else said.statements
        assert sorted(map(told, back), key=repr) == sorted(map(told, wanted), key=repr), name


FIX = decision(id="TR-2", release="REL-3.3", status="fixed", justification=None)
OUT = {"REL-3.2": date(2026, 1, 1), "REL-3.3": date(2026, 5, 1)}


@pytest.mark.parametrize(
    ("released", "category", "details"),
    [
        (OUT, "vendor_fix", "Fixed in Pump 3.3."),
        ({"REL-3.2": OUT["REL-3.2"]}, "none_available", NO_ACTION),
        ({"REL-3.2": OUT["REL-3.3"], "REL-3.3": OUT["REL-3.2"]}, "none_available", NO_ACTION),
        ({}, "none_available", NO_ACTION),
    ],
    ids=["later and out", "not out", "earlier", "no days"],
)
def test_only_a_later_release_that_is_out_is_a_vendor_fix(
    released: dict[str, date], category: str, details: str
) -> None:
    device = dossier(affected(release="REL-3.2", action=None), FIX)
    said = decided(device, releases(device, SBOM, "REL-3.2", "REL-3.3"), DAY)
    document: Any = write_csaf.write(replace(said, released=released), "https://example.com", advisory=True)[0]
    (one,) = document["vulnerabilities"][0]["remediations"]
    assert (one["category"], one["details"]) == (category, details)


def test_a_release_in_which_something_is_left_is_no_fix() -> None:
    left = affected(id="TR-3", component="pkg:npm/xml", release="REL-3.3")
    device = dossier(affected(release="REL-3.2"), FIX, left)
    said = decided(device, releases(device, SBOM, "REL-3.2", "REL-3.3"), DAY)
    document: Any = write_csaf.write(replace(said, released=OUT), "https://example.com", advisory=True)[0]
    assert {one["category"] for one in document["vulnerabilities"][0]["remediations"]} == {"none_available"}


def test_a_release_whose_version_reads_like_a_range_stands_outside_the_branches() -> None:
    device = dossier(decision())
    (parts, *_) = releases(device)
    odd = replace(parts, version="all", product=replace(parts.product, version="all"))
    document, _ = write_csaf.write(decided(device, (odd,), DAY), "https://example.com", advisory=False)
    assert check(source_of(json.dumps(document).encode(), "x")).breaches == ()


def test_cyclonedx_speaks_of_one_release() -> None:
    device = dossier(decision())
    said = decided(device, releases(device, SBOM, "REL-3.2", "REL-3.3"), DAY)
    assert "cyclonedx" not in written(said, ())

# SPDX-License-Identifier: Apache-2.0
"""What CSAF 2.1 writes otherwise than 2.0, and that nothing of it hides a product."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from advisories.csaf.documents import Json, advisory, document, product
from medward.advisories.csaf import Advisory, Decision, Prediction, Standing, Vulnerability, parse
from medward.advisories.csaf.model import Identifiers

DAY = datetime(2099, 1, 2, tzinfo=UTC)


def read(*branches: Json, **more: Any) -> Advisory:
    return advisory(document(*branches, csaf_version="2.1", **more))


def vulnerable(**fields: Any) -> Vulnerability:
    """The one vulnerability of a document of 2.1 with these fields."""
    said = {"cve": "CVE-2099-0001", "product_status": {"known_affected": ["P1"]}, **fields}
    (found,) = read(product("Acme", "Pump", "1.0"), vulnerabilities=[said]).vulnerabilities
    return found


def test_scores_stand_in_the_content_of_metrics_with_their_source() -> None:
    content = {
        "cvss_v4": {"version": "4.0", "vectorString": "CVSS:4.0/AV:N", "baseScore": 9.3},
        "cvss_v3": {"version": "3.1", "vectorString": "CVSS:3.1/AV:N", "baseScore": 9.8},
    }
    metric = {"content": content, "products": ["P1"], "source": "https://example.org"}
    scores = vulnerable(metrics=[metric]).scores
    assert [(one.system, one.vector, one.base, one.source, one.products) for one in scores] == [
        ("CVSS_V3", "CVSS:3.1/AV:N", 9.8, "https://example.org", ("P1",)),
        ("CVSS_V4", "CVSS:4.0/AV:N", 9.3, "https://example.org", ("P1",)),
    ]


@pytest.mark.parametrize("number", [0.5, "0.50"])
def test_a_prediction_is_read_as_number_and_as_text(number: object) -> None:
    epss = {"probability": number, "percentile": "0.9", "timestamp": "2099-01-02T00:00:00Z"}
    found = vulnerable(metrics=[{"content": {"epss": epss}, "products": ["P1"]}])
    assert found.predictions == (Prediction(0.5, 0.9, DAY, ("P1",)),)


def test_an_ssvc_assessment_is_read_in_both_versions() -> None:
    second = {
        "timestamp": "2099-01-02T00:00:00Z",
        "schemaVersion": "2.0.0",
        "selections": [
            {"namespace": "ssvc", "key": "E", "name": "Exploitation", "values": [{"key": "A", "name": "Active"}]},
            {"namespace": "ssvc", "key": "SI", "values": [{"key": "M"}, {"key": "S"}]},
        ],
    }
    first = {"selections": [{"name": "Exploitation", "values": ["PoC"]}]}
    metrics = [{"content": {"ssvc_v2": second}, "products": ["P1"]}, {"content": {"ssvc_v1": first}}]
    assert vulnerable(metrics=metrics).decisions == (
        Decision(("Exploitation: Active", "SI: M or S"), DAY, "", ("P1",)),
        Decision(("Exploitation: PoC",), None, "", ()),
    )


@pytest.mark.parametrize("odd", [7, "text", [], {"probability": "high"}, {"selections": 3}])
def test_an_assessment_of_another_shape_decides_nothing(odd: object) -> None:
    found = vulnerable(metrics=[{"content": {"epss": odd, "ssvc_v2": odd}, "products": ["P1"]}])
    assert found.predictions == ()
    assert found.products(Standing.AFFECTED) == ("P1",)


def test_weaknesses_are_a_list() -> None:
    cwes = [{"id": "CWE-79", "name": "XSS", "version": "4.12"}, {"id": "CWE-20", "name": "x", "version": "4.12"}]
    assert vulnerable(cwes=cwes).cwes == ("CWE-79", "CWE-20")


def test_dates_of_disclosure_and_discovery() -> None:
    found = vulnerable(disclosure_date="2099-01-02T00:00:00Z", discovery_date="soon")
    assert (found.disclosed, found.discovered) == (DAY, None)
    assert vulnerable(release_date="2099-01-02T00:00:00Z").disclosed == DAY


def test_a_product_has_several_package_urls_and_digests_of_several_files() -> None:
    hashes = [
        {"filename": "a", "file_hashes": [{"algorithm": "sha256", "value": "a" * 64}]},
        {"filename": "b", "file_hashes": [{"algorithm": "sha512", "value": "b" * 128}]},
    ]
    helper = {"purls": ["pkg:npm/a@1", "pkg:npm/b@1"], "hashes": hashes, "sbom_urls": ["https://example.org/s"]}
    (found,) = read(product("Acme", "Pump", "1.0", product_identification_helper=helper)).products
    assert found.identifiers == Identifiers(
        purls=("pkg:npm/a@1", "pkg:npm/b@1"), hashes=(f"sha256:{'a' * 64}", f"sha512:{'b' * 128}")
    )


def test_a_status_of_unknown_is_open_and_flags_are_read() -> None:
    found = vulnerable(
        product_status={"unknown": ["P1"]},
        flags=[{"label": "component_not_present", "product_ids": ["P1"], "date": "2099-01-02T00:00:00Z"}],
    )
    assert found.products(Standing.OPEN) == ("P1",)
    assert [(one.kind, one.label, one.products) for one in found.remarks] == [
        ("flag", "component_not_present", ("P1",))
    ]


@pytest.mark.parametrize(
    ("label", "tlp"), [("CLEAR", "CLEAR"), ("WHITE", "CLEAR"), ("AMBER+STRICT", "AMBER+STRICT"), ("red", "RED")]
)
def test_a_label_is_told_in_the_words_of_tlp_2_0(label: str, tlp: str) -> None:
    assert read(product("Acme", "Pump", "1.0"), distribution={"tlp": {"label": label}}).tlp == tlp


def test_a_sharing_group_is_told_by_its_name() -> None:
    group = {"id": "00000000-0000-4000-8000-000000000000", "name": "Hospitals"}
    found = read(product("Acme", "Pump", "1.0"), distribution={"tlp": {"label": "AMBER"}, "sharing_group": group})
    assert (found.tlp, found.sharing) == ("AMBER", "Hospitals")
    assert read(product("Acme", "Pump", "1.0")).tlp == ""


def test_a_product_path_is_a_product_made_of_others() -> None:
    path = {
        "beginning_product_reference": "P1",
        "full_product_name": {"product_id": "P3", "name": "UI in Pump"},
        "subpaths": [{"category": "default_component_of", "next_product_reference": "P2"}],
    }
    tree = {"product_paths": [path]}
    found = read(product("Acme", "UI", "1.0"), product("Acme", "Pump", "1.0", "P2"), tree=tree)
    assert found.products[-1].part_of == ("P1", "default_component_of", "P2")
    assert found.products[-1].name == "UI in Pump"


def test_another_version_of_the_format_is_refused() -> None:
    with pytest.raises(ValueError, match=r"2\.0 and 2\.1 are read"):
        parse(json.dumps(document(product("Acme", "Pump", "1.0"), csaf_version="3.0")).encode())

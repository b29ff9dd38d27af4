# SPDX-License-Identifier: Apache-2.0
"""CVSS objects are found in both editions of CSAF, with their products and who scored."""

import json
from typing import Any

from medward.triage.vex import csaf
from medward.triage.vex.csaf_scores import objects
from medward.triage.vex.source import source_of
from triage.vex.made import csaf_2_1_document, csaf_document

V2 = {"version": "2.0", "vectorString": "AV:N/AC:L/Au:N/C:P/I:P/A:P", "baseScore": 7.5}
V3 = {"version": "3.1", "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "baseScore": 9.8}


def found(document: dict[str, Any], **keys: Any) -> list[tuple[str, str, tuple[str, ...], str]]:
    document["vulnerabilities"][0] |= keys
    decoded = csaf.decode(source_of(json.dumps(document).encode(), "csaf.json"))
    (one,) = decoded.vulnerabilities or ()
    return [(scored.path, scored.key, scored.products, scored.source) for scored in objects(one)]


def test_scores_of_2_0_are_found() -> None:
    said = [{"products": ["TLS"], "cvss_v2": V2, "cvss_v3": V3}]
    assert found(csaf_document(), scores=said) == [
        ("scores[0].cvss_v2", "cvss_v2", ("TLS",), ""),
        ("scores[0].cvss_v3", "cvss_v3", ("TLS",), ""),
    ]


def test_metrics_of_2_1_are_found_with_their_source() -> None:
    said = [{"products": ["TLS"], "content": {"cvss_v3": V3}, "source": "https://acme.example"}]
    assert found(csaf_2_1_document(), metrics=said) == [
        ("metrics[0].content.cvss_v3", "cvss_v3", ("TLS",), "https://acme.example")
    ]

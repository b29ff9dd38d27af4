# SPDX-License-Identifier: Apache-2.0
"""What another edition of CSAF has is told, and what the stated one has is not."""

import json
from typing import Any

import pytest

from medward.triage.vex import csaf
from medward.triage.vex.csaf_editions import of_another_edition
from medward.triage.vex.source import source_of
from triage.vex.made import csaf_2_1_document, csaf_document


def told(document: dict[str, Any]) -> list[str]:
    decoded = csaf.decode(source_of(json.dumps(document).encode(), "csaf.json"))
    return [breach.message for breach in of_another_edition(decoded)]


@pytest.mark.parametrize("document", [csaf_document(), csaf_2_1_document()])
def test_a_document_of_its_own_edition_has_nothing_strange(document: dict[str, Any]) -> None:
    assert told(document) == []


def test_what_another_edition_has_is_named_with_the_edition() -> None:
    document = csaf_document()
    document["document"]["csaf_version"] = "2.1"
    document["vulnerabilities"][0]["cwe"] = {"id": "CWE-79", "name": "Whatever"}
    assert told(document) == ["CSAF 2.1 does not have 'purl'", "CSAF 2.1 does not have 'cwe'"]

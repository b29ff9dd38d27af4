# SPDX-License-Identifier: Apache-2.0
"""CycloneDX as it is written: words that it lacks are never replaced by others."""

from typing import Any

import pytest

from medward.dossier.model.keeping import Justification
from medward.triage.vex import write_cyclonedx
from medward.triage.vex.cyclonedx import JUSTIFICATION_PROPERTY
from medward.triage.vex.decided import decided
from triage.vex.made import DAY, HASH, RADIO_CPE, affected, decision, dossier, releases


def written(*decisions: dict[str, Any], all_components: bool = False) -> tuple[Any, str]:
    device = dossier(*decisions)
    parts = releases(device)
    document, losses = write_cyclonedx.write(decided(device, parts, DAY), parts[0], all_components=all_components)
    return document, "\n".join(losses)


@pytest.mark.parametrize(
    ("word", "written_as"),
    [
        (Justification.COMPONENT_NOT_PRESENT, "code_not_present"),
        (Justification.VULNERABLE_CODE_NOT_PRESENT, "code_not_present"),
        (Justification.NOT_IN_EXECUTE_PATH, "code_not_reachable"),
        (Justification.CANNOT_BE_CONTROLLED, None),
        (Justification.INLINE_MITIGATIONS, "protected_at_runtime"),
    ],
)
def test_each_justification_is_written_in_full_as_a_property(word: Justification, written_as: str | None) -> None:
    document, _ = written(decision(justification=word.value))
    (one,) = document["vulnerabilities"]
    assert one["analysis"].get("justification") == written_as
    assert one["properties"] == [{"name": JUSTIFICATION_PROPERTY, "value": word.value}]


def test_a_word_that_the_format_lacks_is_told() -> None:
    _, losses = written(decision(justification="vulnerable_code_cannot_be_controlled_by_adversary"))
    assert "no word for 'vulnerable_code_cannot_be_controlled_by_adversary'" in losses


def test_an_action_is_a_recommendation() -> None:
    document, _ = written(affected())
    (one,) = document["vulnerabilities"]
    assert (one["recommendation"], one["analysis"]["state"]) == ("tls 3.1 in 3.3", "exploitable")


def test_the_serial_number_is_that_of_the_content() -> None:
    first, _ = written(decision())
    assert first["serialNumber"] == written(decision())[0]["serialNumber"]
    assert first["serialNumber"] != written(decision(reason="Another."))[0]["serialNumber"]


def test_components_are_told_with_what_identifies_them() -> None:
    document, _ = written(decision(), all_components=True)
    told = {one["name"]: one for one in document["components"]}
    assert set(told) == {"tls", "xml", "app", "radio", "font"}
    assert told["radio"]["cpe"] == RADIO_CPE
    assert told["font"]["hashes"] == [{"alg": "SHA-256", "content": HASH}]
    assert told["font"]["supplier"] == {"name": "Letters"}

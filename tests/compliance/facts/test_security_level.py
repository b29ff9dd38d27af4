# SPDX-License-Identifier: Apache-2.0
"""Facts on security levels: silence is unknown and never lowers what is asked."""

from typing import Any

import pytest

from compliance.dossiers import DEVICE, context, dossier, fact
from medward.compliance.facts import FACTS
from medward.compliance.facts.security_level import LEVELS, SUBJECTS
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome


def on(name: str, **target: Any) -> Outcome:
    device = {**DEVICE, "security_target": {"reason": "It stands in a hospital", **target}}
    return fact(f"level.{name}", context(dossier(device=device)))


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("said", [0, *LEVELS])
def test_a_level_asks_what_lower_levels_ask_too(subject: str, said: int) -> None:
    asked = [level for level in LEVELS if on(f"{subject}_{level}", **{subject: said}).status is Status.MET]
    assert asked == list(range(1, said + 1))
    refused = [level for level in LEVELS if on(f"{subject}_{level}", **{subject: said}).status is Status.NOT_MET]
    assert refused == list(range(said + 1, 5))


@pytest.mark.parametrize("name", sorted(name for name in FACTS if name.startswith("level.")))
def test_silence_is_unknown(name: str) -> None:
    assert fact(name, context(dossier(device=DEVICE))).status is Status.UNKNOWN
    assert on(name.removeprefix("level.")).status is Status.UNKNOWN


def test_a_level_of_another_subject_says_nothing() -> None:
    outcome = on("integrity_1", identification=4)
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason == "nobody has said the security level for integrity"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ({"component_types": ["embedded_device"], "integrity": 2}, Status.MET),
        ({"component_types": ["embedded_device", "network_device"], "integrity": 3}, Status.MET),
        ({"component_types": ["embedded_device"], "integrity": 1}, Status.NOT_MET),
        ({"component_types": ["host_device"], "integrity": 2}, Status.NOT_MET),
        ({"component_types": ["host_device"]}, Status.NOT_MET),
        ({"component_types": ["embedded_device"]}, Status.UNKNOWN),
        ({"integrity": 1}, Status.NOT_MET),
        ({"integrity": 2}, Status.UNKNOWN),
    ],
)
def test_what_is_asked_of_one_type_needs_the_type_and_the_level(target: dict[str, Any], status: Status) -> None:
    assert on("embedded_device_integrity_2", **target).status is status

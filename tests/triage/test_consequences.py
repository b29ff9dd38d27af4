# SPDX-License-Identifier: Apache-2.0
"""The metrics that speak of people who are hurt."""

import pytest

from medward.dossier.model.risk import Severity
from medward.triage.consequences import consequences, unknown

V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P"
V31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
V4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:{}/VA:{}/SC:N/SI:{}/SA:{}"


def values(vector: str, severity: Severity | None) -> dict[str, str]:
    return {one.metric: one.value for one in consequences(vector, severity)}


@pytest.mark.parametrize(
    ("severity", "damage"),
    [
        (Severity.NEGLIGIBLE, "L"),
        (Severity.MINOR, "L"),
        (Severity.SERIOUS, "LM"),
        (Severity.CRITICAL, "MH"),
        (Severity.CATASTROPHIC, "H"),
        (None, "LM"),
    ],
)
def test_version_2_counts_harm_as_collateral_damage_and_every_unit_as_a_target(
    severity: Severity | None, damage: str
) -> None:
    assert values(V2, severity) == {"CDP": damage, "TD": "H"}


@pytest.mark.parametrize(
    ("impacts", "metrics"),
    [
        ("HHNN", {"MSI": "S", "MSA": "S"}),
        ("LNNN", {"MSI": "S"}),
        ("NNNL", {"MSA": "S"}),
        ("NNNN", {}),
    ],
)
def test_version_4_counts_an_injury_with_the_impact_that_can_lead_to_it(
    impacts: str, metrics: dict[str, str]
) -> None:
    assert values(V4.format(*impacts), Severity.SERIOUS) == metrics


def test_a_minor_harm_is_no_question_of_safety() -> None:
    assert values(V4.format(*"HHHH"), Severity.MINOR) == {}


def test_version_3_has_no_metric_for_people() -> None:
    assert values(V31, Severity.CATASTROPHIC) == {}


def test_a_harm_that_nobody_linked_counts_as_serious_and_is_told() -> None:
    vector = V4.format(*"HHNN")
    assert values(vector, None) == values(vector, Severity.SERIOUS)
    assert unknown(consequences(vector, None), None) == "nobody has linked a harm to it, so a serious one counts"
    assert unknown(consequences(vector, Severity.SERIOUS), Severity.SERIOUS) == ""
    assert unknown(consequences(V31, None), None) == ""

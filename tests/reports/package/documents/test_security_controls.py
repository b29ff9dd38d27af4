# SPDX-License-Identifier: Apache-2.0
"""What a control could make worse is told where somebody wrote it, and missing only where nobody did."""

from medward.reports.package.documents.security_controls import write
from reports.package.materials import empty, pump, rows


def test_what_a_control_could_make_worse_is_told_at_the_control_or_at_the_risk() -> None:
    risks = pump().dossier.risks
    for cells in rows(write(pump()), "Controls: "):
        control, told = cells[0][0], cells[-1][0]
        own = next(one.new_risks for one in pump().dossier.controls if one.id == control)
        telling = [one.id for one in risks if control in one.controls and one.new_risks]
        expected = own or (f"Told at {', '.join(telling)}" if telling else "!what it could make worse")
        assert told == expected


def test_every_category_without_a_control_is_missing() -> None:
    from medward.reports.document.tree import gaps

    found = [one for one in gaps(write(empty())) if one.startswith("No control of the category")]
    assert len(found) == 8

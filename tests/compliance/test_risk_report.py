# SPDX-License-Identifier: Apache-2.0
"""From what was gathered to the risks: with the findings as they are ranked, or ranked here."""

from dataclasses import replace

from compliance.dossiers import AS_OF, component, context, database, dossier, finding, inventory, matched, read
from medward.compliance.risk_report import risk_report
from medward.risk.model import Standing
from medward.triage.ordering import ordered
from risk import pumps

MADE = dossier(**pumps.KEYS)
FOUND = inventory(component("tls"))
AT = context(MADE, read(MADE, FOUND, matched(FOUND, finding())), database=database())


def test_findings_that_nobody_has_ranked_still_open_a_risk_again() -> None:
    assert AT.ranked is None
    (line,) = risk_report(AT).risks
    assert line.standing is Standing.REOPENED


def test_findings_that_are_ranked_give_the_same() -> None:
    assert risk_report(replace(AT, ranked=ordered(AT.trace, AS_OF))) == risk_report(AT)


def test_why_findings_are_not_known_is_carried() -> None:
    report = risk_report(context(MADE, read(MADE, FOUND)))
    assert report.gap.startswith("no advisory database was given")
    assert [line.standing for line in report.risks] == [Standing.UNKNOWN]

# SPDX-License-Identifier: Apache-2.0
"""The security risk management report: what was found as a whole, and what it rests on.

Asked for by FDA's premarket guidance (Appendix 4, Table 1, and section V.A) and by IEC 81001-5-1, clause 7.
"""

from collections import Counter
from collections.abc import Iterator

from medward.dossier.model.keeping import DocumentKind
from medward.reports.document.tree import Document, Line, Missing, Words
from medward.reports.package.draft import Cell, Draft, alarm, in_words, line, said, strong
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts
from medward.reports.words import counted
from medward.risk.model import NEEDS_NOBODY, Gap, Standing

FDA = "fda-premarket-cybersecurity"
TITLE = "Security risk management report"


def write(material: Material) -> Document:
    """The report."""
    draft = Draft(material, "risk-management-report", TITLE)
    draft.heading(1, "Summary")
    narrative(draft, DocumentKind.RISK_MANAGEMENT_REPORT, needed=True)
    _device(draft)
    draft.heading(1, "Residual risk")
    _residual(draft)
    draft.heading(1, "What still needs somebody")
    _open(draft)
    draft.heading(1, "Hand-over to safety risk management")
    _transfer(draft)
    draft.heading(1, "How the requirements on this report stand")
    verdicts(draft, in_sections(FDA, ("report", "lifecycle", "app4")), "FDA's requirements on risk management")
    return draft.document()


def _device(draft: Draft) -> None:
    device = draft.material.dossier.device
    performance: list[Cell] = [Words(one) for one in device.essential_performance]
    connected = ", ".join(way.replace("_", " ") for way in device.connectivity)
    rows: list[tuple[str, Cell]] = [
        ("Intended use", said(device.intended_use, "the intended use")),
        ("Clinical function", said(device.clinical_function, "the clinical function")),
        ("Essential performance", performance or Missing("no essential performance is named")),
        ("Life-supporting", said(device.life_supporting, "whether it supports life")),
        ("Connections", said(connected, "how it is connected")),
        ("Releases that this report is about", _releases(draft)),
    ]
    draft.table("The device", (("Fact", 1), ("What the dossier says", 3)), rows)


def _releases(draft: Draft) -> Cell:
    told: list[Cell] = [
        line(draft.ref(one.id), f" version {one.version}, {one.status}") for one in draft.material.context.releases
    ]
    return told or Missing("no release is current, supported or planned")


def _residual(draft: Draft) -> None:
    report = draft.material.risks
    counts = Counter(one.standing for one in report.risks)
    told = ", ".join(f"{counts[standing]} {in_words(standing)}" for standing in Standing if counts[standing])
    draft.say(
        strong(f"As a whole: {in_words(report.overall.standing)}. "),
        f"{counted(len(report.risks), 'risk')}: ",
        told,
    )
    if report.gap:
        draft.gap(f"No risk is acceptable as far as anybody knows: {report.gap}", "Give an advisory database")
    draft.bullets(line(f"{reason}.") for reason in report.overall.reasons)
    _decision(draft)
    draft.table(
        "Harms in which several risks can end, judged together (ISO 14971:2019, clause 8)",
        (("Harm", 3), ("Name", 4), ("Severity", 2), ("Risks", 5)),
        (
            [draft.told(one.harm), one.title, one.severity, draft.refs(one.risks)]
            for one in report.overall.together
        ),
    )


def _decision(draft: Draft) -> None:
    made = draft.material.dossier.overall_risk
    if made is None:
        draft.gap("Nobody has decided on the overall residual risk", "Add `overall_risk` to the dossier")
        return
    draft.say(strong(f"Decided on {made.date} by {made.author}: {in_words(made.decision)}. "), made.reason)


def _open(draft: Draft) -> None:
    report = draft.material.risks
    items: list[Line] = [
        line(draft.ref(one.id), f" {one.title}: {in_words(one.standing)}")
        for one in report.risks
        if one.standing not in NEEDS_NOBODY
    ]
    items += [line(one.text) for one in _gaps(draft)]
    if items:
        draft.bullets(items)
    else:
        draft.say("Nothing: every risk is accepted, and nothing is missing.")


def _gaps(draft: Draft) -> Iterator[Gap]:
    report = draft.material.risks
    for gaps in (report.threats, report.findings, report.new_risks, report.situations, report.anomalies):
        yield from gaps


def _transfer(draft: Draft) -> None:
    lines = sorted((one.transfer for one in draft.material.risks.risks), key=lambda one: one.risk)
    if not lines:
        draft.gap("There are no risks to hand over", "Assess the threats")
    draft.table(
        "Security risks and the safety risk file",
        (("Risk", 3), ("Name", 4), ("Worst harm", 2), ("Safety id", 2), ("Handed over", 2), ("What came back", 4)),
        (
            [
                draft.told(one.risk),
                one.title,
                said(one.severity, "its harm"),
                Words(one.safety_id) if one.safety_id else _not_handed(one.handed),
                Words(str(one.day)) if one.day else _not_handed(one.handed),
                Words(one.outcome) if one.outcome else _not_handed(one.handed),
            ]
            for one in lines
        ),
    )


def _not_handed(handed: str) -> Words | Missing:
    """Why there is nothing: not needed is an answer, everything else is missing."""
    return Words("not needed") if handed == "not_needed" else alarm(in_words(handed))

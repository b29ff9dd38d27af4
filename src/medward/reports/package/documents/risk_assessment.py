# SPDX-License-Identifier: Apache-2.0
"""The cybersecurity risk assessment: method, criteria, matrix, and each risk before and after its controls.

FDA premarket guidance, section V.A.2: exploitability, never a probability.
"""

from medward.dossier.model.keeping import DocumentKind
from medward.dossier.model.risk import Level, Severity
from medward.reports.document.tree import Document, Missing, Words
from medward.reports.package.draft import Cell, Draft, alarm, in_words, line, said, strong
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts
from medward.risk.model import NEEDS_NOBODY, Judged, RiskLine, State


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "risk-assessment", "Cybersecurity risk assessment")
    draft.heading(1, "How risk is judged")
    narrative(draft, DocumentKind.RISK_ASSESSMENT)
    _method(draft)
    draft.heading(1, "Matrix")
    _matrix(draft)
    draft.heading(1, "Risks")
    _risks(draft)
    draft.heading(1, "How the requirements on this document stand")
    wanted = in_sections("fda-premarket-cybersecurity", ("risks",))
    verdicts(draft, wanted, "FDA's requirements on risk assessment")
    return draft.document()


def _method(draft: Draft) -> None:
    method = draft.material.dossier.risk_method
    if method is None:
        draft.gap("No method of judging risk is set", "Add `risk_method` before any risk is judged")
        return
    draft.say(method.description)
    draft.say("Approved: ", said(method.approved, "the day of its approval"))
    draft.table(
        "Levels of exploitability",
        (("Level", 1), ("What it means", 5)),
        ([in_words(level), said(method.exploitability.get(level), "its criterion")] for level in Level),
    )
    limits = {one.severity: one.acceptable_up_to for one in method.acceptance}
    draft.table(
        "Acceptance criteria",
        (("Severity of harm", 1), ("Acceptable up to this exploitability", 3)),
        ([in_words(one), _limit(limits, one)] for one in Severity),
    )


def _limit(limits: dict[Severity, Level | None], severity: Severity) -> Cell:
    if severity not in limits:
        return Missing("no criterion")
    limit = limits[severity]
    return "never" if limit is None else in_words(limit)


SIGNS = {State.ACCEPTABLE: "acceptable", State.NOT_ACCEPTABLE: "above"}


def _matrix(draft: Draft) -> None:
    cells = {(cell.severity, cell.level): cell for cell in draft.material.risks.cells}
    levels = list(dict.fromkeys(level for _, level in cells))
    draft.say("Each cell tells whether it is acceptable, and the risks in it with their controls.")
    draft.table(
        "Severity of harm (rows) by exploitability (columns)",
        (("Severity", 2), *((in_words(level), 3) for level in levels)),
        (
            [
                strong(in_words(severity)),
                *(
                    [
                        SIGNS.get(cells[severity, level].state, Missing("no criterion")),
                        *_within(draft, cells[severity, level].after),
                    ]
                    for level in levels
                ),
            ]
            for severity in dict.fromkeys(one for one, _ in cells)
        ),
    )


def _within(draft: Draft, risks: tuple[str, ...]) -> list[Cell]:
    return [draft.refs(risks)] if risks else []


def _risks(draft: Draft) -> None:
    risks = draft.material.risks.risks
    if not risks:
        draft.gap("No risk is assessed", "Assess the threats that hold in `risks`")
    draft.table(
        "Risks, the worst first",
        (
            ("Risk", 2),
            ("Name and where it comes from", 5),
            ("Without controls", 3),
            ("Controls", 2),
            ("With controls", 3),
            ("Stands", 4),
        ),
        (_risk(draft, one) for one in risks),
        wide=True,
    )


def _risk(draft: Draft, one: RiskLine) -> list[Cell]:
    return [
        draft.told(one.id),
        [
            Words(one.title),
            line("Threats: ", *draft.refs(one.threats, "no threat")),
            line("Harms: ", *draft.refs(one.harms, "no harm")),
        ],
        _judged(one.before),
        draft.refs(one.controls, "no control"),
        _judged(one.after),
        _standing(one),
    ]


def _judged(judged: Judged) -> Cell:
    level = said(judged.level, "exploitability")
    severity = said(judged.severity, "severity")
    return [line("Exploitability: ", level), line("Severity: ", severity), Words(in_words(judged.state))]


def _standing(one: RiskLine) -> Cell:
    standing = in_words(one.standing)
    head = Words(standing) if one.standing in NEEDS_NOBODY else alarm(standing)
    opened: list[Cell] = [line("Open again: ", chain.text) for chain in one.chains[:3]]
    benefit: list[Cell] = [line("Benefit: ", one.benefit_risk)] if one.benefit_risk else []
    return [head, *opened, *benefit, line("FDA: ", said(one.fda, "whether it is controlled"))]

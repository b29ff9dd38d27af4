# SPDX-License-Identifier: Apache-2.0
"""Security requirements and controls, by the eight categories of FDA's premarket guidance (section V.B.1)."""

from medward.dossier.model.keeping import DocumentKind
from medward.dossier.model.risk import Control, ControlCategory, Risk
from medward.reports.document.tree import Document, Missing, Words
from medward.reports.package.draft import Cell, Draft, in_words, line, said
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "security-controls", "Security requirements and controls")
    draft.heading(1, "How security was designed in")
    narrative(draft, DocumentKind.REQUIREMENTS)
    draft.heading(1, "Controls by category")
    for category in ControlCategory:
        _category(draft, category)
    draft.heading(1, "Security requirements")
    _requirements(draft)
    _hardware(draft)
    draft.heading(1, "How the requirements on this document stand")
    wanted = in_sections("fda-premarket-cybersecurity", ("controls", "principles"))
    verdicts(draft, wanted, "FDA's requirements on controls")
    return draft.document()


def _category(draft: Draft, category: ControlCategory) -> None:
    found = [one for one in draft.material.dossier.controls if one.category is category]
    draft.heading(2, in_words(category).capitalize())
    if not found:
        mend = "Add a control of this category, or one with `not_provided` and the reason"
        draft.gap(f"No control of the category {in_words(category)}", mend)
    draft.table(
        f"Controls: {in_words(category)}",
        (
            ("Control", 2),
            ("What it does", 6),
            ("Who makes it hold", 2),
            ("Reduces", 2),
            ("Protects", 2),
            ("New risks", 4),
        ),
        (_control(draft, one) for one in found),
        wide=True,
    )


def _control(draft: Draft, one: Control) -> list[Cell]:
    left_out: list[Cell] = [line("Left out on purpose: ", one.not_provided)] if one.not_provided else []
    return [
        draft.told(one.id),
        [Words(one.title), Words(one.description), *left_out],
        in_words(one.locus),
        draft.refs(one.reduces, "no threat"),
        draft.refs(one.protects) if one.protects else "nothing is named",
        _new_risks(draft, one),
    ]


def _new_risks(draft: Draft, one: Control) -> Cell:
    """What a control could make worse, told at the control or at a risk that it lowers."""
    if one.new_risks:
        return one.new_risks
    lowered = (
        node for node in draft.follow(one.id, "lowers") if isinstance(node.data, Risk) and node.data.new_risks
    )
    telling = [node.id for node in lowered]
    return line("Told at ", *draft.refs(telling)) if telling else Missing("what it could make worse")


def _requirements(draft: Draft) -> None:
    found = draft.material.dossier.requirements
    if not found:
        draft.gap("The dossier holds no security requirement", "Add `requirements` that specify the controls")
    draft.table(
        "Security requirements",
        (("Requirement", 3), ("Text", 6), ("Specifies", 2), ("Counts as fulfilled", 4), ("Implemented in", 3)),
        (
            [
                draft.told(one.id),
                one.text,
                draft.refs(one.specifies, "no control"),
                said(one.acceptance, "when it is fulfilled"),
                said(one.implementation, "where"),
            ]
            for one in found
        ),
        wide=True,
    )


def _hardware(draft: Draft) -> None:
    draft.table(
        "Security properties of the electronics",
        (("Fact", 3), ("Property", 3), ("Of", 2), ("Answer", 2), ("How", 5), ("Proof", 2)),
        (
            [
                draft.told(one.id),
                in_words(one.hardware),
                draft.ref(one.of),
                said(one.answer, "whether they have it"),
                one.how or Missing("nobody says how"),
                draft.refs(one.evidence, "no evidence"),
            ]
            for one in draft.material.dossier.architecture.hardware
        ),
    )

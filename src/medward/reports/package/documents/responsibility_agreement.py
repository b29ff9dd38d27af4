# SPDX-License-Identifier: Apache-2.0
"""Who carries which duty, maker or hospital, ready to be agreed and signed (IEC 80001-1:2021)."""

from medward.dossier.model.keeping import Party, Responsibility
from medward.reports.document.tree import Document
from medward.reports.package.draft import Cell, Draft, in_words
from medward.reports.package.material import Material


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "responsibility-agreement", "Agreement on responsibilities")
    draft.heading(1, "What it is about")
    draft.say(
        "It divides the security duties for this device between its maker and the hospital that runs it. ",
        "A duty that stands with neither is a gap to be closed before the device goes into use.",
    )
    draft.heading(1, "Duties")
    for party in Party:
        _duties(draft, party)
    draft.heading(1, "Signatures")
    draft.table(
        "To be signed by both",
        (("Party", 2), ("Name and role", 4), ("Day", 2), ("Signature", 4)),
        ([in_words(party), *(["to be filled in"] * 3)] for party in Party),
    )
    return draft.document()


def _duties(draft: Draft, party: Party) -> None:
    found = [one for one in draft.material.dossier.responsibilities if one.party is party]
    draft.heading(2, f"Duties: {in_words(party)}")
    if not found:
        draft.gap(f"No duty is given to the {in_words(party)}", "Add `responsibilities`")
    draft.table(
        f"What the {in_words(party)} does",
        (("Duty", 3), ("What must be done", 6), ("Controls that depend on it", 3), ("Told in", 2)),
        (_duty(draft, one) for one in found),
    )


def _duty(draft: Draft, one: Responsibility) -> list[Cell]:
    return [
        draft.told(one.id),
        one.duty,
        draft.refs(one.controls) if one.controls else "none",
        draft.refs(one.told_in, "the other party is not told"),
    ]

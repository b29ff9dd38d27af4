# SPDX-License-Identifier: Apache-2.0
"""The security guide for a hospital: what to set up and what to watch, from the labeling and the controls."""

from medward.dossier.model.keeping import LabelingTopic
from medward.dossier.model.risk import Control, Locus
from medward.reports.document.tree import Document, Words
from medward.reports.package.documents.labeling import interfaces, told
from medward.reports.package.draft import Cell, Draft, in_words
from medward.reports.package.material import Material

ELSEWHERE = frozenset({LabelingTopic.DECOMMISSIONING, LabelingTopic.INTERFACES})
"""Topics that have a document or a section of their own."""


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "security-guide", "Security guide for hospitals")
    draft.heading(1, "The device")
    draft.say(material.dossier.device.intended_use)
    draft.heading(1, "What the hospital sets up or provides")
    _deployed(draft)
    draft.heading(1, "Ports and interfaces")
    interfaces(draft)
    draft.heading(1, "What users are told")
    for topic in LabelingTopic:
        if topic not in ELSEWHERE:
            told(draft, topic)
    return draft.document()


def _deployed(draft: Draft) -> None:
    found = [one for one in draft.material.dossier.controls if one.locus is not Locus.DESIGNED_IN]
    if not found:
        draft.gap(
            "No control is said to be the hospital's", "Say in `locus` which controls users set up or provide"
        )
    draft.table(
        "Controls that depend on the hospital",
        (("Control", 3), ("What it does", 6), ("Who", 2), ("Explained in", 3)),
        (_control(draft, one) for one in found),
    )


def _control(draft: Draft, one: Control) -> list[Cell]:
    explained = (node.id for node in draft.follow(one.id, "explained_in"))
    return [
        draft.told(one.id),
        [Words(one.title), Words(one.description)],
        in_words(one.locus),
        draft.refs(explained, "no labeling item explains it"),
    ]

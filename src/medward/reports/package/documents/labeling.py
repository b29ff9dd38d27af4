# SPDX-License-Identifier: Apache-2.0
"""What users are told about security, item by item (FDA premarket guidance, section VI.A)."""

from medward.dossier.model.architecture import Interface
from medward.dossier.model.keeping import DocumentKind, LabelingTopic
from medward.reports.document.tree import Document, Missing
from medward.reports.package.draft import Cell, Draft, in_words, said
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "labeling", "Cybersecurity labeling")
    draft.heading(1, "What users are told")
    narrative(draft, DocumentKind.LABELING)
    for topic in LabelingTopic:
        told(draft, topic)
    draft.heading(1, "Ports and interfaces")
    interfaces(draft)
    draft.heading(1, "How the requirements on this document stand")
    wanted = in_sections("fda-premarket-cybersecurity", ("labeling",))
    verdicts(draft, wanted, "FDA's requirements on labeling")
    return draft.document()


def told(draft: Draft, topic: LabelingTopic) -> None:
    """What the labeling says on one topic, under its heading; a topic without an item is a gap."""
    items = [one for one in draft.material.dossier.labeling if one.topic is topic]
    draft.heading(2, in_words(topic).capitalize())
    if not items:
        draft.gap(
            f"Users are told nothing about {in_words(topic)}", f"Add a labeling item with `topic: {topic.value}`"
        )
    draft.table(
        f"Told to users: {in_words(topic)}",
        (("Item", 3), ("Text", 7), ("Where", 2), ("Controls", 2)),
        (
            [
                draft.told(one.id),
                one.text,
                said(one.location, "where it stands"),
                draft.refs(one.controls) if one.controls else "none is needed",
            ]
            for one in items
        ),
    )


def interfaces(draft: Draft) -> None:
    """Every interface of the device with what goes through it, from the architecture."""
    found = draft.material.dossier.architecture.interfaces
    if not found:
        draft.gap("The architecture names no interface", "Add `architecture.interfaces`")
    draft.table(
        "Interfaces",
        (
            ("Interface", 2),
            ("Name", 4),
            ("On", 2),
            ("Medium", 2),
            ("Protocol and port", 3),
            ("State", 3),
            ("Protection", 3),
        ),
        (_interface(draft, one) for one in found),
        wide=True,
    )


def _interface(draft: Draft, one: Interface) -> list[Cell]:
    return [
        draft.told(one.id),
        [one.name, *([one.purpose] if one.purpose else [])],
        draft.ref(one.on),
        in_words(one.medium),
        [said(one.protocol, "the protocol"), said(one.port, "the port")],
        [_answer("enabled", one.enabled), _answer("listens", one.listens), in_words(one.direction)],
        [_answer("authenticated", one.authenticated), _answer("encrypted", one.encrypted)],
    ]


def _answer(name: str, answer: str) -> Cell:
    return Missing(f"{name}: unknown") if answer == "unknown" else f"{name}: {answer}"

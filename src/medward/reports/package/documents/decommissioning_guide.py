# SPDX-License-Identifier: Apache-2.0
"""How a unit is taken out of use: what it holds, how that is erased, and what users are told."""

from medward.dossier.model.architecture import Store
from medward.dossier.model.keeping import LabelingTopic
from medward.reports.document.tree import Document
from medward.reports.package.documents.labeling import told
from medward.reports.package.draft import Cell, Draft, said
from medward.reports.package.material import Material

TOPICS = (LabelingTopic.DECOMMISSIONING, LabelingTopic.END_OF_SUPPORT, LabelingTopic.BACKUP_RESTORE)


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "decommissioning-guide", "Guide to decommissioning")
    draft.heading(1, "What a unit holds")
    _stores(draft)
    draft.heading(1, "Support of the releases")
    _support(draft)
    draft.heading(1, "What users are told")
    for topic in TOPICS:
        told(draft, topic)
    return draft.document()


def _stores(draft: Draft) -> None:
    stores = draft.material.dossier.architecture.stores
    if not stores:
        draft.gap("The architecture names no store, so what a unit holds is unknown", "Add `architecture.stores`")
    draft.table(
        "Stores",
        (("Store", 3), ("Name", 4), ("Holds", 3), ("Encrypted", 2), ("Removable", 2), ("Can be erased", 2)),
        (_store(draft, one) for one in stores),
    )


def _store(draft: Draft, one: Store) -> list[Cell]:
    return [
        draft.told(one.id),
        one.name,
        draft.refs(one.holds, "nobody has said"),
        said(one.encrypted, "whether it is"),
        said(one.removable, "whether it is"),
        said(one.erasable, "whether it can be erased"),
    ]


def _support(draft: Draft) -> None:
    releases = draft.material.dossier.releases
    if not releases:
        draft.gap("The dossier names no release", "Add `releases`")
    draft.table(
        "Security updates end",
        (("Release", 3), ("Version", 2), ("Status", 2), ("Supported until", 3)),
        (
            [draft.told(one.id), one.version, one.status, said(one.supported_until, "the end of its support")]
            for one in releases
        ),
    )

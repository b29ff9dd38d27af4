# SPDX-License-Identifier: Apache-2.0
"""The threat model: what it looked at, what was found, and what was decided about each threat.

FDA premarket guidance, section V.A.1; IEC 81001-5-1, clause 5.2; ANSI/AAMI SW96:2023.
"""

from collections import Counter

from medward.dossier.model.keeping import DocumentKind
from medward.dossier.model.risk import Threat, ThreatStatus
from medward.reports.document.tree import Document, Words
from medward.reports.package.draft import Cell, Draft, in_words, line, said
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts
from medward.reports.words import counted

UNDECIDED = ThreatStatus.PROPOSED


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "threat-model", "Threat model")
    draft.heading(1, "How threats were found")
    narrative(draft, DocumentKind.THREAT_MODEL, needed=True)
    draft.heading(1, "What is protected")
    _assets(draft)
    _zones(draft)
    draft.heading(1, "Threats")
    _threats(draft)
    draft.heading(1, "Hazardous situations and harms")
    _harms(draft)
    draft.heading(1, "How the requirements on this document stand")
    verdicts(
        draft, in_sections("fda-premarket-cybersecurity", ("threats",)), "FDA's requirements on threat models"
    )
    return draft.document()


def _assets(draft: Draft) -> None:
    assets = draft.material.dossier.architecture.assets
    if not assets:
        draft.gap("The architecture names no asset", "Add what has to be protected to `architecture.assets`")
    draft.table(
        "Assets",
        (("Asset", 3), ("Name", 4), ("Needs", 3), ("Clinical function", 5)),
        (
            [
                draft.told(one.id),
                one.name,
                said(", ".join(one.needs), "what it needs"),
                _clinical(one.clinical_function),
            ]
            for one in assets
        ),
    )


def _clinical(function: str | None) -> Cell:
    return function or "none is stated"


def _zones(draft: Draft) -> None:
    zones = draft.material.dossier.architecture.zones
    if not zones:
        draft.gap("The architecture has no zones, so trust boundaries are unknown", "Add `architecture.zones`")
    draft.table(
        "Trust zones",
        (("Zone", 3), ("Name", 4), ("Trust", 2), ("Inside", 2), ("Description", 5)),
        (
            [
                draft.told(one.id),
                one.name,
                one.trust.replace("_", " "),
                draft.ref(one.inside) if one.inside else "nothing",
                one.description or "none is given",
            ]
            for one in zones
        ),
    )


def _threats(draft: Draft) -> None:
    threats = draft.material.dossier.threats
    if not threats:
        draft.gap("The dossier holds no threat", "Run `medward threats generate` and decide about each")
        return
    counts = Counter(one.status for one in threats)
    told = ", ".join(f"{counts[status]} {in_words(status)}" for status in ThreatStatus if counts[status])
    draft.say(f"{counted(len(threats), 'threat')}: {told}.")
    if counts[UNDECIDED]:
        undecided = counted(counts[UNDECIDED], "threat")
        draft.gap(f"Nobody has decided about {undecided}", "Run `medward threats review`")
    for title, statuses in SECTIONS:
        draft.table(
            title,
            (
                ("Threat", 2),
                ("What could happen", 6),
                ("Aimed at", 3),
                ("Decision", 5),
                ("Leads to", 2),
                ("Controls", 2),
            ),
            (_threat(draft, one) for one in threats if one.status in statuses),
            wide=True,
        )


SECTIONS = (
    ("Threats that hold", (ThreatStatus.ACCEPTED, ThreatStatus.MITIGATED, ThreatStatus.TRANSFERRED)),
    ("Threats that nobody has decided about", (UNDECIDED,)),
    ("Threats that do not hold for this device", (ThreatStatus.NOT_APPLICABLE,)),
)


def _threat(draft: Draft, one: Threat) -> list[Cell]:
    controls = [node.id for node in draft.follow(one.id, "reduced_by")]
    kinds = ", ".join(in_words(kind) for kind in one.stride)
    decided = f"{one.decided_by}, {one.decided_on}" if one.decided_by else "nobody is named"
    what: list[Cell] = [Words(one.title), Words(one.description), Words(kinds or "no kind is named")]
    why: list[Cell] = [Words(in_words(one.status)), line(one.reason or "no reason is given"), Words(decided)]
    put_aside = one.status is ThreatStatus.NOT_APPLICABLE
    return [
        draft.told(one.id),
        what,
        draft.refs(one.threatens, "nothing is named"),
        why,
        "not applicable" if put_aside else draft.refs(one.leads_to, "no situation"),
        "not applicable" if put_aside else draft.refs(controls, "no control"),
    ]


def _harms(draft: Draft) -> None:
    dossier = draft.material.dossier
    draft.table(
        "Hazardous situations",
        (("Situation", 3), ("Name", 5), ("Safety id", 2), ("Harms", 3)),
        (
            [
                draft.told(one.id),
                one.name,
                said(one.safety_id, "its id in the safety file"),
                draft.refs(one.harms, "no harm"),
            ]
            for one in dossier.hazardous_situations
        ),
    )
    draft.table(
        "Harms",
        (("Harm", 3), ("Name", 5), ("Severity", 2), ("Several patients", 2)),
        (
            [draft.told(one.id), one.name, one.severity, said(one.many_patients, "whether it could")]
            for one in dossier.harms
        ),
    )
    if not dossier.harms:
        draft.gap("The dossier names no harm", "Add what could happen to people to `harms`")

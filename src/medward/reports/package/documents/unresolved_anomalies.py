# SPDX-License-Identifier: Apache-2.0
"""Unresolved anomalies with their security assessment and weaknesses (FDA premarket guidance, section V.A.5)."""

from medward.dossier.model.keeping import DocumentKind
from medward.dossier.model.proof import Anomaly, Disposition
from medward.reports.document.tree import Document, Missing, Words
from medward.reports.package.draft import Cell, Draft, in_words, line, said
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts
from medward.reports.words import counted


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "unresolved-anomalies", "Assessment of unresolved anomalies")
    draft.heading(1, "How anomalies were assessed")
    narrative(draft, DocumentKind.ANOMALY_ASSESSMENT, needed=True)
    draft.heading(1, "Anomalies")
    _anomalies(draft)
    draft.heading(1, "How the requirements on this document stand")
    wanted = in_sections("fda-premarket-cybersecurity", ("anomalies",))
    verdicts(draft, wanted, "FDA's requirements on anomalies")
    return draft.document()


def _anomalies(draft: Draft) -> None:
    known = draft.material.dossier.anomalies
    unresolved = [one for one in known if one.disposition is not Disposition.FIXED]
    draft.say(f"{counted(len(known), 'anomaly', 'anomalies')}, {len(unresolved)} of them not fixed.")
    draft.table(
        "Anomalies that are not fixed",
        (
            ("Anomaly", 2),
            ("What is wrong", 6),
            ("Weaknesses", 2),
            ("Could be used", 2),
            ("Assessment", 6),
            ("What happens", 4),
        ),
        (_anomaly(draft, one) for one in unresolved),
        wide=True,
    )


def _anomaly(draft: Draft, one: Anomaly) -> list[Cell]:
    release = line("In ", draft.ref(one.release)) if one.release else line(Missing("no release is named"))
    found = line("Found by ", *draft.refs(one.found_by, "nobody says which test"))
    risks = line("Adds to ", *draft.refs(one.risks)) if one.risks else line("It is linked to no risk")
    plan: list[Cell] = [Words(one.plan)] if one.plan else []
    return [
        draft.told(one.id),
        [Words(one.title), *([Words(one.description)] if one.description else []), release, found],
        ", ".join(one.cwe) or Missing("no weakness is named"),
        said(one.security_impact, "whether it could be used"),
        [said(one.assessment, "its assessment"), risks],
        [Words(in_words(one.disposition)), *plan],
    ]

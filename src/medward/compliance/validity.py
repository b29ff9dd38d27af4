# SPDX-License-Identifier: Apache-2.0
"""Whether a part of the dossier speaks for the day of the assessment.

- Evidence does from the day on which it was collected, inside the period that it states.
- A plan, a document or an activity of the life cycle does from its approval until its review is due; where it
  states neither, at any time.

Each function answers with what is wrong, to be put behind the name of the part, or with nothing.
"""

from datetime import date

from medward.dossier.model.keeping import Document, Plan
from medward.dossier.model.life_cycle import Activity
from medward.dossier.model.proof import Evidence
from medward.trace.model import Node


def objection(node: Node, as_of: date) -> str:
    """Why a node does not speak for the day, to follow its name; empty where it does."""
    if isinstance(node.data, Evidence):
        return _of_evidence(node.data, as_of)
    if isinstance(node.data, Plan | Document | Activity):
        return _of_document(node.data, as_of)
    return ""


def _of_evidence(evidence: Evidence, as_of: date) -> str:
    if evidence.collected > as_of:
        return f"was only collected on {evidence.collected}"
    if evidence.valid_from is not None and evidence.valid_from > as_of:
        return f"only speaks for the time from {evidence.valid_from}"
    if evidence.valid_until is not None and evidence.valid_until < as_of:
        return f"only speaks for the time until {evidence.valid_until}"
    return ""


def _of_document(document: Plan | Document | Activity, as_of: date) -> str:
    if document.approved is not None and document.approved > as_of:
        return f"is only approved on {document.approved}"
    if document.review_by is not None and document.review_by < as_of:
        return f"was to be reviewed by {document.review_by}"
    return ""

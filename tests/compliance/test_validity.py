# SPDX-License-Identifier: Apache-2.0
"""Whether a part speaks for the day."""

import datetime as dt
from typing import Any

import pytest

from compliance.dossiers import EVIDENCE, THREAT, context, dossier, part
from medward.compliance.validity import objection

DOCUMENT = {"id": "D-1", "title": "report", "document_kind": "threat_model"}
DAY = dt.date(2026, 6, 1)


def wrong(key: str, base: Any, **changed: Any) -> str:
    at = context(dossier(**{key: [part(base, **changed)]}))
    return objection(next(node for node in at.trace.nodes.values() if node.kind != "device"), DAY)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"collected": "2026-06-01"}, ""),
        ({"collected": "2026-06-02"}, "was only collected on 2026-06-02"),
        ({"valid_from": "2026-06-01"}, ""),
        ({"valid_from": "2026-06-02"}, "only speaks for the time from 2026-06-02"),
        ({"valid_until": "2026-06-01"}, ""),
        ({"valid_until": "2026-05-31"}, "only speaks for the time until 2026-05-31"),
    ],
)
def test_evidence_speaks_from_its_collection_inside_its_period(changed: dict[str, Any], said: str) -> None:
    assert wrong("evidence", EVIDENCE, **changed) == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"approved": "2026-06-01", "review_by": "2026-06-01"}, ""),
        ({"approved": "2026-06-02"}, "is only approved on 2026-06-02"),
        ({"review_by": "2026-05-31"}, "was to be reviewed by 2026-05-31"),
    ],
)
def test_a_document_speaks_from_its_approval_until_its_review_is_due(changed: dict[str, Any], said: str) -> None:
    assert wrong("documents", DOCUMENT, **changed) == said


def test_other_parts_speak_for_any_day() -> None:
    assert wrong("threats", THREAT) == ""

# SPDX-License-Identifier: Apache-2.0
"""A small dossier on disk, and cases of disclosure, of which tests are made."""

from pathlib import Path
from typing import Any

from medward.dossier.model.disclosure import Disclosure

DEADLINES = """
disclosure_deadlines:
  - {id: DL-1, stage: acknowledged, days: 3}
  - {id: DL-2, stage: triaged, days: 10}
  - {id: DL-3, stage: fixed, days: 30, since: triaged}
"""
_DOSSIER = """# A comment that stays.
format: 1
device:
  name: Pump
  manufacturer: Example Medical
  intended_use: Gives drugs.
  clinical_function: Gives drugs.
  models: [{name: P-1, number: P1}]
  cyber_device: {reason: It has a network.}
"""


def folder(path: Path, more: str) -> Path:
    """A dossier in a folder, with more keys."""
    where = path / "dossier"
    where.mkdir()
    (where / "dossier.yaml").write_text(_DOSSIER + more)
    return where


def step(stage: str, day: str, **keys: Any) -> dict[str, Any]:
    """A step of a case."""
    return {"stage": stage, "date": day, "author": "Product security"} | keys


def disclosure(*steps: dict[str, Any], **keys: Any) -> Disclosure:
    """A case; without steps, only reported."""
    return Disclosure.model_validate(disclosed(*steps, **keys))


def disclosed(*steps: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """The same as it is written in a dossier."""
    said = {"id": "CVD-1", "title": "Crash", "vulnerability": "CVE-2099-0001", "reporter": "Mallory"}
    return said | {"steps": list(steps) or [step("reported", "2026-03-02")]} | keys

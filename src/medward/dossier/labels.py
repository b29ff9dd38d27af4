# SPDX-License-Identifier: Apache-2.0
"""What people call a part of a dossier: `threat T-007 'rogue drug library'`."""

from collections.abc import Mapping

LABELS = (
    "title",
    "name",
    "version",
    "duty",
    "vulnerability",
    "text",
    "jurisdiction",
    "component",
    "file",
    "topic",
    "metric_kind",
    "question",
    "product",
    "hardware",
    "threat",
    "stage",
)
"""Keys that name a part, the first that it has."""

MAX_LABEL = 60


def label(said: Mapping[str, object]) -> str:
    """The name of a part, given its content; empty where it has none but its id."""
    text = next((str(said[key]) for key in LABELS if key in said), "")
    line = " ".join(text.split())
    return line if len(line) <= MAX_LABEL else f"{line[: MAX_LABEL - 1].rstrip()}…"


def kind_in_words(kind: str) -> str:
    """A kind as people say it: `hazardous situation`."""
    return kind.replace("_", " ")

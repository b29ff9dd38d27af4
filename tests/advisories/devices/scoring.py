# SPDX-License-Identifier: Apache-2.0
"""Answers of the matcher held against a key that people wrote.

Recall: of the pairs of unit and advisory that the key calls affected or undecided, those that were found at all.
Precision: of the pairs that were found as exact or strong, those that the key calls affected. A pair that the key
calls undecided and the matcher calls sure is a mistake. Disputed pairs count in neither, and are counted apart.
"""

import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from medward.advisories.csaf import Advisory, read_provider
from medward.advisories.devices import Answer, Confidence

Pair = tuple[str, str]


@dataclass(frozen=True)
class Key:
    """An answer key: each pair with `affected`, `undecided` or `disputed`."""

    answers: dict[Pair, str]

    def pairs(self, *kinds: str) -> set[Pair]:
        """The pairs of these kinds."""
        return {pair for pair, kind in self.answers.items() if kind in kinds}


@dataclass(frozen=True)
class Score:
    """What was found, held against the key."""

    missed: set[Pair]
    wrong: set[Pair]
    recall: float
    precision: float


def read_key(path: Path) -> Key:
    """A key from its CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert all(row["reason"] for row in rows)
    return Key({(row["unit"], row["advisory"]): row["answer"] for row in rows})


def score(answers: Iterable[Answer], key: Key) -> Score:
    """Recall and precision of answers."""
    found = {(answer.unit, match.advisory): match for answer in answers for match in answer.matches}
    wanted = key.pairs("affected", "undecided")
    sure = {pair for pair, match in found.items() if match.confidence is not Confidence.POSSIBLE}
    sure -= key.pairs("disputed")
    missed, wrong = wanted - found.keys(), sure - key.pairs("affected")
    return Score(missed, wrong, 1 - len(missed) / len(wanted), 1 - len(wrong) / len(sure))


@cache
def medical_advisories() -> tuple[Advisory, ...]:
    """CISA's 144 medical advisories; skips where the public data are not here."""
    folder = os.environ.get("MEDWARD_DATA")
    if not folder:
        pytest.skip("MEDWARD_DATA does not name the folder of public data")
    path = Path(folder) / "csaf" / "cisa-ot-white.zip"
    return read_provider(path, lambda name: name.startswith("icsma")).advisories

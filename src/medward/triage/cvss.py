# SPDX-License-Identifier: Apache-2.0
"""CVSS scores of versions 2.0, 3.0, 3.1 and 4.0, by group of metrics.

Rules:

- A text without a score gives `Scores` with a reason and the rating `unknown`. It is no error of the caller, and
  it is never low: a vulnerability that nobody has scored is not known to be harmless.
- `base` counts the base metrics alone, `temporal` (the threat group of CVSS 4.0) adds the temporal ones, and
  `environmental` all of them. A group without a metric in the vector is None, because nobody has assessed it.
- CVSS 4.0 gives one score for all metrics of a vector; the groups are those that its specification names CVSS-B,
  CVSS-BT and CVSS-BTE. Its supplemental metrics change no score.
- Ratings are those of CVSS 3.1 (section 5) and 4.0 (section 6). CVSS 2.0 has none; it gets those of NVD: low to
  3.9, medium to 6.9, high from 7.0.

FIRST: CVSS v2 Complete Guide; CVSS v3.0, v3.1 and v4.0 Specification Documents. The arithmetic is the library
`cvss`'s, which is imported with the first vector that is scored: without one, a check need not wait for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

MAX_LENGTH: Final = 400
"""A vector of CVSS 4.0 with every metric has some 260 characters."""
CACHE: Final = 4_096


class Rating(StrEnum):
    """How bad a score is, in words; `unknown` is no score, and not a low one."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scores:
    """What a vector says, as numbers.

    Attributes:
        vector: the vector as it was given.
        version: `2.0`, `3.0`, `3.1` or `4.0`; empty where there is no score.
        base: score of the base metrics, 0.0 to 10.0; None where there is no score.
        temporal: with the temporal or threat metrics; None where the vector has none of them.
        environmental: with the environmental metrics too; None where the vector has none of them.
        reason: why there is no score, as one sentence without a full stop; empty where there is one.
    """

    vector: str
    version: str = ""
    base: float | None = None
    temporal: float | None = None
    environmental: float | None = None
    reason: str = ""

    @property
    def overall(self) -> float | None:
        """The score of the most specific group that somebody assessed; None where there is no score."""
        if self.environmental is not None:
            return self.environmental
        return self.temporal if self.temporal is not None else self.base

    @property
    def rating(self) -> Rating:
        """The overall score in words."""
        return rating(self.overall, self.version)


_V3_BASE = ("AV", "AC", "PR", "UI", "S", "C", "I", "A")
_V4_BASE = ("AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA")
_BASE = {"2.0": ("AV", "AC", "Au", "C", "I", "A"), "3": _V3_BASE, "4.0": _V4_BASE}
_TEMPORAL = {"2.0": ("E", "RL", "RC"), "3": ("E", "RL", "RC"), "4.0": ("E",)}
_REQUIREMENTS = ("CR", "IR", "AR")
_ENVIRONMENTAL = {
    "2.0": ("CDP", "TD", *_REQUIREMENTS),
    "3": (*_REQUIREMENTS, *(f"M{metric}" for metric in _V3_BASE)),
    "4.0": (*_REQUIREMENTS, *(f"M{metric}" for metric in _V4_BASE)),
}
_UNDEFINED = {"X", "ND"}
_PREFIXES = {"CVSS:3.0/": "3.0", "CVSS:3.1/": "3.1", "CVSS:4.0/": "4.0"}
_V2_RATINGS = ((7.0, Rating.HIGH), (4.0, Rating.MEDIUM), (0.0, Rating.LOW))
_RATINGS = (
    (9.0, Rating.CRITICAL),
    (7.0, Rating.HIGH),
    (4.0, Rating.MEDIUM),
    (0.1, Rating.LOW),
    (0.0, Rating.NONE),
)


def rating(score: float | None, version: str = "3.1") -> Rating:
    """A score in words; no score is `unknown`."""
    if score is None:
        return Rating.UNKNOWN
    return next(word for least, word in (_V2_RATINGS if version == "2.0" else _RATINGS) if score >= least)


@lru_cache(CACHE)
def scores(vector: str) -> Scores:
    """The scores of a vector; one without, with the reason, where the text is no CVSS vector."""
    from cvss.exceptions import CVSSError  # type: ignore[import-untyped]  # the library ships no types

    if len(vector) > MAX_LENGTH:
        return Scores(vector[:MAX_LENGTH], reason=f"a CVSS vector has at most {MAX_LENGTH} characters")
    version = version_of(vector)
    try:
        if version == "4.0":
            return _of_v4(vector)
        return _of_v3(vector, version) if version.startswith("3") else _of_v2(vector)
    except CVSSError as error:
        return Scores(vector, reason=f"this is not a CVSS vector: {error}")


def worst(vectors: Iterable[str]) -> Scores | None:
    """The highest scored of several vectors; without a score where none has one, None where there are none."""
    found = [scores(vector) for vector in vectors]
    return max(found, key=lambda one: -1.0 if one.overall is None else one.overall, default=None)


def version_of(vector: str) -> str:
    """The version that a vector claims: by its prefix, which CVSS 2.0 does not have."""
    return _PREFIXES.get(vector[:9], "2.0")


def metrics(vector: str) -> dict[str, str]:
    """The metrics that a vector sets, in its order; those that it leaves undefined are left out."""
    text = vector if version_of(vector) == "2.0" else vector[9:]
    pairs = (pair.partition(":") for pair in text.strip("()").split("/"))
    return {name: value for name, _, value in pairs if value not in _UNDEFINED}


def with_environment(vector: str, given: Mapping[str, str]) -> str:
    """The vector with these environmental metrics in place of its own, and these temporal or threat metrics.

    A publisher does not know the device, so environmental metrics of a published vector say nothing about it.
    Metrics that the version of the vector does not have are left out; the rest stand in the order of the version.
    """
    family = family_of(vector)
    kept = {name: value for name, value in metrics(vector).items() if name not in _ENVIRONMENTAL[family]}
    kept |= {name: given[name] for name in (*_TEMPORAL[family], *_ENVIRONMENTAL[family]) if name in given}
    order = {
        name: place for place, name in enumerate((*_BASE[family], *_TEMPORAL[family], *_ENVIRONMENTAL[family]))
    }
    names = sorted(kept, key=lambda name: order.get(name, len(order)))
    return _written("" if family == "2.0" else vector[:9], {name: kept[name] for name in names})


def family_of(vector: str) -> str:
    """Versions with the same metrics: `2.0`, `3` (3.0 and 3.1) or `4.0`."""
    return _family(version_of(vector))


def _family(version: str) -> str:
    return "3" if version.startswith("3") else version


def _written(prefix: str, kept: Mapping[str, str]) -> str:
    return prefix + "/".join(f"{name}:{value}" for name, value in kept.items())


def _of_v2(vector: str) -> Scores:
    from cvss import CVSS2  # type: ignore[import-untyped]  # the library ships no types

    found = CVSS2(vector.strip("()"))
    return _grouped(vector, "2.0", *(float(score) if score is not None else None for score in found.scores()))


def _of_v3(vector: str, version: str) -> Scores:
    from cvss import CVSS3

    return _grouped(vector, version, *(float(score) for score in CVSS3(vector).scores()))


def _of_v4(vector: str) -> Scores:
    """One calculation for each group, each without the metrics of the groups above it."""
    from cvss import CVSS4

    CVSS4(vector)
    given = metrics(vector)
    base = {name: value for name, value in given.items() if name in _V4_BASE}
    threat = base | {name: value for name, value in given.items() if name in _TEMPORAL["4.0"]}
    return _grouped(vector, "4.0", _v4(base), _v4(threat), _v4(given))


def _v4(given: Mapping[str, str]) -> float:
    from cvss import CVSS4

    return float(CVSS4(_written("CVSS:4.0/", given)).scores()[0])


def _grouped(
    vector: str, version: str, base: float | None, temporal: float | None, environmental: float | None
) -> Scores:
    """Scores, without those of groups of which the vector has no metric."""
    family = _family(version)
    given = metrics(vector).keys()
    return Scores(
        vector,
        version,
        base,
        temporal if given & set(_TEMPORAL[family]) else None,
        environmental if given & set(_ENVIRONMENTAL[family]) else None,
    )

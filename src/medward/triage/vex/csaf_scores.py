# SPDX-License-Identifier: Apache-2.0
"""Mandatory tests of CSAF about CVSS objects: 6.1.8 (shape), 6.1.9 (computation) and 6.1.10 (consistency).

- 6.1.8: a CVSS object states its version, one that its key takes, and a vector and a base score; CVSS 3 and 4 also
  a severity in words.
- 6.1.9: base, temporal and environmental score are those that the vector gives, and the severity is that of the
  score (CVSS 3.1, section 5).
- 6.1.10: the version of the vector is the one stated. Metrics that are stated a second time, one by one, are not
  looked at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from medward.triage.cvss import Scores, rating, scores
from medward.triage.vex import csaf_wire as wire
from medward.triage.vex.breach import Breach

Rule: TypeAlias = Callable[[wire.CsafDocument], Iterable[Breach]]
_VERSIONS = {"cvss_v2": ("2.0",), "cvss_v3": ("3.0", "3.1"), "cvss_v4": ("4.0",)}


class Scored(NamedTuple):
    """A CVSS object with its path in the vulnerability, its key, its products, and who scored (2.1 alone says)."""

    path: str
    key: str
    products: tuple[str, ...]
    cvss: wire.Cvss
    source: str = ""


def objects(one: wire.Vulnerability) -> Iterator[Scored]:
    """Every CVSS object of a vulnerability, of both editions."""
    for number, score in enumerate(one.scores):
        yield from _of(f"scores[{number}]", score.products, score)
    for number, metric in enumerate(one.metrics):
        yield from _of(f"metrics[{number}].content", metric.products, metric.content, metric.source)


def _of(
    path: str, products: tuple[str, ...], holder: wire.Score | wire.Content, source: str = ""
) -> Iterator[Scored]:
    for key in _VERSIONS:
        found = getattr(holder, key, None)
        if found is not None:
            yield Scored(f"{path}.{key}", key, products, found, source)


def _each(document: wire.CsafDocument) -> Iterator[tuple[str, str, wire.Cvss]]:
    for number, one in enumerate(document.vulnerabilities or ()):
        for scored in objects(one):
            yield f"vulnerabilities[{number}].{scored.path}", scored.key, scored.cvss


def _shape(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, key, found in _each(document):
        if found.version not in _VERSIONS[key]:
            yield Breach("6.1.8", path, f"'{found.version}' is no version that stands under '{key}'")
        lacking = [
            name
            for name, missing in (
                ("vectorString", not found.vector_string),
                ("baseScore", found.base_score is None),
                ("baseSeverity", key != "cvss_v2" and not found.base_severity),
            )
            if missing
        ]
        if lacking:
            yield Breach("6.1.8", path, f"it does not state {' and '.join(lacking)}")


def _computed(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, key, found in _each(document):
        counted = scores(found.vector_string)
        if counted.base is None:
            if found.vector_string:
                yield Breach("6.1.9", path, f"its vector gives no score: {counted.reason}")
            continue
        yield from _differences(path, found, counted)
        if key != "cvss_v2" and found.base_severity.lower() not in {"", str(rating(counted.base))}:
            message = f"a score of {counted.base} is {rating(counted.base)}, not {found.base_severity.lower()}"
            yield Breach("6.1.9", path, message)


def _differences(path: str, found: wire.Cvss, counted: Scores) -> Iterator[Breach]:
    for name, stated, computed in (
        ("baseScore", found.base_score, counted.base),
        ("temporalScore", found.temporal_score, counted.temporal),
        ("environmentalScore", found.environmental_score, counted.environmental),
    ):
        if stated is not None and computed is not None and stated != computed:
            yield Breach("6.1.9", path, f"{name} is {stated}, and its vector gives {computed}")


def _consistent(document: wire.CsafDocument) -> Iterator[Breach]:
    for path, _, found in _each(document):
        counted = scores(found.vector_string)
        if counted.version and found.version and counted.version != found.version:
            message = f"its vector is of CVSS {counted.version}, and its version is {found.version}"
            yield Breach("6.1.10", path, message)


RULES: Mapping[str, Rule] = {"6.1.8": _shape, "6.1.9": _computed, "6.1.10": _consistent}
"""Number of the test → the rule."""

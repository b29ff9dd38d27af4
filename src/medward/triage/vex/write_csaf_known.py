# SPDX-License-Identifier: Apache-2.0
"""What is published of a vulnerability, in the words of CSAF 2.0: notes, references and scores.

- CSAF 2.0 takes CVSS 2 and 3. Of each a product has one score, and the worst one is written; a vector of CVSS 4
  stands in a note.
- A weakness needs its name in CSAF 2.0. The list of names is not here, so the numbers stand in a note.
- Scores are of affected products alone: what is not affected has none.
"""

from collections.abc import Iterator

from medward.base.canonical import Json
from medward.triage.cvss import Scores, rating
from medward.triage.vex.known import Known

_KEYS = {"2.0": "cvss_v2", "3.0": "cvss_v3", "3.1": "cvss_v3"}


def published_notes(known: Known) -> list[Json]:
    """What it is in words, its weaknesses, and scores for which there is no other place."""
    notes: list[Json] = []
    if known.summary:
        notes.append({"category": "description", "title": "As published", "text": known.summary})
    if known.weaknesses:
        text = ", ".join(f"CWE-{number}" for number in known.weaknesses)
        notes.append({"category": "other", "title": "Weaknesses", "text": text})
    if vectors := [one.vector for one in known.scores if one.version not in _KEYS]:
        notes.append({"category": "other", "title": "CVSS 4.0", "text": ", ".join(vectors)})
    return notes


def references(known: Known) -> list[Json]:
    """The addresses of what is published."""
    return [{"category": "external", "summary": "Published advisory", "url": url} for url in known.references]


def scores_of(known: Known, products: list[Json]) -> list[Json]:
    """The worst score of each key for the affected products."""
    if not products:
        return []
    return [{"products": products, key: _cvss(one)} for key, one in sorted(_worst(known))]


def _worst(known: Known) -> Iterator[tuple[str, Scores]]:
    for key in sorted(set(_KEYS.values())):
        found = [one for one in known.scores if _KEYS.get(one.version) == key]
        if found:
            yield key, max(found, key=lambda one: (one.base or 0.0, one.version, one.vector))


def _cvss(one: Scores) -> dict[str, Json]:
    said: dict[str, Json] = {"version": one.version, "vectorString": one.vector, "baseScore": one.base}
    if one.version != "2.0":
        said["baseSeverity"] = str(rating(one.base)).upper()
    if one.temporal is not None:
        said["temporalScore"] = one.temporal
    if one.environmental is not None:
        said["environmentalScore"] = one.environmental
    return said

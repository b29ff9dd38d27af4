# SPDX-License-Identifier: Apache-2.0
"""The chain from a part of the device to the evidence, and how many broken links each of its joints has.

Rules:

- Every broken link of the assessment is counted exactly once: at the joint between two stations where the link
  itself is missing, at a station where a part is there but is not filled in, failed or past its date, or beside
  the chain.
- Where a link belongs is read from the name of its group of mends, which begins with the kind of part that is to
  be mended and, for a missing link, goes on with the names in the table of links (`medward.trace.links`).
- A joint without broken links is not thereby whole: nobody may have asked for it. It is shown as "none found".
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from medward.compliance.model import Mend
from medward.trace.links import LINKS

Joint = tuple[str, str]

STATIONS: Mapping[str, str] = {
    "component": "part",
    "threat": "threat",
    "risk": "exploitability",
    "hazardous_situation": "hazardous situation",
    "harm": "harm",
    "control": "control",
    "requirement": "requirement",
    "test": "test",
    "evidence": "evidence",
}
"""Kinds of node on the main chain, in order, with the names under which they are drawn."""

BRANCH: Mapping[str, str] = {"finding": "known vulnerability", "triage": "triage"}
"""Kinds of node on the branch that leaves the chain at its first station."""

JOINTS: Mapping[tuple[str, str], Joint] = {
    ("threat", "components"): ("component", "threat"),
    ("threat", "threatens"): ("component", "threat"),
    ("risk", "threats"): ("threat", "risk"),
    ("risk", "hazardous_situations"): ("risk", "hazardous_situation"),
    ("threat", "leads_to"): ("risk", "hazardous_situation"),
    ("hazardous_situation", "harms"): ("hazardous_situation", "harm"),
    ("control", "reduces"): ("harm", "control"),
    ("risk", "controls"): ("harm", "control"),
    ("requirement", "specifies"): ("control", "requirement"),
    ("test", "verifies"): ("requirement", "test"),
    ("test", "evidence"): ("test", "evidence"),
    ("finding", "component"): ("component", "finding"),
    ("triage", "decides"): ("finding", "triage"),
    ("triage", "component"): ("finding", "triage"),
}
"""Link (owner and field) → the joint of the chain at which it is drawn."""

_NAMES = re.compile(r"^([a-z_]+)\.([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Station:
    """A kind of part on the chain.

    Attributes:
        kind: kind of node.
        name: what it is called.
        broken: parts of this kind that are there and fall short.
        before: links missing between the station before and this one; 0 at the first.
    """

    kind: str
    name: str
    broken: int
    before: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the broken links are.

    Attributes:
        stations: the main chain.
        branch: the branch; its first joint begins at the first station.
        beside: broken links that lie on neither, such as a missing plan.
    """

    stations: tuple[Station, ...]
    branch: tuple[Station, ...]
    beside: int

    @property
    def broken(self) -> int:
        """All of them."""
        return self.beside + sum(one.broken + one.before for one in (*self.stations, *self.branch))


def chain(mends: Iterable[Mend]) -> Chain:
    """The chain with the broken links of all groups of mends on it."""
    joints: Counter[Joint] = Counter()
    stations: Counter[str] = Counter()
    for mend in mends:
        owner, field = _names(mend.id)
        if (owner, field) in LINKS:
            joints[JOINTS.get((owner, field), ("", ""))] += len(mend.broken)
        else:
            stations[owner if owner in STATIONS or owner in BRANCH else ""] += len(mend.broken)
    first = next(iter(STATIONS))
    return Chain(
        stations=_drawn(STATIONS, "", joints, stations),
        branch=_drawn(BRANCH, first, joints, stations),
        beside=joints["", ""] + stations[""],
    )


def _names(mend_id: str) -> tuple[str, str]:
    """The kind and the field with which the name of a group of mends begins."""
    match = _NAMES.match(mend_id)
    return (match[1], match[2]) if match else ("", "")


def _drawn(
    kinds: Mapping[str, str], before: str, joints: Counter[Joint], stations: Counter[str]
) -> tuple[Station, ...]:
    drawn = []
    for kind, name in kinds.items():
        drawn.append(Station(kind, name, stations[kind], joints[before, kind]))
        before = kind
    return tuple(drawn)

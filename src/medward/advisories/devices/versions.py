# SPDX-License-Identifier: Apache-2.0
"""Whether a unit's version is one that the text of an advisory means.

Vendors' versions have no common scheme, so only what every reading agrees on is decided; the rest is `UNKNOWN`.

- Texts are read by `medward.versions.vendor_clauses`; sentences ("all versions prior to 9.5.1") by
  `medward.versions.vendor_text`, and believed where it is sure.
- Two versions are compared only where numbers stand against numbers and letters against letters, and where letters
  that are written onto a number, as in `U61` and `L81`, are the same.
- `J-M` means letters from J to M, each with all that begins with it.
- A version that only continues a bound or an item (`9.33.1` against `9.33`) is unknown: some publishers mean it.
- Text with other words in it (operating systems, options, dates) is unknown. Of several clauses those understood
  can tell that a version is inside, not that it is out.
"""

from enum import StrEnum
from functools import lru_cache

from medward.versions import vendor_text
from medward.versions.vendor_clauses import Bound, Key, Run, key, rule
from medward.versions.vers import VersError, contains


class Ruling(StrEnum):
    """What a text says of a version."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@lru_cache(maxsize=65_536)
def ruling(text: str, version: str) -> Ruling:
    """What the version text of an advisory says of a unit's version; one that is not recorded is empty."""
    understood = rule(text)
    if understood.everything:
        return Ruling.INSIDE
    row = key(version)
    if not row:
        return Ruling.UNKNOWN
    if not understood.clauses:
        return _in_words(text, version)
    said = [_within(clause, row) for clause in understood.clauses]
    if Ruling.INSIDE in said:
        return Ruling.INSIDE
    return Ruling.UNKNOWN if understood.partly or Ruling.UNKNOWN in said else Ruling.OUTSIDE


def _in_words(text: str, version: str) -> Ruling:
    """What a text in words says, where it is wholly understood and its versions begin with a number."""
    said = vendor_text.read(text)
    if said.range is None or said.confidence not in {"exact", "strong"} or not version[:1].isdigit():
        return Ruling.UNKNOWN
    try:
        return Ruling.INSIDE if contains(said.range, version) else Ruling.OUTSIDE
    except VersError:
        return Ruling.UNKNOWN


def _within(clause: tuple[Bound, ...], version: Key) -> Ruling:
    said = [_against(bound, version) for bound in clause]
    if Ruling.OUTSIDE in said:
        return Ruling.OUTSIDE
    return Ruling.UNKNOWN if Ruling.UNKNOWN in said else Ruling.INSIDE


def _against(bound: Bound, version: Key) -> Ruling:
    order = _order(version, bound.key)
    if order is None:
        return Ruling.UNKNOWN
    if bound.open_end and order in {"same", "continues"}:
        return Ruling.OUTSIDE if bound.operator in {"<", ">"} else Ruling.INSIDE
    return _RULINGS[bound.operator][order]


_IN, _OUT, _OPEN = Ruling.INSIDE, Ruling.OUTSIDE, Ruling.UNKNOWN
_RULINGS = {
    "<": {"below": _IN, "begins": _IN, "same": _OUT, "continues": _OUT, "above": _OUT},
    "<=": {"below": _IN, "begins": _IN, "same": _IN, "continues": _OPEN, "above": _OUT},
    "=": {"below": _OUT, "begins": _OPEN, "same": _IN, "continues": _OPEN, "above": _OUT},
    ">=": {"below": _OUT, "begins": _OPEN, "same": _IN, "continues": _IN, "above": _IN},
    ">": {"below": _OUT, "begins": _OPEN, "same": _OUT, "continues": _OPEN, "above": _IN},
}


def _order(version: Key, bound: Key) -> str | None:
    """How a version stands to a bound; None where they cannot be compared."""
    version, bound = _aligned(version, bound)
    for index, (mine, other) in enumerate(zip(version, bound, strict=False)):
        if isinstance(mine, str) is not isinstance(other, str):
            return None
        if mine != other:
            return _different(mine, other, index)
    mine_rest, other_rest = _rest(version[len(bound) :]), _rest(bound[len(version) :])
    if mine_rest:
        return "continues"
    return "begins" if other_rest else "same"


def _different(mine: Run, other: Run, index: int) -> str | None:
    if isinstance(mine, int) and isinstance(other, int):
        return "below" if mine < other else "above"
    one_letter = len(str(mine)) == len(str(other)) == 1
    return ("below" if str(mine) < str(other) else "above") if one_letter and index == 0 else None


def _aligned(version: Key, bound: Key) -> tuple[Key, Key]:
    """Both without the letters of a word such as `R` or `V` that only one of them writes before its number."""
    if version and bound:
        if isinstance(version[0], str) and isinstance(bound[0], int) and version[0] in _PREFIXES:
            version = version[1:]
        elif isinstance(bound[0], str) and isinstance(version[0], int) and bound[0] in _PREFIXES:
            bound = bound[1:]
    return version, bound


_PREFIXES = frozenset({"r#", "v#", "r", "v", "rev", "rev#", "sw", "sw#"})


def _rest(runs: Key) -> Key:
    """What is left of a longer version, without zeros at its end."""
    end = len(runs)
    while end and runs[end - 1] == 0:
        end -= 1
    return runs[:end]

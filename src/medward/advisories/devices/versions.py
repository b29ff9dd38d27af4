# SPDX-License-Identifier: Apache-2.0
"""Whether a unit's version is one that the text of an advisory means.

Vendors' versions have no common scheme, so only what every reading agrees on is decided; the rest is `UNKNOWN`.

- Read: `vers:all/*` and `*`; `<`, `<=`, `>`, `>=`; lists with `|`, in which a lower and the next upper bound
  belong together; "x and below", "x or earlier", "x and later"; `x` for any number, as in `14.1.x`.
- `J-M` means letters from J to M, each with all that begins with it.
- A version is a row of numbers and letters. Two are compared only where numbers stand against numbers and letters
  against letters, and where letters that are written onto a number, as in `U61` and `L81`, are the same.
- A version that only continues a bound or an item (`9.33.1` against `9.33`) is unknown: some publishers mean it.
- Sentences ("all versions prior to 9.5.1") are left to `medward.versions.vendor_text`, and believed where it is
  sure.
- Text with other words in it (operating systems, options, dates) is unknown; a remark in brackets is left out
  where it sets no condition. Of several clauses the understood ones can tell that a version is inside, not that
  it is out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from medward.versions import vendor_text
from medward.versions.vers import VersError, contains

MAX_TEXT = 400
_ASIDE = re.compile(r"(?<=\w)\s*\((?![^)]*\b(?:with|only|used|shipped|enabled|between|on)\b)[^()]*\)$")
_MAX_DIGITS = 18
_ALL = frozenset({"*", "vers:all/*", "all versions", "all", "-"})
_CLAUSE = re.compile(r"\s*(<=|>=|<|>|=)?\s*(.*?)\s*")
_AND_WORDS = (
    (re.compile(r"\s*(?:and|or)\s+(?:below|prior|earlier|lower|older|previous)(?:\s+versions?)?$"), "<="),
    (re.compile(r"\s*(?:and|or)\s+(?:above|later|higher|newer)(?:\s+versions?)?$"), ">="),
)
_NOISE = re.compile(r"^(?:versions?|ver\.?|release|rev\.?|revision|software|firmware|v(?=\d))\s*")
_PIECE = re.compile(r"\d+|[a-z]+|[ ._+-]+|.", re.DOTALL)
_MAX_LETTERS = 3
_SEPARATORS = frozenset(" ._+-")
_RUN = re.compile(r"[0-9]+|[a-z]+")
_LETTERS = re.compile(r"(?:rev\.?\s*)?([a-z])\s*-\s*([a-z])")
_WORDS = (
    (re.compile(r"\bservice pack\b"), "sp"),
    (re.compile(r"\bbuild\b"), "b"),
    (re.compile(r"\bedition\b"), ""),
)

Run: TypeAlias = "int | str"
Key: TypeAlias = tuple[Run, ...]


class Ruling(StrEnum):
    """What a text says of a version."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bound:
    """One clause of a text: an operator and a version; `=` for a plain version."""

    operator: str
    key: Key
    open_end: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A text as it was understood; `clauses` are alternatives, each a bound or a lower and an upper one.

    Attributes:
        everything: whether it means every version.
        clauses: the alternatives; empty where the text is not understood.
        partly: whether other parts of the text are not understood, so that nothing is outside for sure.
    """

    everything: bool
    clauses: tuple[tuple[Bound, ...], ...]
    partly: bool = False

    @property
    def understood(self) -> bool:
        """Whether anything can be decided by it."""
        return self.everything or bool(self.clauses)


@lru_cache(maxsize=16_384)
def rule(text: str) -> Rule:
    """Understand the version text of an advisory."""
    plain = " ".join(text[:MAX_TEXT].casefold().replace("_", " ").split())
    if plain in _ALL:
        return Rule(everything=True, clauses=())
    bounds = [bound for part in plain.split("|") for bound in _bounds(part.strip())]
    if len(text) > MAX_TEXT:
        return Rule(everything=False, clauses=())
    clauses = tuple(_paired([bound for bound in bounds if bound]))
    return Rule(everything=False, clauses=clauses, partly=any(bound is None for bound in bounds))


@lru_cache(maxsize=65_536)
def ruling(text: str, version: str) -> Ruling:
    """What the version text of an advisory says of a unit's version; one that is not recorded is empty."""
    understood = rule(text)
    if understood.everything:
        return Ruling.INSIDE
    key = _key(" ".join(version[:MAX_TEXT].casefold().split()))
    if not key:
        return Ruling.UNKNOWN
    if not understood.clauses:
        return _in_words(text, version)
    said = [_within(clause, key[0]) for clause in understood.clauses]
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


def _bounds(part: str) -> tuple[Bound | None, ...]:
    """A clause; `J-M` is a lower and an upper one, and `M` means every version that begins so."""
    part = _ASIDE.sub("", part)
    if letters := _LETTERS.fullmatch(part):
        return Bound(">=", (letters[1],), open_end=False), Bound("<=", (letters[2],), open_end=True)
    return (_bound(part),)


def _bound(part: str) -> Bound | None:
    found = _CLAUSE.fullmatch(part)
    operator, text = (found[1] or "", found[2]) if found else ("", part)
    for pattern, meant in _AND_WORDS:
        if not operator and pattern.search(text):
            operator, text = meant, pattern.sub("", text)
    key = _key(text)
    return Bound(operator or "=", *key) if key else None


def _key(text: str) -> tuple[Key, bool] | None:
    """A version as numbers and letters, and whether it ends in a placeholder; None where it is something else."""
    for pattern, short in _WORDS:
        text = pattern.sub(short, text)
    text = _NOISE.sub("", text).strip()
    if not text or not _is_version(text):
        return None
    runs = list(_runs(text))
    placeholder = False
    while len(runs) > 1 and runs[-1] == "x":
        runs.pop()
        placeholder = True
    return (tuple(runs), placeholder) if runs and "x" not in runs else None


def _is_version(text: str) -> bool:
    """Whether a text is numbers and short letters with nothing else between them."""
    for piece in _PIECE.findall(text):
        if piece.isalpha() and len(piece) > _MAX_LETTERS:
            return False
        if not (piece.isascii() and piece.isalnum()) and piece[0] not in _SEPARATORS:
            return False
    return True


def _runs(text: str) -> Iterator[Run]:
    """Numbers and letters; letters that are written onto a number end in `#`, for they are not counted on."""
    for found in _RUN.finditer(text):
        run = found[0]
        if run.isdigit():
            yield int(run) if len(run) <= _MAX_DIGITS else run
        else:
            onto = text[found.end() : found.end() + 1].isdigit()
            yield f"{run}#" if onto else run


def _paired(bounds: list[Bound]) -> list[tuple[Bound, ...]]:
    """Bounds as alternatives: a lower bound and the upper bound after it are one."""
    result: list[tuple[Bound, ...]] = []
    for bound in bounds:
        last = result[-1] if result else ()
        if bound.operator[0] == "<" and len(last) == 1 and last[0].operator[0] == ">":
            result[-1] = (last[0], bound)
        else:
            result.append((bound,))
    return result


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

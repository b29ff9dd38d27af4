# SPDX-License-Identifier: Apache-2.0
"""Version texts of advisories as clauses: bounds on rows of numbers and letters, with no version scheme.

`medward.versions.vendor_text` reads whole texts, also sentences, as ranges that a version scheme can place. This
is for the versions of devices, which follow none: it keeps what was understood of a text of which other parts were
not, and lets the caller compare only what every reading agrees on. Understood are, between `|`:

- `vers:all/*`, `*`, `all versions` and `-`: every version;
- `<`, `<=`, `>`, `>=`, or "x and below", "x or earlier", "x and later" in the words of `vendor_text`; a lower and
  the next upper bound belong together;
- `x` at the end of a version for any number, as in `14.1.x`; `J-M` for letters from J to M.

A version is a row of numbers and of at most three letters, with nothing but separators between them. A remark in
brackets is left out where it sets no condition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from medward.versions.vendor_text import AND_DOWN, AND_UP

MAX_TEXT = 400
_ASIDE = re.compile(r"(?<=\w)\s*\((?![^)]*\b(?:with|only|used|shipped|enabled|between|on)\b)[^()]*\)$")
_MAX_DIGITS = 18
_ALL = frozenset({"*", "vers:all/*", "all versions", "all", "-"})
_CLAUSE = re.compile(r"\s*(<=|>=|<|>|=)?\s*(.*?)\s*")
_AND_WORDS = (
    (re.compile(rf"\s*{AND_DOWN}(?:\s+versions?)?$"), "<="),
    (re.compile(rf"\s*{AND_UP}(?:\s+versions?)?$"), ">="),
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


def key(version: str) -> Key:
    """A unit's version as numbers and letters; empty where it is something else."""
    found = _key(" ".join(version[:MAX_TEXT].casefold().split()))
    return found[0] if found else ()


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

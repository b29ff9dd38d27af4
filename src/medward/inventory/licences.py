# SPDX-License-Identifier: Apache-2.0
"""Licences as texts: what is stated, and what holds together.

SBOMs write licences as ids, names or SPDX expressions (SPDX specification 2.3, annex D). In the model each licence
of a component stands alone and all of them hold, so `A AND B` at the top level of an expression is the two
licences A and B. Anything with `OR` or `WITH` stays one text. What is no expression (a name such as "Acme AND
Partners licence") stays as written.
"""

import re
from collections.abc import Iterable

UNSTATED = frozenset({"", "NOASSERTION", "NONE"})
"""What SPDX writes where nothing is said, or where nothing was found."""

_PIECE = re.compile(r"[()]|[A-Za-z0-9.:+-]+")
_OPERATORS = {"AND", "OR", "WITH"}
_MAX_DEPTH = 20  # what is nested deeper is no licence; the limit keeps the work linear in the length of the text


def normal(texts: Iterable[str]) -> tuple[str, ...]:
    """The licences that these texts state, each once, in order of their first mention."""
    found = [part for text in texts if text not in UNSTATED for part in _split(text)]
    return tuple(dict.fromkeys(part for part in found if part not in UNSTATED))


def is_expression(text: str) -> bool:
    """Whether a text has the shape of an SPDX licence expression; whether its ids exist is not asked."""
    return _pieces(text) is not None


def ids(text: str) -> tuple[str, ...]:
    """The ids that an expression names, exceptions after `WITH` included; nothing for a text that is none."""
    return tuple(piece for piece in _pieces(text) or () if piece not in _OPERATORS and piece not in "()")


def _split(text: str) -> list[str]:
    """The parts of an expression between `AND` at the top level; the text itself where it is no expression."""
    pieces = _pieces(text) if " " in text or text.startswith("(") else None
    if pieces is None:
        return [text]
    pieces = _unwrapped(pieces)
    parts: list[list[str]] = [[]]
    depth = 0
    for piece in pieces:
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and piece == "OR":
            return [_joined(pieces)]
        if depth == 0 and piece == "AND":
            parts.append([])
        else:
            parts[-1].append(piece)
    if len(parts) == 1:
        return [_joined(pieces)]
    return [whole for part in parts for whole in _split(_joined(part))]


def _unwrapped(pieces: list[str]) -> list[str]:
    """Without parentheses around the whole."""
    while pieces[0] == "(" and _closing(pieces) == len(pieces) - 1:
        pieces = pieces[1:-1]
    return pieces


def _closing(pieces: list[str]) -> int:
    """Index of the parenthesis that closes the first one."""
    depth = 0
    for index, piece in enumerate(pieces):
        depth += (piece == "(") - (piece == ")")
        if depth == 0:
            return index
    return -1


def _joined(pieces: list[str]) -> str:
    return " ".join(pieces).replace("( ", "(").replace(" )", ")")


def _pieces(text: str) -> list[str] | None:
    """The pieces of an expression, or None: names alternate with operators and parentheses are in pairs."""
    pieces = _PIECE.findall(text)
    if "".join(pieces) != "".join(text.split()):
        return None
    depth, wants_name = 0, True
    for piece in pieces:
        if piece in ("(", ")"):
            if (piece == "(") != wants_name:
                return None
            depth += 1 if piece == "(" else -1
        elif (piece in _OPERATORS) == wants_name:
            return None
        else:
            wants_name = not wants_name
        if not 0 <= depth <= _MAX_DEPTH:
            return None
    return pieces if depth == 0 and not wants_name else None

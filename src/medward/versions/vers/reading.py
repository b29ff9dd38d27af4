# SPDX-License-Identifier: Apache-2.0
"""Ranges as `vers:` strings: read strictly or loosely, and written.

Reference: the vers specification, clause 5 ("VERS specification") and its "How to parse and validate VERS".

`parse` takes canonical text alone and tells what is wrong with any other, in the specification's words.
`parse_loosely` puts right what can be put right: it drops blanks around the parts and empty constraints,
lowers scheme and type, takes `=1.0` and `==1.0` for `1.0`, and sorts. Neither takes duplicates or redundant
constraints away: `ranges.canonical` does.

A version may hold any character; those that mean something in a range, blanks, control characters and
characters beyond ASCII are percent-encoded in UTF-8. Limits: MAX_TEXT characters, MAX_CONSTRAINTS constraints.
"""

import re
from itertools import pairwise
from typing import get_args

from medward.versions.vers.errors import VersError
from medward.versions.vers.ranges import ALL, ANY, NONE, RESERVED, Range, key_of, order_of, ordered
from medward.versions.vers.spans import Comparator, Constraint

MAX_TEXT = 200_000
MAX_CONSTRAINTS = 10_000

_ENCODED = re.compile(r"[^\x21-\x7e]|[%<>=!*|]")
_TYPE = re.compile(r"[a-z][a-z0-9.-]*")
_CONSTRAINT = re.compile(r"(>=|<=|!=|<|>|=|)(.*)", re.DOTALL)
_TRIPLET = re.compile(r"%(?:([0-9A-F]{2})|([0-9A-Fa-f]{2}))?")
_PIECE = re.compile(r"%..|[^%]+")
_BLANK = re.compile(r"[ \t\n\r\f\v]")
_INVALID = "invalid"
_COMPARATORS: tuple[Comparator, ...] = get_args(Comparator)


def parse(text: str) -> Range:
    """The range that a canonical `vers:` string says. Raises VersError with what is not canonical."""
    _check_size(text)
    if _BLANK.search(text):
        raise VersError("non-canonical VERS: whitespace is not permitted")
    scheme, constraints = _split(text)
    if constraints == "*":
        return Range(scheme, (ANY,))
    if scheme in (ALL, NONE):
        raise VersError(f"the VERS type '{scheme}' takes no constraint but '*'")
    for place, wrong in (("leading", constraints.startswith("|")), ("trailing", constraints.endswith("|"))):
        if wrong:
            raise VersError(f"non-canonical VERS: {place} pipe is not permitted")
    if "||" in constraints:
        raise VersError("non-canonical VERS: consecutive pipes are not permitted")
    found = Range(scheme, tuple(_constraint(part, scheme) for part in _parts(constraints)))
    if scheme not in RESERVED and len(found.constraints) > 1:
        _check_order(found)
    _check_sequence(found)
    return found


def _check_size(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise VersError(f"the range has {len(text):,} characters, more than the {MAX_TEXT:,} allowed")


def _split(text: str) -> tuple[str, str]:
    """Type and constraints."""
    uri, colon, specifier = text.partition(":")
    if uri != "vers" or not colon:
        raise VersError("a VERS begins with 'vers:'")
    scheme, slash, constraints = specifier.partition("/")
    if not _TYPE.fullmatch(scheme):
        raise VersError("the VERS type is not made of lower-case letters, digits, '.' and '-'")
    if scheme == _INVALID:
        raise VersError("invalid VERS type: 'invalid' is reserved for intentionally invalid VERS notations")
    if not slash or not constraints:
        raise VersError("a VERS has '/' and constraints after its type")
    return scheme, constraints


def _parts(constraints: str) -> list[str]:
    parts = constraints.split("|")
    if len(parts) > MAX_CONSTRAINTS:
        raise VersError(f"the range has {len(parts):,} constraints, more than the {MAX_CONSTRAINTS:,} allowed")
    return parts


def _constraint(part: str, scheme: str) -> Constraint:
    """One constraint of canonical text."""
    match = _CONSTRAINT.fullmatch(part)
    sign, written = match.groups() if match else ("", part)
    if sign == "=":
        raise VersError("non-canonical VERS: equality is written without '='")
    if "*" in written or not written:
        raise VersError("non-canonical VERS: a constraint names a version, and '*' stands alone")
    if any(character in "<>=!" for character in written):
        raise VersError("non-canonical VERS: '<', '>', '=' and '!' in a version are percent-encoded")
    version = _decoded(written)
    if scheme == "datetime":
        _check_moment(written)
    _check_encoding(written, version)
    return Constraint(_comparator(sign), version)


def _comparator(sign: str) -> Comparator:
    return next((one for one in _COMPARATORS if one == sign), "=")


def _decoded(written: str) -> str:
    """A version without percent-encoding, taken off once."""
    for match in _TRIPLET.finditer(written):
        if not match[1]:
            wrong = (
                "percent-encoding in version is not canonical"
                if match[2]
                else "invalid percent-encoding in version"
            )
            raise VersError(f"non-canonical VERS: {wrong}")
    try:
        return b"".join(map(_decoded_piece, _PIECE.findall(written))).decode()
    except UnicodeError as error:
        raise VersError("non-canonical VERS: invalid percent-encoding in version") from error


def _check_encoding(written: str, version: str) -> None:
    """That a version is encoded where it must be and only there, so that one range has one text."""
    if _ENCODED.sub(_encoded, version) != written:
        raise VersError("non-canonical VERS: percent-encoding in version is not canonical")


def _decoded_piece(piece: str) -> bytes:
    return bytes((int(piece[1:], 16),)) if piece[0] == "%" else piece.encode("utf-8", "replace")


def _check_moment(written: str) -> None:
    if "%3A" in written:
        raise VersError("non-canonical VERS: datetime time colons must be unencoded")
    if "t" in written or "z" in written:
        raise VersError("non-canonical VERS: datetime must use uppercase T and Z")


def _check_order(found: Range) -> None:
    key = order_of(found.scheme)
    keys = [key_of(key, one.version) for one in found.constraints]
    if keys != sorted(keys):
        raise VersError("non-canonical VERS: constraints are not sorted by version")
    if len(set(keys)) < len(keys):
        raise VersError("non-canonical VERS: a version occurs more than once")


def _check_sequence(found: Range) -> None:
    """The rules of clause 5.4 on which comparator may follow which."""
    signs = [one.comparator[0] for one in found.constraints if one.comparator != "!="]
    if any(pair in {("=", "<"), (">", "=")} for pair in pairwise(signs)):
        raise VersError("non-canonical VERS: an equality inside a run is redundant")
    sides = [sign for sign in signs if sign != "="]
    if any(one == other for one, other in pairwise(sides)):
        raise VersError("non-canonical VERS: '<' and '>' do not alternate")


def parse_loosely(text: str) -> Range:
    """The range that a `vers:` string means, also one that is not canonical. Raises VersError."""
    _check_size(text)
    uri, _, specifier = text.strip().partition(":")
    scheme, slash, constraints = specifier.partition("/")
    scheme, constraints = _split(f"{uri.lower()}:{scheme.strip().lower()}{slash}{constraints.strip()}")
    if constraints == "*" or scheme == NONE:
        return Range(scheme, (ANY,))
    parts = [part.strip() for part in _parts(constraints) if part.strip()]
    found = [_loose_constraint(part) for part in parts]
    if not found:
        raise VersError("the range has no constraint")
    return Range(scheme, tuple(found)) if scheme in RESERVED else ordered(scheme, found)


def _loose_constraint(part: str) -> Constraint:
    match = _CONSTRAINT.fullmatch(part)
    sign, written = match.groups() if match else ("", part)
    version = _decoded(re.sub(r"%[0-9A-Fa-f]{2}", lambda match: match[0].upper(), written.lstrip("= ").strip()))
    if not version or "*" in written:
        raise VersError("a constraint names a version, and '*' stands alone")
    return Constraint(_comparator(sign), version)


def write(found: Range) -> str:
    """The range as a `vers:` string: its constraints as they are, percent-encoded where they must be."""
    return f"vers:{found.scheme}/{'|'.join(map(_written, found.constraints))}"


def _written(constraint: Constraint) -> str:
    if constraint.comparator == "*":
        return "*"
    return constraint.comparator.removeprefix("=") + _ENCODED.sub(_encoded, constraint.version)


def _encoded(match: re.Match[str]) -> str:
    return "".join([f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")])


def validated(text: str) -> str:
    """A `vers:` string as its constraints are written in order, nothing else changed. Raises VersError."""
    return write(parse_loosely(text))

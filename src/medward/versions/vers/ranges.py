# SPDX-License-Identifier: Apache-2.0
"""A range of versions as the vers specification has it: a scheme and constraints in the order of their versions.

What a list of constraints holds, also one that is not canonical:

- a version that `!=` names is outside, and one that `=`, `<=` or `>=` names is inside, before anything else;
- otherwise every run from `>` or `>=` to the last `<` or `<=` before the next `>` or `>=` is inside, as are all
  versions below a first `<` and above a last `>`. Of several `>` in a row the first counts, of several `<` the
  last;
- where nothing but `!=` stands, all versions but these are inside;
- `*` alone holds every version, also one that the scheme refuses; the scheme `none` holds none.

That is the procedure of the specification's "How to parse" after its simplification, completed for a single
constraint and for `!=` alone, where its text would never answer yes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from medward.versions.errors import InvalidVersionError
from medward.versions.schemes import KeyFunction, key_function, scheme_of
from medward.versions.vers.errors import VersError
from medward.versions.vers.spans import (
    EVERYTHING,
    NEXT,
    Constraint,
    Span,
    between,
    common,
    one_version,
    rest,
    united,
)

ALL, NONE = "all", "none"
RESERVED = ("example", "test")


ANY = Constraint("*")


@dataclass(frozen=True, slots=True)
class Range:
    """A range of versions of one scheme.

    Attributes:
        scheme: its vers type, such as `npm`; `all` and `none` stand for every version and no version of anything.
        constraints: in the order of their versions.
    """

    scheme: str
    constraints: tuple[Constraint, ...]

    @property
    def everything(self) -> bool:
        """Whether every version is inside, also one that the scheme refuses."""
        return self.constraints == (ANY,) and self.scheme != NONE


def order_of(scheme: str) -> KeyFunction:
    """The key function of a vers type. Raises VersError for one that has no order."""
    known = scheme_of(scheme)
    if scheme in RESERVED:
        raise VersError(f"no version ordering is defined for the reserved VERS type: {scheme}")
    if known is None:
        raise VersError(f"no version ordering is known for the VERS type: {scheme}")
    return key_function(known)


def ordered(scheme: str, constraints: Iterable[Constraint]) -> Range:
    """A range of these constraints in any order; equal versions keep theirs. Raises VersError."""
    listed = tuple(constraints)
    if len(listed) > 1:
        key = order_of(scheme)
        listed = tuple(sorted(listed, key=lambda constraint: key_of(key, constraint.version)))
    return Range(scheme, listed)


def key_of(key: KeyFunction, version: str) -> bytes:
    """The key of a version in a range. Raises VersError for one that the scheme refuses."""
    try:
        return key(version)
    except InvalidVersionError as error:
        raise VersError(str(error)) from error


def spans(asked: Range) -> tuple[Span, ...]:
    """The range as intervals of keys, to be joined with. Raises VersError."""
    if asked.scheme == NONE:
        return ()
    if asked.everything:
        return (EVERYTHING,)
    key = order_of(asked.scheme)
    points = [(one, key_of(key, one.version)) for one in asked.constraints]
    named = {at: one_version(at, one.version) for one, at in points if one.comparator in ("=", "<=", ">=")}
    without = [one_version(at, one.version) for one, at in points if one.comparator == "!=" and at not in named]
    others = [point for point in points if point[0].comparator != "!="]
    inside = united([*named.values(), *_runs(others)]) if others else (EVERYTHING,)
    return common(inside, rest(united(without)))


def _runs(points: Iterable[tuple[Constraint, bytes]]) -> list[Span]:
    """The runs between `>` and `<`, in their order."""
    found: list[Span] = []
    opening: tuple[Constraint, bytes] | None = None
    for point in points:
        if point[0].comparator[0] == ">":
            opening = opening or point
        elif point[0].comparator[0] == "<":
            if opening is None and found:
                opening = _opening(found.pop())
            found.append(between(opening, point))
            opening = None
    return [*found, between(opening, None)] if opening else found


def _opening(span: Span) -> tuple[Constraint, bytes] | None:
    """The opening of a span that `between` made."""
    if span.opening is None:
        return None
    return span.opening, span.low.removesuffix(NEXT) if span.opening.comparator == ">" else span.low


def contains(asked: Range, version: str) -> bool:
    """Whether a version of the range's scheme is inside. Raises VersError, also for a version that is none."""
    if asked.everything or asked.scheme == NONE:
        return asked.everything
    at = key_of(order_of(asked.scheme), version)
    return any(span.holds(at) for span in spans(asked))


def canonical(asked: Range) -> Range:
    """The same versions in the fewest constraints, valid by the specification. Raises VersError.

    A range that holds nothing becomes `vers:none/*`.
    """
    return from_spans(asked.scheme, spans(asked))


def from_spans(scheme: str, found: tuple[Span, ...]) -> Range:
    """The range of these spans, which are in order and do not touch."""
    if not found:
        return Range(NONE, (ANY,))
    if found == (EVERYTHING,):
        return Range(scheme, (ANY,))
    constraints: list[Constraint] = []
    for place, span in enumerate(found):
        before, after = (
            (found[place - 1] if place else None),
            (found[place + 1] if place + 1 < len(found) else None),
        )
        constraints += _ends(span, before, after)
    return Range(scheme, tuple(constraints))


def _ends(span: Span, before: Span | None, after: Span | None) -> list[Constraint]:
    """The constraints of one span; where one version alone divides it from the next, `!=` names that one."""
    if span.high == span.low + NEXT and span.opening is not None and span.opening.comparator == ">=":
        return [Constraint("=", span.opening.version)]
    ends = []
    if span.opening is not None and not _divided(before, span):
        ends.append(span.opening)
    if span.closing is not None:
        ends.append(Constraint("!=", span.closing.version) if _divided(span, after) else span.closing)
    return ends


def _divided(one: Span | None, other: Span | None) -> bool:
    """Whether one version alone stands between two spans."""
    return one is not None and other is not None and one.high is not None and one.high + NEXT == other.low

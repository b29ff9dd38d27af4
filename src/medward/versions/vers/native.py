# SPDX-License-Identifier: Apache-2.0
"""Ranges in the ecosystems' own notations, as ranges of the vers specification.

Every notation is alternatives of which one must hold, each a list of bounds of which all must hold
(`notations`). The constraints are written as they stand, sorted by version; where that list would hold other
versions than the notation says (`>=3 || <5` is everything, `>=1 >=2` is `>=2`), the range is written anew from
its spans.

Not carried over: rules about pre-releases that depend on the versions asked for, as npm, Cargo, NuGet and PEP
440 have them (`>1.0` of PEP 440 leaves out `1.0.post1`). They say which version an installer chooses, not
which one is affected. Limits: MAX_NATIVE characters, MAX_ALTERNATIVES alternatives.
"""

from collections.abc import Callable

from medward.versions.schemes import scheme_of
from medward.versions.vers.errors import VersError
from medward.versions.vers.notations import NOTATIONS, Alternatives, Bounds
from medward.versions.vers.ranges import ANY, Range, canonical, from_spans, key_of, order_of, ordered, spans
from medward.versions.vers.spans import EVERYTHING, Span, common, united

MAX_NATIVE = 20_000
MAX_ALTERNATIVES = 1_000


def from_native(scheme: str, native: str) -> Range:
    """The range that a text says in the notation of a scheme.

    Args:
        scheme: a vers type, or an OSV ecosystem.
        native: the range, such as `^1.2 || >=2.5` for npm or `[1.0,2.0)` for Maven.

    Raises:
        VersError: the scheme has no notation, the text is none in it, or a version is none of the scheme.
    """
    known = scheme_of(scheme)
    reader: Callable[[str], Alternatives] | None = NOTATIONS.get(known or "")
    if known is None or reader is None:
        raise VersError(f"no notation for ranges is known for {scheme!r}")
    if len(native) > MAX_NATIVE:
        raise VersError(f"the range has {len(native):,} characters, more than the {MAX_NATIVE:,} allowed")
    alternatives = reader(native.strip())
    if not 0 < len(alternatives) <= MAX_ALTERNATIVES:
        raise VersError(f"the range has {len(alternatives):,} alternatives; 1 to {MAX_ALTERNATIVES:,} are allowed")
    return _range(known, alternatives)


def _range(scheme: str, alternatives: Alternatives) -> Range:
    meant = united(span for bounds in alternatives for span in _held(scheme, bounds))
    if meant == (EVERYTHING,) and alternatives == [[]]:
        return Range(scheme, (ANY,))
    bounds = [bound for bounds in alternatives for bound in bounds]
    written = ordered(scheme, sorted(bounds, key=lambda bound: bound.comparator[0] != "<"))
    if written.constraints and _ends(spans(written)) == _ends(meant):
        return written
    return canonical(from_spans(scheme, meant)) if meant else from_spans(scheme, meant)


def _held(scheme: str, bounds: Bounds) -> tuple[Span, ...]:
    """The spans of one alternative: what all of its bounds hold."""
    held: tuple[Span, ...] = (EVERYTHING,)
    for bound in bounds:
        key_of(order_of(scheme), bound.version)
        held = common(held, spans(Range(scheme, (bound,))))
    return held


def _ends(found: tuple[Span, ...]) -> list[tuple[bytes, bytes | None]]:
    return [(span.low, span.high) for span in found]

# SPDX-License-Identifier: Apache-2.0
"""Ranges of versions: the `vers:` notation, the ecosystems' own notations, and spans of sortable keys."""

from medward.versions.vers.errors import VersError
from medward.versions.vers.ranges import Range, canonical, contains, from_spans, ordered, spans
from medward.versions.vers.reading import parse, parse_loosely, validated, write
from medward.versions.vers.spans import Comparator, Constraint, Span, common, rest, united

__all__ = [
    "Comparator",
    "Constraint",
    "Range",
    "Span",
    "VersError",
    "canonical",
    "common",
    "contains",
    "from_spans",
    "ordered",
    "parse",
    "parse_loosely",
    "rest",
    "spans",
    "united",
    "validated",
    "write",
]

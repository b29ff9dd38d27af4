# SPDX-License-Identifier: Apache-2.0
"""Advisories: public sources in, one database file, and honest matches of inventories against it.

The values are imported here; the engines (`build`, `info`, `match`, `match_all`, `vulnerabilities_of`) only when
they are named for the first time, because most who import the values never run them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from medward.advisories.model import (
    ComponentMatch,
    DatabaseInfo,
    Finding,
    KnownExploited,
    MatchReport,
    Severity,
    Skipped,
    SourceInfo,
    Status,
    View,
)

if TYPE_CHECKING:
    from medward.advisories.building import build
    from medward.advisories.matching import match, match_all, vulnerabilities_of
    from medward.advisories.store import info

__all__ = [
    "ComponentMatch",
    "DatabaseInfo",
    "Finding",
    "KnownExploited",
    "MatchReport",
    "Severity",
    "Skipped",
    "SourceInfo",
    "Status",
    "View",
    "build",
    "info",
    "match",
    "match_all",
    "vulnerabilities_of",
]

_ENGINES = {
    "build": "building",
    "info": "store",
    "match": "matching",
    "match_all": "matching",
    "vulnerabilities_of": "matching",
}


def __getattr__(name: str) -> object:
    """An engine, from its module."""
    if name not in _ENGINES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ENGINES[name]}"), name)

# SPDX-License-Identifier: Apache-2.0
"""What a provider lists and what is here, held against each other.

Paths in a listing may begin higher up than the folder that is read, so one is the other where it ends with it.
"""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable

from medward.advisories.csaf.listings import Listing


def compared(
    found: Iterable[Listing], names: list[str], wanted: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Paths that are listed and not here, and documents that are here and not listed."""
    here: dict[str, list[str]] = defaultdict(list)
    for name in names:
        here[posixpath.basename(name)].append(name)
    listed: set[str] = set()
    missing: dict[str, None] = {}
    paths = [entry.path for listing in found for entry in listing.entries]
    for path in paths:
        base = posixpath.basename(path)
        same = [name for name in here.get(base, ()) if _is_same(path, name)]
        listed.update(same)
        if not same and wanted(base) and base.lower().endswith(".json"):
            missing[path] = None
    unlisted = tuple(name for name in names if paths and name not in listed)
    return tuple(missing), unlisted


def _is_same(listed: str, name: str) -> bool:
    """Whether one path is the end of the other: a listing may begin higher up than the folder that is read."""
    long, short = sorted((f"/{listed.lstrip('/')}", f"/{name}"), key=len, reverse=True)
    return long.endswith(short)

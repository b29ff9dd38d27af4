# SPDX-License-Identifier: Apache-2.0
"""univers as a plain matcher: which statements about a package hold a version; only the asking is timed.

Reads on stdin

    {"classes": {ecosystem: [version class, range class]},
     "statements": {ecosystem: {package: [[id, [[[comparator, version], …], …], [enumerated], everything], …]}},
     "asked": [[ecosystem, package, version], …],
     "warm_up": count}

A statement holds a version where it enumerates its text or one of its ranges, each a list of constraints, contains
it; one with `everything` holds all. Ranges are made before the clock runs, as a database is; versions are read
while it runs. Prints {"rate": components a second, "results": [[ids], …], "refused": ranges refused}.
"""

import json
import sys
import time
from typing import Any

from univers import version_range, versions
from univers.version_constraint import VersionConstraint


def made(payload: dict[str, Any]) -> tuple[dict[tuple[str, str], list[Any]], int]:
    """The statements about each package with univers's ranges, and how many ranges it refuses."""
    known: dict[tuple[str, str], list[Any]] = {}
    refused = 0
    for ecosystem, packages in payload["statements"].items():
        names = payload["classes"][ecosystem]
        version_class, range_class = getattr(versions, names[0]), getattr(version_range, names[1])
        for package, statements in packages.items():
            rows = known.setdefault((ecosystem, package), [])
            for name, written, enumerated, everything in statements:
                ranges = []
                for constraints in written:
                    try:
                        each = tuple(VersionConstraint(how, version_class(text)) for how, text in constraints)
                        ranges.append(range_class(constraints=each))
                    except (versions.InvalidVersion, ValueError):
                        refused += 1
                rows.append((name, ranges, frozenset(enumerated), everything))
    return known, refused


def search(
    asked: list[list[str]], known: dict[tuple[str, str], list[Any]], classes: dict[str, type]
) -> list[list[str]]:
    """The ids of the statements that hold each version."""
    results = []
    for ecosystem, package, text in asked:
        try:
            version = classes[ecosystem](text)
        except versions.InvalidVersion:
            version = None
        results.append(
            [
                name
                for name, ranges, enumerated, everything in known.get((ecosystem, package), ())
                if everything
                or text in enumerated
                or (version is not None and any(version in one for one in ranges))
            ]
        )
    return results


def main() -> None:
    """Warm up on the first components, then time all of them."""
    payload = json.load(sys.stdin)
    classes = {ecosystem: getattr(versions, names[0]) for ecosystem, names in payload["classes"].items()}
    known, refused = made(payload)
    search(payload["asked"][: payload["warm_up"]], known, classes)
    start = time.perf_counter()
    results = search(payload["asked"], known, classes)
    rate = len(results) / (time.perf_counter() - start)
    print(json.dumps({"rate": rate, "results": results, "refused": refused}))


main()

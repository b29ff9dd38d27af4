# SPDX-License-Identifier: Apache-2.0
"""univers comparing pairs of versions, or sorting a list of them: only that is timed.

Reads {"class": name, "warm_up": count, "pairs": [[one, other], …]}, or the same with "versions": […], on stdin.
After the first `count` items it times the others, and prints {"rate": items a second, "results": [-1, 0, 1 or null
where a version is refused, …]}; sorting has no results.
"""

import json
import sys
import time

from univers import versions as univers


def compare(version_class: type, pairs: list[list[str]]) -> list[int | None]:
    """-1, 0 or 1 for each pair; None where univers refuses one of the two."""
    results = []
    for one, other in pairs:
        try:
            first, second = version_class(one), version_class(other)
        except univers.InvalidVersion:
            results.append(None)
        else:
            results.append((first > second) - (first < second))
    return results


def sort(version_class: type, texts: list[str]) -> list[object]:
    """The versions in order, without those that univers refuses."""
    versions = []
    for text in texts:
        try:
            versions.append(version_class(text))
        except univers.InvalidVersion:
            continue
    return sorted(versions)


def main() -> None:
    """Warm up on the first items, then time all of them."""
    payload = json.load(sys.stdin)
    version_class = getattr(univers, payload["class"])
    work, items = (compare, payload["pairs"]) if "pairs" in payload else (sort, payload["versions"])
    work(version_class, items[: payload["warm_up"]])
    measured = items[payload["warm_up"] :]
    start = time.perf_counter()
    done = work(version_class, measured)
    rate = len(measured) / (time.perf_counter() - start)
    print(json.dumps({"rate": rate, "results": done if work is compare else None}))


main()

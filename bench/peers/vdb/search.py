# SPDX-License-Identifier: Apache-2.0
"""AppThreat vdb: package URLs asked of the database that `build.py` made; only the search is timed.

Reads {"purls": [...], "warm_up": count} on stdin; the folder is the environment variable VDB_HOME. Prints
{"rate": package URLs a second, "results": [[ids], …]}. It asks in vdb's own batches and without the records'
texts, which is the fastest of the ways that vdb offers.
"""

import json
import sys
import time

from vdb.lib.search import search_packages_batched


def search(purls: list[str]) -> list[list[str]]:
    """The ids that vdb finds for each package URL."""
    batches = search_packages_batched([{"purl": purl} for purl in purls], with_data=False, include_results=False)
    return [one["cve_ids"] for batch in batches for one in batch]


def main() -> None:
    """Warm up on the first package URLs, then time all of them."""
    payload = json.load(sys.stdin)
    search(payload["purls"][: payload["warm_up"]])
    start = time.perf_counter()
    results = search(payload["purls"])
    print(json.dumps({"rate": len(results) / (time.perf_counter() - start), "results": results}))


main()

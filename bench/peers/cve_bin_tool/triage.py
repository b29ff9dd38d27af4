# SPDX-License-Identifier: Apache-2.0
"""cve-bin-tool: products asked of the database that `fill.py` made; only `CVEScanner.get_cves` is timed.

Reads {"products": [[vendor, product, version], …], "warm_up": count} on stdin; HOME names the folder as in
`fill.py`. Prints {"rate": products a second, "results": [[ids], …]}. It is the step that its program takes for
each product that it found in a file, an SBOM or a list.
"""

import json
import sys
import time

from cve_bin_tool.cve_scanner import CVEScanner
from cve_bin_tool.log import LOGGER
from cve_bin_tool.util import ProductInfo


def search(products: list[list[str]]) -> list[list[str]]:
    """The ids that cve-bin-tool finds for each product."""
    asked = [ProductInfo(vendor, product, version, "/") for vendor, product, version in products]
    with CVEScanner() as scanner:
        for one in asked:
            scanner.get_cves(one, {"default": {}, "paths": set()})
        found = dict(scanner.all_cve_data)
    return [sorted({each.cve_number for each in found[one]["cves"]}) if one in found else [] for one in asked]


def main() -> None:
    """Warm up on the first products, then time all of them."""
    LOGGER.setLevel("ERROR")
    payload = json.load(sys.stdin)
    search(payload["products"][: payload["warm_up"]])
    start = time.perf_counter()
    results = search(payload["products"])
    print(json.dumps({"rate": len(results) / (time.perf_counter() - start), "results": results}))


main()

# SPDX-License-Identifier: Apache-2.0
"""AppThreat vdb: OSV records into its database in a folder of its own.

Reads {"records": [OSV records]} on stdin; the folder is the environment variable VDB_HOME. Prints how many records
it converted and the seconds that it took. The steps are those of vdb's own `OSVSource.fetch` after its download:
`convert`, then `store` in batches, with no floor on the year (as vdb has none for PyPI's feed), then its indexes.
"""

import json
import sys
import time

from vdb.lib import db
from vdb.lib.osv import OSVSource

BATCH = 500


def main() -> None:
    """Build the database."""
    records = json.load(sys.stdin)["records"]
    start = time.perf_counter()
    source = OSVSource()
    source._start_year = None  # noqa: SLF001 - what fetch() sets for PyPI's feed
    converted = 0
    for begin in range(0, len(records), BATCH):
        batch = []
        for record in records[begin : begin + BATCH]:
            found = source.convert(record)
            converted += bool(found)
            batch += found
        source.store(batch)
    db.optimize_and_close_all()
    print(json.dumps({"converted": converted, "seconds": time.perf_counter() - start}))


main()

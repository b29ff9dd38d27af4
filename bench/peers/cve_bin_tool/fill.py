# SPDX-License-Identifier: Apache-2.0
"""cve-bin-tool: NVD records into its database, in a folder of its own.

Reads {"records": [elements of NVD API 2.0]} on stdin; the folder is `.cache/cve-bin-tool` in the one that the
environment variable HOME names. Prints how many rows its table of ranges has and the seconds that it took. The
steps are those of its own update after the download: `NVD_Source.format_data_api2`, then `CVEDB.init_database` and
`CVEDB.populate_db`.
"""

import json
import sqlite3
import sys
import time

from cve_bin_tool.cvedb import CVEDB
from cve_bin_tool.data_sources.nvd_source import NVD_Source
from cve_bin_tool.log import LOGGER


def main() -> None:
    """Fill the database."""
    LOGGER.setLevel("ERROR")
    records = json.load(sys.stdin)["records"]
    start = time.perf_counter()
    database = CVEDB(sources=[], version_check=False)
    database.cachedir.mkdir(parents=True)
    database.data = [(NVD_Source(nvd_type="api2").format_data_api2(records), "NVD")]
    database.init_database()
    database.populate_db()
    seconds = time.perf_counter() - start
    connection = sqlite3.connect(database.dbpath)
    ((ranges,),) = connection.execute("select count(*) from cve_range").fetchall()
    connection.close()
    print(json.dumps({"ranges": ranges, "seconds": seconds}))


main()

# SPDX-License-Identifier: Apache-2.0
"""Every code of a problem of advisory sources or of the database, with its meaning in one line.

The reference documentation is generated from this table, and a test holds it complete.
"""

ADVISORY_CODES = {
    "database.format": "The database has another format than this version reads.",
    "database.missing": "There is no database file.",
    "database.unreadable": "The file is no advisory database.",
    "database.unwritable": "The database cannot be written.",
    "sources.busy": "Another run fetches into the folder of sources.",
    "sources.empty": "The folder holds no source in its publisher's layout.",
    "sources.missing": "The folder of sources does not exist.",
    "sources.setting": "A setting for the network, such as the file of authorities, cannot be used.",
    "sources.state": "What is known of the fetched files cannot be read.",
    "sources.unreadable": "A source, or a record of it, cannot be read; it is named, counted and left out.",
    "sources.unwritable": "The folder of sources cannot be written.",
}

# SPDX-License-Identifier: Apache-2.0
"""How large a report may be. Beyond a limit it is refused whole, before memory is spent on it.

Reports of large projects have some 100,000 cases or findings and some tens of megabytes.
"""

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of one report."""

MAX_OBJECTS = 2_000_000
"""Opening braces in JSON, opening angle brackets in XML, lines in text."""

MAX_ITEMS = 500_000
"""Cases, results, files or rows of one report."""

MAX_DEPTH = 16
"""Suites inside suites."""

MAX_PROBLEMS = 100
"""Problems of one list of findings that are told at once."""

MAX_COLUMNS = 200
"""Columns of a table of findings."""

MAX_CELL = 5_000
"""Characters of one cell."""

MAX_TITLE = 200
"""Characters of a title or a key that are kept."""

MAX_TEXT = 1_000
"""Characters of a message that are kept."""

MAX_PLACES = 20
"""Places that are named for one finding; the rest are counted."""

MAX_CWES = 20
"""Weaknesses that are kept for one finding."""

MAX_NUMBER = 10**15
"""The largest count that is believed."""

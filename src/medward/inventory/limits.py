# SPDX-License-Identifier: Apache-2.0
"""How large an SBOM may be. Beyond a limit a file is refused whole, before memory is spent on it.

The numbers leave room of five times and more above large SBOMs of devices and containers (some 50 MB, some 50,000
components). `MAX_OBJECTS` bounds what one byte of a hostile file can cost: `{}` repeated takes three bytes in the
file and over a hundred in memory.
"""

MAX_BYTES = 256 * 1024 * 1024
"""Bytes of one file in any format."""

MAX_XML_BYTES = 64 * 1024 * 1024
"""Bytes of one XML file: an XML tree takes about ten times the memory of its text."""

MAX_OBJECTS = 3_000_000
"""Opening braces in JSON, opening angle brackets in XML, lines in tag-value."""

UNCOUNTED_BYTES = 4 * 1024 * 1024
"""JSON files up to this size cannot hold enough objects to hurt; theirs are not counted."""

MAX_NESTING = 100
"""Levels of components inside components. Other nesting ends at the interpreter's own limit on recursion."""

MAX_LINKS = 5_000_000
"""Relationships of one file."""

# SPDX-License-Identifier: Apache-2.0
"""The checksums of a document as its provider states them (CSAF 2.0 section 7.1.18).

Files `<document>.sha512` and `<document>.sha256` hold the digest in hexadecimal before any other word. Every one
that is there must be right. A document with a wrong one is refused: it is not what was published.
"""

import hashlib
import re

from medward.advisories.archive import RefusedError
from medward.advisories.csaf.files import Files

MAX_CHECKSUM = 4096
LENGTHS = {"sha512": 128, "sha256": 64}
"""Algorithm → hexadecimal digits, the strongest first."""
_HEXADECIMAL = re.compile(rb"[0-9a-fA-F]+")


def verified(files: Files, name: str, data: bytes) -> tuple[str, ...]:
    """The algorithms by which a document is what its provider published. Raises RefusedError."""
    return tuple(algorithm for algorithm in LENGTHS if _agrees(files, name, data, algorithm))


def stated(data: bytes, algorithm: str) -> str:
    """The digest that a checksum file states, in small letters; empty where it does not begin with one."""
    found = _HEXADECIMAL.match(data[:MAX_CHECKSUM].lstrip())
    digits = found.group().decode().lower() if found else ""
    return digits if len(digits) == LENGTHS[algorithm] else ""


def _agrees(files: Files, name: str, data: bytes, algorithm: str) -> bool:
    """False where no such checksum is published."""
    if (file := f"{name}.{algorithm}") not in files.names:
        return False
    try:
        published = stated(files.read(file, MAX_CHECKSUM), algorithm)
    except RefusedError as error:
        raise RefusedError(f"its checksum file is refused: {error}") from error
    if not published:
        raise RefusedError(f"its checksum file .{algorithm} does not begin with a {algorithm} digest")
    if published != hashlib.new(algorithm, data).hexdigest():
        raise RefusedError(f"its {algorithm} differs from the published one: it was changed or cut short")
    return True

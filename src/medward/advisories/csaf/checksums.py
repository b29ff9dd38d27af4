# SPDX-License-Identifier: Apache-2.0
"""The integrity of a document as its provider states it (CSAF 2.0 section 7.1.18 and 7.1.19).

- Checksums: files `<document>.sha512` and `<document>.sha256`, the digest in hexadecimal before any other word.
  Every one that is there must be right. A document with a wrong one is refused: it is not what was published.
- Signatures: `<document>.asc`, a detached OpenPGP signature. It is never verified here and always said so: that
  needs an OpenPGP verifier, run as a program of its own, and the provider's public key, obtained over a path that
  an attacker on the download does not control.
"""

import hashlib
import re
from enum import StrEnum

from medward.advisories.csaf.files import FileRefusedError, Files

MAX_CHECKSUM = 4096
_ALGORITHMS = ("sha512", "sha256")
_HEXADECIMAL = re.compile(rb"[0-9a-fA-F]+")


class Signature(StrEnum):
    """What is known of a document's signature."""

    ABSENT = "unsigned"
    """There is no signature file."""
    UNVERIFIED = "not verified"
    """There is one, and no OpenPGP verifier in this process to check it with."""


def verified(files: Files, name: str, data: bytes) -> tuple[str, ...]:
    """The algorithms by which a document is what its provider published. Raises FileRefusedError."""
    return tuple(algorithm for algorithm in _ALGORITHMS if _agrees(files, name, data, algorithm))


def signature(files: Files, name: str) -> Signature:
    """Whether a document is signed."""
    return Signature.UNVERIFIED if f"{name}.asc" in files.names else Signature.ABSENT


def _agrees(files: Files, name: str, data: bytes, algorithm: str) -> bool:
    """False where no such checksum is published."""
    if (file := f"{name}.{algorithm}") not in files.names:
        return False
    stated = _stated(files, file)
    actual = hashlib.new(algorithm, data).hexdigest()
    if len(stated) != len(actual):
        raise FileRefusedError(f"its checksum file .{algorithm} does not begin with a {algorithm} digest")
    if stated != actual:
        raise FileRefusedError(f"its {algorithm} differs from the published one: it was changed or cut short")
    return True


def _stated(files: Files, file: str) -> str:
    try:
        found = _HEXADECIMAL.match(files.read(file, MAX_CHECKSUM).lstrip())
    except FileRefusedError as error:
        raise FileRefusedError(f"its checksum file is refused: {error}") from error
    return found.group().decode().lower() if found else ""

# SPDX-License-Identifier: Apache-2.0
"""One byte form for one content, and its digest.

Canonical JSON is RFC 8785 (JCS): keys sorted by UTF-16 code units, no spaces, numbers as ECMAScript prints them.
A digest is written `sha256:` and 64 lower-case hexadecimal digits, everywhere.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import rfc8785

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


def canonical_bytes(value: Json) -> bytes:
    """The RFC 8785 form of a JSON value. Raises ValueError for NaN and integers over 2**53."""
    return rfc8785.dumps(value)


def digest(value: Json) -> str:
    """`sha256:…` over the canonical form of a JSON value."""
    return digest_bytes(canonical_bytes(value))


def digest_bytes(data: bytes) -> str:
    """`sha256:…` over bytes."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def digest_file(path: Path) -> str:
    """`sha256:…` over the bytes of a file. Raises OSError when it cannot be read."""
    with path.open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"

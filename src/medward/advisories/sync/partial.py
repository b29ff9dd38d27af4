# SPDX-License-Identifier: Apache-2.0
"""A download that may be broken off and gone on with, also in a later run.

The bytes lie beside a small file that says of which address they are and which version of it. They are gone on
with only where the publisher gave a validator that allows it (RFC 9110 section 13.1.5: a strong entity tag or a
date), so that two versions are never joined.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec


class Version(msgspec.Struct, frozen=True):
    """Of what the bytes are.

    Attributes:
        url: the address that was asked.
        etag: the publisher's entity tag; empty where there was none.
        last_modified: the publisher's date; empty where there was none.
        total: bytes of the whole; 0 where nobody said.
        md5: MD5 of the whole as base64, where the publisher gave one.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    total: int = 0
    md5: str = ""

    @property
    def validator(self) -> str:
        """What `If-Range` can be asked with; empty where nothing serves."""
        strong = self.etag if self.etag and not self.etag.startswith("W/") else ""
        return strong or self.last_modified


@dataclass(frozen=True, slots=True)
class Partial:
    """The bytes received so far, in a file."""

    path: Path

    @property
    def _note(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    def begun(self, url: str) -> Version | None:
        """What can be gone on with; None where nothing can."""
        try:
            version = msgspec.json.decode(self._note.read_bytes(), type=Version)
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        usable = version.url == url and version.validator and self.path.is_file() and self.size
        return version if usable else None

    @property
    def size(self) -> int:
        """Bytes received so far."""
        return self.path.stat().st_size

    def begin(self, version: Version) -> BinaryIO:
        """Begin anew. Raises OSError."""
        self.discard()
        self._note.write_bytes(msgspec.json.encode(version))
        return self.path.open("wb")

    def go_on(self) -> BinaryIO:
        """Go on at the end of what was received. Raises OSError."""
        return self.path.open("ab")

    def discard(self) -> None:
        """Forget what was received."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def put(self, target: Path) -> None:
        """Make the bytes the file `target`, all of them on the disk first. Raises OSError."""
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("rb") as stream:
            os.fsync(stream.fileno())
        self.path.replace(target)
        self._note.unlink(missing_ok=True)

# SPDX-License-Identifier: Apache-2.0
"""Reading the files of a gzipped tape archive (`.tar.gz`), one after the other, as NVD gives its feeds.

Nothing is unpacked to disk, so names are labels and lead nowhere; links, devices and the longer names of later
forms are passed over. Read are headers as POSIX.1-2001 has them in `ustar`, with their check sums. Limits, counted
on the bytes that come out:

- bytes of one file, and of all of them; how many times larger all may be than the archive;
- number of entries.

An archive that is broken, or ends before its end mark, raises `ArchiveError` where that is found.
"""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from medward.advisories.archive import JSON, MAX_RATIO, UNRATED, ArchiveError, Item, said

ENDING = ".tar.gz"
MAX_FILE = 256 * 1024 * 1024
"""Bytes of one file; those of the dictionary's feed have some 100,000 names and 100 million bytes."""
MAX_UNPACKED = 16 * 1024 * 1024 * 1024
MAX_ENTRIES = 100_000

_BLOCK = 512
_STEP = 1024 * 1024
_SUM = slice(148, 156)
_PLAIN = frozenset((b"0", b"\0"))


def tar_items(path: Path, suffixes: tuple[str, ...] = JSON) -> Iterator[Item]:
    """The files of an archive whose names end so, in its order. Raises ArchiveError."""
    try:
        with path.open("rb") as packed, gzip.open(packed) as stream:
            reader = _Reader(stream, min(MAX_UNPACKED, max(UNRATED, MAX_RATIO * path.stat().st_size)))
            for _ in range(MAX_ENTRIES):
                header = reader.take(_BLOCK)
                if not any(header):
                    return
                before = packed.tell()
                item = _item(header, reader, suffixes)
                if item is not None:
                    yield Item(item[0], item[1], packed.tell() - before)
    except (OSError, EOFError, zlib.error) as error:
        raise ArchiveError(f"it is not a readable .tar.gz archive: {said(error)}") from error
    raise ArchiveError(f"it has more than the {MAX_ENTRIES:,} entries allowed")


class _Reader:
    """Reads on, and no more than is allowed."""

    def __init__(self, stream: gzip.GzipFile | BinaryIO, most: int) -> None:
        self._stream = stream
        self._left = most

    def take(self, size: int) -> bytes:
        """The next bytes. Raises ArchiveError where there are too many or too few."""
        self._left -= size
        if self._left < 0:
            raise ArchiveError("it grows to more than what is allowed")
        data = self._stream.read(size)
        if len(data) < size:
            raise ArchiveError("it ends before its end mark")
        return data

    def skip(self, size: int) -> None:
        """Read on without keeping what is read."""
        while size > 0:
            size -= len(self.take(min(size, _STEP)))


def _item(header: bytes, reader: _Reader, suffixes: tuple[str, ...]) -> tuple[str, bytes] | None:
    """The name and bytes of an entry; None for what is no file that is wanted."""
    if sum(header[: _SUM.start]) + sum(header[_SUM.stop :]) + 8 * ord(" ") != _octal(header[_SUM]):
        raise ArchiveError("one of its headers has another check sum")
    name, size = header[:100].rstrip(b"\0").decode("utf-8", "replace"), _octal(header[124:136])
    padding = -size % _BLOCK
    if header[156:157] not in _PLAIN or not name.lower().endswith(suffixes):
        reader.skip(size + padding)
        return None
    if size > MAX_FILE:
        raise ArchiveError(f"its file {name!a} has more than the {MAX_FILE:,} bytes allowed")
    data = reader.take(size)
    reader.skip(padding)
    return name, data


def _octal(field: bytes) -> int:
    text = field.strip(b"\0 ") or b"0"
    if any(one not in b"01234567" for one in text):
        raise ArchiveError("a number in one of its headers cannot be read")
    return int(text, 8)

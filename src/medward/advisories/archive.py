# SPDX-License-Identifier: Apache-2.0
"""Reading one part of a source: an archive `all.zip` of JSON records, or a folder of plain `*.json` records.

Nothing is ever unpacked to disk, so names inside an archive are labels and lead nowhere. Limits, against archives
made to exhaust a reader:

- bytes of one record, of all records of a part, and the rate at which a record may grow while it is unpacked:
  counted on the bytes that come out, whatever the archive says of itself;
- bytes of the archive's directory, because the standard library reads all of it before the first record;
- only stored and deflated records; none that are encrypted.

What cannot be read is yielded with its reason in its place; an archive that is broken as a whole raises
`ArchiveError` before the first record. Order is by name, so that the same part gives the same sequence.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

JSON = (".json",)
"""How the names of records end, where a source does not say otherwise."""

MAX_RECORD = 16 * 1024 * 1024
"""Bytes of one record. The largest public ones, of the Linux kernel, have about one million."""

MAX_TOTAL = 32 * 1024 * 1024 * 1024
"""Bytes of all records of one part."""

MAX_RATIO = 400
"""How many times larger a record may be than it is packed. JSON packs to a tenth, long lists to a fiftieth."""

UNRATED = 1024 * 1024
"""Bytes up to which the ratio is not looked at: such a record can do no harm."""

PIECE = 1024 * 1024
"""Bytes that are asked for at once."""

MAX_DIRECTORY = 512 * 1024 * 1024
"""Bytes of an archive's directory: room for some five million records."""

_END, _END_MARK, _COMMENT = struct.Struct("<4s4H2LH"), b"PK\x05\x06", 0xFFFF
_END64, _LOCATOR = struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_IN_END64 = 0xFFFFFFFF
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, OSError, ValueError)


class ArchiveError(ValueError):
    """A part that cannot be read as a whole; the message says why, as one sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it was found.

    Attributes:
        name: its name in the archive or folder.
        data: its bytes; empty where it could not be read.
        packed: bytes that it takes in the archive or folder.
        refusal: why it could not be read; empty where it could.
    """

    name: str
    data: bytes
    packed: int
    refusal: str = ""

    @property
    def is_record(self) -> bool:
        """Whether it is meant to be a record, by its name."""
        return self.name.lower().endswith(".json")


def archive_items(path: Path, suffixes: tuple[str, ...] = JSON) -> Iterator[Item]:
    """The records of a ZIP archive, sorted by name; others than by `suffixes` are refused. Raises ArchiveError."""
    with open_archive(path) as archive:
        budget = _Budget()
        for info in _members(archive):
            yield budget.spend(info.filename, info.compress_size, partial(_unpack, archive, info, suffixes))


def open_archive(path: Path) -> zipfile.ZipFile:
    """An archive whose directory has a sane size, to be closed by the caller. Raises ArchiveError."""
    try:
        with path.open("rb") as stream:
            _refuse_swarm(stream)
        return zipfile.ZipFile(path)
    except ArchiveError:
        raise
    except _BROKEN as error:
        raise ArchiveError(f"it is not a readable ZIP archive: {said(error)}") from error


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of one member, `most` of them and within the limits above. Raises RefusedError."""
    if info.flag_bits & _ENCRYPTED:
        raise RefusedError("it is encrypted")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise RefusedError("it is packed with a method that is not read")
    limit = min(most, max(UNRATED, MAX_RATIO * info.compress_size))
    try:
        with archive.open(info) as stream:
            data = first_bytes(stream, limit + 1)
    except _BROKEN as error:
        raise RefusedError(f"it cannot be read: {said(error)}") from error
    if len(data) > limit and limit < most:
        raise RefusedError(f"it grows to more than {MAX_RATIO} times its packed size")
    return within(data, most)


def first_bytes(stream: IO[bytes], most: int) -> bytes:
    """Up to so many bytes, piece by piece: asked for at once, a false size would take that much memory."""
    pieces: list[bytes] = []
    while most > 0 and (piece := stream.read(min(most, PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def plain_bytes(path: Path, most: int) -> bytes:
    """The bytes of a plain file, `most` of them. Raises RefusedError."""
    if not path.is_file():
        raise RefusedError("it is not a plain file")
    try:
        with path.open("rb") as stream:
            return within(stream.read(most + 1), most)
    except OSError as error:
        raise RefusedError(f"it cannot be read: {said(error)}") from error


def folder_items(path: Path) -> Iterator[Item]:
    """The records of a folder, sorted by name; anything but `*.json` is refused. Raises ArchiveError."""
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except OSError as error:
        raise ArchiveError(f"the folder cannot be read: {said(error)}") from error
    yield from _files(path, names, JSON, MAX_RECORD)


def tree_items(path: Path, suffixes: tuple[str, ...] = JSON, limit: int = MAX_RECORD) -> Iterator[Item]:
    """The records of a folder and all folders in it, sorted by their path; links are not followed.

    Args:
        path: the folder.
        suffixes: how the names of records end; anything else is refused.
        limit: bytes of one record.

    Raises:
        ArchiveError: the folder cannot be read.
    """
    if not path.is_dir():
        raise ArchiveError("the folder cannot be read")
    yield from _files(path, tree_names(path), suffixes, limit)


def tree_names(path: Path) -> list[str]:
    """The paths of all files in a folder, hidden ones left out, in their order."""
    found = (
        (Path(folder) / name).relative_to(path).as_posix() for folder, _, names in os.walk(path) for name in names
    )
    return sorted(name for name in found if not any(part.startswith(".") for part in name.split("/")))


def _files(path: Path, names: list[str], suffixes: tuple[str, ...], limit: int) -> Iterator[Item]:
    budget = _Budget()
    for name in names:
        size = (path / name).lstat().st_size
        yield budget.spend(name, size, partial(_read_file, path / name, suffixes, limit))


class RefusedError(ValueError):
    """A record that is not read; the message says why, as one sentence without a full stop."""


class _Budget:
    """What is left of the bytes that a part may have."""

    def __init__(self) -> None:
        self._left = MAX_TOTAL

    def spend(self, name: str, packed: int, read: Callable[[], bytes]) -> Item:
        """Read one record; a broken one does not stop the others."""
        if self._left <= 0:
            return Item(
                name, b"", packed, f"the records before it have the {MAX_TOTAL:,} bytes that a part may have"
            )
        try:
            data = read()
        except RefusedError as error:
            return Item(name, b"", packed, str(error))
        self._left -= len(data)
        return Item(name, data, packed)


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, suffixes: tuple[str, ...]) -> bytes:
    """The bytes of one record of an archive."""
    _refuse_other(info.filename, suffixes)
    return unpacked(archive, info, MAX_RECORD)


def _read_file(path: Path, suffixes: tuple[str, ...], limit: int) -> bytes:
    """The bytes of one plain record."""
    _refuse_other(path.name, suffixes)
    return plain_bytes(path, limit)


def _refuse_other(name: str, suffixes: tuple[str, ...]) -> None:
    if not name.lower().endswith(suffixes):
        raise RefusedError(f"it is not a {' or '.join(suffixes)} file")


def within(data: bytes, limit: int) -> bytes:
    """The bytes, where they are no more than the limit. Raises RefusedError."""
    if len(data) > limit:
        raise RefusedError(f"it has more than the {limit:,} bytes allowed")
    return data


def _refuse_swarm(stream: BinaryIO) -> None:
    """Raise where the directory of the archive is larger than any real one. Leaves the stream at its beginning."""
    size = stream.seek(0, 2)
    start = max(0, size - _END.size - _COMMENT)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END_MARK)
    if at >= 0 and len(tail) - at >= _END.size:
        directory = _END.unpack_from(tail, at)[5]
        if directory == _IN_END64:
            directory = _directory64(stream, start + at)
        if directory > MAX_DIRECTORY:
            raise ArchiveError(f"its directory has more than the {MAX_DIRECTORY:,} bytes allowed")
    stream.seek(0)


def _directory64(stream: BinaryIO, end: int) -> int:
    """The size of the directory of a large archive, which stands in a record of its own before the usual one."""
    if end < _LOCATOR.size:
        return 0
    stream.seek(end - _LOCATOR.size)
    offset = _LOCATOR.unpack(stream.read(_LOCATOR.size))[2]
    stream.seek(min(offset, end))
    record = stream.read(_END64.size)
    return int(_END64.unpack(record)[8]) if len(record) == _END64.size else 0


def said(error: Exception) -> str:
    """What an error of reading says, as the end of a sentence."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (text or type(error).__name__).rstrip(".")

# SPDX-License-Identifier: Apache-2.0
"""The files of a provider, from a folder or from a ZIP archive of one, by name.

Nothing is unpacked to disk. Names are relative, with `/`; links are not followed. Limits: `MAX_FILES` files,
`MAX_ARCHIVE` bytes of an archive, for each file the bytes that the caller allows, and all those of
`medward.advisories.archive`, which reads the bytes.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from medward.advisories.archive import ArchiveError, open_archive, plain_bytes, said, unpacked

MAX_FILES = 1_000_000
MAX_ARCHIVE = 2 * 1024 * 1024 * 1024


class ProviderError(ValueError):
    """A provider's folder or archive that cannot be read as a whole; one sentence without a full stop."""


class Files(Protocol):
    """Named files."""

    names: frozenset[str]

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a file, `limit` at most. Raises RefusedError."""

    def __enter__(self) -> Self:
        """Itself, to be closed at the end."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what is open."""


def open_files(path: Path) -> Files:
    """The files of a folder, or of an archive. Raises ProviderError."""
    try:
        return Folder(path) if path.is_dir() else Archive(path)
    except ArchiveError as error:
        raise ProviderError(f"{path.name} cannot be read: {error}") from error
    except OSError as error:
        raise ProviderError(f"{path.name} cannot be read: {said(error)}") from error


class Folder:
    """A folder and all folders in it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.names = frozenset(_bounded(_names(root)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to close."""

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a file. Raises RefusedError."""
        return plain_bytes(self._root / name, limit)


class Archive:
    """A ZIP archive; of two members of one name the last stands, as unpacking would leave it."""

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > MAX_ARCHIVE:
            raise ProviderError(f"{path.name} has more than the {MAX_ARCHIVE:,} bytes allowed")
        self._zip = open_archive(path)
        self._members = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
        self.names = frozenset(_bounded(iter(self._members)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of a member. Raises RefusedError."""
        return unpacked(self._zip, self._members[name], limit)


def _names(root: Path) -> Iterator[str]:
    for folder, _, files in os.walk(root, followlinks=False):
        for file in files:
            path = Path(folder, file)
            if not path.is_symlink():
                yield path.relative_to(root).as_posix()


def _bounded(names: Iterator[str]) -> Iterator[str]:
    for number, name in enumerate(names):
        if number == MAX_FILES:
            raise ProviderError(f"it holds more than {MAX_FILES:,} files")
        yield name

# SPDX-License-Identifier: Apache-2.0
"""The files that a dossier refers to: each exists, lies in the folder, is not empty, and has the stated digest.

A digest is computed over the bytes as they lie there, once for each file however often it is named. A piece of
evidence without bytes shows nothing, so an empty file is refused.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from medward.base.canonical import digest_file
from medward.base.problems import Problem
from medward.base.yamltext import key_path
from medward.dossier.folder import BadFileError, locate
from medward.dossier.merging import Merged
from medward.dossier.survey import FileUse

MAX_FILE_BYTES = 4 * 1024**3


class Referenced:
    """The files that one dossier refers to, each read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, str | BadFileError] = {}

    @property
    def digests(self) -> dict[str, str]:
        """Path → digest of every file that was read and found good, sorted."""
        return {name: digest for name, digest in sorted(self._known.items()) if isinstance(digest, str)}

    def problems(self, uses: Iterable[FileUse], merged: Merged) -> Iterator[Problem]:
        """Read each file once, and say what is wrong with each use of it."""
        for use in uses:
            name = use.text.strip()
            if name not in self._known:
                self._known[name] = self._read(name)
            yield from _judge(use, name, self._known[name], merged)

    def _read(self, name: str) -> str | BadFileError:
        try:
            return digest_of(locate(self._folder, name), name)
        except BadFileError as error:
            return error


def digest_of(path: Path, name: str) -> str:
    """The digest of one file, which is called `name`. Raises BadFileError when it is empty, huge or unreadable."""
    try:
        size = path.stat().st_size
        if size == 0:
            raise BadFileError("dossier.empty-file", f"the file '{name}' is empty", "Put its content there")
        if size > MAX_FILE_BYTES:
            message = f"the file '{name}' has {size:,} bytes, more than the {MAX_FILE_BYTES:,} allowed"
            raise BadFileError("dossier.folder-limit", message, "Refer to a smaller file")
        return digest_file(path)
    except OSError as error:
        message = f"the file '{name}' cannot be read: {error.strerror}"
        raise BadFileError("dossier.unreadable", message, "Check that you may read it") from error


def _judge(use: FileUse, name: str, digest: str | BadFileError, merged: Merged) -> Iterator[Problem]:
    key, place = key_path(use.path), merged.place(use.path)
    if isinstance(digest, BadFileError):
        yield Problem(place, key, digest.code, digest.message, digest.mend)
    elif use.digest is not None and use.digest != digest:
        path = (*use.path[:-1], "digest")
        message = f"the digest of '{name}' is {digest}, and the dossier says {use.digest}"
        mend = "Put the right file there, or write its digest once you have looked at what changed"
        yield Problem(merged.place(path), key_path(path), "dossier.broken-digest", message, mend)

# SPDX-License-Identifier: Apache-2.0
"""What is known of every file that was fetched: `sync-state.json` in the folder of sources, written atomically.

A file without an entry here is fetched again in full; so nothing is lost where the state is deleted. A state that
cannot be read is refused, because what it would say of errors is not known.
"""

from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec

from medward.base.canonical import digest_file
from medward.base.files import write_atomically
from medward.base.problems import Place, Problem, ProblemsError

NAME = "sync-state.json"
FORMAT = 1
MAX_BYTES = 256 * 1024 * 1024

Moment: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its zone."""


class FileState(msgspec.Struct, omit_defaults=True):
    """What is known of one file.

    Attributes:
        source: id of its source.
        url: the address from which it came.
        etag: the publisher's entity tag.
        last_modified: the publisher's date, as it wrote it.
        stamp: the publisher's own mark of this version in its list of files, where it has one.
        digest: `sha256:…` of what lies here.
        size: bytes of what lies here.
        succeeded: when it was last known to be what its publisher offers.
        failed: when it could not be renewed, since then.
        error: why it could not be renewed.
    """

    source: str
    url: str = ""
    etag: str = ""
    last_modified: str = ""
    stamp: str = ""
    digest: str = ""
    size: int = 0
    succeeded: Moment | None = None
    failed: Moment | None = None
    error: str = ""


class Paging(msgspec.Struct):
    """A run through pages that is under way.

    Attributes:
        folder: folder of its pages, below that of the source.
        since: changes from this moment on; None for all records.
        until: what was changed later is left to the next run.
        next: index of the first record that has not been fetched.
    """

    folder: str
    since: Moment | None
    until: Moment
    next: int = 0


class SourceState(msgspec.Struct, omit_defaults=True):
    """What is known of one source.

    Attributes:
        succeeded: when all of it was last known to be what its publisher offers.
        until: all changes up to this moment lie here, of a source that is fetched by changes.
        paging: a run that was broken off, of such a source.
        failed: when the source as a whole could not be renewed, since then.
        error: why it could not be renewed.
    """

    succeeded: Moment | None = None
    until: Moment | None = None
    paging: Paging | None = None
    failed: Moment | None = None
    error: str = ""


class _Written(msgspec.Struct):
    format: int
    sources: dict[str, SourceState]
    files: dict[str, FileState]


class State:
    """The state of one folder of sources.

    Attributes:
        sources: source id → what is known of it.
        files: path relative to the folder → what is known of the file.
    """

    def __init__(self, folder: Path) -> None:
        """Read it. Raises ProblemsError where it cannot be read."""
        self.folder = folder
        self._path = folder / NAME
        written = self._read()
        self.sources = written.sources
        self.files = written.files

    def source(self, name: str) -> SourceState:
        """What is known of a source; made where nothing is."""
        return self.sources.setdefault(name, SourceState())

    def whole(self, path: str) -> FileState | None:
        """What is known of a file, where what lies here is what was fetched; else None."""
        known = self.files.get(path)
        lies = self.folder / path
        if known is None or not known.digest or not lies.is_file() or lies.stat().st_size != known.size:
            return None
        return known if digest_file(lies) == known.digest else None

    def save(self) -> None:
        """Write it. Raises OSError."""
        written = _Written(FORMAT, dict(sorted(self.sources.items())), dict(sorted(self.files.items())))
        write_atomically(self._path, msgspec.json.format(msgspec.json.encode(written), indent=1))

    def _read(self) -> _Written:
        try:
            if self._path.stat().st_size > MAX_BYTES:
                raise self._problem(f"what is known of the files has more than the {MAX_BYTES:,} bytes allowed")
            written = msgspec.json.decode(self._path.read_bytes(), type=_Written)
        except FileNotFoundError:
            return _Written(FORMAT, {}, {})
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
            raise self._problem("what is known of the files cannot be read") from error
        if written.format != FORMAT:
            raise self._problem("what is known of the files was written by another version")
        return written

    def _problem(self, message: str) -> ProblemsError:
        mend = "Delete it; every file is then fetched again"
        return ProblemsError([Problem(Place(str(self._path)), "", "sources.state", message, mend)])

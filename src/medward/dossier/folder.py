# SPDX-License-Identifier: Apache-2.0
"""What stands in a dossier's folder: the YAML files that are the dossier, and the files that it refers to.

- Every `*.yaml` and `*.yml` file counts, in the folder and below it, but for hidden ones (a name that begins with
  a dot) and for those below a folder named `files`, which holds referenced files.
- Symbolic links are refused among the YAML files: a folder that was sent by somebody else must not be able to
  read what lies outside it, and a loop must not hang the reader.
- A referenced file may be a link as long as it ends inside the folder.
- Nothing here depends on the order in which the system lists a folder.
"""

import os
import stat
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from medward.base.problems import Place, Problem, ProblemsError

MAX_FILES = 2_000
MAX_TOTAL_BYTES = 32 * 1024 * 1024
MAX_FOLDER_DEPTH = 20
MAX_ENTRIES = 100_000
MAX_NEIGHBOURS = 200
MAX_NAME = 255
FILES = "files"
SUFFIXES = (".yaml", ".yml")


def yaml_files(folder: Path) -> list[str]:
    """Paths of the dossier's YAML files, relative to `folder`, sorted. Raises ProblemsError."""
    must_exist(folder)
    listing = _Listing(folder)
    listing.walk("", 0)
    if listing.problems:
        raise ProblemsError(listing.problems)
    if not listing.names:
        message = "the folder holds no YAML file"
        mend = "Name another folder, or begin a dossier with `medward dossier init`"
        raise _refusal(Place(str(folder)), "dossier.empty-folder", message, mend)
    return sorted(listing.names)


def must_exist(folder: Path) -> None:
    """Raise ProblemsError where there is no such folder."""
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise _refusal(Place(str(folder)), "dossier.no-folder", f"the folder {what}", "Name a dossier's folder")


class _Listing:
    """One walk over a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []
        self.problems: list[Problem] = []
        self.entries = 0
        self.bytes = 0

    def walk(self, below: str, depth: int) -> None:
        """Note what stands in one folder, then in the folders inside it."""
        try:
            with os.scandir(self.folder / below) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.problem(below or ".", "dossier.unreadable", f"the folder cannot be read: {error.strerror}")
            return
        self.entries += len(found)
        self.hold_limit("entries", self.entries, MAX_ENTRIES)
        for entry in found:
            if not entry.name.startswith("."):
                self.entry(entry, f"{below}/{entry.name}" if below else entry.name, depth)

    def entry(self, entry: os.DirEntry[str], name: str, depth: int) -> None:
        """Take one file, go into one folder, or refuse what is neither."""
        is_yaml = entry.name.lower().endswith(SUFFIXES)
        if entry.is_symlink():
            if is_yaml or (entry.name != FILES and entry.is_dir()):
                self.problem(name, "dossier.link", "this is a symbolic link, which is not followed")
        elif entry.is_dir(follow_symlinks=False):
            self.into(entry.name, name, depth, is_yaml=is_yaml)
        elif is_yaml and not entry.is_file(follow_symlinks=False):
            self.problem(name, "dossier.not-a-file", "this is not a file")
        elif is_yaml:
            self.take(entry, name)

    def into(self, own_name: str, name: str, depth: int, *, is_yaml: bool) -> None:
        if is_yaml:
            self.problem(name, "dossier.not-a-file", "this is a folder, though its name is that of a YAML file")
        elif own_name != FILES:
            self.hold_limit("levels of folders", depth + 1, MAX_FOLDER_DEPTH)
            self.walk(name, depth + 1)

    def take(self, entry: os.DirEntry[str], name: str) -> None:
        self.names.append(name)
        self.hold_limit("YAML files", len(self.names), MAX_FILES)
        try:
            self.bytes += entry.stat(follow_symlinks=False).st_size
        except OSError as error:
            self.problem(name, "dossier.unreadable", f"the file cannot be read: {error.strerror}")
        self.hold_limit("bytes of YAML", self.bytes, MAX_TOTAL_BYTES)

    def hold_limit(self, what: str, number: int, limit: int) -> None:
        """Stop at once: a folder beyond the limits is not a dossier, whatever else it holds."""
        if number > limit:
            message = f"the folder has more than {limit:,} {what}"
            mend = f"Name the dossier's own folder, and keep other files below `{FILES}/`"
            raise _refusal(Place(str(self.folder)), "dossier.folder-limit", message, mend)

    def problem(self, name: str, code: str, message: str) -> None:
        self.problems.append(Problem(Place(name), "", code, message, _MENDS[code]))


_MENDS = {
    "dossier.link": "Put the file itself there",
    "dossier.not-a-file": "Give it another name, or remove it",
    "dossier.unreadable": "Check that it exists and that you may read it",
}


def locate(folder: Path, written: str) -> Path:
    """The file that a dossier names as `written`. Raises BadFileError when it is not a file inside `folder`."""
    path = PurePosixPath(written)
    if path.is_absolute() or ".." in path.parts or "\\" in written:
        raise BadFileError("dossier.leaves-folder", *_OUTSIDE)
    if path.as_posix() != written or not path.parts or not written.isprintable():
        raise BadFileError(
            "dossier.file-name", "the path is not written in its plain form", f"Write '{path.as_posix()}'"
        )
    if is_part(path):
        raise BadFileError(
            "dossier.part-as-file",
            f"'{written}' is a file of the dossier itself",
            f"Put a copy of what it is to show below `{FILES}/`",
        )
    return _existing(folder, path)


def is_part(path: PurePosixPath) -> bool:
    """Whether a relative path would be read as a YAML file of the dossier."""
    hidden = any(part.startswith(".") for part in path.parts)
    return path.name.lower().endswith(SUFFIXES) and not hidden and FILES not in path.parts[:-1]


class BadFileError(Exception):
    """A path in a dossier that names no file inside its folder."""

    def __init__(self, code: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.mend = mend


_OUTSIDE = (
    "the path leads out of the dossier's folder",
    "Copy the file into the folder, and write its path from there with `/`",
)


def _existing(folder: Path, path: PurePosixPath) -> Path:
    try:
        root = folder.resolve(strict=True)
        real = (root / path).resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, ValueError, RuntimeError) as error:  # before Python 3.13 a loop of links is a RuntimeError
        found = ", ".join(f"'{name}'" for name in _alike(folder, path))
        mend = f"Did you mean {found}? Otherwise put the file there" if found else "Put the file there"
        raise BadFileError("dossier.missing-file", f"there is no file '{path}'", mend) from error
    if not real.is_relative_to(root):
        raise BadFileError("dossier.leaves-folder", *_OUTSIDE)
    if not stat.S_ISREG(mode):
        raise BadFileError("dossier.not-a-file", f"'{path}' is not a file", "Name a file")
    return real


def _alike(folder: Path, path: PurePosixPath) -> Iterator[str]:
    """Files beside the missing one that have nearly its name."""
    try:
        with os.scandir(folder / path.parent) as entries:
            names = [entry.name for entry, _ in zip(entries, range(MAX_NEIGHBOURS), strict=False)]
    except (OSError, ValueError):
        return
    for name in get_close_matches(path.name[:MAX_NAME], sorted(names), n=2):
        yield (path.parent / name).as_posix()


def _refusal(place: Place, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(place, "", code, message, mend)])

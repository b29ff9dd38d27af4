# SPDX-License-Identifier: Apache-2.0
"""Good inputs, from which broken ones are made: files of the tests and examples, and small ones in `seeds/`.

Everything is of our own making, or facts from public records. Large files are left out, because an input of a few
thousand bytes reaches as much code and is made and read a hundred times as fast.
"""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = Path(__file__).parent / "seeds"
SBOMS = ROOT / "tests" / "inventory" / "samples"
RECORDS = ROOT / "tests" / "advisories" / "samples" / "osv"
REPORTS = ROOT / "tests" / "testing" / "samples"
PACKS = ROOT / "src" / "medward" / "packs"
LARGEST = 30_000

Seeds = Callable[[], tuple[bytes, ...]]


def files(folder: Path, *patterns: str) -> Seeds:
    """The files of a folder whose paths fit one of the patterns, by path."""
    return partial(_files, folder, patterns)


def lines(name: str) -> Seeds:
    """Each line of a file in `seeds/`."""
    return partial(_lines, name)


def archive(folder: Path, *patterns: str) -> Seeds:
    """Archives of those files: packed, as they are, and one that is empty."""
    return partial(_archives, folder, patterns)


def tape(folder: Path, *patterns: str) -> Seeds:
    """Gzipped tape archives of those files: packed, stored, and one that is empty."""
    return partial(_tapes, folder, patterns)


def _files(folder: Path, patterns: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in _paths(folder, patterns))


def _paths(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    found = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    small = [path for path in found if path.is_file() and path.stat().st_size <= LARGEST]
    if not small:
        raise FileNotFoundError(f"{folder} holds none of {', '.join(patterns)}")
    return small


def _lines(name: str) -> tuple[bytes, ...]:
    return tuple((SEEDS / name).read_bytes().splitlines())


def _archives(folder: Path, patterns: tuple[str, ...]) -> tuple[bytes, ...]:
    paths = _paths(folder, patterns)[:5]
    return (_archive(paths, zipfile.ZIP_DEFLATED), _archive(paths, zipfile.ZIP_STORED), _archive([], 0))


def _archive(paths: list[Path], method: int) -> bytes:
    """The same bytes at every time: a member's own time is the first that the format has."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for path in paths:
            packed.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), method)
    return stream.getvalue()


def _tapes(folder: Path, patterns: tuple[str, ...]) -> tuple[bytes, ...]:
    paths = _paths(folder, patterns)[:5]
    return tuple(gzip.compress(_tape(found), level, mtime=0) for found, level in ((paths, 9), (paths, 0), ([], 9)))


def _tape(paths: list[Path]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as packed:
        for path in paths:
            info = tarfile.TarInfo(path.name)
            info.size = path.stat().st_size
            packed.addfile(info, io.BytesIO(path.read_bytes()))
    return stream.getvalue()

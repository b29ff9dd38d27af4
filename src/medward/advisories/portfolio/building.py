# SPDX-License-Identifier: Apache-2.0
"""Building a portfolio from folders of SBOM files, reading again only what has changed.

Rules:

- Every file whose name ends like that of an SBOM is read, in the folders and below; hidden ones are passed over.
- A file that cannot be read is a release with a problem, and stops nothing else.
- A file is known again by the digest of its bytes, wherever it lies: its rows are taken from the portfolio that is
  replaced. A file that is gone is gone from the portfolio.
- The same files give the same tables, whatever was there before: numbers go by file and by digest.
- The new portfolio replaces the old one when it is complete: see `medward.advisories.portfolio.store`.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from medward.advisories.portfolio import store
from medward.advisories.portfolio.questions import identity, made, matched_components
from medward.advisories.portfolio.tables import Occurrence
from medward.advisories.portfolio.writing import Content, Found, Kept, Known, known, write
from medward.advisories.staging import Staging
from medward.base.canonical import digest_bytes, digest_file
from medward.base.problems import ProblemsError
from medward.inventory import Component, Inventory, reader

SUFFIXES = frozenset((".json", ".jsonld", ".xml", ".spdx", ".cdx", ".tag"))

Progress = Callable[[str, int, int], None]
"""Called with the file that was read, the number of files done, and the number of all."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built.

    Attributes:
        releases: SBOM files.
        read: files that were read now; the others were known.
        problems: file → why it could not be read.
        components: components of all releases.
        distinct: distinct components.
        passed_over: files whose names do not end like that of an SBOM.
    """

    releases: int
    read: int
    problems: dict[str, str]
    components: int
    distinct: int
    passed_over: int


def build(folders: Sequence[Path], output: Path, progress: Progress | None = None) -> Built:
    """Build the portfolio `output` from the SBOMs in `folders`, which may also be single files.

    Raises:
        ProblemsError: a folder is missing, no file is an SBOM by its name, or `output` cannot be written; what
            was there is as it was.
    """
    files, passed_over = _files(folders)
    old = store.old_tables(output)
    with store.replacing(output) as new, Staging() as staging:
        before = known(old)
        builder = _Builder(staging, before)
        for done, (name, path) in enumerate(files.items(), start=1):
            builder.take(name, path)
            if progress:
                progress(name, done, len(files))
        counts = write(staging, old, new)
    return Built(
        releases=len(files),
        read=builder.read,
        problems=builder.problems,
        components=counts.occurrences,
        distinct=counts.components,
        passed_over=passed_over,
    )


class _Builder:
    """Takes files one after the other and stages their rows.

    Attributes:
        read: files that were read.
        problems: file → why it could not be read.
    """

    def __init__(self, staging: Staging, before: Known) -> None:
        self.read = 0
        self.problems: dict[str, str] = {}
        self._staging = staging
        self._before = before
        self._contents: dict[str, tuple[int, str]] = {}
        self._components = dict(before.components)
        self._next = max(before.components.values(), default=0)

    def take(self, name: str, path: Path) -> None:
        """Take one file, which problems and releases call by `name`."""
        try:
            digest = digest_file(path)
        except OSError as error:
            digest = f"unreadable {name}"
            self._contents[digest] = self._refused("", f"the file cannot be read: {error.strerror}")
        if digest not in self._contents:
            known = self._before.releases.get(digest)
            self._contents[digest] = self._read(digest, path) if known is None else self._kept(*known)
        content, problem = self._contents[digest]
        if problem:
            self.problems[name] = problem
        self._staging.add(Found(name, content))

    def _kept(self, release: int, problem: str) -> tuple[int, str]:
        self._staging.add(Kept(len(self._contents), release))
        return len(self._contents), problem

    def _refused(self, digest: str, problem: str) -> tuple[int, str]:
        self._staging.add(Content(len(self._contents), digest, "", "", "", 0, problem))
        return len(self._contents), problem

    def _read(self, digest: str, path: Path) -> tuple[int, str]:
        self.read += 1
        try:
            inventory = reader.read(path)
        except ProblemsError as error:
            return self._refused(digest, error.problems[0].message)
        self._stage(len(self._contents), inventory)
        return len(self._contents), ""

    def _stage(self, content: int, inventory: Inventory) -> None:
        primary, components = inventory.primary, list(matched_components(inventory))
        for component in components:
            self._staging.add(Occurrence(content, component.ref, self._component(component)))
        product = primary.name if primary else inventory.name
        version, supplier = (primary.version, primary.supplier) if primary else ("", "")
        self._staging.add(Content(content, inventory.digest, product, version, supplier, len(components), ""))

    def _component(self, component: Component) -> int:
        """The number of a component, whose rows are staged when it is seen for the first time."""
        digest = digest_bytes(identity(component))
        number = self._components.get(digest)
        if number is None:
            self._next += 1
            number = self._components[digest] = self._next
            rows = made(number, digest, component)
            self._staging.add(rows.component)
            self._staging.extend(rows.names)
            self._staging.extend(rows.questions)
        return number


def _files(folders: Sequence[Path]) -> tuple[dict[str, Path], int]:
    """Every file to be read under the name that releases have for it, sorted, and how many were passed over."""
    found: dict[str, Path] = {}
    passed_over = 0
    for folder in folders:
        if not folder.exists():
            raise store.problem(
                folder, "missing", "there is no such file or folder", "Name a folder of SBOM files"
            )
        for path in _walked(folder):
            if folder.is_file() or path.suffix.lower() in SUFFIXES:
                found[str(path)] = path
            else:
                passed_over += 1
    if not found:
        endings = ", ".join(sorted(SUFFIXES))
        message = f"no file here ends like an SBOM ({endings})"
        raise store.problem(folders[0], "empty", message, "Name a folder of SBOM files")
    return dict(sorted(found.items())), passed_over


def _walked(folder: Path) -> Iterator[Path]:
    """The files in a folder and below, without hidden ones and without what links lead to."""
    if folder.is_file():
        yield folder
        return
    for parent, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if not name.startswith("."))

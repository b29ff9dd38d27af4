# SPDX-License-Identifier: Apache-2.0
"""Building a portfolio from folders of SBOM files and dossiers, reading again only what has changed.

Rules:

- Which files are read tells `medward.advisories.portfolio.files`.
- A file that cannot be read is a release with a problem, and stops nothing else.
- A file is known again by the digest of its bytes and that of the names that its dossier confirms, wherever it
  lies: its rows are taken from the portfolio that is replaced. A file that is gone is gone from the portfolio.
- The names that a dossier confirms are kept with the components, of whatever day they are: which of them count is
  decided on the day of a match.
- The same files give the same tables, whatever was there before: numbers go by file and by digest.
- The new portfolio replaces the old one when it is complete: see `medward.advisories.portfolio.store`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from medward.advisories.confirmed import naming
from medward.advisories.inventories import matched_components
from medward.advisories.portfolio import store
from medward.advisories.portfolio.files import Sbom, find
from medward.advisories.portfolio.questions import identity, made
from medward.advisories.portfolio.tables import Occurrence
from medward.advisories.portfolio.writing import Content, Found, Kept, Known, known, write
from medward.advisories.staging import Staging
from medward.base.canonical import digest_bytes, digest_file
from medward.base.problems import ProblemsError
from medward.inventory import Component, Inventory, reader

if TYPE_CHECKING:
    from medward.dossier.model.identity import Identity

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
        confirmed: components of releases of which a dossier confirms the name, or that there is none.
    """

    releases: int
    read: int
    problems: dict[str, str]
    components: int
    distinct: int
    passed_over: int
    confirmed: int


def build(folders: Sequence[Path], output: Path, progress: Progress | None = None) -> Built:
    """Build the portfolio `output` from the SBOMs and dossiers in `folders`, which may also be single files.

    Raises:
        ProblemsError: a folder is missing, no file is an SBOM by its name, or `output` cannot be written; what
            was there is as it was.
    """
    files, passed_over = find(folders)
    old = store.old_tables(output)
    with store.replacing(output) as new, Staging() as staging:
        before = known(old)
        builder = _Builder(staging, before)
        for done, (name, sbom) in enumerate(files.items(), start=1):
            builder.take(name, sbom)
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
        confirmed=counts.confirmed,
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
        self._contents: dict[tuple[str, str], tuple[int, str]] = {}
        self._components = dict(before.components)
        self._next = max(before.components.values(), default=0)

    def take(self, name: str, sbom: Sbom) -> None:
        """Take one file, which problems and releases call by `name`."""
        digest = ""
        problem = sbom.problem
        if not problem:
            try:
                digest = digest_file(sbom.path)
            except OSError as error:
                problem = f"the file cannot be read: {error.strerror}"
        # what could not be opened is a content of its own, so that it is not taken for another such file
        key = (digest, sbom.confirmations) if digest else (f"unreadable {name}", "")
        if key not in self._contents:
            self._contents[key] = self._refused("", problem) if problem else self._known_or_read(key, sbom)
        content, problem = self._contents[key]
        if problem:
            self.problems[name] = problem
        self._staging.add(Found(name, content))

    def _known_or_read(self, key: tuple[str, str], sbom: Sbom) -> tuple[int, str]:
        known = self._before.releases.get(key)
        if known is None:
            return self._read(key[0], sbom)
        release, problem = known
        self._staging.add(Kept(len(self._contents), release))
        return len(self._contents), problem

    def _refused(self, digest: str, problem: str, confirmations: str = "") -> tuple[int, str]:
        self._staging.add(Content(len(self._contents), digest, "", "", "", 0, problem, confirmations))
        return len(self._contents), problem

    def _read(self, digest: str, sbom: Sbom) -> tuple[int, str]:
        self.read += 1
        try:
            inventory = reader.read(sbom.path)
        except ProblemsError as error:
            return self._refused(digest, error.problems[0].message, sbom.confirmations)
        self._stage(len(self._contents), inventory, sbom)
        return len(self._contents), ""

    def _stage(self, content: int, inventory: Inventory, sbom: Sbom) -> None:
        confirmed = {ref: _written(said) for ref, said in naming(sbom.identities, inventory).items()}
        primary, components = inventory.primary, list(matched_components(inventory, confirmed))
        for component in components:
            number = self._component(component, confirmed.get(component.ref, ()))
            self._staging.add(Occurrence(content, component.ref, number))
        product = primary.name if primary else inventory.name
        version, supplier = (primary.version, primary.supplier) if primary else ("", "")
        row = Content(
            content, inventory.digest, product, version, supplier, len(components), "", sbom.confirmations
        )
        self._staging.add(row)

    def _component(self, component: Component, identities: Sequence[str]) -> int:
        """The number of a component, whose rows are staged when it is seen for the first time."""
        digest = digest_bytes(identity(component, identities))
        number = self._components.get(digest)
        if number is None:
            self._next += 1
            number = self._components[digest] = self._next
            rows = made(number, digest, component, identities)
            self._staging.add(rows.component)
            self._staging.extend(rows.names)
            self._staging.extend(rows.questions)
        return number


def _written(identities: "Iterable[Identity]") -> tuple[str, ...]:
    """Identities as text, in an order that does not depend on the dossier's files."""
    return tuple(sorted({one.model_dump_json(exclude_defaults=True) for one in identities}))

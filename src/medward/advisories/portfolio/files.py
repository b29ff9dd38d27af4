# SPDX-License-Identifier: Apache-2.0
"""Which files make a portfolio: SBOMs in folders, and those that the dossiers among these folders name.

Rules:

- Of a plain folder every file whose name ends like that of an SBOM is taken, in it and below; hidden ones are
  passed over, and links to folders are not followed.
- A folder is a dossier where one of its own YAML files says `format: NUMBER` at the beginning of a line. Of a
  dossier the SBOMs of its releases are taken, each with the identities that it confirms, and nothing else.
- A dossier that cannot be read, or names no SBOM, is one release with a problem: nobody knows what is in it.
- A portfolio among them is passed over: it may lie beside what it was built from.
- A file that is named itself is taken as it is, without a dossier.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from medward.advisories.portfolio import store
from medward.base.canonical import digest
from medward.base.problems import ProblemsError

if TYPE_CHECKING:
    from medward.dossier.model.identity import Identity

SUFFIXES = frozenset((".json", ".jsonld", ".xml", ".spdx", ".cdx", ".tag"))
MAX_LOOKED_AT = 1024 * 1024
"""Bytes at the beginning of a YAML file that tell whether it is a dossier's."""

_YAML = (".yaml", ".yml")
_FORMAT = re.compile(rb"^format:[ \t]+[0-9]+[ \t]*(?:#.*)?\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sbom:
    """A file to be read.

    Attributes:
        path: the file; the folder of a dossier that has none.
        identities: what its dossier confirms.
        confirmations: digest of these; empty where there are none.
        problem: why there is no file to be read; empty where there is.
    """

    path: Path
    identities: "tuple[Identity, ...]" = ()
    confirmations: str = ""
    problem: str = ""


def find(folders: Sequence[Path]) -> tuple[dict[str, Sbom], int]:
    """Every file under the name that releases have for it, sorted, and how many were passed over.

    Raises ProblemsError where a folder is missing, or none holds a file that could be an SBOM.
    """
    found: dict[str, Sbom] = {}
    passed_over = 0
    for folder in folders:
        if not folder.exists():
            mend = "Name a folder of SBOM files"
            raise store.problem(folder, "missing", "there is no such file or folder", mend)
        for sbom in [Sbom(folder)] if folder.is_file() else _walked(folder):
            if sbom is None:
                passed_over += 1
            else:
                found[str(sbom.path)] = sbom
    if not found:
        endings = ", ".join(sorted(SUFFIXES))
        message = f"no file here ends like an SBOM ({endings})"
        raise store.problem(folders[0], "empty", message, "Name a folder of SBOM files")
    return dict(sorted(found.items())), passed_over


def _walked(folder: Path) -> Iterator[Sbom | None]:
    """What stands in a folder and below; None for a file that is passed over."""
    for parent, below, names in os.walk(folder):
        listed = [Path(parent, name) for name in names if not name.startswith(".")]
        if store.is_portfolio(Path(parent)):
            below.clear()
        elif any(_is_dossier(path) for path in listed):
            below.clear()
            yield from _of_dossier(Path(parent))
        else:
            below[:] = [name for name in below if not name.startswith(".")]
            yield from (Sbom(path) if path.suffix.lower() in SUFFIXES else None for path in listed)


def _is_dossier(path: Path) -> bool:
    """Whether a file says that its folder is a dossier. One that cannot be read does not say so."""
    if path.suffix.lower() not in _YAML or not path.is_file():
        return False
    try:
        with path.open("rb") as stream:
            return _FORMAT.search(stream.read(MAX_LOOKED_AT)) is not None
    except OSError:
        return False


def _of_dossier(folder: Path) -> Iterator[Sbom]:
    """The SBOMs of a dossier's releases, each once."""
    from medward.dossier import load

    try:
        dossier = load(folder).dossier
    except ProblemsError as error:
        first = error.problems[0]
        yield Sbom(folder, problem=f"the dossier cannot be read: {first.place}: {first.message}")
        return
    identities = dossier.identities
    said = digest([one.model_dump(mode="json") for one in identities]) if identities else ""
    files = dict.fromkeys(sbom.file for release in dossier.releases for sbom in release.sboms)
    yield from (Sbom(folder / file, identities, said) for file in files)
    if not files:
        yield Sbom(folder, problem="the dossier names no SBOM of a release")

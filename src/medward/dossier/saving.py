# SPDX-License-Identifier: Apache-2.0
"""Writing a dossier: typed values in, a folder of readable YAML files out, which loads as the same dossier.

- The folder is new or empty. It is built beside its place, read back, compared, and only then renamed to its
  place: it is there as a whole or not at all, and what a person wrote by hand is never replaced.
- Referenced files are copied with it, to the same relative paths.
- Keys stand in the model's order, parts in the order of their ids; what is empty is left out. The same dossier
  gives the same bytes.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from medward.base.files import copy_durably, sync_folder, write_atomically
from medward.base.problems import Place, Problem, ProblemsError
from medward.base.yamlwriting import write
from medward.dossier.content import content
from medward.dossier.folder import BadFileError, locate
from medward.dossier.loading import Loaded, load
from medward.dossier.model import Dossier
from medward.dossier.survey import survey

TOGETHER = {
    "format": "device",
    "component_support": "releases",
    "hazardous_situations": "harms",
    "overall_risk": "risks",
    "risk_method": "risks",
}
"""Top-level key → the key with which it shares a file; every other key has a file of its own."""


def save(dossier: Dossier, folder: Path, files_from: Path) -> Loaded:
    """Write `dossier` to `folder`, with the files that it refers to copied from the folder `files_from`.

    Raises ProblemsError when `folder` holds anything or the dossier, with its files, would not load again;
    OSError when something cannot be written. In both cases nothing is left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise not_empty(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".dossier-"))
    try:
        loaded = _build(dossier, beside, files_from)
        beside.chmod(0o755)
        beside.replace(folder)
    except BaseException:  # also an interruption: the half-built folder goes away, and the error travels on
        shutil.rmtree(beside)
        raise
    sync_folder(folder.parent)
    return replace(loaded, folder=folder)


def not_empty(folder: Path) -> ProblemsError:
    """The refusal to write where something is already."""
    mend = "Name a new folder, or an empty one"
    message = "the folder already holds something"
    return ProblemsError([Problem(Place(str(folder)), "", "dossier.folder-not-empty", message, mend)])


def yaml_texts(dossier: Dossier) -> dict[str, str]:
    """File name → text of the YAML files that say `dossier`."""
    files: dict[str, dict[str, Any]] = {}
    for key, value in content(dossier).items():
        files.setdefault(f"{TOGETHER.get(key, key)}.yaml", {})[key] = value
    return {name: write(said) for name, said in files.items()}


def _build(dossier: Dossier, folder: Path, files_from: Path) -> Loaded:
    for name, text in yaml_texts(dossier).items():
        write_atomically(folder / name, text.encode())
    for name, source in _sources(content(dossier), files_from):
        copy_durably(source, folder / name)
    loaded = load(folder)
    if loaded.dossier != dossier:
        raise AssertionError("the dossier that was written is not the dossier that was read back")
    return loaded


def _sources(said: Mapping[str, Any], files_from: Path) -> Iterator[tuple[str, Path]]:
    """Relative path and present place of every referenced file; all that are missing are reported together."""
    problems: list[Problem] = []
    for name in sorted({use.text for use in survey(said).files}):
        try:
            yield name, locate(files_from, name)
        except BadFileError as error:
            problems.append(Problem(Place(str(files_from)), "", error.code, error.message, error.mend))
    if problems:
        raise ProblemsError(problems)

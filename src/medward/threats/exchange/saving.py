# SPDX-License-Identifier: Apache-2.0
"""What was read, as two files of a dossier that nothing is replaced by.

The files stand in a new folder, or in one beside other files of a dossier: then their ids must not be in use
there. Both are written or none.
"""

from pathlib import Path
from typing import Any

from medward.base import yamltext
from medward.base.files import write_atomically
from medward.base.problems import Place, Problem, ProblemsError
from medward.base.yamlwriting import write
from medward.dossier.folder import SUFFIXES, yaml_files
from medward.dossier.merging import Merged
from medward.dossier.references import reference_problems
from medward.dossier.survey import survey
from medward.threats.exchange.model import Imported

ARCHITECTURE, THREATS = "architecture.yaml", "threats.yaml"


def save(imported: Imported, folder: Path) -> tuple[Path, ...]:
    """Write `architecture.yaml` and `threats.yaml` into a folder, and return them. Raises ProblemsError."""
    texts = yaml_texts(imported)
    _refuse_replacing(folder, tuple(texts))
    _refuse_clash(folder, texts)
    written: list[Path] = []
    try:
        for name, text in texts.items():
            write_atomically(folder / name, text.encode())
            written.append(folder / name)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        message, mend = f"the file cannot be written: {error.strerror}", "Name a folder in which you may write"
        raise _error(str(folder), "unwritable", message, mend) from error
    return tuple(written)


def yaml_texts(imported: Imported) -> dict[str, str]:
    """File name → text; a file that would say nothing is left out."""
    architecture = imported.architecture.model_dump(mode="json", exclude_defaults=True)
    threats: list[Any] = [threat.model_dump(mode="json", exclude_defaults=True) for threat in imported.threats]
    files: dict[str, dict[str, Any]] = {}
    if architecture := {key: value for key, value in architecture.items() if value}:
        files[ARCHITECTURE] = {"architecture": architecture}
    if threats:
        files[THREATS] = {"threats": threats}
    return {name: write(said) for name, said in files.items()}


def _refuse_replacing(folder: Path, names: tuple[str, ...]) -> None:
    if folder.exists() and not folder.is_dir():
        raise _error(str(folder), "unwritable", "this is a file, not a folder", "Name a folder")
    there = [folder / name for name in (ARCHITECTURE, THREATS) if (folder / name).exists()]
    if there and names:
        mend = "Name another folder, and copy from it what you want to take over"
        message = "the file is already there, and is never replaced"
        raise ProblemsError(
            [Problem(Place(str(path)), "", "threat-model.exists", message, mend) for path in there]
        )


def _refuse_clash(folder: Path, texts: dict[str, str]) -> None:
    """Refuse where the dossier would no longer load because an id would stand twice, or a key in two files."""
    if not folder.is_dir() or not any(path.suffix.lower() in SUFFIXES for path in folder.rglob("*")):
        return
    documents = [yamltext.read(folder / name, name) for name in yaml_files(folder)]
    new = [yamltext.parse(text.encode(), name) for name, text in texts.items()]
    merged = Merged([*documents, *new])
    problems = [*merged.problems, *reference_problems(survey(merged.value), merged)]
    if problems:
        raise ProblemsError(problems)


def _error(file: str, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(file), "", f"threat-model.{code}", message, mend)])

# SPDX-License-Identifier: Apache-2.0
"""Reading a dossier: a folder in, frozen typed values out, or every problem at once.

What is checked, in this order: the folder and its files can be read; each file is YAML; the files fit together;
the format is known. Then, all in one run: types, keys, words and dates; the rules between the keys of each part
whose keys all fit; ids and references; the files that are referred to and their digests. Nothing is decided about
the device here: a dossier that says little loads as well as one that says much.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from medward.base import yamltext
from medward.base.described import attributes, first_sentence
from medward.base.problems import Place, Problem, ProblemsError
from medward.base.validation import problems_of
from medward.dossier.content import revision
from medward.dossier.folder import yaml_files
from medward.dossier.merging import Merged
from medward.dossier.model import Dossier
from medward.dossier.referenced import Referenced
from medward.dossier.references import reference_problems
from medward.dossier.survey import survey

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dossier as it was read from a folder.

    Attributes:
        folder: the folder.
        dossier: its content.
        files: path of each referenced file, relative to the folder → its digest, `sha256:…`.
        places: id of each part → where its id stands.
        digest: the dossier's revision: digest of its content and of its files.
    """

    folder: Path
    dossier: Dossier
    files: Mapping[str, str]
    places: Mapping[str, Place] = field(repr=False)
    digest: str


def load(folder: Path) -> Loaded:
    """Read the dossier in `folder`. Raises ProblemsError with every problem found, never anything else."""
    merged = Merged(_documents(folder))
    _stop_at(_format_problems(merged))
    found = survey(merged.value)
    referenced = Referenced(folder)
    problems = [
        *merged.problems,
        *_first(reference_problems(found, merged), merged),
        *_first(referenced.problems(found.files, merged), merged),
    ]
    try:
        dossier = Dossier.model_validate(merged.value)
    except ValidationError as error:
        raise ProblemsError([*problems, *_misfits(error, merged)]) from error
    _stop_at(problems)
    places = {part.id: merged.place(part.path) for part in found.parts}
    files = referenced.digests
    return Loaded(folder, dossier, files, places, revision(dossier, files))


def _documents(folder: Path) -> list[yamltext.Document]:
    """Every YAML file, read; the problems of all of them together."""
    documents: list[yamltext.Document] = []
    problems: list[Problem] = []
    values = 0
    for name in yaml_files(folder):
        try:
            documents.append(yamltext.read(folder / name, name))
        except ProblemsError as error:
            problems += error.problems
        else:
            values += documents[-1].values
            _hold_limit(folder, values)
    _stop_at(problems)
    return documents


def _hold_limit(folder: Path, values: int) -> None:
    """The limit of one file is also that of all files together."""
    if values > yamltext.MAX_VALUES:
        message = f"the dossier holds more than {yamltext.MAX_VALUES:,} values"
        mend = "Describe one device in one dossier"
        raise ProblemsError([Problem(Place(str(folder)), "", "dossier.folder-limit", message, mend)])


def _format_problems(merged: Merged) -> Iterable[Problem]:
    """A dossier of an unknown format is not judged any further: its keys may mean something else."""
    if "format" not in merged.value:
        message = "no file says which version of the format the dossier follows"
        yield Problem(merged.place(()), "format", "dossier.no-format", message, f"Write `format: {FORMAT}`")
        yield from merged.problems
    elif (said := merged.value["format"]) != FORMAT or not isinstance(said, int) or isinstance(said, bool):
        message = f"the format {said!r} is not known; this program reads format {FORMAT}"
        mend = f"Write `format: {FORMAT}`, or use a newer version of the program"
        yield Problem(merged.place(("format",)), "format", "dossier.unknown-format", message, mend)


def _misfits(error: ValidationError, merged: Merged) -> Iterable[Problem]:
    """What does not fit the model."""
    return problems_of(
        error,
        model=Dossier,
        value=merged.value,
        place=merged.place,
        area="dossier",
        written=merged.written,
        purpose=lambda model, key: first_sentence(attributes(model).get(key, "")),
    )


def _first(problems: Iterable[Problem], merged: Merged) -> Iterable[Problem]:
    """As many problems as a person could read; so many have one cause, and each of them would only hide it."""
    for number, problem in enumerate(problems):
        if number == yamltext.MAX_PROBLEMS:
            mend = "Mend what is named here, then read it again"
            yield Problem(merged.place(()), "", "dossier.more", "more is wrong than is said at once", mend)
            return
        yield problem


def _stop_at(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise ProblemsError(found)

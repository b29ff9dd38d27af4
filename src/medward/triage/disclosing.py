# SPDX-License-Identifier: Apache-2.0
"""Opening and advancing the cases of a dossier that people write by hand: one item added or replaced, no more.

- A new case gets the next free id of its year, `CVD-2026-001`, unless it is given one.
- A step is checked against the rules of `disclosure` before anything is written, and the dossier is read again
  after (see `medward.dossier.recording`); where either finds something wrong, nothing has changed.
- Days and authors are given by the caller. Nothing is sent to anybody.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from medward.base.canonical import Json
from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.loading import Loaded, load
from medward.dossier.locking import alone
from medward.dossier.model.disclosure import Disclosure
from medward.dossier.recording import record, replace
from medward.triage.disclosure import DisclosureError, Stage, advance, case_of, report, steps_as_json

DISCLOSURE_CODES = {
    "disclosure.form": "A case stands in the file in a form that cannot be changed without the rest of it.",
    "disclosure.step": "A case cannot take the step that was asked for.",
    "disclosure.taken": "The id of a new case is taken.",
    "disclosure.unknown": "The dossier has no such case.",
    "disclosure.unwritable": "The file of the dossier cannot be written.",
}
"""Every code under which a problem with a case is reported, with its meaning in one line."""
_KEY = "disclosures"


@dataclass(frozen=True, slots=True)
class Report:
    """A report that came in.

    Attributes:
        title: what was reported.
        day: when it came in.
        author: role of who took it in.
        note: more about it.
        reporter: who reported; for the maker alone.
        credit: name under which the reporter agreed to be thanked.
        coordinator: who coordinates between the parties.
        embargo_until: last day on which nothing may be told.
        vulnerability: id under which it is known already.
    """

    title: str
    day: date
    author: str
    note: str = ""
    reporter: str = ""
    credit: str = ""
    coordinator: str = ""
    embargo_until: date | None = None
    vulnerability: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that a case took.

    Attributes:
        stage: the stage that was reached.
        day: when.
        author: role of who did it.
        note: what was found or told.
        vulnerability: id under which it is known now.
        credit: name under which the reporter agreed to be thanked.
    """

    stage: Stage
    day: date
    author: str
    note: str = ""
    vulnerability: str = ""
    credit: str = ""


def open_case(loaded: Loaded, came_in: Report, case_id: str | None = None) -> tuple[str, Path]:
    """Record a report; the id of its case, and the file that holds it. Raises ProblemsError.

    The id is chosen from what the dossier holds once nobody else writes to it, which may be more than `loaded`.
    """
    try:
        with alone(loaded.folder):
            known = {one.id for one in load(loaded.folder).dossier.disclosures}
            name = case_id or _next_id(known, came_in.day.year)
            return name, record(loaded.folder, _KEY, [_opened(loaded.folder, came_in, name, known)])
    except OSError as error:
        raise _unwritable(loaded.folder, error) from error


def _opened(folder: Path, came_in: Report, name: str, known: Container[str]) -> dict[str, Json]:
    """A new case as an item of the dossier. Raises ProblemsError."""
    if name in known:
        raise _problem(folder, "disclosure.taken", f"there is a case '{name}' already", "Leave the id out")
    try:
        case = report(name, came_in.title, came_in.day, came_in.author, came_in.note)
    except DisclosureError as error:
        raise _problem(folder, "disclosure.step", str(error), "Say what was reported") from error
    said: dict[str, Json] = {
        "id": name,
        "title": came_in.title,
        "vulnerability": came_in.vulnerability,
        "reporter": came_in.reporter,
        "credit": came_in.credit,
        "coordinator": came_in.coordinator,
        "embargo_until": came_in.embargo_until.isoformat() if came_in.embargo_until else "",
        "steps": steps_as_json(case),
    }
    return {key: value for key, value in said.items() if value}


def advance_case(loaded: Loaded, case_id: str, step: Taken) -> Path:
    """Record the next step of a case; the file that holds it. Raises ProblemsError."""
    found = next((one for one in loaded.dossier.disclosures if one.id == case_id), None)
    if found is None:
        known = ", ".join(one.id for one in loaded.dossier.disclosures) or "none"
        message = f"the dossier has no case '{case_id}'"
        raise _problem(loaded.folder, "disclosure.unknown", message, f"Known are: {known}")
    item = _advanced(loaded.folder, found, step)
    try:
        path = replace(loaded.folder, _KEY, item, named_by="id", seen=loaded.dossier)
    except OSError as error:
        raise _unwritable(loaded.folder, error) from error
    if path is None:
        message = f"the case '{case_id}' stands in a form that cannot be changed without the rest"
        raise _problem(loaded.folder, "disclosure.form", message, "Write the list in block style, or add the step")
    return path


def _advanced(folder: Path, found: Disclosure, step: Taken) -> dict[str, Json]:
    """The case as an item of the dossier, one step further."""
    try:
        case = advance(case_of(found), step.stage, step.day, step.author, note=step.note)
    except DisclosureError as error:
        raise _problem(folder, "disclosure.step", str(error), "Choose another step, or mend its day") from error
    said: dict[str, Json] = found.model_dump(mode="json", exclude_defaults=True)
    said["steps"] = steps_as_json(case)
    said |= {"vulnerability": step.vulnerability} if step.vulnerability else {}
    return said | ({"credit": step.credit} if step.credit else {})


def _next_id(known: set[str], year: int) -> str:
    numbers = range(1, len(known) + 2)
    return next(name for number in numbers if (name := f"CVD-{year}-{number:03}") not in known)


def _problem(folder: Path, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(str(folder)), "", code, message, mend)])


def _unwritable(folder: Path, error: OSError) -> ProblemsError:
    message = f"the dossier cannot be written: {error.strerror}"
    return _problem(folder, "disclosure.unwritable", message, "Check that you may write to the folder")

# SPDX-License-Identifier: Apache-2.0
"""Recording a decision in a dossier that people write by hand: one more item in a list, and nothing else changed.

- Where the dossier has the list in block style, the item goes to its end, in the same file; comments and the
  layout of everything else stay. Where it has not, a new file gets the key.
- Files are replaced as a whole or not at all. The dossier is then read again: where it has a problem that it did
  not have before, every change is undone and the problem raised. Problems from before stay the person's own.
- One writer at a time (`medward.dossier.locking`): the files are read, changed, read again and, if need be, put
  back under one lock. So no change of another command is lost.
- Whoever read the dossier before, says what it saw (`seen`): an item that is another now is not written over.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace as altered
from pathlib import Path, PurePosixPath

from medward.base import yamltext
from medward.base.canonical import Json
from medward.base.described import attributes
from medward.base.files import write_atomically
from medward.base.problems import Place, Problem, ProblemsError
from medward.base.yamllists import appended, replaced
from medward.base.yamlwriting import write
from medward.dossier.folder import is_part, yaml_files
from medward.dossier.loading import load
from medward.dossier.locking import alone
from medward.dossier.model import Dossier, Model

_HEADER = """\
# {what}
# Medward adds what is recorded below what is there. Edit it as you like: comments stay.

"""
_LINES_AND_INDEXES = re.compile(r":\d+|\[\d+]")


def record(folder: Path, key: str, items: Sequence[Mapping[str, Json]], *, file: str | None = None) -> Path:
    """Put `items` at the end of the list under the top-level `key`, and return the file that now holds them.

    `file` names the YAML file to write to, relative to `folder`; without it, that is the last file that has the
    list already, or a new one named for the key. Raises ProblemsError, with nothing changed, where the dossier
    would have a problem that it has not now; OSError where it cannot be written; ValueError for a key that is no
    list of a dossier, and for a `file` that would not be a part of the dossier.
    """
    if key not in Dossier.model_fields or not items:
        raise ValueError(f"nothing to record under '{key}'")
    with alone(folder):
        texts = _texts(folder)
        for name in _homes(texts, key, file):
            changed = appended(texts.get(name, _header(key)), key, items)
            if changed is not None:
                return _written(folder, name, changed)
        name = _free_name(texts, file or f"{key}.yaml")
        return _written(folder, name, _header(key) + write({key: list(items)}))


def replace(
    folder: Path, key: str, item: Mapping[str, Json], *, named_by: str, seen: Dossier | None = None
) -> Path | None:
    """Put `item` in the place of the one with the same value of `named_by` in the list under the top-level `key`.

    Returns the file that was changed; None where no item has that value, or where it stands in a form that cannot
    be changed without the rest. `seen` and what is raised are as in `replace_all`.
    """
    changed = replace_all(folder, {key: [item]}, named_by=named_by, seen=seen)
    return changed[0] if changed else None


def replace_all(
    folder: Path, items: Mapping[str, Sequence[Mapping[str, Json]]], *, named_by: str, seen: Dossier | None = None
) -> tuple[Path, ...] | None:
    """Put several items, by the top-level key of their list, in the places of those with the same `named_by`.

    All of them or none: returns the files that were changed, in order; None, with nothing changed, where one of
    the items is not there or stands in a form that cannot be changed by itself. `seen` is the dossier from which
    the items were made. Raises as `record` does, and ProblemsError where one of them is another by now.
    """
    with alone(folder):
        texts = _texts(folder)
        names: dict[str, None] = {}
        for key, listed in items.items():
            if seen is not None:
                _hold_as_seen(folder, key, {str(item[named_by]): item for item in listed}, named_by, seen)
            for item in listed:
                if (name := _put(texts, key, item, named_by)) is None:
                    return None
                names[name] = None
        return _written_all(folder, {name: texts[name] for name in names})


def _hold_as_seen(
    folder: Path, key: str, wanted: Mapping[str, Mapping[str, Json]], named_by: str, seen: Dossier
) -> None:
    """Raise ProblemsError where an item is another, or gone, since the dossier was read, and not as wanted."""
    now, before = (
        {name: one for one in getattr(dossier, key) if (name := getattr(one, named_by)) in wanted}
        for dossier in (load(folder).dossier, seen)
    )
    changed = [name for name, one in before.items() if one != now.get(name)]
    if others := [name for name in changed if name not in now or _said(now[name]) != wanted[name]]:
        raise ProblemsError(_changed(folder, name) for name in others)


def _said(one: Model) -> Json:
    said: Json = one.model_dump(mode="json", exclude_defaults=True)
    return said


def _changed(folder: Path, name: str) -> Problem:
    message = f"'{name}' was changed by somebody else since it was read, so nothing was written"
    return Problem(Place(str(folder)), name, "dossier.changed", message, "Look at it, then run this again")


def _put(texts: dict[str, str], key: str, item: Mapping[str, Json], named_by: str) -> str | None:
    """The file in whose text the item was put in the place of its namesake; None where it could not be."""
    for name, text in texts.items():
        for index, there in enumerate(_listed(text, key)):
            if isinstance(there, dict) and str(there.get(named_by)).strip() == item[named_by]:
                changed = replaced(text, key, index, item)
                texts[name] = text if changed is None else changed
                return None if changed is None else name
    return None


def _texts(folder: Path) -> dict[str, str]:
    """The dossier's files as text, with their line ends. Raises ProblemsError for one that is not text."""
    texts: dict[str, str] = {}
    for name in yaml_files(folder):
        yamltext.read(folder / name, name)
        texts[name] = (folder / name).read_bytes().decode("utf-8")
    return texts


def _homes(texts: Mapping[str, str], key: str, file: str | None) -> list[str]:
    """The files to try, the best one first."""
    if file is None:
        return [name for name in reversed(list(texts)) if _listed(texts[name], key)]
    path = PurePosixPath(file)
    if path.as_posix() != file or path.is_absolute() or ".." in path.parts or not is_part(path):
        raise ValueError(f"'{file}' is not the name of a dossier's file")
    return [file]


def _listed(text: str, key: str) -> list[yamltext.Value]:
    said = yamltext.parse(text.encode(), "").value
    found = said.get(key) if isinstance(said, dict) else None
    return found if isinstance(found, list) else []


def _header(key: str) -> str:
    return _HEADER.format(what=attributes(Dossier)[key])


def _free_name(texts: Mapping[str, str], wanted: str) -> str:
    stem, dot, suffix = wanted.rpartition(".")
    names = (wanted, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, len(texts) + 3)))
    return next(name for name in names if name not in texts)


def _written(folder: Path, name: str, text: str) -> Path:
    """Write one file, read the dossier again, and undo it where that brought a problem."""
    return _written_all(folder, {name: text})[0]


def _written_all(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Write files, read the dossier again, and undo all of them where that brought a problem."""
    before = {folder / name: _bytes_of(folder / name) for name in texts}
    known = Counter(map(_essence, _problems(folder)))
    try:
        for name, text in texts.items():
            write_atomically(folder / name, text.encode())
        _stop_at(texts, [problem for problem in _problems(folder) if not _taken(known, problem)])
    except BaseException:  # also an interruption: every file is put back as it was, and the error travels on
        for path, content in before.items():
            _restore(path, content)
        raise
    return tuple(before)


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _problems(folder: Path) -> tuple[Problem, ...]:
    try:
        load(folder)
    except ProblemsError as error:
        return error.problems
    return ()


def _taken(known: Counter[tuple[str, ...]], problem: Problem) -> bool:
    """Whether the problem was there before; each counts once."""
    essence = _essence(problem)
    known[essence] -= 1
    return known[essence] >= 0


def _essence(problem: Problem) -> tuple[str, ...]:
    """A problem without numbers of lines and items, which more items shift."""
    texts = (problem.place.file, problem.key, problem.code, problem.message)
    return tuple(_LINES_AND_INDEXES.sub("", text) for text in texts)


def _stop_at(names: Iterable[str], problems: Sequence[Problem]) -> None:
    """Raise what is new; in the files themselves without a line, since what was written is not there any more."""
    written = frozenset(names)
    if problems:
        raise ProblemsError(
            altered(problem, place=Place(problem.place.file)) if problem.place.file in written else problem
            for problem in problems
        )


def _restore(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_atomically(path, before)

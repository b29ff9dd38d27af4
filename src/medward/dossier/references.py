# SPDX-License-Identifier: Apache-2.0
"""Ids and references: every id stands once, every reference names a part of a kind that fits."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from medward.base.problems import Problem
from medward.base.yamltext import key_path
from medward.dossier.labels import kind_in_words
from medward.dossier.merging import Merged
from medward.dossier.survey import Named, Reference, Survey

MAX_HINTS = 50
"""How many unknown ids get a nearest id: comparing each with all others takes time."""


def reference_problems(found: Survey, merged: Merged) -> Iterator[Problem]:
    """Ids that stand twice, and references that name nothing or the wrong kind of part."""
    yield from _duplicates(found.parts, merged)
    yield from _broken(found, merged)


def _duplicates(parts: Iterable[Named], merged: Merged) -> Iterator[Problem]:
    first: dict[str, Named] = {}
    for part in parts:
        earlier = first.setdefault(part.id, part)
        if earlier is not part:
            message = f"the id '{part.id}' is already that of the {kind_in_words(earlier.kind)} at "
            message += str(merged.place(earlier.path))
            yield _problem(merged, part, "dossier.duplicate", message, "Give this part an id of its own")


def _broken(found: Survey, merged: Merged) -> Iterator[Problem]:
    parts: dict[str, Named] = {}
    for part in found.parts:
        parts.setdefault(part.id, part)
    hints = _Hints(found.parts)
    for reference in found.references:
        target = parts.get(reference.text)
        if target is None:
            message = f"no {_kinds(reference.kinds)} has the id '{reference.text}'"
            yield _problem(merged, reference, "dossier.unknown-part", message, hints.mend(reference))
        elif target.kind not in reference.kinds:
            message = f"'{reference.text}' is the id of a part of another kind ({kind_in_words(target.kind)}, at "
            message += f"{merged.place(target.path)}); wanted: {_kinds(reference.kinds)}"
            yield _problem(merged, reference, "dossier.wrong-kind", message, hints.mend(reference))


class _Hints:
    """The nearest existing id of a fitting kind, for a limited number of unknown ones."""

    def __init__(self, parts: Iterable[Named]) -> None:
        self._ids: dict[str, list[str]] = {}
        for part in parts:
            self._ids.setdefault(part.kind, []).append(part.id)
        self._known: dict[tuple[str, tuple[str, ...]], str] = {}

    def mend(self, reference: Reference) -> str:
        """What to write instead."""
        key = (reference.text, reference.kinds)
        if key not in self._known:
            self._known[key] = self._find(reference) if len(self._known) < MAX_HINTS else ""
        nearest = self._known[key]
        first = f"Write '{nearest}'" if nearest else "Name a part that exists"
        return f"{first}, or add one with this id"

    def _find(self, reference: Reference) -> str:
        fitting = [own for kind in reference.kinds for own in self._ids.get(kind, ())]
        return next(iter(get_close_matches(reference.text, fitting, n=1)), "")


def _kinds(kinds: tuple[str, ...]) -> str:
    names = [kind_in_words(kind) for kind in kinds]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _problem(merged: Merged, item: Named | Reference, code: str, message: str, mend: str) -> Problem:
    return Problem(merged.place(item.path), key_path(item.path), code, message, mend)

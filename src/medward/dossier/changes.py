# SPDX-License-Identifier: Apache-2.0
"""What changed between two revisions of a dossier: `T-007 'rogue drug library': status accepted → mitigated`.

Parts are matched by their id; what has no id, by what names it (an SBOM by its file, a plan's element by its
topic). Keys inside a part that hold keys of their own are told with a dot (`before.severity`). How the dossier is
split over files, and the order in it, are no change. A file that has the same path and another digest is one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from medward.base.canonical import Json
from medward.dossier.content import content
from medward.dossier.excerpts import from_to, short
from medward.dossier.labels import kind_in_words, label
from medward.dossier.loading import Loaded
from medward.dossier.model import Dossier, Model, Part
from medward.dossier.shape import Shape, of_model

NATURAL_KEYS = ("topic", "severity", "file", "component", "jurisdiction", "name", "product", "question")
"""What names a part that has no id, the first that it has."""


class Action(StrEnum):
    """What happened."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different.

    Attributes:
        action: what happened to the part, or to the key of it.
        kind: kind of the part: `threat`, `device`, `file` …
        id: its id, or what names it.
        label: its name as people read it.
        key: the key that is different; empty where the whole part was added or removed.
        before: the old value, `None` where there was none.
        after: the new value, `None` where there is none.
        text: the change in words, one line.
    """

    action: Action
    kind: str
    id: str
    label: str
    key: str
    before: Json
    after: Json
    text: str


@dataclass(frozen=True, slots=True)
class _Thing:
    """A part with its keys; parts inside it that have a name stand for themselves."""

    kind: str
    id: str
    label: str
    name: str
    keys: dict[str, Any] = field(default_factory=dict)


_Things: TypeAlias = dict[tuple[str, str], _Thing]
_ROOT = "dossier"


def changes(old: Loaded, new: Loaded) -> tuple[Change, ...]:
    """Every difference between two revisions, in the order of the model; files come last."""
    before, after = _things(old.dossier), _things(new.dossier)
    order = [*before, *(key for key in after if key not in before)]
    found = [change for key in order for change in _compare(before.get(key), after.get(key))]
    return (*found, *_files(old.files, new.files))


def _compare(old: _Thing | None, new: _Thing | None) -> Iterator[Change]:
    if old is None and new is not None:
        yield _whole(Action.ADDED, new)
    elif new is None and old is not None:
        yield _whole(Action.REMOVED, old)
    elif old is not None and new is not None:
        for key in dict.fromkeys([*old.keys, *new.keys]):
            if old.keys.get(key) != new.keys.get(key):
                yield _of_key(new, key, old.keys.get(key), new.keys.get(key))


def _whole(action: Action, thing: _Thing) -> Change:
    before, after = (thing.keys, None) if action is Action.REMOVED else (None, thing.keys)
    return Change(action, thing.kind, thing.id, thing.label, "", before, after, f"{thing.name}: {action}")


def _of_key(thing: _Thing, key: str, before: Json, after: Json) -> Change:
    action = Action.ADDED if before is None else Action.REMOVED if after is None else Action.CHANGED
    text = f"{thing.name}: {key} {_in_words(before, after)}"
    return Change(action, thing.kind, thing.id, thing.label, key, before, after, text)


def _in_words(before: Json, after: Json) -> str:
    """What happened to the value of one key."""
    if isinstance(before, list) or isinstance(after, list):
        old, new = _items(before), _items(after)
        gone = [f"{short(item)} removed" for item in old if item not in new]
        come = [f"{short(item)} added" for item in new if item not in old]
        return ", ".join(come + gone) or "in another order"
    if before is None:
        return f"added: {short(after)}"
    return f"removed (was {short(before)})" if after is None else from_to(before, after)


def _items(value: Json) -> list[Json]:
    """The items of a list that may not be there."""
    return list(value) if isinstance(value, list) else []


def _files(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before != after:
            action = Action.ADDED if before is None else Action.REMOVED if after is None else Action.CHANGED
            yield Change(action, "file", name, "", "digest", before, after, f"file {name}: {action}")


def _things(dossier: Dossier) -> _Things:
    found: _Things = {}
    _collect(content(dossier), of_model(Dossier), _single(_ROOT), "", found)
    return found


def _collect(said: Mapping[str, Any], shape: Shape, thing: _Thing, prefix: str, found: _Things) -> None:
    """Put the keys of one mapping into its thing, and the named parts below it into things of their own."""
    found.setdefault((thing.kind, thing.id), thing)
    for key, value in said.items():
        inner = shape.fields.get(key) or Shape()
        if inner.item and inner.item.model:
            _collect_list(value, inner.item, inner.item.model, thing, found)
        elif inner.model and thing.kind == _ROOT:
            _collect(value, inner, _single(_kind(inner.model)), "", found)
        elif inner.model or inner.entry:
            _collect(value, inner, thing, f"{prefix}{key}.", found)
        else:
            thing.keys[f"{prefix}{key}"] = value


def _collect_list(
    values: list[dict[str, Any]], shape: Shape, model: type[Model], around: _Thing, found: _Things
) -> None:
    seen: Counter[str] = Counter()
    for said in values:
        thing = _part(said, _kind(model)) if "id" in said else _nameless(said, _kind(model), around, seen)
        _collect(said, shape, thing, "", found)


def _single(kind: str) -> _Thing:
    """What there is one of."""
    return _Thing(kind, kind, "", kind_in_words(kind))


def _part(said: Mapping[str, Any], kind: str) -> _Thing:
    """A part with an id."""
    own = label(said)
    return _Thing(kind, said["id"], own, f"{said['id']} '{own}'" if own else said["id"])


def _nameless(said: Mapping[str, Any], kind: str, around: _Thing, seen: Counter[str]) -> _Thing:
    """A part without an id: named by one of its keys, in the part that holds it; the second of a name is (2)."""
    own = " ".join(next((str(said[key]) for key in NATURAL_KEYS if key in said), "").split())
    seen[own] += 1
    own = own if seen[own] == 1 else f"{own} ({seen[own]})"
    of = f" of {around.id}" if around.name != kind_in_words(around.kind) else ""
    return _Thing(kind, f"{around.id}/{own}", own, f"{kind_in_words(kind)} '{own}'{of}")


def _kind(model: type[Model]) -> str:
    """The kind of a part; for what has no id, the name of its model: `device_model`."""
    if issubclass(model, Part):
        return model.kind
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()

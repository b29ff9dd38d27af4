# SPDX-License-Identifier: Apache-2.0
"""What pydantic found wrong in a document that a person wrote, as problems that name place, rule and mend.

- One problem for each thing to mend. Where items of a list are wrong, pydantic also calls the list too short: that
  echo is left out, and so is what it says again for each member of a union.
- Paths are as the person wrote them: the names that pydantic adds for the members of a union are dropped.
- Codes are `<area>.<rule>` (`pack.unknown-key`), or the code that a validator of ours gives.
- Rules between the keys of one model are raised by `refuse`, all that are broken together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from medward.base.problems import Place, Problem
from medward.base.wording import Fault, words
from medward.base.yamltext import KeyPath, Value, key_path

PlaceOf: TypeAlias = "Callable[[KeyPath], Place]"
WrittenAt: TypeAlias = "Callable[[KeyPath], str | None]"
PurposeOf: TypeAlias = "Callable[[type[BaseModel], str], str]"

RULES_BROKEN: Final = "rules_broken"
"""pydantic's name for the errors that `refuse` raises."""

MAX_ERRORS: Final = 1_000
"""More errors than this in one document are counted, not said."""


@dataclass(frozen=True, slots=True)
class Form:
    """Metadata of an annotated text: what its pattern asks for, as the end of a sentence that begins "Write"."""

    words: str


class Broken(NamedTuple):
    """A rule between the keys of one model that does not hold.

    Attributes:
        key: the key at which it is mended.
        code: id of the rule.
        message: what is wrong.
        mend: what mends it.
    """

    key: str
    code: str
    message: str
    mend: str


def refuse(broken: Iterable[Broken]) -> None:
    """Raise one pydantic error for all rules that are broken, if any is."""
    if rules := tuple(broken):
        text = "; ".join(rule.message for rule in rules)
        raise PydanticCustomError(RULES_BROKEN, "{text}", {"text": text, "broken": rules})


def problems_of(
    error: ValidationError,
    *,
    model: type[BaseModel],
    value: Value,
    place: PlaceOf,
    area: str,
    written: WrittenAt = lambda _: None,
    purpose: PurposeOf = lambda _model, _key: "",
) -> tuple[Problem, ...]:
    """Every problem in `error`.

    Args:
        error: what validating `value` raised.
        model: the model against which it was validated.
        value: the document as read.
        place: the place of a path of keys, or of the nearest part of it that was written.
        area: first half of the codes, such as `dossier`.
        written: how a number, a truth value or a null was written.
        purpose: what a key of a model is for, in a few words.
    """
    teller = _Teller(model, value, place, area, written, purpose)
    found: dict[tuple[KeyPath, str], Problem] = {}
    for detail in error.errors(include_url=False)[:MAX_ERRORS]:
        for path, problem in teller.problems(detail):
            found.setdefault((path, problem.code), problem)
    return (*found.values(), *_more(error, place, area))


def _more(error: ValidationError, place: PlaceOf, area: str) -> Iterator[Problem]:
    """So many errors have one cause, such as a file of another kind; each of them would only hide it."""
    if (number := error.error_count()) > MAX_ERRORS:
        message = f"{number - MAX_ERRORS:,} more values do not fit"
        yield Problem(place(()), "", f"{area}.more", message, "Mend what is named here, then read it again")


class _Teller(NamedTuple):
    """Says one error after the other about the same document."""

    model: type[BaseModel]
    value: Value
    place: PlaceOf
    area: str
    written: WrittenAt
    purpose: PurposeOf

    def problems(self, detail: ErrorDetails) -> Iterator[tuple[KeyPath, Problem]]:
        path = self.as_written(detail)
        if detail["type"] == RULES_BROKEN:
            for rule in detail["ctx"]["broken"]:
                inner = (*path, rule.key)
                yield inner, Problem(self.place(inner), key_path(inner), rule.code, rule.message, rule.mend)
        elif not self.is_echo(detail, path):
            said = words(self.fault(detail, path))
            code = said.rule if "." in said.rule else f"{self.area}.{said.rule}"
            yield path, Problem(self.place(path), key_path(path), code, said.message, said.mend)

    def is_echo(self, detail: ErrorDetails, path: KeyPath) -> bool:
        """A list that is only too short because its items were refused."""
        here = _at(self.value, path)
        return (
            detail["type"] == "too_short" and isinstance(here, list) and len(here) >= detail["ctx"]["min_length"]
        )

    def fault(self, detail: ErrorDetails, path: KeyPath) -> Fault:
        name = str(path[-1]) if path else ""
        owners = _models_at(self.model, path[:-1])
        return Fault(
            kind=detail["type"],
            message=detail["msg"],
            context=detail.get("ctx", {}),
            name=name,
            value=name if _is_key(detail) else _at(self.value, path),
            written=None if _is_key(detail) else self.written(path),
            known=_keys(owners) if detail["type"] == "extra_forbidden" else (),
            purpose=self.purpose_of(name, owners) if detail["type"] == "missing" else "",
            form=_form(owners, path),
        )

    def purpose_of(self, name: str, owners: Iterable[type[BaseModel]]) -> str:
        """What a key is for, in the first model that knows it."""
        return next((self.purpose(owner, name) for owner in owners if name in _keys([owner])), "")

    def as_written(self, detail: ErrorDetails) -> KeyPath:
        """The error's path without the parts that pydantic put there and nobody wrote."""
        path: list[str | int] = []
        here: Value = self.value
        for part in detail["loc"]:
            if _holds(here, part):
                here = _step(here, part)
                path.append(part)
        if detail["type"] == "missing":
            path.append(detail["loc"][-1])
        return tuple(path)


def _is_key(detail: ErrorDetails) -> bool:
    """Whether a key of a mapping is wrong, rather than its value."""
    return detail["loc"][-1:] == ("[key]",)


def _at(value: Value, path: KeyPath) -> Value:
    """What stands at a path; None where nothing does."""
    for part in path:
        if not _holds(value, part):
            return None
        value = _step(value, part)
    return value


def _holds(value: Value, part: str | int) -> bool:
    """Whether a value has an item or a key of this name."""
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, dict) and part in value


def _step(value: Value, part: str | int) -> Value:
    """One step into a value that holds it."""
    if isinstance(value, list):
        return value[int(part)]
    return value[str(part)] if isinstance(value, dict) else None


def _models_at(model: type[BaseModel], path: Sequence[str | int]) -> list[type[BaseModel]]:
    """Models that can stand at a path: several, where the model leaves a choice."""
    models = [model]
    for key in path:
        if isinstance(key, str):
            models = [inner for info in _fields(models, key) for inner in _models_in(info.annotation)] or models
    return models


def _keys(models: Iterable[type[BaseModel]]) -> tuple[str, ...]:
    """Keys that the models know, in their order."""
    return tuple(
        dict.fromkeys(info.alias or name for model in models for name, info in model.model_fields.items())
    )


def _fields(models: Iterable[type[BaseModel]], key: str) -> Iterator[FieldInfo]:
    """The fields that are written as `key`."""
    for model in models:
        yield from (info for name, info in model.model_fields.items() if key == (info.alias or name))


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models in a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _form(owners: Iterable[type[BaseModel]], path: KeyPath) -> str:
    """The words of a `Form` in the annotation of the field at the path, or of the list of which it is an item."""
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    for info in _fields(owners, key):
        for form in (*info.metadata, *_metadata(info.annotation)):
            if isinstance(form, Form):
                return form.words
    return ""


def _metadata(annotation: object) -> Iterator[object]:
    """The metadata of a type annotation, at every depth."""
    yield from getattr(annotation, "__metadata__", ())
    for argument in get_args(annotation):
        yield from _metadata(argument)

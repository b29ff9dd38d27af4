# SPDX-License-Identifier: Apache-2.0
"""The words for what does not fit a model: rule, message and mend for each kind of error that pydantic knows.

A validator of ours that raises `PydanticCustomError` says its own: a dot in its type makes the type the code;
`mend` in its context, or what follows the first `; ` in its message, is the mend.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple

from medward.base.yamltext import Value

MAX_SHOWN = 60
"""Characters of a value that a message repeats."""


class Words(NamedTuple):
    """What is said about one error; `rule` is a code, or the second half of one."""

    rule: str
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One error, with what is known about its place.

    Attributes:
        kind: pydantic's name for the error.
        message: pydantic's own words.
        context: limits and patterns that were broken.
        name: the last key of the path.
        value: what stands there.
        written: how a number, a truth value or a null was written.
        known: keys that may stand beside it.
        purpose: what the key is for, where it is missing.
        form: what a pattern asks for, where it is known in words.
    """

    kind: str
    message: str
    context: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    value: Value = None
    written: str | None = None
    known: Sequence[str] = ()
    purpose: str = ""
    form: str = ""

    @property
    def shown(self) -> str:
        """The value in quotes, short enough for a line."""
        if isinstance(self.value, list | dict):
            return kind_of(self.value)
        return shortened(self.written or str(self.value))


def words(fault: Fault) -> Words:
    """What to say about an error."""
    return _WORDING.get(fault.kind, _other)(fault)


def choose(said: str, known: Iterable[str], noun: str) -> str:
    """The mend for a name that is not known: the nearest one, and all of them."""
    names = list(known)
    nearest = get_close_matches(said[:MAX_SHOWN].lower().replace("-", "_").replace(" ", "_"), names, n=1)
    listed = f"known here: {', '.join(names)}"
    return f"Write '{nearest[0]}'; {listed}" if nearest else f"Choose another {noun}; {listed}"


def shortened(text: str) -> str:
    """Text in quotes, cut where it is long."""
    return f"'{text}'" if len(text) <= MAX_SHOWN else f"'{text[:MAX_SHOWN]}…'"


def kind_of(value: object) -> str:
    """What a value is, in words."""
    return next((said for kinds, said in _KINDS if isinstance(value, kinds)), "nothing")


_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "a truth value"),
    ((int, float), "a number"),
    (str, "text"),
    (list, "a list"),
    (dict, "keys with values"),
)


def _missing(fault: Fault) -> Words:
    purpose = f" ({fault.purpose})" if fault.purpose else ""
    what = "is empty" if fault.written is not None else "is missing"
    return Words("missing-key", f"the key '{fault.name}' {what}", f"Add `{fault.name}:`{purpose}")


def _unknown_key(fault: Fault) -> Words:
    message = f"the key {shortened(fault.name)} is not known here"
    return Words("unknown-key", message, choose(fault.name, fault.known, "key"))


def _unknown_word(fault: Fault) -> Words:
    known = re.findall(r"'([^']*)'", fault.context["expected"]) or [fault.context["expected"]]
    message = f"{fault.shown} is not a word that is known here"
    if isinstance(fault.value, bool) and {"yes", "no"} <= set(known):
        return Words("unknown-word", message, f"Write {'yes' if fault.value else 'no'}")
    return Words("unknown-word", message, choose(str(fault.value), known, "word"))


def _not_text(fault: Fault) -> Words:
    mend = f'Write it in quotes: "{fault.written}"' if fault.written else "Write one text"
    return _wrong_type(fault, "text", mend)


def _not_list(fault: Fault) -> Words:
    alone = isinstance(fault.value, str | int | float) and len(str(fault.value)) <= MAX_SHOWN
    return _wrong_type(fault, "a list", f"Write [{fault.written or fault.value}]" if alone else "Write `- ` lines")


def _not_mapping(fault: Fault) -> Words:
    return _wrong_type(fault, "keys with values", "Write `key: value` lines, indented")


def _not_number(fault: Fault) -> Words:
    return _wrong_type(fault, "a number", "Write a number, without quotes")


def _not_whole(fault: Fault) -> Words:
    return _wrong_type(fault, "a whole number", "Write a whole number, without quotes")


def _not_truth(fault: Fault) -> Words:
    return _wrong_type(fault, "true or false", "Write true or false")


def _wrong_type(fault: Fault, wanted: str, mend: str) -> Words:
    return Words("wrong-type", f"this is {kind_of(fault.value)} instead of {wanted}", mend)


def _out_of_range(fault: Fault) -> Words:
    bounds = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    wanted = [f"{said} {fault.context[key]:,}" for key, said in bounds.items() if key in fault.context]
    return Words("wrong-value", f"{fault.shown} is out of range", f"Write a number that is {' and '.join(wanted)}")


def _empty(_: Fault) -> Words:
    return Words("empty", "there is nothing in it", "Fill it in, or take the key out")


def _too_long(fault: Fault) -> Words:
    message = f"there is more in it than the {fault.context['max_length']:,} allowed"
    return Words("wrong-value", message, "Shorten it")


def _wrong_form(fault: Fault) -> Words:
    form = fault.form or f"text that matches {fault.context['pattern']}"
    return Words("wrong-form", f"{fault.shown} has not the form that is wanted here", f"Write {form}")


def _other(fault: Fault) -> Words:
    """Anything else, in the words of whoever found it."""
    message, _, mend = fault.message.removeprefix("Value error, ").partition("; ")
    rule = fault.kind if "." in fault.kind else "wrong-value"
    mend = str(fault.context.get("mend", "")) or mend
    return Words(rule, message[:1].lower() + message[1:], mend[:1].upper() + mend[1:] or "Change the value")


_WORDING: dict[str, Callable[[Fault], Words]] = {
    "bool_type": _not_truth,
    "dict_type": _not_mapping,
    "enum": _unknown_word,
    "extra_forbidden": _unknown_key,
    "float_type": _not_number,
    "greater_than": _out_of_range,
    "greater_than_equal": _out_of_range,
    "int_type": _not_whole,
    "less_than": _out_of_range,
    "less_than_equal": _out_of_range,
    "list_type": _not_list,
    "literal_error": _unknown_word,
    "mapping_type": _not_mapping,
    "missing": _missing,
    "model_attributes_type": _not_mapping,
    "model_type": _not_mapping,
    "string_pattern_mismatch": _wrong_form,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "string_type": _not_text,
    "too_long": _too_long,
    "too_short": _empty,
    "tuple_type": _not_list,
}

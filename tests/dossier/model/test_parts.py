# SPDX-License-Identifier: Apache-2.0
"""The small types: what fits, what is made the same, what counts as said."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from medward.dossier.model.parts import (
    Answer,
    Component,
    Components,
    Cwes,
    Day,
    Days,
    Digest,
    FilePath,
    Id,
    Number,
    Part,
    Text,
    Texts,
    filled,
    in_order,
    no_repeats,
)


class Box(BaseModel):
    """One value of each type."""

    id: Id = "A"
    text: Text = "a"
    day: Day = dt.date(2026, 1, 1)
    days: Days = 1
    number: Number = 1
    digest: Digest = f"sha256:{'0' * 64}"
    file: FilePath = "files/a"
    component: Component = "a@1"
    components: Components = ()
    cwe: Cwes = ()
    texts: Texts = ()


def box(**value: Any) -> Any:
    """The value after validation."""
    ((name, given_value),) = value.items()
    return getattr(Box.model_validate({name: given_value}), name)


GOOD: list[tuple[str, Any, Any]] = [
    ("id", "T-012", "T-012"),
    ("id", "C-DRUG_LIB.2", "C-DRUG_LIB.2"),
    ("text", "  spaces around mean nothing\n", "spaces around mean nothing"),
    ("text", "lines\n\tand tabs stay", "lines\n\tand tabs stay"),
    ("day", "2028-02-29", dt.date(2028, 2, 29)),
    ("day", dt.date(2026, 2, 3), dt.date(2026, 2, 3)),
    ("days", 365, 365),
    ("number", 99.5, 99.5),
    ("number", 7, 7),
    ("component", "pkg:deb/debian/openssl", "pkg:deb/debian/openssl"),
    ("component", "pkg:npm/%40angular/core@1.0?arch=x#y", "pkg:npm/%40angular/core@1.0?arch=x#y"),
    ("component", "@angular/core@1.0", "@angular/core@1.0"),
    ("component", "Real Time Kernel@2.1-a", "Real Time Kernel@2.1-a"),
    ("components", ["b@1", "a@1", "b@1"], ("a@1", "b@1")),
    ("cwe", ["CWE-89", "CWE-347", "CWE-89"], ("CWE-347", "CWE-89")),
    ("texts", ["b", "a", "b"], ("b", "a", "b")),
]
BAD: list[tuple[str, Any]] = [
    *[("id", value) for value in ("", "1", "-A", "A-", "A--B", "A B", "A\n", "ä", "A" * 65, 7)],
    *[("text", value) for value in ("", "  ", "\t\n", 7, True, "x" * 20_001)],
    *[("text", value) for value in ("a\x00", "a\x1bb", "a\x7f", "a\x85b", "a\ufffe")],
    *[("day", value) for value in ("2026-2-3", "2026-02-30", "03.02.2026", "2026-02-03T00:00", 20260203, 0, "")],
    ("day", dt.datetime(2026, 2, 3, tzinfo=dt.UTC)),
    *[("days", value) for value in (0, -1, 36_526, 1.0, "1", True)],
    *[("number", value) for value in (float("nan"), float("inf"), 10**13, -(10**13), "1", True)],
    *[("digest", value) for value in ("0" * 64, "sha256:", f"sha256:{'A' * 64}", f"sha512:{'0' * 64}")],
    *[("component", value) for value in ("openssl", "pkg:", "pkg:deb/", "a@", "@1", "a@ 1", "a@1 b")],
    *[("component", value) for value in ("a\n@1", "a\t@1", "a@1\x07", "x" * 1_000 + "@1")],
    *[("cwe", [value]) for value in ("347", "CWE347", "cwe-347", "CWE-0", "CWE-347 ")],
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "expected"), GOOD)
def test_what_fits_is_kept_in_one_form(name: str, value: Any, expected: Any) -> None:
    assert box(**{name: value}) == expected


@pytest.mark.parametrize(("name", "value"), BAD)
def test_what_does_not_fit_is_refused(name: str, value: Any) -> None:
    with pytest.raises(ValidationError):
        box(**{name: value})


@given(st.text())
def test_a_text_that_is_taken_is_taken_again_unchanged(text: str) -> None:
    try:
        once = box(text=text)
    except ValidationError:
        return
    assert box(text=once) == once


@pytest.mark.parametrize("value", [None, "", "?", (), {}, ("?",), {"a": None}, Answer.UNKNOWN, "unknown", [[]]])
def test_what_says_nothing_is_not_filled(value: Any) -> None:
    assert not filled(value)


@pytest.mark.parametrize("value", ["a", Answer.NO, Answer.YES, 0, 0.0, False, ("?", "a"), {"a": "b"}, dt.date.min])
def test_what_says_something_is_filled(value: Any) -> None:
    assert filled(value)


def test_parts_are_frozen_and_know_no_other_keys() -> None:
    part = Part(id="A")
    with pytest.raises(ValidationError, match="frozen"):
        part.id = "B"  # type: ignore[misc]  # that it is frozen is what is tested
    with pytest.raises(ValidationError, match="extra"):
        Part.model_validate({"id": "A", "colour": "blue"})


def test_two_days_are_in_order_where_both_are_known() -> None:
    first, then = dt.date(2026, 2, 3), dt.date(2026, 2, 4)
    assert list(in_order("a", first, "b", then)) == list(in_order("a", first, "b", first)) == []
    assert list(in_order("a", None, "b", then)) == list(in_order("a", first, "b", None)) == []
    (broken,) = in_order("a", then, "b", first)
    assert (broken.key, broken.code) == ("b", "dossier.order")
    assert broken.message == "'b' (2026-02-03) is before 'a' (2026-02-04)"


def test_what_stands_twice_is_named_once() -> None:
    assert [broken.message for broken in no_repeats("k", ["b", "a", "b", "a", "a", "c"], "topic")] == [
        "the topic 'a' stands twice in the list",
        "the topic 'b' stands twice in the list",
    ]

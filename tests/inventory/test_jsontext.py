# SPDX-License-Identifier: Apache-2.0
"""Typed decoding of JSON: every failure is one problem with its place."""

import msgspec
import pytest

from medward.base.problems import Problem, ProblemsError
from medward.inventory import jsontext
from medward.inventory.source import Source


class Shape(msgspec.Struct):
    """A small typed value that can be nested."""

    name: str = ""
    inner: "Shape | None" = None


DECODER = msgspec.json.Decoder(Shape)


def refused(data: bytes) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        jsontext.decode(DECODER, Source("a.json", data, "sha256:0"))
    return caught.value.problems[0]


def test_a_good_text_is_decoded() -> None:
    assert jsontext.decode(DECODER, Source("a.json", b'{"name": "x", "other": [1]}', "")) == Shape("x")


def test_broken_json_names_its_line() -> None:
    problem = refused(b'{\n  "name": "x",\n  oops\n}')
    assert (problem.code, problem.place.line) == ("inventory.syntax", 3)
    assert problem.message.startswith("this is not JSON: ")


def test_json_that_ends_too_early_names_its_last_line() -> None:
    problem = refused(b'{\n  "name": "x",\n')
    assert (problem.code, problem.place.line) == ("inventory.syntax", 3)
    assert "ends too early" in problem.message


def test_a_value_of_another_type_names_its_key() -> None:
    problem = refused(b'{"inner": {"name": 1}}')
    assert (problem.code, problem.key) == ("inventory.shape", "inner.name")
    assert problem.message == "a value is not what its format asks for: expected str, got int"


def test_a_document_of_another_type_has_no_key() -> None:
    assert refused(b"[1]").key == ""


def test_text_that_is_not_utf8_names_its_line() -> None:
    problem = refused(b'{"other": 1,\n "name": "caf\xe9"}')
    assert (problem.code, problem.place.line) == ("inventory.encoding", 2)


@pytest.mark.parametrize(
    "data",
    [
        b'{"inner": ' * 100_000,
        b'{"inner": ' * 100_000 + b"null" + b"}" * 100_000,
        b'{"other": ' + b"[" * 100_000,
        b'{"other": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"other": ' * 100_000,
    ],
    ids=["kept, open", "kept, closed", "skipped list, open", "skipped list, closed", "skipped object, open"],
)
def test_json_nested_a_hundred_thousand_deep_is_refused(data: bytes) -> None:
    assert refused(data).code == "inventory.depth"


def test_a_huge_number_and_a_huge_text_do_no_harm() -> None:
    data = b'{"name": "' + b"x" * 1_000_000 + b'", "other": ' + b"9" * 100_000 + b"}"
    assert len(jsontext.decode(DECODER, Source("a.json", data, "")).name) == 1_000_000


def each(items: bytes) -> list[Shape]:
    """The items of a JSON list, decoded one by one."""
    source = Source("a.json", items, "")
    raw = msgspec.json.decode(items, type=list[msgspec.Raw])
    return list(jsontext.decode_each(DECODER, raw, "shapes", source))


def test_items_are_decoded_one_by_one() -> None:
    assert each(b'[{"name": "x"}, {}]') == [Shape("x"), Shape("")]


BROKEN_ITEMS = {
    "another type": (b'[{},\n{"inner": {"name": 1}}]', "inventory.shape", "shapes[1].inner.name", 0),
    "no object": (b'[{}, {}, "x"]', "inventory.shape", "shapes[2]", 0),
    "not UTF-8": (b'[{},\n{"name": "\xff"}]', "inventory.encoding", "shapes[1]", 2),
}


@pytest.mark.parametrize(("items", "code", "key", "line"), BROKEN_ITEMS.values(), ids=BROKEN_ITEMS)
def test_a_broken_item_is_named(items: bytes, code: str, key: str, line: int) -> None:
    with pytest.raises(ProblemsError) as caught:
        each(items)
    (problem,) = caught.value.problems
    assert (problem.code, problem.key, problem.place.line) == (code, key, line)


def test_a_broken_escape_is_found_even_in_what_is_not_kept() -> None:
    assert refused(b'{"other": "\\ud800"}').code == "inventory.syntax"


def test_what_fails_outside_the_decoder_is_left_alone() -> None:
    source = Source("a.json", b"[{}]", "")
    items = jsontext.decode_each(DECODER, [msgspec.Raw(b"{}")], "shapes", source)
    assert next(items) == Shape()
    with pytest.raises(KeyError):
        items.throw(KeyError("x"))  # type: ignore[attr-defined] # a generator has it

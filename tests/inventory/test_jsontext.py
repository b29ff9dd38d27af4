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

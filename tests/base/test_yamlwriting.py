# SPDX-License-Identifier: Apache-2.0
"""What is written is read back, by readers of both versions of YAML, and by people."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier.strategies import AWKWARD
from medward.base.canonical import Json
from medward.base.yamltext import parse
from medward.base.yamlwriting import WIDTH, write

texts = st.one_of(
    st.text(), st.text("a \n:#-'\"[]{},&*!|>%@`?0oxyn.e1~=<\t\x85\u2028\ufeff\\"), st.sampled_from(AWKWARD)
)
values = st.recursive(
    st.one_of(texts, st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
              st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(texts, values, min_size=1, max_size=4))
def test_both_versions_of_yaml_read_what_was_written(value: dict[str, Json]) -> None:
    text = write(value)
    assert parse(text.encode(), "f").value == value
    assert yaml.safe_load(text) == value
    assert write(value) == text


def test_text_that_looks_like_something_else_stands_in_quotes() -> None:
    assert write({"a": "no", "b": "1.10", "c": "2026-02-03", "on": "x", "d": "12:30", "e": "it is so"}) == (
        'a: "no"\nb: "1.10"\nc: "2026-02-03"\n"on": x\nd: "12:30"\ne: it is so\n'
    )


def test_what_an_editor_would_hide_is_written_as_an_escape() -> None:
    assert write(
        {"a": "x\u2028y", "b": "x\u00a0y", "c": "\ufeff", "d": "tab\t", "e": "x\x07", "f": "\U000e0001"}
    ) == ('a: "x\\u2028y"\nb: "x\\xa0y"\nc: "\\ufeff"\nd: "tab\\t"\ne: "x\\x07"\nf: "\\U000e0001"\n')


def test_lists_of_words_stand_in_brackets_as_long_as_they_fit() -> None:
    assert write({"a": ["x", "y z", "no"]}) == 'a: [x, "y z", "no"]\n'
    long = ["word"] * 40
    assert write({"a": long}) == "a:\n" + "  - word\n" * 40


def test_parts_stand_one_key_on_each_line() -> None:
    assert write({"a": [{"id": "A", "b": {"c": 1}}, {"id": "B", "l": [{"x": 1}]}]}) == (
        "a:\n  - id: A\n    b:\n      c: 1\n  - id: B\n    l:\n      - x: 1\n"
    )


def test_long_text_is_folded_and_lines_are_kept() -> None:
    words = "word " * 40
    text = write({"a": words.strip(), "b": "one\ntwo", "c": f"{words.strip()}\n\n- {words.strip()}"})
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "b: |-\n  one\n  two\n" in text
    assert text.startswith("a: >-\n  word word")


def test_text_that_a_block_would_change_stands_in_quotes() -> None:
    assert write({"a": "ends in a space \nx"}) == 'a: "ends in a space \\nx"\n'
    assert write({"a": "one\n  indented"}) == 'a: "one\\n  indented"\n'
    assert write({"a": "ends in a line\n"}) == 'a: "ends in a line\\n"\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[(1, "1"), (-0.5, "-0.5"), (1e16, "1.0e+16"), (1e-7, "1.0e-07")],
        *[(True, "true"), (None, "null"), ([], "[]"), ({}, "{}")],
    ],
)
def test_what_is_no_text_is_written_plainly(value: Json, text: str) -> None:
    assert write({"a": value}) == f"a: {text}\n"

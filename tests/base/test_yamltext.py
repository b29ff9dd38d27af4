# SPDX-License-Identifier: Apache-2.0
"""YAML of version 1.2, with the place of every value, and without the parts of YAML that hurt."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from medward.base import yamltext
from medward.base.problems import Place, Problem, ProblemsError
from medward.base.yamltext import Value, key_path, parse, read, resolve

TEXT = """\
# a remark
device:
  name: "Drip"
  parts:
    - id: A
      note: |
        two
        lines
    - {id: B, size: 1.10}
empty:
"""


def test_values_are_plain_and_every_path_has_its_place() -> None:
    document = parse(TEXT.encode(), "a.yaml")
    assert document.value == {
        "device": {"name": "Drip", "parts": [{"id": "A", "note": "two\nlines\n"}, {"id": "B", "size": 1.1}]},
        "empty": None,
    }
    assert document.place(("device", "name")) == Place("a.yaml", 3, 3)
    assert document.place(("device", "parts", 0)) == Place("a.yaml", 5, 7)
    assert document.place(("device", "parts", 1, "size")) == Place("a.yaml", 9, 15)
    assert document.values == 11


def test_a_path_that_is_not_there_has_the_place_of_what_is() -> None:
    document = parse(TEXT.encode(), "a.yaml")
    assert document.place(("device", "parts", 1, "colour")) == Place("a.yaml", 9, 7)
    assert document.place(("device", "parts", 7)) == Place("a.yaml", 4, 3)
    assert document.place(("device", "parts", -1)) == Place("a.yaml", 4, 3)
    assert document.place(("nothing",)) == Place("a.yaml", 2, 1)
    assert parse(b"", "a.yaml").place(("nothing",)) == Place("a.yaml")


def test_what_is_no_text_is_remembered_as_it_was_written() -> None:
    document = parse(TEXT.encode(), "a.yaml")
    assert document.written(("device", "parts", 1, "size")) == "1.10"
    assert document.written(("empty",)) == ""
    assert document.written(("device", "name")) is None
    assert document.written(("device", "parts", 1, "size", "more")) is None


SCALARS: list[tuple[str, Value]] = [
    *[(text, None) for text in ("", "~", "null", "Null", "NULL")],
    *[(text, True) for text in ("true", "True", "TRUE")],
    *[(text, False) for text in ("false", "False", "FALSE")],
    *[(text, text) for text in ("no", "yes", "on", "off", "y", "N", "nUll", "tRUE", "+", ".", "..", "-.", "0x")],
    *[(text, text) for text in ("2026-02-03", "12:30", "1_000", "1,5", "0b1", "+0x1", "0o8", ".inf", ".nan")],
    *[(text, text) for text in ("1e", "e1", "0x1G", "--1", "1-1", "1 2")],
    *[("0", 0), ("-0", 0), ("+7", 7), ("0123", 123), ("0o17", 15), ("0x1F", 31), (str(2**53), 2**53)],
    *[("1.10", 1.1), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("-1.5E-3", -0.0015), ("1e-999", 0.0)],
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), SCALARS)
def test_a_plain_scalar_means_what_the_core_schema_of_yaml_1_2_says(text: str, value: Value) -> None:
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)
    assert parse(f"a: {text}".encode(), "f").value == {"a": value}
    assert parse(f'a: "{text}"'.encode(), "f").value == {"a": text}
    assert parse(f"a: '{text}'".encode(), "f").value == {"a": text}


@pytest.mark.parametrize("text", [str(2**53 + 1), "-" + "9" * 99_999, "0x" + "f" * 20, "0o" + "7" * 500, "1e309"])
def test_a_number_that_json_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(OverflowError):
        resolve(text)
    assert refusal(f"a: [1, {text}]").code == "yaml.number"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: &x 2", "yaml.alias", 2),
        ("a: *x", "yaml.alias", 1),
        ("&x a: 1", "yaml.alias", 1),
        ("a: &x [1]", "yaml.alias", 1),
        ("a: !!str 1", "yaml.tag", 1),
        ("a:\n- !x {b: 1}", "yaml.tag", 2),
        ("!!str a: 1", "yaml.tag", 1),
        ("a: 1\n---\nb: 1", "yaml.documents", 2),
        ("a: 1\n...\n---\nb: 1", "yaml.documents", 3),
        ("a: 1\nb: 2\na: 3", "yaml.key", 3),
        ("? {a: 1}\n: 2", "yaml.key", 1),
        ("[a]: 1", "yaml.key", 1),
        ("a: [1\nb: 2", "yaml.syntax", 2),
        ("a: b: c", "yaml.syntax", 1),
        ("a:\n\tb: 1", "yaml.syntax", 2),
        ("a: 'x", "yaml.syntax", 1),
        ("a: \x01", "yaml.syntax", 0),
    ],
)
def test_what_is_refused_is_refused_at_its_line(text: str, code: str, line: int) -> None:
    problem = refusal(text)
    assert (problem.code, problem.place.line) == (code, line)
    assert problem.mend


def test_a_file_may_have_several_things_to_mend() -> None:
    with pytest.raises(ProblemsError) as caught:
        parse(b"a: !x 1\nb: 99999999999999999999\na: 2\n[c]: 3", "f")
    assert [(problem.place.line, problem.code) for problem in caught.value.problems] == [
        (1, "yaml.tag"), (2, "yaml.number"), (3, "yaml.key"), (4, "yaml.key"),
    ]  # fmt: skip


def test_a_key_twice_is_said_with_both_lines() -> None:
    assert refusal("a:\n  b: 1\n  b: 2").message == "the key 'b' stands here and at f:2"
    assert refusal("a:\n  b: 1\n  b: 2").key == "a"


def test_keys_are_text_whatever_they_look_like() -> None:
    assert parse(b"1: a\nnull: b\n<<: c\n99999999999999999999: d", "f").value == {
        "1": "a", "null": "b", "<<": "c", "99999999999999999999": "d",
    }  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"# only a remark\n", b"---\n", b"\xef\xbb\xbf"])
def test_a_file_without_content_has_no_value(data: bytes) -> None:
    assert parse(data, "f").value is None


def test_nesting_is_read_up_to_its_limit_and_no_further() -> None:
    deep = yamltext.MAX_DEPTH
    assert parse(b"[" * deep + b"]" * deep, "f").value
    assert refusal("[" * (deep + 1) + "]" * (deep + 1)).code == "yaml.depth"


def test_what_is_no_utf_8_is_said_with_its_line() -> None:
    with pytest.raises(ProblemsError) as caught:
        parse(b"a: 1\nb: \xff", "f")
    assert caught.value.problems[0].place == Place("f", 2)
    assert caught.value.problems[0].code == "yaml.encoding"


def test_a_file_is_read_by_the_name_that_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1")
    assert read(tmp_path / "x.yaml", "name").place(("a",)) == Place("name", 1, 1)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(ProblemsError, match=r"the file cannot be read: .* \[yaml\.unreadable\]"):
            read(path, "f")


def test_no_more_of_a_file_is_read_than_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "endless.yaml"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), yamltext.MAX_BYTES * 50)
    with pytest.raises(ProblemsError, match=r"yaml\.size"):
        read(path, "f")


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert codes(text.encode()) <= set(yamltext.CODES)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert codes(data) <= set(yamltext.CODES)


def codes(data: bytes) -> set[str]:
    """What is wrong with a file; nothing where it is read."""
    try:
        parse(data, "f")
    except ProblemsError as error:
        return {problem.code for problem in error.problems}
    return set()


values = st.recursive(
    st.one_of(st.text("ab: \n#'\"é", max_size=6), st.booleans(), st.integers(-(2**53), 2**53), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("abc", min_size=1), inner)),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abc", min_size=1), values, max_size=3))
def test_what_another_writer_writes_is_read_as_it_was_meant(value: dict[str, Value]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    document = parse(text.encode(), "f")
    assert document.value == (value or {})
    lines = text.splitlines()
    for key in value:
        place = document.place((key,))
        assert lines[place.line - 1][place.column - 1 :].startswith((key, f"'{key}'", "? "))


def test_a_path_reads_as_people_write_it() -> None:
    assert key_path(("threats", 3, "leads_to", 0)) == "threats[3].leads_to[0]"
    assert key_path(()) == ""


def refusal(text: str) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        parse(text.encode(), "f")
    (problem,) = caught.value.problems
    return problem

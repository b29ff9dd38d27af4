# SPDX-License-Identifier: Apache-2.0
"""A list in a file is changed, and every other byte of the file stays as a person wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.canonical import Json
from medward.base.problems import ProblemsError
from medward.base.yamllists import appended, replaced
from medward.base.yamltext import parse
from medward.base.yamlwriting import write

ITEM = {"id": "TR-2", "reason": "no: never", "shows": ["a", "b"]}

FILE = """\
## Decided by the board.
triage:
  # the first decision
  - id: TR-1      # kept by hand
    reason: "because"
  # the board meets again in May

# What follows is not about triage.
threats: []
"""


def test_an_item_goes_to_the_end_of_the_list_and_nothing_else_changes() -> None:
    assert appended(FILE, "triage", [ITEM]) == """\
## Decided by the board.
triage:
  # the first decision
  - id: TR-1      # kept by hand
    reason: "because"
  # the board meets again in May
  - id: TR-2
    reason: "no: never"
    shows: [a, b]

# What follows is not about triage.
threats: []
"""  # fmt: skip


def test_a_list_that_is_not_indented_keeps_its_form() -> None:
    text = "a:\n- x: 1\n- x: 2\n# below\nb: 3\n"
    assert appended(text, "a", [{"x": 3}]) == "a:\n- x: 1\n- x: 2\n- x: 3\n# below\nb: 3\n"


def test_items_that_are_parted_by_an_empty_line_stay_so() -> None:
    text = "a:\n  - x: 1\n\n  - x: 2\n"
    assert appended(text, "a", [{"x": 3}, {"x": 4}]) == "a:\n  - x: 1\n\n  - x: 2\n\n  - x: 3\n\n  - x: 4\n"


def test_deep_indentation_and_a_missing_line_end_are_kept() -> None:
    text = "a:\n      - x: 1\n        y: |-\n          two\n          lines"
    got = appended(text, "a", [{"z": "three\nlines\nin all"}])
    assert got == text + "\n      - z: |-\n          three\n          lines\n          in all\n"


def test_the_line_ends_of_another_system_are_kept() -> None:
    assert appended("a:\r\n  - x: 1\r\n", "a", [{"x": 2}]) == "a:\r\n  - x: 1\r\n  - x: 2\r\n"
    assert appended("b: 1\r\n", "a", [{"x": 2}]) == "b: 1\r\n\r\na:\r\n  - x: 2\r\n"


def test_a_file_without_the_key_gets_it_at_its_end() -> None:
    assert appended("# only a remark\n", "a", [{"x": 1}]) == "# only a remark\n\na:\n  - x: 1\n"
    assert appended("b: 2", "a", [{"x": 1}]) == "b: 2\n\na:\n  - x: 1\n"
    assert appended("", "a", [{"x": 1}]) == "a:\n  - x: 1\n"


def test_a_mark_at_the_beginning_of_the_file_stays() -> None:
    assert appended("\ufeffa:\n  - x: 1\n", "a", [{"x": 2}]) == "\ufeffa:\n  - x: 1\n  - x: 2\n"


@pytest.mark.parametrize(
    "text",
    [
        "a: [{x: 1}]\n",
        "a: [\n  {x: 1},\n]\n",
        "a:\n  [{x: 1}]\n",
        "a: []\n",
        "a:\n",
        "a: text\n",
        "a:\n  b: 1\n",
        "{a: [{x: 1}]}\n",
        "{b: 1}\n",
        "- x\n",
        "a:\n  - x: |+\n      kept\n\n\nb: 1\n",
        "b: 1\n...\n",
    ],
)
def test_what_cannot_be_changed_without_the_rest_is_left_alone(text: str) -> None:
    assert appended(text, "a", [{"x": 2}]) is None


def test_text_that_is_not_yaml_is_refused() -> None:
    with pytest.raises(ProblemsError):
        appended("a: [", "a", [{"x": 1}])


def test_one_item_is_replaced_and_its_neighbours_keep_their_comments() -> None:
    around = "a:\n  - x: 1   # one\n\n  # about two\n{}\n\n  # about three\n  - x: 3   # three\nb: 4\n"
    text = around.format("  - x: 2   # two\n    y: 3")
    assert replaced(text, "a", 1, {"x": 9}) == around.format("  - x: 9")


def test_the_last_item_is_replaced_up_to_the_end_of_the_list() -> None:
    assert replaced(FILE, "triage", 0, {"id": "TR-1", "reason": "none"}) == FILE.replace(
        '  - id: TR-1      # kept by hand\n    reason: "because"\n', "  - id: TR-1\n    reason: none\n"
    )


@pytest.mark.parametrize("index", [-1, 1])
def test_an_item_that_is_not_there_is_not_replaced(index: int) -> None:
    assert replaced(FILE, "triage", index, {"id": "TR-1"}) is None


def test_an_item_in_brackets_is_not_replaced() -> None:
    assert replaced("a: [{x: 1}]\n", "a", 0, {"x": 2}) is None
    assert replaced("a: 1\n", "a", 0, {"x": 2}) is None


_texts = st.text(max_size=30)
_values: st.SearchStrategy[Json] = st.one_of(
    _texts,
    st.integers(-9, 9),
    st.booleans(),
    st.lists(_texts, max_size=3),
    st.dictionaries(_texts, _texts, max_size=2),
)
_items = st.lists(st.dictionaries(_texts, _values, min_size=1, max_size=3), min_size=1, max_size=3)


@given(_items, _items, _values)
def test_what_is_appended_is_read_back_behind_what_was_there(
    there: list[dict[str, Json]], added: list[dict[str, Json]], other: Json
) -> None:
    text = write({"a": there, "b": other})
    changed = appended(text, "a", added)
    assert changed is not None
    assert parse(changed.encode(), "").value == {"a": [*there, *added], "b": other}


@given(_items, st.dictionaries(_texts, _values, min_size=1, max_size=3), st.data())
def test_what_is_replaced_is_read_back_in_its_place(
    there: list[dict[str, Json]], item: dict[str, Json], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(there) - 1))
    changed = replaced(write({"a": there, "b": 1}), "a", index, item)
    assert changed is not None
    assert parse(changed.encode(), "").value == {"a": [*there[:index], item, *there[index + 1 :]], "b": 1}


@given(st.text(alphabet="a:- #x1\n|>[]{}\"'\r\t", max_size=60))
def test_whatever_the_text_is_the_result_says_what_was_meant_or_nothing(text: str) -> None:
    try:
        before = parse(text.encode(), "").value
    except ProblemsError:
        return
    changed = appended(text, "a", [{"x": 2}])
    if changed is not None:
        said = before if isinstance(before, dict) else {}
        present = said.get("a", [])
        assert isinstance(present, list)
        assert parse(changed.encode(), "").value == {**said, "a": [*present, {"x": 2}]}

# SPDX-License-Identifier: Apache-2.0
"""The words for what does not fit: plain, short, and with a mend."""

import pytest

from medward.base.wording import MAX_SHOWN, Fault, choose, kind_of, shortened, words

CASES = [
    (Fault("missing", "", name="id"), ("missing-key", "the key 'id' is missing", "Add `id:`")),
    (Fault("missing", "", name="id", written="", purpose="Its id"),
     ("missing-key", "the key 'id' is empty", "Add `id:` (Its id)")),
    (Fault("extra_forbidden", "", name="naem", known=("name", "id")),
     ("unknown-key", "the key 'naem' is not known here", "Write 'name'; known here: name, id")),
    (Fault("enum", "", {"expected": "'yes', 'no' or 'unknown'"}, value=False, written="false"),
     ("unknown-word", "'false' is not a word that is known here", "Write no")),
    (Fault("enum", "", {"expected": "'very_low' or 'low'"}, value="Very-L"),
     ("unknown-word", "'Very-L' is not a word that is known here", "Write 'very_low'; known here: very_low, low")),
    (Fault("literal_error", "", {"expected": "1"}, value=2, written="2"),
     ("unknown-word", "'2' is not a word that is known here", "Choose another word; known here: 1")),
    (Fault("string_type", "", value=1.1, written="1.10"),
     ("wrong-type", "this is a number instead of text", 'Write it in quotes: "1.10"')),
    (Fault("string_type", "", value=["a"]), ("wrong-type", "this is a list instead of text", "Write one text")),
    (Fault("tuple_type", "", value="a"), ("wrong-type", "this is text instead of a list", "Write [a]")),
    (Fault("list_type", "", value={}),
     ("wrong-type", "this is keys with values instead of a list", "Write `- ` lines")),
    (Fault("model_type", "", value="a"),
     ("wrong-type", "this is text instead of keys with values", "Write `key: value` lines, indented")),
    (Fault("int_type", "", value="a"),
     ("wrong-type", "this is text instead of a whole number", "Write a whole number, without quotes")),
    (Fault("float_type", "", value=True), ("wrong-type", "this is a truth value instead of a number",
                                           "Write a number, without quotes")),
    (Fault("bool_type", "", value="a"),
     ("wrong-type", "this is text instead of true or false", "Write true or false")),
    (Fault("less_than_equal", "", {"le": 36525}, value=99999, written="99999"),
     ("wrong-value", "'99999' is out of range", "Write a number that is at most 36,525")),
    (Fault("string_too_short", ""), ("empty", "there is nothing in it", "Fill it in, or take the key out")),
    (Fault("string_too_long", "", {"max_length": 20000}),
     ("wrong-value", "there is more in it than the 20,000 allowed", "Shorten it")),
    (Fault("string_pattern_mismatch", "", {"pattern": "^a$"}, value="b"),
     ("wrong-form", "'b' has not the form that is wanted here", "Write text that matches ^a$")),
    (Fault("string_pattern_mismatch", "", {"pattern": "^a$"}, value="b", form="an a"),
     ("wrong-form", "'b' has not the form that is wanted here", "Write an a")),
    (Fault("dossier.wrong-date", "this is no day; write another"),
     ("dossier.wrong-date", "this is no day", "Write another")),
    (Fault("pack.rule", "This is wrong", {"mend": "mend it"}), ("pack.rule", "this is wrong", "Mend it")),
    (Fault("value_error", "Value error, This is odd"), ("wrong-value", "this is odd", "Change the value")),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "said"), CASES, ids=[f"{fault.kind} {said[2]}" for fault, said in CASES])
def test_each_kind_of_error_has_its_words(fault: Fault, said: tuple[str, str, str]) -> None:
    assert words(fault) == said


def test_a_long_value_is_cut_and_a_structure_is_named() -> None:
    assert shortened("x" * 1_000) == f"'{'x' * MAX_SHOWN}…'"
    assert Fault("enum", "", value=[1] * 1_000).shown == "a list"
    assert len(words(Fault("tuple_type", "", value="x" * 1_000)).mend) < 100


def test_the_nearest_name_is_found_whatever_the_case_and_the_hyphens() -> None:
    assert choose("Not-Affected", ["affected", "not_affected"], "word").startswith("Write 'not_affected'")
    assert choose("zzz", ["affected"], "word") == "Choose another word; known here: affected"


def test_a_truth_value_is_no_number() -> None:
    values: list[object] = [True, 1, "a", [], {}, None]
    assert [kind_of(value) for value in values] == [
        "a truth value", "a number", "text", "a list", "keys with values", "nothing",
    ]  # fmt: skip

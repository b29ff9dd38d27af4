# SPDX-License-Identifier: Apache-2.0
"""Several files are one dossier, and every value still knows its file and line."""

from pathlib import Path

from dossier.samples import DEVICE, loaded, problems, put, said
from medward.base.problems import Place
from medward.base.yamltext import parse
from medward.dossier.merging import Merged


def merged(*texts: str) -> Merged:
    return Merged([parse(text.encode(), f"{index}.yaml") for index, text in enumerate(texts)])


def test_mappings_are_merged_at_every_depth_and_lists_are_joined() -> None:
    both = merged("a: {b: {x: 1}, l: [1]}", "a: {b: {y: 2}, l: [2, 3]}\nl: [4]")
    assert both.value == {"a": {"b": {"x": 1, "y": 2}, "l": [1, 2, 3]}, "l": [4]}
    assert both.problems == []


def test_every_place_is_the_one_in_its_own_file() -> None:
    both = merged("l:\n- a: 1\nm: {x: 1}", "m:\n  y: 2\nl:\n- b: 2\n- c: {d: 3}")
    assert both.place(("l", 0, "a")) == Place("0.yaml", 2, 3)
    assert both.place(("l", 2, "c", "d")) == Place("1.yaml", 5, 7)
    assert both.place(("m", "x")) == Place("0.yaml", 3, 5)
    assert both.place(("m", "y")) == Place("1.yaml", 2, 3)
    assert both.place(("m", "z")) == Place("0.yaml", 3, 1)
    assert both.place(("nowhere",)) == Place("0.yaml", 1, 1)
    assert both.written(("l", 2, "c", "d")) == "3"


def test_nothing_at_all_has_no_place() -> None:
    assert merged().place(("a",)) == Place("")
    assert merged().written(("a",)) is None
    assert merged("").place(("a",)) == Place("0.yaml")


def test_one_key_in_two_files_is_said_with_both_places_even_where_the_values_agree() -> None:
    (problem,) = merged("a: {b: 1}", "\na: {b: 1}").problems
    assert problem.place == Place("1.yaml", 2, 5)
    assert problem.key == "a.b"
    assert problem.message == "the key 'b' is also given at 0.yaml:1"


def test_a_key_cannot_be_a_list_here_and_a_mapping_there() -> None:
    assert [problem.code for problem in merged("a: [1]", "a: {b: 1}").problems] == ["dossier.duplicate-key"]


def test_what_says_nothing_is_dropped_and_clashes_with_nothing() -> None:
    both = merged("a:\nb: {c: , d: 1}\nl: [{e: }, ]", "a: 1\nb: {c: 2}")
    assert both.value == {"a": 1, "b": {"c": 2, "d": 1}, "l": [{}]}
    assert both.problems == []
    assert merged("b:\n  c:").written(("b", "c")) == ""


def test_a_file_without_keys_is_said_and_the_others_are_read() -> None:
    both = merged("- a", "b: 1")
    assert both.value == {"b": 1}
    assert [str(problem.place) for problem in both.problems] == ["0.yaml"]


def test_a_dossier_may_be_split_in_the_middle_of_the_device(tmp_path: Path) -> None:
    got = loaded(tmp_path, "device:\n  markets: [{jurisdiction: US, device_class: II}]\n")
    assert got.dossier.device.markets[0].jurisdiction == "US"
    assert got.dossier.device.name == "Drip 100"


def test_a_key_given_twice_is_reported_beside_everything_else(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": DEVICE, "b.yaml": "format: 1\nharms: oops\n"})
    assert said(problems(tmp_path)) == [
        "b.yaml:1 format dossier.duplicate-key",
        "b.yaml:2 harms dossier.wrong-type",
    ]

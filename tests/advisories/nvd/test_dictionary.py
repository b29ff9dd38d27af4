# SPDX-License-Identifier: Apache-2.0
"""The CPE dictionary: deprecated names with what replaces them; the last copy of a name holds."""

import json
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisories.dictionary_sources import DAY, entry, page, tar, write_dictionary
from advisories.product_sources import cpe
from medward.advisories import build, rows
from medward.advisories.archive import Item
from medward.advisories.nvd.dictionary import MAX_REPLACING, Dictionary

OLD, NEW, NEWER = (cpe(f"{vendor}:drip", "1.2") for vendor in ("old", "new", "newer"))


def read(*pages: object) -> tuple[Dictionary, list[rows.Deprecation]]:
    dictionary = Dictionary()
    for one in pages:
        data = one if isinstance(one, bytes) else json.dumps(one).encode()
        dictionary.take(Item("page.json", data, len(data)), "cpe/page.json")
    return dictionary, list(dictionary.finish("cpe"))


def test_a_deprecated_name_is_kept_with_what_replaces_it_and_the_day_of_its_last_change() -> None:
    dictionary, found = read(page(entry(OLD, NEW, NEWER), entry(NEW), entry(NEWER)))
    assert found == [
        rows.Deprecation(OLD, "a:old:drip", other, named, (), date.fromisoformat(DAY))
        for other, named in ((NEW, "a:new:drip"), (NEWER, "a:newer:drip"))
    ]
    assert (dictionary.names, dictionary.newest, dictionary.skipped) == (3, date.fromisoformat(DAY), [])


def test_names_are_brought_to_one_form() -> None:
    _, found = read(page(entry(OLD.upper().replace("CPE", "cpe"), "cpe:/a:new:drip:1.2")))
    assert [(one.name, one.replacing) for one in found] == [(OLD, NEW)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_several_copies_the_last_modified_holds_in_whatever_order(order: tuple[int, ...]) -> None:
    copies = [
        entry(OLD, NEW, modified="2099-01-01T00:00:00.000"),
        entry(OLD, NEWER, modified="2099-01-02T00:00:00.000"),
        entry(OLD, modified="2099-01-03T00:00:00.000"),
    ]
    dictionary, found = read(*(page(copies[number]) for number in order))
    assert (found, dictionary.names) == ([], 1)


def test_a_circle_is_kept_and_told() -> None:
    dictionary, found = read(page(entry(OLD, NEW), entry(NEW, OLD)))
    assert {(one.name, one.replacing) for one in found} == {(OLD, NEW), (NEW, OLD)}
    assert "2 deprecated names lead back to themselves" in dictionary.skipped[0].reason


def test_a_name_that_is_replaced_by_none_is_told() -> None:
    nothing = entry(NEW)
    nothing["cpe"]["deprecated"] = True
    dictionary, found = read(page(entry(OLD, "no name"), nothing, entry(NEWER, NEWER)))
    assert found == []
    assert [one.reason for one in dictionary.skipped] == [
        "3 deprecated names are replaced by none that can be read"
    ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (entry("no name", NEW), "begins neither with"),
        (entry(""), "it names nothing"),
        ({"cpe": 1}, "does not have the shape"),
        (entry(OLD, *(cpe("new:drip", str(one)) for one in range(MAX_REPLACING + 1))), "more than the 1,000"),
    ],
)
def test_a_name_that_cannot_be_read_stops_no_other(broken: object, said: str) -> None:
    dictionary, found = read({"products": [broken, entry(NEW, NEWER)]})
    assert [one.name for one in found] == [NEW]
    assert dictionary.unreadable == 1
    assert said in dictionary.skipped[0].reason


@pytest.mark.parametrize("data", [b"{}", b"[]", b"\xff", b'{"products": 1}', b""])
def test_a_page_that_is_none_is_told(data: bytes) -> None:
    dictionary, found = read(data, page(entry(OLD, NEW)))
    assert (dictionary.unreadable, len(found)) == (1, 1)


def test_a_page_that_was_refused_is_told() -> None:
    dictionary = Dictionary()
    dictionary.take(Item("page.json", b"", 0, "it is too large"), "cpe/page.json")
    assert [one.reason for one in dictionary.skipped] == ["it is too large"]


@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    dictionary, found = read(data)
    assert (dictionary.unreadable, found) == (1, []) or dictionary.unreadable == 0


def test_a_database_holds_it_and_tells_of_it(tmp_path: Path) -> None:
    info = build(write_dictionary(tmp_path, entry(OLD, NEW), entry(NEW)), tmp_path / "a.duckdb")
    (source,) = info.sources
    assert (source.name, source.part, source.records) == ("NVD CPE", "pages", 2)
    assert source.newest == date.fromisoformat(DAY)


def test_the_feed_gives_what_the_pages_give(tmp_path: Path) -> None:
    entries = entry(OLD, NEW), entry(NEW)
    write_dictionary(tmp_path / "pages", *entries)
    chunks = {f"nvdcpe-2.0-chunk-{at}.json": json.dumps(page(one)).encode() for at, one in enumerate(entries)}
    tar(tmp_path / "feed" / "cpe" / "nvdcpe-2.0.tar.gz", chunks)
    both = [build(tmp_path / name, tmp_path / f"{name}.duckdb") for name in ("pages", "feed")]
    assert [one.sources[0].records for one in both] == [2, 2]
    assert both[1].sources[0].title == "NVD CPE"


def test_the_digest_is_of_what_was_learnt(tmp_path: Path) -> None:
    one = build(write_dictionary(tmp_path / "a", entry(OLD, NEW)), tmp_path / "a.duckdb").digest
    same = build(write_dictionary(tmp_path / "b", entry(OLD, NEW, titles=[1])), tmp_path / "b.duckdb").digest
    other = build(write_dictionary(tmp_path / "c", entry(OLD, NEWER)), tmp_path / "c.duckdb").digest
    assert one == same != other

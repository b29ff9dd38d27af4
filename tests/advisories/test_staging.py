# SPDX-License-Identifier: Apache-2.0
"""Rows reach DuckDB as they are, whatever is in them, and leave nothing behind."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medward.advisories import rows, staging
from medward.advisories.staging import Staging

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
RECORDS = st.builds(
    rows.Record,
    id=st.integers(0, 2**31 - 1),
    name=TEXT,
    source=st.integers(0, 100),
    withdrawn=st.booleans(),
    published=st.none() | st.dates(),
    modified=st.none() | st.dates(min_value=date(1, 1, 1)),
    summary=TEXT,
    severities=st.lists(st.builds(rows.Score, system=TEXT, vector=TEXT), max_size=2).map(tuple),
    cwes=st.lists(TEXT, max_size=2).map(tuple),
    urls=st.lists(TEXT, max_size=2).map(tuple),
    upstream=st.just(()),
)
INTERVALS = st.builds(
    rows.Interval,
    package=st.integers(0, 2**31 - 1),
    low=st.binary(max_size=12),
    high=st.none() | st.binary(max_size=12),
    record=st.integers(0, 9),
    introduced=TEXT,
    ending=st.sampled_from(["fixed", ""]),
    until=TEXT,
)


def back(*written: rows.Row) -> list[tuple[Any, ...]]:
    kind = type(written[0])
    with Staging() as staged, duckdb.connect() as connection:
        staged.extend(written)
        staged.show(connection, kind)
        return connection.execute(f"from staged_{rows.table(kind)}").fetchall()


def _named(values: tuple[Any, ...], row: type[rows.Row]) -> dict[str, Any]:
    return dict(zip(rows.columns(row), values, strict=True))


@settings(deadline=None, max_examples=30)
@given(st.lists(RECORDS, min_size=1, max_size=5))
def test_texts_dates_and_lists_come_back_as_they_were(written: list[rows.Record]) -> None:
    read = [msgspec.convert(_named(values, rows.Record), rows.Record) for values in back(*written)]
    assert read == written


@settings(deadline=None, max_examples=30)
@given(st.lists(INTERVALS, min_size=1, max_size=5))
def test_keys_come_back_byte_for_byte(written: list[rows.Interval]) -> None:
    assert [rows.Interval(*values) for values in back(*written)] == written


KEYS = st.binary(max_size=3) | st.binary(min_size=9, max_size=14)


@settings(deadline=None, max_examples=50)
@given(st.lists(KEYS, min_size=2, max_size=20))
def test_keys_are_compared_as_bytes(keys: list[bytes]) -> None:
    with Staging() as staged, duckdb.connect() as connection:
        staged.extend(rows.Interval(0, key, key, number, "", "", "") for number, key in enumerate(keys))
        staged.show(connection, rows.Interval)
        connection.execute("create table kept as from staged_interval")
        less = connection.execute("select a.record, b.record from kept a join kept b on a.low < b.high").fetchall()
    assert set(less) == {
        (one, other) for one, low in enumerate(keys) for other, high in enumerate(keys) if low < high
    }


def test_more_rows_than_one_batch_are_all_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "BATCH", 10)
    assert len(back(*(rows.Member(number, number) for number in range(101)))) == 101


def test_a_kind_without_rows_is_an_empty_table() -> None:
    with Staging() as staged, duckdb.connect() as connection:
        staged.show(connection, rows.Interval, rows.Skip)
        assert connection.execute("from staged_interval").fetchall() == []
        types = connection.execute("select column_type from (describe staged_interval)").fetchall()
    assert [name for (name,) in types] == list(rows.columns(rows.Interval).values())


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Staging() as staged:
        staged.add(rows.Member(1, 1))
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_a_path_with_a_quote_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tmp_path / "it's a folder"
    odd.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(odd))
    assert back(rows.Member(1, 2)) == [(1, 2)]

# SPDX-License-Identifier: Apache-2.0
"""Inventories: every problem at once, and a clear end for any bytes."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.devices import Unit, parse_units, read_units, units
from medward.base.problems import ProblemsError

HEAD = b"unit,manufacturer,model,software_version,ward\n"


def codes(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(ProblemsError) as raised:
        parse_units(data, "units.csv")
    return [(problem.place.line, problem.code) for problem in raised.value.problems]


def test_known_columns_are_read_and_others_left_alone() -> None:
    assert parse_units(HEAD + b"U-1, Acme ,Pump,1.0,ICU\n", "u") == (Unit("U-1", "Acme", "Pump", version="1.0"),)


def test_a_short_row_means_that_nothing_is_recorded() -> None:
    assert parse_units(HEAD + b"U-1,Acme\n", "u") == (Unit("U-1", "Acme", ""),)


def test_every_problem_is_told_with_its_line() -> None:
    rows = b"U-1,A,B\n,A,B\nU-1,A,B\nU-2,A,B,1,ICU,more\n"
    assert codes(HEAD + rows) == [(3, "units.id"), (4, "units.id"), (5, "units.row")]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ProblemsError, match="manufacturer, model"):
        parse_units(b"unit,maker\n", "u")


@pytest.mark.parametrize("data", [b"\xff\xfe", HEAD + b'U-1,"open\n', b"", HEAD + b"U-1," + b"x" * 200_000])
def test_what_is_no_inventory_is_refused(data: bytes) -> None:
    assert codes(data)


def test_limits_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "MAX_UNITS", 1)
    assert codes(HEAD + b"U-1,A,B\nU-2,A,B\n") == [(0, "units.unreadable")]
    monkeypatch.setattr(units, "MAX_BYTES", 10)
    assert codes(HEAD) == [(0, "units.unreadable")]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="cannot be read"):
        read_units(tmp_path / "absent.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(ProblemsError):
        assert isinstance(parse_units(HEAD + data, "u"), tuple)

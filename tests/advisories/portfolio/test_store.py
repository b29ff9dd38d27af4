# SPDX-License-Identifier: Apache-2.0
"""A portfolio that is damaged, foreign or half replaced is bad input, and never a smaller portfolio."""

import json
from pathlib import Path

import pytest

from advisories.sources import affected, folder, record, span
from medward.advisories import build as build_database
from medward.advisories.portfolio import store
from medward.advisories.portfolio.building import build
from medward.advisories.portfolio.matching import match_portfolio
from medward.base.problems import ProblemsError


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    sbom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "drip"}]}
    (tmp_path / "pump.json").write_text(json.dumps(sbom))
    build([tmp_path / "pump.json"], tmp_path / "portfolio")
    return tmp_path / "portfolio"


def refused(portfolio: Path) -> tuple[str, ...]:
    with pytest.raises(ProblemsError) as caught:
        store.tables(portfolio)
    return tuple(one.code for one in caught.value.problems)


def test_the_tables_are_those_that_the_portfolio_names(portfolio: Path) -> None:
    assert store.tables(portfolio).parent == portfolio
    assert (store.tables(portfolio) / "release.parquet").is_file()


def test_a_missing_portfolio_is_told_with_its_mend(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing") == ("portfolio.missing",)


def test_another_format_is_refused(portfolio: Path) -> None:
    named = json.loads((portfolio / store.NAMED).read_text())
    (portfolio / store.NAMED).write_text(json.dumps({**named, "format": named["format"] + 1}))

    assert refused(portfolio) == ("portfolio.format",)


@pytest.mark.parametrize("tables", ["tables-../..", "elsewhere", "", "tables-gone"])
def test_tables_elsewhere_or_gone_are_refused(portfolio: Path, tables: str) -> None:
    named = json.loads((portfolio / store.NAMED).read_text())
    (portfolio / store.NAMED).write_text(json.dumps({**named, "tables": tables}))

    assert refused(portfolio) == ("portfolio.unreadable",)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": "1", "tables": 3}'])
def test_a_portfolio_that_does_not_say_what_it_is_is_refused(portfolio: Path, text: str) -> None:
    (portfolio / store.NAMED).write_text(text)

    assert refused(portfolio) == ("portfolio.unreadable",)


@pytest.mark.parametrize("damage", ["remove", "cut"])
def test_a_damaged_table_is_bad_input_and_never_a_clean_answer(
    portfolio: Path, tmp_path: Path, damage: str
) -> None:
    sources = folder(tmp_path / "sources", record("X-1", affected("PyPI", "drip", span("introduced 1"))))
    build_database(sources, tmp_path / "all.duckdb")
    table = store.tables(portfolio) / "component.parquet"
    if damage == "remove":
        table.unlink()
    else:
        table.write_bytes(table.read_bytes()[:-20])

    with pytest.raises(ProblemsError):
        match_portfolio(portfolio, tmp_path / "all.duckdb", tmp_path / "out")


def test_a_folder_with_something_else_is_left_alone(portfolio: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.png").write_bytes(b"picture")

    with pytest.raises(ProblemsError) as caught:
        build([portfolio.parent / "pump.json"], tmp_path / "photos")
    assert caught.value.problems[0].code == "portfolio.foreign"
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["one.png"]


def test_a_build_that_stops_leaves_the_old_tables(portfolio: Path) -> None:
    before = store.tables(portfolio)
    with pytest.raises(KeyboardInterrupt), store.replacing(portfolio):
        raise KeyboardInterrupt

    assert store.tables(portfolio) == before
    assert [path for path in portfolio.iterdir() if path.is_dir()] == [before]

# SPDX-License-Identifier: Apache-2.0
"""The database file: replaced at once or not at all, and refused where it is something else."""

from pathlib import Path

import duckdb
import pytest

from advisories.sources import SAMPLES, affected, folder, inventory, record, span
from medward.advisories import build, info, match, rows
from medward.advisories.store import opened, replacing
from medward.base.problems import ProblemsError


def half_written(path: Path) -> None:
    path.write_bytes(b"half")
    raise KeyboardInterrupt


def code(path: Path) -> str:
    with pytest.raises(ProblemsError) as refused:
        info(path)
    (problem,) = refused.value.problems
    assert problem.place.file == str(path)
    return problem.code


def test_what_is_written_replaces_the_old_file_when_the_block_ends_well(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.duckdb"
    with replacing(target) as path:
        path.write_bytes(b"1")
        assert not target.exists()
    assert target.read_bytes() == b"1"
    assert [one.name for one in target.parent.iterdir()] == ["a.duckdb"]


def test_where_the_block_fails_the_old_file_stays_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "a.duckdb"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), replacing(target) as path:
        half_written(path)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_info_is_what_build_returned(tmp_path: Path) -> None:
    database = tmp_path / "a.duckdb"
    assert build(SAMPLES, database) == info(database)


def test_a_missing_database_is_told(tmp_path: Path) -> None:
    assert code(tmp_path / "none.duckdb") == "database.missing"
    assert code(tmp_path) == "database.missing"


@pytest.mark.parametrize("data", [b"", b"not a database", b"\x00" * 20_000])
def test_another_file_is_no_database(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.duckdb"
    path.write_bytes(data)
    assert code(path) == "database.unreadable"


def test_a_truncated_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    build(SAMPLES, path)
    path.write_bytes(path.read_bytes()[:5_000])
    assert code(path) == "database.unreadable"


def test_another_duckdb_file_is_no_advisory_database(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table t as select 1")
    assert code(path) == "database.unreadable"


def test_a_database_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table about as select cast($1 as integer) as format", [rows.FORMAT + 1])
    assert code(path) == "database.format"


def test_an_open_database_cannot_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    build(SAMPLES, path)
    with opened(path) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("delete from record")


def test_a_database_is_read_while_a_new_one_is_put_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    build(SAMPLES, path)
    newer = folder(tmp_path / "newer", record("X-1", affected("PyPI", "p", span("introduced 0"))))
    with opened(path) as connection:
        build(newer, tmp_path / "b.duckdb")
        (tmp_path / "b.duckdb").replace(path)
        assert connection.execute("select count(*) from record").fetchall() != [(1,)]
    assert info(path).vulnerabilities == 1


def test_a_database_in_a_folder_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "locked" / "a.duckdb"
    build(SAMPLES, path)
    path.parent.chmod(0o555)
    try:
        assert match(inventory("pkg:pypi/drip-core@1.0"), path).findings
    finally:
        path.parent.chmod(0o755)


def test_two_databases_are_open_at_once(tmp_path: Path) -> None:
    build(SAMPLES, tmp_path / "a.duckdb")
    build(SAMPLES, tmp_path / "b.duckdb")
    with (
        opened(tmp_path / "a.duckdb") as one,
        opened(tmp_path / "b.duckdb") as other,
        opened(tmp_path / "a.duckdb"),
    ):
        assert one.execute("from about").fetchall() == other.execute("from about").fetchall()


@pytest.mark.parametrize(
    ("damage", "lacking"),
    [
        ("drop table advisory", "the table advisory"),
        ("drop table forecast", "the table forecast"),
        ("alter table record drop column summary", "the column summary of the table record"),
    ],
)
def test_a_database_that_lacks_a_table_or_column_is_refused(tmp_path: Path, damage: str, lacking: str) -> None:
    path = tmp_path / "a.duckdb"
    build(SAMPLES, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(damage)
    with pytest.raises(ProblemsError, match=f"it lacks {lacking}"):
        info(path)
    assert code(path) == "database.unreadable"

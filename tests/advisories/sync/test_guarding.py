# SPDX-License-Identifier: Apache-2.0
"""A good database is never replaced by a worse one, nor by half of one."""

from pathlib import Path

import pytest

from advisories.sources import affected, catalogue, entry, folder, inventory, record, span
from medward.advisories import info, match
from medward.advisories.sync.guarding import Fewer, build
from medward.base.problems import ProblemsError


def source(root: Path, number: int) -> Path:
    rows = [record(f"X-{one}", affected("PyPI", "p", span("introduced 0"))) for one in range(number)]
    return folder(root, *rows)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a.duckdb"
    assert build(source(tmp_path / "three", 3), path, allow_fewer=False).replaced
    return path


def test_a_first_database_is_built(tmp_path: Path) -> None:
    report = build(source(tmp_path / "s", 1), tmp_path / "a.duckdb", allow_fewer=False)
    assert (report.replaced, report.compared, report.fewer) == (True, False, ())
    assert report.database == info(tmp_path / "a.duckdb")


@pytest.mark.parametrize("number", [3, 4])
def test_as_many_records_or_more_replace_it(database: Path, tmp_path: Path, number: int) -> None:
    report = build(source(tmp_path / "s", number), database, allow_fewer=False)
    assert (report.replaced, report.compared, report.fewer) == (True, True, ())
    assert info(database).sources[0].records == number


def test_fewer_records_of_a_source_leave_the_old_one(database: Path, tmp_path: Path) -> None:
    before = info(database)
    report = build(source(tmp_path / "s", 2), database, allow_fewer=False)
    assert (report.replaced, report.fewer) == (False, (Fewer("OSV PyPI", 3, 2),))
    assert report.reason == "it would hold fewer records than the old one"
    assert report.database == info(database)
    assert info(database).digest == before.digest
    assert {one.name for one in tmp_path.iterdir()} == {"a.duckdb", "three", "s"}


def test_answers_of_the_old_one_say_that_newer_data_were_refused(database: Path, tmp_path: Path) -> None:
    build(source(tmp_path / "s", 2), database, allow_fewer=False)
    (component,) = match(inventory("pkg:pypi/q@1"), database).components
    assert component.status == "not_affected"
    assert component.doubt == (
        "OSV PyPI, of which nobody knows whether it is current "
        "(newer data were refused, with 2 records instead of 3)"
    )


def test_a_good_database_takes_the_mark_away(database: Path, tmp_path: Path) -> None:
    build(source(tmp_path / "s", 2), database, allow_fewer=False)
    assert build(source(tmp_path / "t", 3), database, allow_fewer=False).replaced
    assert not any(one.doubt for one in info(database).sources)


def test_more_of_one_source_does_not_make_good_for_another(database: Path, tmp_path: Path) -> None:
    root = catalogue(source(tmp_path / "s", 2), *[entry(f"CVE-2099-{one:04}") for one in range(50)])
    assert build(root, database, allow_fewer=False).fewer == (Fewer("OSV PyPI", 3, 2),)


def test_a_source_that_is_gone_counts_as_fewer(database: Path, tmp_path: Path) -> None:
    root = catalogue(tmp_path / "s", entry("CVE-2099-0001"))
    assert build(root, database, allow_fewer=False).fewer == (Fewer("OSV PyPI", 3, 0),)


FORECASTS = 40


def forecasts(root: Path, day: int, number: int) -> Path:
    """A source folder with one record and the forecasts of a day."""
    source(root, 1)
    (root / "epss").mkdir()
    head = f"#model_version:v2025.03.14,score_date:2099-11-{day:02}T00:00:00Z\ncve,epss,percentile\n"
    rows = "".join(f"CVE-2099-{one:04},0.1,0.2\n" for one in range(number))
    (root / "epss" / f"epss_scores-2099-11-{day:02}.csv").write_text(head + rows, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("day", "number", "replaced"),
    [(21, 38, True), (21, 37, False), (20, 39, False), (19, 39, False)],
)
def test_forecasts_of_a_later_day_may_be_a_few_less(tmp_path: Path, day: int, number: int, replaced: bool) -> None:
    database = tmp_path / "a.duckdb"
    assert build(forecasts(tmp_path / "old", 20, FORECASTS), database, allow_fewer=False).replaced
    report = build(forecasts(tmp_path / "new", day, number), database, allow_fewer=False)
    assert report.replaced is replaced
    assert report.fewer == (() if replaced else (Fewer("EPSS", FORECASTS, number),))


def test_a_person_may_allow_fewer_and_is_still_told(database: Path, tmp_path: Path) -> None:
    report = build(source(tmp_path / "s", 2), database, allow_fewer=True)
    assert (report.replaced, report.fewer) == (True, (Fewer("OSV PyPI", 3, 2),))
    assert info(database).sources[0].records == 2


def test_a_build_that_fails_leaves_the_old_one(database: Path, tmp_path: Path) -> None:
    before = database.read_bytes()
    (tmp_path / "s/osv/PyPI").mkdir(parents=True)
    (tmp_path / "s/osv/PyPI/all.zip").write_bytes(b"no archive")
    for root in (tmp_path / "s", tmp_path / "none"):
        report = build(root, database, allow_fewer=True)
        assert (report.replaced, report.compared) == (False, True)
        assert report.reason
    assert database.read_bytes() == before


def test_a_file_that_is_no_database_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir")
    with pytest.raises(ProblemsError, match=r"database\.unreadable"):
        build(source(tmp_path / "s", 1), path, allow_fewer=True)
    assert path.read_text() == "Dear Sir"


def test_a_database_of_another_format_is_replaced_and_was_not_compared(database: Path, tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(database)) as connection:
        connection.execute("update about set format = 0")
    report = build(source(tmp_path / "s", 1), database, allow_fewer=False)
    assert (report.replaced, report.compared) == (True, False)


def test_a_place_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProblemsError, match=r"database\.unwritable"):
        build(source(tmp_path / "s", 1), tmp_path / "file" / "a.duckdb", allow_fewer=False)

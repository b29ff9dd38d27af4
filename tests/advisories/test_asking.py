# SPDX-License-Identifier: Apache-2.0
"""The join: each way in which a record can hit a component, and the version that fixes it."""

from pathlib import Path

import pytest

from advisories.sources import Json, affected, folder, record, span
from medward.advisories import build
from medward.advisories.asking import Questions, ask, hits, key_of, vulnerabilities
from medward.advisories.identity import Query
from medward.advisories.store import opened
from medward.versions import key


def answers(root: Path, *statements: Json, version: str) -> list[tuple[str, str, str, str]]:
    """Introduced, ending, until and fixed of every hit on version `version` of package `p`."""
    build(folder(root / "s", record("X-1", *statements)), root / "a.duckdb")
    questions = Questions()
    questions.ask(Query(("PyPI",), "p", version))
    with opened(root / "a.duckdb") as connection:
        ask(connection, questions)
        return [(hit.introduced, hit.ending, hit.until, hit.fixed) for hit in hits(connection)]


@pytest.mark.parametrize(
    ("ranges", "versions", "version", "found"),
    [
        ([span("introduced 1", "fixed 2")], [], "1.5", [("1", "fixed", "2", "2")]),
        ([span("introduced 1", "fixed 2")], [], "2", []),
        ([span("introduced 1", "last_affected 2")], [], "2.0", [("1", "last_affected", "2", "")]),
        ([span("introduced 0")], [], "9", [("0", "", "", "")]),
        ([span("introduced 0")], [], "no-version", [("0", "", "", "")]),
        ([span("introduced 0")], [], "", [("0", "", "", "")]),
        ([span("introduced 1")], [], "", []),
        ([], ["1.0"], "1.0.0", [("", "listed", "1.0.0", "")]),
        ([], ["legacy-1"], "legacy-1", [("", "listed", "legacy-1", "")]),
        ([], ["legacy-1"], "legacy-2", []),
        (
            [span("introduced 2", "fixed 3"), span("introduced 5", "fixed 6")],
            ["1"],
            "1",
            [("", "listed", "1", "3")],
        ),
        ([span("introduced 2", "fixed 3")], ["4"], "4", [("", "listed", "4", "")]),
        (
            [span("introduced 1", "fixed 3"), span("introduced 2", "fixed 4")],
            [],
            "2.5",
            [("1", "fixed", "3", "3"), ("2", "fixed", "4", "4")],
        ),
    ],
)
def test_how_a_record_hits(
    tmp_path: Path, ranges: list[Json], versions: list[str], version: str, found: list[tuple[str, str, str, str]]
) -> None:
    assert answers(tmp_path, affected("PyPI", "p", *ranges, versions=versions), version=version) == found


def test_several_statements_on_one_package_all_count(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        affected("PyPI", "p", span("introduced 1", "fixed 2")),
        affected("PyPI", "P", span("introduced 0", "fixed 3")),
        affected("PyPI", "q", span("introduced 0", "fixed 4")),
        version="1.5",
    )
    assert sorted(fixed for *_, fixed in found) == ["2", "3"]


def test_the_same_hit_from_two_statements_stands_once(tmp_path: Path) -> None:
    twice = [affected("PyPI", "p", span("introduced 0", "fixed 3"))] * 2
    assert len(answers(tmp_path, *twice, version="1")) == 1


def test_a_question_has_one_number_however_often_it_is_asked() -> None:
    questions = Questions()
    one, other = Query(("PyPI",), "p", "1"), Query(("PyPI",), "p", "2")
    assert [questions.ask(each) for each in (one, other, one)] == [0, 1, 0]


def test_a_question_to_several_ecosystems_is_one_row_for_each() -> None:
    questions = Questions()
    questions.ask(Query(("Debian:12", "Debian"), "p", "1:2.0-1"))
    assert [(row.id, row.ecosystem, row.key) for row in questions.rows()] == [
        (0, "Debian:12", key("deb", "1:2.0-1")),
        (0, "Debian", key("deb", "1:2.0-1")),
    ]


@pytest.mark.parametrize(
    "query", [Query(("PyPI",), "p", ""), Query(("PyPI",), "p", "no-version"), Query(("Root",), "p", "1.0")]
)
def test_what_has_no_place_in_an_order_has_no_key(query: Query) -> None:
    assert key_of(query) is None


def test_vulnerabilities_are_named_once_for_all_their_records(tmp_path: Path) -> None:
    one = [affected("PyPI", "p", span("introduced 0"))]
    records = [record(f"X-{number}", *one, aliases=["CVE-2099-0001"]) for number in range(3)]
    build(folder(tmp_path / "s", *records, record("Y-1", *one)), tmp_path / "a.duckdb")
    questions = Questions()
    questions.ask(Query(("PyPI",), "p", "1"))
    questions.ask(Query(("PyPI",), "q", "1"))
    with opened(tmp_path / "a.duckdb") as connection:
        ask(connection, questions)
        assert vulnerabilities(connection) == {0: ("CVE-2099-0001", "Y-1")}

# SPDX-License-Identifier: Apache-2.0
"""What several records say together does not depend on the component, nor on the order of the records."""

from datetime import date
from pathlib import Path

import pytest

from advisories.sources import affected, catalogue, entry, folder, record, span
from medward.advisories import build
from medward.advisories.asking import Questions, ask
from medward.advisories.identity import Query
from medward.advisories.reading import Answers, read
from medward.advisories.store import opened
from medward.advisories.together import together

AFFECTED = affected("PyPI", "p", span("introduced 0"))
RECORDS = (
    record(
        "PYSEC-1",
        AFFECTED,
        aliases=["CVE-2099-0001"],
        published="2099-01-05T00:00:00Z",
        references=[{"type": "WEB", "url": "https://b.example"}],
        database_specific={"cwe_ids": ["CWE-79"]},
    ),
    record(
        "GHSA-1",
        AFFECTED,
        aliases=["CVE-2099-0001"],
        modified="2099-02-01T00:00:00Z",
        published="2099-01-03T00:00:00Z",
        summary="Told here",
        references=[{"type": "WEB", "url": "https://a.example"}, {"type": "WEB", "url": "https://b.example"}],
        database_specific={"cwe_ids": ["CWE-79", "CWE-20"]},
    ),
)


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    root = catalogue(folder(tmp_path / "s", *RECORDS), entry("CVE-2099-0001"))
    build(root, tmp_path / "a.duckdb")
    questions = Questions()
    questions.ask(Query(("PyPI",), "p", "1"))
    with opened(tmp_path / "a.duckdb") as connection:
        ask(connection, questions)
        return read(connection)


def numbers(answers: Answers) -> tuple[int, ...]:
    return tuple(sorted(answers.records, key=lambda number: answers.records[number].name, reverse=True))


def test_each_says_its_part_once(answers: Answers) -> None:
    found = together(answers, numbers(answers))
    assert (found.vulnerability, found.aliases) == ("CVE-2099-0001", ("GHSA-1", "PYSEC-1"))
    assert found.records == ("GHSA-1", "PYSEC-1")
    assert found.references == ("https://a.example", "https://b.example")
    assert found.cwes == ("CWE-20", "CWE-79")
    assert found.summary == "Told here"


def test_the_first_publication_and_the_last_change_count(answers: Answers) -> None:
    found = together(answers, numbers(answers))
    assert (found.published, found.modified) == (date(2099, 1, 3), date(2099, 2, 1))


def test_the_catalogue_is_asked_by_every_name(answers: Answers) -> None:
    (one, other) = numbers(answers)
    for records in ((one,), (other,), (one, other)):
        known = together(answers, records).known_exploited
        assert known is not None
        assert known.cve == "CVE-2099-0001"


def test_the_order_of_the_records_says_nothing(answers: Answers) -> None:
    assert together(answers, numbers(answers)) == together(answers, numbers(answers)[::-1])


def test_it_is_worked_out_once(answers: Answers) -> None:
    assert together(answers, numbers(answers)) is together(answers, numbers(answers))

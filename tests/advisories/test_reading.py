# SPDX-License-Identifier: Apache-2.0
"""What is read back for the findings: only what was hit, and which sources cover an ecosystem."""

from pathlib import Path

import pytest

from advisories.sources import SAMPLES
from medward.advisories import build
from medward.advisories.asking import Questions, ask
from medward.advisories.identity import Query
from medward.advisories.reading import Answers, read
from medward.advisories.store import opened


def answered(root: Path, *queries: Query) -> Answers:
    build(SAMPLES, root / "a.duckdb")
    questions = Questions()
    for query in queries:
        questions.ask(query)
    with opened(root / "a.duckdb") as connection:
        ask(connection, questions)
        return read(connection)


def test_only_the_records_of_what_was_asked_are_read(tmp_path: Path) -> None:
    answers = answered(tmp_path, Query(("PyPI",), "drip-core", "2.0"))
    assert {told.name for told in answers.records.values()} == {"PYSEC-2099-1", "GHSA-aaaa-0000-0001"}
    assert set(answers.exploited) == {"CVE-2099-0001"}
    assert answers.known == {0: 2}


def test_a_record_that_knows_the_package_and_does_not_hit_is_silent(tmp_path: Path) -> None:
    answers = answered(tmp_path, Query(("PyPI",), "drip-core", "2.0"), Query(("PyPI",), "drip-core", "1.3"))
    names = {question: [answers.records[one].name for one in found] for question, found in answers.silent.items()}
    assert names == {0: ["GHSA-aaaa-0000-0001"]}


def test_what_is_undecided_is_read_with_its_reason_and_record(tmp_path: Path) -> None:
    answers = answered(tmp_path, Query(("PyPI",), "bed-link", "1"))
    ((number, reason),) = answers.undecided[0]
    assert (answers.records[number].name, reason) == ("PYSEC-2099-4", "it has only ranges over commits")


@pytest.mark.parametrize(
    ("ecosystems", "parts"),
    [
        (("PyPI",), ["PyPI"]),
        (("npm",), []),
        (("Debian:12", "Debian"), ["Debian"]),
        (("Debian:13", "Debian"), []),
        (("Ubuntu:22.04:LTS", "Ubuntu:22.04", "Ubuntu"), []),
    ],
)
def test_an_ecosystem_is_covered_by_the_part_of_its_own_name(
    tmp_path: Path, ecosystems: tuple[str, ...], parts: list[str]
) -> None:
    answers = answered(tmp_path, Query(("PyPI",), "drip-core", "2.0"))
    assert [source.part for source in answers.sources(ecosystems)] == parts

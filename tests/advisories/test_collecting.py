# SPDX-License-Identifier: Apache-2.0
"""Records that stand in several places are held once, and every copy is accounted for."""

from pathlib import Path

import pytest

from advisories.sources import Json, affected, folder, inventory, record, span
from medward.advisories import DatabaseInfo, build, match

OLDER, NEWER = "2099-01-01T00:00:00Z", "2099-02-01T00:00:00Z"


def copy(until: str, modified: str = OLDER) -> Json:
    """A record that is in PyPI and npm, as one of its copies has it."""
    statement = affected("PyPI", "p", span("introduced 0", f"fixed {until}"))
    return record("X-1", statement, modified=modified)


def built(root: Path, *parts: tuple[str, Json]) -> DatabaseInfo:
    for ecosystem, one in parts:
        folder(root / "sources", one, ecosystem=ecosystem)
    return build(root / "sources", root / "a.duckdb")


def fixed_in(root: Path) -> tuple[str, ...]:
    return match(inventory("pkg:pypi/p@0.1"), root / "a.duckdb").findings[0].fixed_in


def test_the_same_record_in_two_parts_counts_in_both_and_is_held_once(tmp_path: Path) -> None:
    held = built(tmp_path, ("PyPI", copy("1")), ("npm", copy("1")))
    assert [(source.part, source.records, source.skipped) for source in held.sources] == [
        ("PyPI", 1, ()),
        ("npm", 1, ()),
    ]
    assert held.ranges == 1


@pytest.mark.parametrize(
    ("pypi", "npm", "fixed", "skipped_in"),
    [
        (copy("1", OLDER), copy("2", NEWER), "2", "PyPI"),
        (copy("1", NEWER), copy("2", OLDER), "1", "npm"),
        (copy("1"), copy("2"), "1", "npm"),
    ],
)
def test_of_different_copies_the_last_modified_is_held_and_the_other_listed(
    tmp_path: Path, pypi: Json, npm: Json, fixed: str, skipped_in: str
) -> None:
    held = built(tmp_path, ("PyPI", pypi), ("npm", npm))
    assert fixed_in(tmp_path) == (fixed,)
    assert held.ranges == 1
    by_part = {source.part: source for source in held.sources}
    assert {part: source.records for part, source in by_part.items()} == {
        part: int(part != skipped_in) for part in by_part
    }
    (skipped,) = by_part[skipped_in].skipped
    assert skipped.where == f"osv/{skipped_in}/all.zip: X-1.json"
    assert skipped.reason.startswith("X-1 also stands in osv/")


def test_a_record_twice_in_one_part_is_told(tmp_path: Path) -> None:
    one = folder(tmp_path / "sources", record("X-1", affected("PyPI", "p", span("introduced 0"))), packed=False)
    part = one / "osv" / "PyPI"
    (part / "copy.json").write_bytes((part / "X-1.json").read_bytes())
    (source,) = build(one, tmp_path / "a.duckdb").sources
    assert source.records == 1
    assert [(skipped.where, skipped.reason) for skipped in source.skipped] == [
        ("osv/PyPI/copy.json", "X-1 is the same as in osv/PyPI/X-1.json")
    ]


def test_a_copy_that_replaces_a_withdrawn_one_matches_again(tmp_path: Path) -> None:
    built(tmp_path, ("PyPI", {**copy("1"), "withdrawn": OLDER}), ("npm", copy("1", NEWER)))
    assert fixed_in(tmp_path) == ("1",)


def test_a_withdrawn_record_is_held_says_nothing_and_links_nothing(tmp_path: Path) -> None:
    root = folder(
        tmp_path / "sources",
        record("X-1", affected("PyPI", "p", span("introduced 0")), aliases=["CVE-2099-0001"], withdrawn=OLDER),
        record("X-2", affected("PyPI", "p", span("introduced 0")), aliases=["CVE-2099-0001"]),
    )
    held = build(root, tmp_path / "a.duckdb")
    assert (held.sources[0].records, held.sources[0].withdrawn, held.vulnerabilities) == (2, 1, 2)
    (finding,) = match(inventory("pkg:pypi/p@1"), tmp_path / "a.duckdb").findings
    assert (finding.vulnerability, finding.records, finding.aliases) == ("CVE-2099-0001", ("X-2",), ("X-2",))


def test_two_spellings_of_a_name_are_one_package(tmp_path: Path) -> None:
    root = folder(
        tmp_path / "sources",
        record(
            "X-1",
            affected("PyPI", "Drip_Core", span("introduced 0")),
            affected("PyPI", "drip.core", versions=["1"]),
        ),
    )
    assert build(root, tmp_path / "a.duckdb").packages == 1


def test_statements_that_cannot_be_evaluated_are_counted(tmp_path: Path) -> None:
    root = folder(
        tmp_path / "sources",
        record(
            "X-1",
            affected("PyPI", "p", span("introduced no-version")),
            affected("PyPI", "q", span("introduced 0", kind="GIT")),
            affected("Root", "r", span("introduced 1.0")),
            {"ranges": [span("introduced 0", kind="GIT")]},
        ),
    )
    (source,) = build(root, tmp_path / "a.duckdb").sources
    assert (source.undecided, source.commit_ranges) == (3, 2)

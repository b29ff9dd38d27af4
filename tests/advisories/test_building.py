# SPDX-License-Identifier: Apache-2.0
"""Building: the same records give the same digest, nothing is lost silently, a failed build changes nothing."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisories.sources import (
    SAMPLES,
    affected,
    archive,
    catalogue,
    entry,
    folder,
    forecasts,
    inventory,
    record,
    span,
)
from medward.advisories import DatabaseInfo, SourceInfo, build, info, match
from medward.advisories.staging import Staging
from medward.advisories.sync.state import FileState, State
from medward.base.canonical import digest_bytes, digest_file
from medward.base.problems import ProblemsError

ONE = record("X-1", affected("PyPI", "p", span("introduced 0", "fixed 1")), modified="2099-05-01T00:00:00Z")
NOON, LATER = datetime(2099, 3, 1, 12, tzinfo=UTC), datetime(2099, 3, 2, 12, tzinfo=UTC)
TWO = record("X-2", affected("PyPI", "q", span("introduced 0")), modified="2099-04-01T00:00:00Z")


def built(source: Path) -> DatabaseInfo:
    return build(source, source.parent / "a.duckdb")


def source_of(held: DatabaseInfo, part: str) -> SourceInfo:
    return next(source for source in held.sources if source.part == part)


def test_a_database_tells_its_sources_with_their_own_dates(tmp_path: Path) -> None:
    held = build(SAMPLES, tmp_path / "a.duckdb")
    assert [(one.name, one.part, one.records, one.withdrawn, one.newest) for one in held.sources] == [
        ("CISA KEV", "", 2, 0, date(2099, 3, 4)),
        ("OSV", "Debian", 1, 0, date(2099, 1, 20)),
        ("OSV", "Go", 1, 0, None),
        ("OSV", "PyPI", 6, 1, date(2099, 3, 5)),
        ("OSV", "opam", 1, 0, date(2099, 1, 10)),
    ]
    assert held.known_exploited == 2
    assert held.vulnerabilities == 8
    assert (source_of(held, "PyPI").undecided, source_of(held, "PyPI").commit_ranges) == (1, 2)
    assert source_of(held, "opam").undecided == 1


def test_the_digest_is_the_same_for_the_same_records_packed_or_plain(tmp_path: Path) -> None:
    packed = built(folder(tmp_path / "1" / "s", ONE, TWO))
    turned = built(folder(tmp_path / "2" / "s", TWO, ONE))
    plain = built(folder(tmp_path / "3" / "s", ONE, TWO, packed=False))
    assert packed.digest == turned.digest == plain.digest
    assert packed.digest.startswith("sha256:")


def test_the_digest_changes_with_the_content(tmp_path: Path) -> None:
    digests = {
        built(folder(tmp_path / "1" / "s", ONE)).digest,
        built(folder(tmp_path / "2" / "s", ONE, TWO)).digest,
        built(folder(tmp_path / "3" / "s", {**ONE, "summary": "Other"})).digest,
        built(folder(tmp_path / "4" / "s", ONE, ecosystem="npm")).digest,
        built(catalogue(folder(tmp_path / "5" / "s", ONE), entry("CVE-2099-1"))).digest,
    }
    assert len(digests) == 5


def test_building_twice_gives_the_same_database(tmp_path: Path) -> None:
    first, second = build(SAMPLES, tmp_path / "a.duckdb"), build(SAMPLES, tmp_path / "b.duckdb")
    assert first == second
    asked = inventory("pkg:pypi/drip-core@1.4.0", "pkg:npm/@pump/drip@1.0")
    assert match(asked, tmp_path / "a.duckdb") == match(asked, tmp_path / "b.duckdb")


def test_the_digest_of_a_source_is_that_of_its_file(tmp_path: Path) -> None:
    root = folder(catalogue(tmp_path / "s"), ONE)
    held = built(root)
    assert source_of(held, "PyPI").digest == digest_file(root / "osv/PyPI/all.zip")
    assert source_of(held, "").digest == digest_bytes(
        (root / "kev/known_exploited_vulnerabilities.json").read_bytes()
    )


def test_the_licence_is_named_where_it_is_known(tmp_path: Path) -> None:
    export = built(catalogue(folder(tmp_path / "1" / "s", ONE)))
    own = built(folder(tmp_path / "2" / "s", ONE, packed=False))
    assert source_of(export, "PyPI").licence == "CC-BY-4.0"
    assert source_of(export, "").licence == "CC0-1.0"
    assert source_of(own, "PyPI").licence == ""


def test_a_bad_record_is_skipped_counted_and_listed(tmp_path: Path) -> None:
    good = json.dumps(ONE).encode()
    archive(
        tmp_path / "s/osv/PyPI/all.zip",
        {"a.json": b"{", "b.json": b'{"id": 1}', "c.json": good, "d.txt": b"", "e.json": b"[" * 100_000},
    )
    source = source_of(built(tmp_path / "s"), "PyPI")
    assert (source.records, source.unreadable) == (1, 3)
    assert {skipped.where.partition(": ")[2] for skipped in source.skipped} == {
        "a.json",
        "b.json",
        "d.txt",
        "e.json",
    }
    assert all(skipped.reason for skipped in source.skipped)


def test_an_archive_that_cannot_be_read_stops_nothing_else_and_covers_nothing(tmp_path: Path) -> None:
    root = folder(tmp_path / "s", ONE, ecosystem="Go")
    archive(root / "osv/PyPI/all.zip", {"a.json": b"{}"}).write_bytes(b"PK truncated")
    held = built(root)
    assert [source.part for source in held.sources] == ["Go"]
    (skipped,) = held.skipped
    assert skipped.where == "osv/PyPI/all.zip"
    assert skipped.reason.startswith("it is not a readable ZIP archive")


def test_a_catalogue_that_cannot_be_read_stops_nothing_else(tmp_path: Path) -> None:
    root = catalogue(folder(tmp_path / "s", ONE))
    (root / "kev/known_exploited_vulnerabilities.json").write_bytes(b"[]")
    held = built(root)
    assert [source.name for source in held.sources] == ["OSV"]
    assert held.skipped[0].where == "kev/known_exploited_vulnerabilities.json"


def test_entries_of_the_catalogue_that_cannot_be_used_are_listed(tmp_path: Path) -> None:
    held = built(catalogue(tmp_path / "s", entry("CVE-2099-0001"), {"cveID": "CVE-2099-0002"}))
    assert held.known_exploited == 1
    assert [skipped.where for skipped in source_of(held, "").skipped] == [
        "kev/known_exploited_vulnerabilities.json: entry 1"
    ]


def test_scores_are_a_source_with_their_day_and_model(tmp_path: Path) -> None:
    held = built(forecasts(catalogue(tmp_path / "s"), "CVE-2099-0001,0.5,0.9", "no row"))
    source = next(one for one in held.sources if one.name == "EPSS")
    assert (source.records, source.unreadable, source.newest) == (1, 1, date(2099, 3, 1))
    assert source.edition == "v2099.01.01"
    assert [one.reason for one in source.skipped] == ["a row has 1 columns"]


def test_scores_that_cannot_be_read_stop_nothing_else_and_are_no_source(tmp_path: Path) -> None:
    root = forecasts(catalogue(tmp_path / "s"), *(f"CVE-2099-{number:05},0.5,0.9" for number in range(9_999)))
    path = root / "epss" / "epss_scores-2099-03-01.csv.gz"
    path.write_bytes(path.read_bytes()[:-10])
    held = built(root)
    assert [one.name for one in held.sources] == ["CISA KEV"]
    assert [(one.where, one.reason) for one in held.skipped] == [
        ("epss/epss_scores-2099-03-01.csv.gz", "it is not a whole gzip file")
    ]


def test_the_digest_is_of_the_scores_and_not_of_their_packing(tmp_path: Path) -> None:
    packed = built(forecasts(tmp_path / "1" / "s", "CVE-2099-0001,0.5,0.9"))
    plain = built(forecasts(tmp_path / "2" / "s", "CVE-2099-0001,0.5,0.9", name="a.csv"))
    other = built(forecasts(tmp_path / "3" / "s", "CVE-2099-0001,0.5,0.8"))
    assert packed.digest == plain.digest != other.digest


def noted(root: Path, **known: Any) -> Path:
    """A source folder with what fetching noted of its PyPI archive."""
    path = "osv/PyPI/all.zip"
    state, lies = State(root), root / path
    state.files[path] = FileState("osv", digest=digest_file(lies), size=lies.stat().st_size, **known)
    state.save()
    return root


def test_a_source_tells_when_it_was_fetched_and_what_failed_since(tmp_path: Path) -> None:
    root = noted(folder(tmp_path / "s", ONE), succeeded=NOON, failed=LATER, error="nobody answers")
    source = source_of(built(root), "PyPI")
    assert (source.fetched, source.failed, source.error, source.complete) == (NOON, LATER, "nobody answers", True)
    assert source.doubt == (
        "which could not be renewed on 2099-03-02 (nobody answers), and was last known to be current on 2099-03-01"
    )


def test_without_a_note_nothing_is_known_of_the_fetching(tmp_path: Path) -> None:
    source = source_of(built(folder(tmp_path / "s", ONE)), "PyPI")
    assert (source.fetched, source.failed, source.error, source.complete) == (None, None, "", True)
    assert source.doubt == ""


def test_fetching_enters_no_digest(tmp_path: Path) -> None:
    plain = built(folder(tmp_path / "1" / "s", ONE))
    stale = noted(folder(tmp_path / "2" / "s", ONE), succeeded=NOON, failed=LATER, error="nobody answers")
    missing = noted(folder(tmp_path / "3" / "s", ONE), succeeded=NOON)
    state = State(missing)
    state.files["kev/known_exploited_vulnerabilities.json"] = FileState("cisa-kev", failed=LATER, error="gone")
    state.save()
    broken = folder(tmp_path / "4" / "s", ONE)
    (broken / "sync-state.json").write_text("{")
    held = [built(root) for root in (stale, missing, broken)]
    assert {one.digest for one in held} == {plain.digest}
    assert [one.where for one in held[1].skipped] == ["kev/known_exploited_vulnerabilities.json"]
    assert "what is known of the files cannot be read" in source_of(held[2], "PyPI").doubt


def test_an_empty_part_is_a_source_without_records(tmp_path: Path) -> None:
    archive(tmp_path / "s/osv/PyPI/all.zip", {})
    source = source_of(built(tmp_path / "s"), "PyPI")
    assert (source.records, source.newest) == (0, None)


@pytest.mark.parametrize("failure", ["missing", "empty", "unreadable"])
def test_a_failed_build_leaves_the_old_database(tmp_path: Path, failure: str) -> None:
    old = built(folder(tmp_path / "s", ONE))
    shutil.rmtree(tmp_path / "s")
    if failure != "missing":
        (tmp_path / "s/osv").mkdir(parents=True)
    if failure == "unreadable":
        archive(tmp_path / "s/osv/PyPI/all.zip", {}).write_bytes(b"")
    with pytest.raises(ProblemsError) as refused:
        built(tmp_path / "s")
    assert [problem.code for problem in refused.value.problems] == [f"sources.{failure}"]
    assert info(tmp_path / "a.duckdb") == old
    assert sorted(path.name for path in tmp_path.iterdir()) in (["a.duckdb"], ["a.duckdb", "s"])


def test_a_build_that_is_stopped_leaves_the_old_database(tmp_path: Path) -> None:
    old = built(folder(tmp_path / "s", ONE))

    def stop(part: str, done: int, total: int) -> None:
        raise KeyboardInterrupt(part, done, total)

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "s", tmp_path / "a.duckdb", stop)
    assert info(tmp_path / "a.duckdb") == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.duckdb", "s"]


def test_no_room_for_temporary_files_is_told_and_leaves_the_old_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = built(folder(tmp_path / "s", ONE))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Staging, "add", full)
    with pytest.raises(ProblemsError, match="the database cannot be written: No space left on device"):
        built(tmp_path / "s")
    assert info(tmp_path / "a.duckdb") == old


def test_progress_names_the_part_and_never_goes_back(tmp_path: Path) -> None:
    root = catalogue(folder(tmp_path / "s", ONE, TWO, packed=False), entry("CVE-2099-0001"))
    seen: list[tuple[str, int, int]] = []
    build(root, tmp_path / "a.duckdb", lambda part, done, total: seen.append((part, done, total)))
    assert [part for part, _, _ in seen] == ["CISA KEV", "OSV PyPI", "OSV PyPI"]
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[-1][1] == seen[-1][2]


FIELDS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_records_with_anything_in_them_never_break_a_build(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("fuzz")
    names = sorted({path.relative_to(SAMPLES) for path in SAMPLES.rglob("*.json")})
    for name in names:
        content = json.loads((SAMPLES / name).read_bytes())
        key = data.draw(st.sampled_from(sorted(content)))
        content[key] = data.draw(FIELDS)
        path = root / "s" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))
    held = built(root / "s")
    records = [name for name in names if name.parts[0] == "osv"]
    osv = [source for source in held.sources if source.name == "OSV"]
    assert sum(source.records + len(source.skipped) for source in osv) >= len(records)

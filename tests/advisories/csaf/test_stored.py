# SPDX-License-Identifier: Apache-2.0
"""CSAF in the one database: what it lists, and that it gives back what a folder gives."""

import os
import zipfile
from pathlib import Path

import pytest

from advisories.csaf.documents import Json, document, product, provider
from advisories.devices.scoring import read_key, score
from medward.advisories import DatabaseInfo, SourceInfo, build, info
from medward.advisories.csaf import read_provider, stored_advisories
from medward.advisories.devices import DeviceIndex, match_units, read_units
from medward.base.problems import ProblemsError

HOSPITAL = Path(__file__).parents[3] / "examples" / "hospital"
HELD_OUT = Path(__file__).parents[1] / "devices"


def named(name: str, version: str = "1", **more: object) -> Json:
    found = document(product("Acme", "Pump", "<= 2.0"), **more)
    found["document"]["tracking"] |= {"id": name, "version": version}
    return found


def built(root: Path) -> Path:
    database = root.parent / "all.duckdb"
    build(root, database)
    return database


def source(database: Path, part: str = "acme") -> dict[str, list[str]]:
    """Where something was skipped → the reasons."""
    told: dict[str, list[str]] = {}
    for one in _sources(info(database))[part].skipped:
        told.setdefault(one.where, []).append(one.reason)
    return told


def _sources(held: DatabaseInfo) -> dict[str, SourceInfo]:
    return {one.part: one for one in held.sources if one.name == "CSAF"}


def test_the_database_gives_back_what_the_folder_gives(tmp_path: Path) -> None:
    folder = provider(tmp_path / "s" / "csaf" / "acme", {"a.json": named("A"), "b.json": named("B")})
    database = built(tmp_path / "s")
    assert stored_advisories(database).advisories == read_provider(folder).advisories
    wanted = stored_advisories(database, lambda name: name.startswith("b"))
    assert [one.id for one in wanted.advisories] == ["B"]


def test_an_archive_and_its_folder_are_the_same_database(tmp_path: Path) -> None:
    folder = provider(tmp_path / "s" / "csaf" / "acme", {"a.json": named("A")})
    first = info(built(tmp_path / "s"))
    (tmp_path / "t" / "csaf").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "t" / "csaf" / "acme.zip", "w") as packed:
        for file in sorted(folder.rglob("*.*")):
            packed.write(file, file.relative_to(folder).as_posix())
    assert info(built(tmp_path / "t")).digest == first.digest


def test_a_part_tells_its_documents_its_date_and_what_was_not_read(tmp_path: Path) -> None:
    documents = {"a.json": named("A"), "b.json": named("B", category="csaf_withdrawn"), "c.json": named("C")}
    folder = provider(tmp_path / "s" / "csaf" / "acme", documents)
    (folder / "2099" / "c.json").write_bytes(b"{")
    (folder / "2099" / "d.json").write_bytes(b"{")
    with (folder / "index.txt").open("a") as index:
        index.write("white/2099/gone.json\n")
    database = built(tmp_path / "s")
    (held,) = [one for one in info(database).sources if one.name == "CSAF"]
    assert (held.records, held.withdrawn, held.unreadable) == (2, 1, 2)
    assert str(held.newest) == "2099-01-31"
    told = source(database)
    assert told["csaf/acme/2099/c.json"] == [
        "its sha512 differs from the published one: it was changed or cut short"
    ]
    assert "csaf/acme/2099/d.json" in told
    assert told["csaf/acme"] == [
        "its provider lists white/2099/gone.json, and it is not here",
        "the signatures of 2 documents are missing: its provider publishes none beside it",
    ]
    assert [one.id for one in stored_advisories(database).advisories] == ["A"]


def test_an_older_revision_is_named_where_it_stands(tmp_path: Path) -> None:
    provider(tmp_path / "s" / "csaf" / "acme", {"a.json": named("A", "1"), "b.json": named("A", "2")})
    database = built(tmp_path / "s")
    assert source(database)["csaf/acme/2099/a.json"] == [
        "A also stands in csaf/acme/2099/b.json, in a newer revision"
    ]
    assert [one.revision for one in stored_advisories(database).advisories] == ["2"]


def test_the_same_document_of_two_providers_counts_for_both_and_is_held_once(tmp_path: Path) -> None:
    for part in ("acme", "mirror"):
        provider(tmp_path / "s" / "csaf" / part, {"a.json": named("A")})
    database = built(tmp_path / "s")
    assert [one.records for one in info(database).sources] == [1, 1]
    assert len(stored_advisories(database).advisories) == 1


def test_a_provider_that_cannot_be_read_is_no_source(tmp_path: Path) -> None:
    provider(tmp_path / "s" / "csaf" / "acme", {"a.json": named("A")})
    (tmp_path / "s" / "csaf" / "odd.zip").write_bytes(b"PK nonsense")
    held = info(built(tmp_path / "s"))
    assert [one.part for one in held.sources] == ["acme"]
    assert [one.where for one in held.skipped] == ["csaf/odd.zip"]


def test_a_damaged_advisory_is_a_problem_of_the_database(tmp_path: Path) -> None:
    import duckdb

    provider(tmp_path / "s" / "csaf" / "acme", {"a.json": named("A")})
    database = built(tmp_path / "s")
    with duckdb.connect(str(database)) as connection:
        connection.execute("update advisory set content = 'x'::blob")
    with pytest.raises(ProblemsError) as refused:
        stored_advisories(database)
    assert [one.code for one in refused.value.problems] == ["database.unreadable"]


@pytest.mark.data
def test_the_hospital_gets_the_same_answers_from_the_database_as_from_the_archive(tmp_path: Path) -> None:
    if "MEDWARD_DATA" not in os.environ:
        pytest.skip("MEDWARD_DATA is not set, so there is no public data to read")
    archive = Path(os.environ["MEDWARD_DATA"]) / "csaf" / "cisa-ot-white.zip"
    (tmp_path / "s" / "csaf").mkdir(parents=True)
    (tmp_path / "s" / "csaf" / archive.name).symlink_to(archive)
    medical = lambda name: name.startswith("icsma")  # noqa: E731 - both readings take the same one
    stored = stored_advisories(built(tmp_path / "s"), medical)
    read = read_provider(archive, medical)
    assert stored.advisories == read.advisories
    units = read_units(HOSPITAL / "units.csv")
    answers = match_units(units, DeviceIndex(stored.advisories))
    assert answers == match_units(units, DeviceIndex(read.advisories))
    found = score(answers, read_key(HOSPITAL / "answers.csv"))
    assert (found.recall, found.precision) == (1.0, 1.0)

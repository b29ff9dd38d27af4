# SPDX-License-Identifier: Apache-2.0
"""What a source folder holds: which parts are read, and what is named as not read."""

from pathlib import Path

import pytest

from advisories.sources import SAMPLES, archive, catalogue, folder, forecasts, record
from medward.advisories.parts import find
from medward.base.problems import ProblemsError


def test_the_parts_of_a_folder_are_found_in_order() -> None:
    layout = find(SAMPLES)
    found = [(part.name, part.part, part.place) for part in layout.parts]
    assert found == [
        ("CISA KEV", "", "kev/known_exploited_vulnerabilities.json"),
        ("OSV", "Debian", "osv/Debian"),
        ("OSV", "Go", "osv/Go"),
        ("OSV", "PyPI", "osv/PyPI"),
        ("OSV", "opam", "osv/opam"),
    ]
    assert layout.skipped == ()
    assert all(part.size > 0 for part in layout.parts)


def test_an_archive_is_read_in_place_of_the_records_beside_it(tmp_path: Path) -> None:
    folder(tmp_path, record("X-1"))
    folder(tmp_path, record("X-2"), packed=False)
    layout = find(tmp_path)
    assert [part.place for part in layout.parts] == ["osv/PyPI/all.zip"]
    assert [(one.where, one.reason) for one in layout.skipped] == [
        ("osv/PyPI/X-2.json", "all.zip stands beside it and is read in its place")
    ]


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    catalogue(tmp_path)
    (tmp_path / "kev" / "schema.json").write_text("{}")
    (tmp_path / "sboms").mkdir()
    (tmp_path / "osv").mkdir()
    (tmp_path / "osv" / "all.zip").write_bytes(b"")
    skipped = {one.where: one.reason for one in find(tmp_path).skipped}
    assert skipped == {
        "kev/schema.json": "this version does not read it",
        "sboms": "this version does not read it",
        "osv/all.zip": "OSV has one folder for each ecosystem, and this is a file",
    }


def test_of_several_days_of_scores_the_newest_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    for day, name in (("2099-03-02", "epss_scores-current.csv.gz"), ("2099-03-01", ""), ("2099-02-01", "b.csv")):
        forecasts(tmp_path, day=day, name=name)
    (tmp_path / "epss" / "c.csv").write_text("cve,epss,percentile\n")
    (tmp_path / "epss" / "notes.txt").write_text("")
    layout = find(tmp_path)
    assert [(part.name, part.part, part.place) for part in layout.parts] == [
        ("EPSS", "", "epss/epss_scores-current.csv.gz")
    ]
    instead = "and epss_scores-current.csv.gz is read in its place"
    assert {one.where: one.reason for one in layout.skipped} == {
        "epss/b.csv": f"its scores are of 2099-02-01, {instead}",
        "epss/c.csv": "its first line does not tell the day of the scores",
        "epss/epss_scores-2099-03-01.csv.gz": f"its scores are of 2099-03-01, {instead}",
        "epss/notes.txt": "it is no file of scores",
    }


def test_what_fetching_noted_is_no_source_and_is_not_named(tmp_path: Path) -> None:
    catalogue(tmp_path)
    (tmp_path / "sync-state.json").write_text("{}")
    assert find(tmp_path).skipped == ()


def test_texts_about_the_folder_itself_are_passed_over(tmp_path: Path) -> None:
    catalogue(tmp_path)
    for name in ("README.md", "LICENSE", "licence.txt", ".hidden"):
        (tmp_path / name).write_text("")
        (tmp_path / "kev" / name).write_text("")
    assert find(tmp_path).skipped == ()


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_without_sources_is_refused(tmp_path: Path, made: bool) -> None:
    path = tmp_path / "sources"
    if made:
        archive(path / "sboms" / "all.zip", {})
    with pytest.raises(ProblemsError) as refused:
        find(path)
    (problem,) = refused.value.problems
    assert problem.code == ("sources.empty" if made else "sources.missing")
    assert problem.place.file == str(path)


@pytest.mark.parametrize("source", ["cve", "nvd", "cpe", "purl2cpe", "csaf"])
def test_archives_and_folders_of_products_are_parts_and_loose_files_are_named(tmp_path: Path, source: str) -> None:
    catalogue(tmp_path)
    archive(tmp_path / source / "extra.zip", {})
    (tmp_path / source / "records" / "deep").mkdir(parents=True)
    (tmp_path / source / "records" / "deep" / "one.json").write_text("{}")
    (tmp_path / source / "loose.txt").write_text("")
    layout = find(tmp_path)
    parts = {part.place: (part.part, part.size) for part in layout.parts if part.name != "CISA KEV"}
    assert parts[f"{source}/records"] == ("records", 2)
    assert parts[f"{source}/extra.zip"][0] == "extra"
    assert [one.where for one in layout.skipped] == [f"{source}/loose.txt"]


@pytest.mark.parametrize(
    ("source", "name"), [("cve", "cves.zip"), ("purl2cpe", "purl2cpe.zip"), ("cpe", "nvdcpe-2.0.tar.gz")]
)
def test_an_archive_of_a_whole_source_needs_no_name(tmp_path: Path, source: str, name: str) -> None:
    archive(tmp_path / source / name, {})
    (part,) = find(tmp_path).parts
    assert part.part == ""


def test_a_tape_archive_is_a_part_of_the_cpe_dictionary_alone(tmp_path: Path) -> None:
    for source in ("cpe", "nvd"):
        archive(tmp_path / source / "more.tar.gz", {})
    layout = find(tmp_path)
    assert [(one.name, one.part, one.place) for one in layout.parts] == [("NVD CPE", "more", "cpe/more.tar.gz")]
    assert [one.where for one in layout.skipped] == ["nvd/more.tar.gz"]

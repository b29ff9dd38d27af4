# SPDX-License-Identifier: Apache-2.0
"""A package appears whole or not at all, and its manifest holds every file."""

import os
import shutil
from pathlib import Path

import pytest

from medward.base.problems import ProblemsError
from medward.dossier import load
from medward.packs import asked_by_default, shipped_pack
from medward.reports.document.tree import faults
from medward.reports.package.building import Form, build, documents
from medward.reports.package.manifest import NAME, verify
from medward.reports.package.material import collect
from medward.reports.package.targets import targets
from reports.package.materials import AS_OF, PUMP, empty, pump

HOSPITAL = targets()["hospital"]


@pytest.mark.parametrize("target", sorted(targets()))
def test_every_document_is_sound_whether_the_dossier_is_full_or_empty(target: str) -> None:
    for material in (pump(), empty()):
        for _, document in documents(targets()[target], material):
            assert faults(document) == []


def test_the_manifest_names_every_file_and_what_it_was_made_from(tmp_path: Path) -> None:
    made = build(HOSPITAL, pump(), tmp_path / "out", [Form.HTML])
    found, problems = verify(tmp_path / "out")
    assert (found, problems) == (made, [])
    assert made.dossier == pump().loaded.digest
    assert {file.what for file in made.files} == {"document", "sbom", "data"}
    on_disk = {
        one.relative_to(tmp_path / "out").as_posix() for one in (tmp_path / "out").rglob("*") if one.is_file()
    }
    assert on_disk == {file.path for file in made.files} | {NAME}


def test_evidence_goes_to_the_authority_with_the_digest_that_the_dossier_states(tmp_path: Path) -> None:
    made = build(targets()["mdr-annex-ii"], pump(), tmp_path / "out", [])
    given = {file.of: file.digest for file in made.files if file.what == "evidence"}
    assert given == {one.id: one.digest for one in pump().dossier.evidence}


def test_the_same_dossier_gives_the_same_bytes(tmp_path: Path) -> None:
    first = build(HOSPITAL, pump(), tmp_path / "first", [Form.HTML])
    again = collect(load(PUMP), None, list(asked_by_default()), AS_OF)
    second = build(HOSPITAL, again, tmp_path / "second", [Form.HTML])
    assert {file.path: file.digest for file in first.files if file.what == "document"} == {
        file.path: file.digest for file in second.files if file.what == "document"
    }


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ProblemsError, match=r"package\.folder-not-empty"):
        build(HOSPITAL, pump(), tmp_path, [])
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_that_changed_since_the_dossier_was_read_stops_the_package(tmp_path: Path) -> None:
    shutil.copytree(PUMP, tmp_path / "pump")
    material = collect(load(tmp_path / "pump"), None, [shipped_pack("fda-524b")], AS_OF)
    changed = tmp_path / "pump" / material.dossier.evidence[0].file
    changed.write_bytes(changed.read_bytes() + b" ")
    with pytest.raises(ProblemsError, match=r"package\.changed"):
        build(targets()["fda-estar"], material, tmp_path / "out", [])
    assert [one.name for one in tmp_path.iterdir()] == ["pump"], "nothing is left behind"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OSError, match="Permission denied"):
        build(HOSPITAL, pump(), tmp_path / "out", [])


def test_each_document_is_told_once_it_is_made(tmp_path: Path) -> None:
    told: list[str] = []
    build(HOSPITAL, pump(), tmp_path / "out", [Form.HTML], told.append)
    assert told == [f"{one.name}.html" for one in HOSPITAL.documents]

# SPDX-License-Identifier: Apache-2.0
"""What is saved loads as what it was, reads well, and is there as a whole or not at all."""

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from dossier.samples import DEVICE, loaded, put, whole
from dossier.strategies import Sample, samples
from medward.base import yamltext
from medward.base.problems import ProblemsError
from medward.dossier import load, saving
from medward.dossier.content import content
from medward.dossier.model import Dossier
from medward.dossier.saving import save, yaml_texts


@settings(max_examples=60, deadline=None)
@given(samples())
def test_load_save_load_is_the_identity(sample: Sample) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample.put_files(folder / "given")
        saved = save(sample.dossier, folder / "first", files_from=folder / "given")
        again = save(load(folder / "first").dossier, folder / "second", files_from=folder / "first")
        assert saved.dossier == again.dossier == sample.dossier
        assert (saved.digest, saved.files) == (again.digest, again.files)
        assert _bytes(folder / "first") == _bytes(folder / "second")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=60, deadline=None)
@given(samples())
def test_readers_of_yaml_1_1_and_1_2_read_the_same(sample: Sample) -> None:
    said = content(sample.dossier)
    for text in yaml_texts(sample.dossier).values():
        read = yamltext.parse(text.encode(), "saved").value
        assert yaml.safe_load(text) == read
        assert isinstance(read, dict)
        assert read == {key: said[key] for key in read}


def test_files_read_as_a_person_would_write_them(tmp_path: Path) -> None:
    got = loaded(tmp_path, """\
threats:
  - id: T-1
    title: rogue drug library
    description: >-
      Somebody on the hospital network sends a drug library that the pump takes, because nothing proves
      where it comes from.
    status: not_applicable
    reason: "no"
    stride: [tampering, spoofing]
    source: |-
      Workshop of the team,
      second day
""")  # fmt: skip
    assert yaml_texts(got.dossier)["threats.yaml"] == """\
threats:
  - id: T-1
    title: rogue drug library
    description: >-
      Somebody on the hospital network sends a drug library that the pump takes, because nothing
      proves where it comes from.
    stride: [spoofing, tampering]
    status: not_applicable
    reason: "no"
    source: |-
      Workshop of the team,
      second day
"""  # fmt: skip


def test_what_belongs_together_shares_a_file(tmp_path: Path) -> None:
    save(load(whole(tmp_path / "a")).dossier, tmp_path / "b", files_from=tmp_path / "a")
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == [
        "controls.yaml", "device.yaml", "evidence.yaml", "files", "harms.yaml", "requirements.yaml", "tests.yaml",
        "threats.yaml",
    ]  # fmt: skip
    assert (tmp_path / "b/device.yaml").read_text().startswith("format: 1\ndevice:\n  name: Drip 100\n")
    assert "hazardous_situations:" in (tmp_path / "b/harms.yaml").read_text()


def test_an_empty_folder_is_filled_and_one_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    dossier = loaded(tmp_path / "a", "").dossier
    (tmp_path / "empty").mkdir()
    assert save(dossier, tmp_path / "empty", files_from=tmp_path).folder == tmp_path / "empty"
    taken = put(tmp_path / "taken", {"notes.txt": "mine"})
    for folder in (taken, taken / "notes.txt"):
        with pytest.raises(ProblemsError, match=r"dossier\.folder-not-empty"):
            save(dossier, folder, files_from=tmp_path)
    assert _bytes(taken) == {"notes.txt": b"mine"}


def test_what_cannot_be_saved_whole_leaves_nothing_behind(tmp_path: Path) -> None:
    got = load(whole(tmp_path / "a"))
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(ProblemsError, match=r"dossier\.missing-file"):
        save(got.dossier, tmp_path / "b", files_from=tmp_path / "elsewhere")
    put(tmp_path / "elsewhere", {"files/report.txt": "another report"})
    with pytest.raises(ProblemsError, match=r"dossier\.broken-digest"):
        save(got.dossier, tmp_path / "b", files_from=tmp_path / "elsewhere")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "elsewhere"]


def test_a_dossier_that_would_not_load_again_is_not_saved(tmp_path: Path) -> None:
    """A value made in code can hold a reference to nothing; a folder of it must not come to be."""
    dossier = loaded(tmp_path / "a", "hazardous_situations: [{id: HS, name: n}]").dossier
    (situation,) = dossier.hazardous_situations
    broken = dossier.model_copy(
        update={"hazardous_situations": (situation.model_copy(update={"harms": ("H-9",)}),)}
    )
    with pytest.raises(ProblemsError, match=r"dossier\.unknown-part"):
        save(broken, tmp_path / "b", files_from=tmp_path)
    assert not (tmp_path / "b").exists()


def test_every_key_that_shares_a_file_is_a_key_of_the_dossier() -> None:
    keys = {"device", *saving.TOGETHER, *saving.TOGETHER.values()}
    assert keys <= set(Dossier.model_fields)


def test_the_saved_folder_can_be_read_by_others(tmp_path: Path) -> None:
    saved = save(loaded(tmp_path / "a", "").dossier, tmp_path / "b", files_from=tmp_path)
    assert saved.folder.stat().st_mode & 0o777 == 0o755
    assert DEVICE.splitlines()[0] in (saved.folder / "device.yaml").read_text()

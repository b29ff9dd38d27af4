# SPDX-License-Identifier: Apache-2.0
"""Which files are the dossier, and which paths a dossier may name."""

import os
from pathlib import Path, PurePosixPath

import pytest

from dossier.samples import DEVICE, problems, put, said
from medward.base.problems import ProblemsError
from medward.dossier import folder
from medward.dossier.folder import BadFileError, is_part, locate, yaml_files


def test_every_yaml_file_counts_but_hidden_ones_and_those_below_files(tmp_path: Path) -> None:
    names = ["b.yaml", "a.yml", "C.YAML", "deep/er/d.yaml", ".hidden.yaml", ".git/e.yaml", "files/f.yaml",
             "deep/files/g.yaml", "notes.txt", "files.yaml", "x.yaml.bak"]  # fmt: skip
    put(tmp_path, dict.fromkeys(names, ""))
    assert yaml_files(tmp_path) == ["C.YAML", "a.yml", "b.yaml", "deep/er/d.yaml", "files.yaml"]
    assert all(is_part(PurePosixPath(name)) for name in yaml_files(tmp_path))
    assert not any(is_part(PurePosixPath(name)) for name in set(names) - set(yaml_files(tmp_path)))


def test_a_missing_folder_an_empty_one_and_a_file_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path, {"file": "", "empty/notes.txt": ""})
    assert [problems(tmp_path / name)[0].message for name in ("missing", "file", "empty")] == [
        "the folder does not exist",
        "the folder is not a folder",
        "the folder holds no YAML file",
    ]


@pytest.mark.parametrize(
    ("limit", "value", "files"),
    [
        ("MAX_FILES", 2, ["a.yaml", "b.yaml", "c.yaml"]),
        ("MAX_FOLDER_DEPTH", 2, ["1/2/3/a.yaml"]),
        ("MAX_ENTRIES", 3, ["a.yaml", "1", "2", "3"]),
        ("MAX_TOTAL_BYTES", 100, ["a.yaml", "b.yaml"]),
    ],
)
def test_a_folder_beyond_a_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, files: list[str]
) -> None:
    put(tmp_path, dict.fromkeys(files, "# sixty bytes of nothing at all, to be counted by the limit.\n"))
    monkeypatch.setattr(folder, limit, value)
    with pytest.raises(ProblemsError, match=r"more than [0-9,]+ .* \[dossier\.folder-limit\]"):
        yaml_files(tmp_path)


def test_a_folder_that_may_not_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"a.yaml": DEVICE, "closed/b.yaml": ""})
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert said(problems(tmp_path)) == ["closed  dossier.unreadable"]


OUTSIDE = ["/etc/passwd", "../x", "files/../../x", "files\\x", "files/.."]
ODD = ["./files/x", "files//x", "files/x/", ".", "", "files/a\nb", "files/\x00"]


@pytest.mark.parametrize("written", OUTSIDE)
def test_a_path_that_could_lead_out_is_refused_before_the_disk_is_touched(tmp_path: Path, written: str) -> None:
    assert refusal(tmp_path, written).code == "dossier.leaves-folder"


@pytest.mark.parametrize("written", ODD)
def test_a_path_has_one_way_to_be_written(tmp_path: Path, written: str) -> None:
    assert refusal(put(tmp_path, {"files/x": "1"}), written).code == "dossier.file-name"


def test_a_link_may_lead_to_a_file_in_the_folder_and_not_out_of_it(tmp_path: Path) -> None:
    put(tmp_path, {"secret": "x", "a/files/real": "x"})
    (tmp_path / "a/files/inside").symlink_to("real")
    (tmp_path / "a/files/outside").symlink_to(tmp_path / "secret")
    (tmp_path / "a/files/up").symlink_to(tmp_path)
    (tmp_path / "a/files/loop").symlink_to("loop")
    assert locate(tmp_path / "a", "files/inside") == (tmp_path / "a/files/real").resolve()
    assert refusal(tmp_path / "a", "files/outside").code == "dossier.leaves-folder"
    assert refusal(tmp_path / "a", "files/up/secret").code == "dossier.leaves-folder"
    assert refusal(tmp_path / "a", "files/loop").code == "dossier.missing-file"


def test_a_dossier_reached_by_a_link_is_one_folder_all_the_same(tmp_path: Path) -> None:
    put(tmp_path, {"real/files/x": "1"})
    (tmp_path / "link").symlink_to("real")
    assert locate(tmp_path / "link", "files/x") == (tmp_path / "real/files/x").resolve()


def test_what_is_missing_is_said_with_what_lies_beside_it(tmp_path: Path) -> None:
    error = refusal(put(tmp_path, {"files/report.pdf": "1", "files/scan.txt": "2"}), "files/raport.pdf")
    assert (error.code, error.message) == ("dossier.missing-file", "there is no file 'files/raport.pdf'")
    assert error.mend == "Did you mean 'files/report.pdf'? Otherwise put the file there"
    assert refusal(tmp_path, "no/such").mend == "Put the file there"
    assert refusal(tmp_path, "files/" + "x" * 5_000).code == "dossier.missing-file"


def test_a_folder_is_no_file_and_a_part_of_the_dossier_is_no_evidence(tmp_path: Path) -> None:
    put(tmp_path, {"files/deep/x": "1", "threats.yaml": "", "files/ok.yaml": "1"})
    assert refusal(tmp_path, "files/deep").code == "dossier.not-a-file"
    assert refusal(tmp_path, "threats.yaml").code == "dossier.part-as-file"
    assert locate(tmp_path, "files/ok.yaml").name == "ok.yaml"


def refusal(root: Path, written: str) -> BadFileError:
    with pytest.raises(BadFileError) as caught:
        locate(root, written)
    return caught.value

# SPDX-License-Identifier: Apache-2.0
"""The files that a dossier names are there, are not empty, and are the ones that were meant."""

from pathlib import Path

import pytest

from dossier.samples import CHAIN, DEVICE, PROOF, REPORT, problems, put, said, whole
from medward.base import canonical
from medward.base.canonical import digest_bytes
from medward.dossier import load, referenced


def test_a_file_that_was_changed_is_said_with_both_digests(tmp_path: Path) -> None:
    (whole(tmp_path) / "files/report.txt").write_bytes(b"The library was taken.\n")
    (problem,) = problems(tmp_path)
    assert problem.code == "dossier.broken-digest"
    assert (problem.key, str(problem.place)) == ("evidence[0].digest", "proof.yml:7")
    assert problem.message == (
        f"the digest of 'files/report.txt' is {digest_bytes(b'The library was taken.' + bytes([10]))}, "
        f"and the dossier says {digest_bytes(REPORT)}"
    )


def test_a_file_without_bytes_shows_nothing(tmp_path: Path) -> None:
    (whole(tmp_path) / "files/report.txt").write_bytes(b"")
    assert said(problems(tmp_path)) == ["proof.yml:6 evidence[0].file dossier.empty-file"]


def test_a_file_that_several_parts_name_is_read_once_and_judged_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = "evidence:\n- {id: E-2, title: t, evidence_kind: scan, file: files/report.txt, collector: c, digest: "
    put(whole(tmp_path), {"z.yaml": again + f"sha256:{'0' * 64}, collected: 2026-01-01}}"})
    read: list[str] = []

    def count(path: Path) -> str:
        read.append(path.name)
        return canonical.digest_file(path)

    monkeypatch.setattr(referenced, "digest_file", count)
    assert said(problems(tmp_path)) == ["z.yaml:2 evidence[1].digest dossier.broken-digest"]
    assert read == ["report.txt"]


def test_spaces_around_a_path_mean_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": DEVICE + CHAIN + PROOF.replace("files/report.txt", '" files/report.txt "')})
    put(tmp_path, {"files/report.txt": REPORT})
    assert list(load(tmp_path).files) == ["files/report.txt"]


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(referenced, "MAX_FILE_BYTES", 10)
    assert said(problems(whole(tmp_path))) == ["proof.yml:6 evidence[0].file dossier.folder-limit"]


def test_a_file_that_vanishes_before_it_is_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(tmp_path)

    def lose(path: Path) -> str:
        path.unlink()
        return str(path.read_bytes())

    monkeypatch.setattr(referenced, "digest_file", lose)
    (problem,) = problems(tmp_path)
    assert problem.code == "dossier.unreadable"
    assert problem.message == "the file 'files/report.txt' cannot be read: No such file or directory"

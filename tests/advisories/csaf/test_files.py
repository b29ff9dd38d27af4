# SPDX-License-Identifier: Apache-2.0
"""Files of a provider: limits on what an archive may do, and no way out of a folder."""

import zipfile
from pathlib import Path

import pytest

from medward.advisories.archive import RefusedError
from medward.advisories.csaf import files
from medward.advisories.csaf.files import ProviderError, open_files


def test_a_file_over_its_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"12345")
    with open_files(tmp_path) as found:
        assert found.read("a.json", 5) == b"12345"
        with pytest.raises(RefusedError, match="more than the 4 bytes"):
            found.read("a.json", 4)


def test_a_zip_bomb_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b"0" * 20_000_000)
    with open_files(path) as found, pytest.raises(RefusedError, match="times its packed size"):
        found.read("a.json", 1 << 30)


def test_a_member_packed_with_another_method_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.json", b"{}")
    with open_files(path) as found, pytest.raises(RefusedError, match="method"):
        found.read("a.json", 100)


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.json", b"{'here': 1}")
    path.write_bytes(path.read_bytes().replace(b"here", b"gone"))
    with open_files(path) as found, pytest.raises(RefusedError, match="cannot be read"):
        found.read("a.json", 100)


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}", encoding="utf-8")
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "a.json").symlink_to(tmp_path / "secret.json")
    (folder / "out").symlink_to(tmp_path)
    with open_files(folder) as found:
        assert found.names == frozenset()


def test_too_many_files_refuse_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 1)
    for name in "ab":
        (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(ProviderError, match="more than 1 files"):
        open_files(tmp_path)


def test_a_file_that_has_gone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    with open_files(tmp_path) as found:
        (tmp_path / "a.json").unlink()
        with pytest.raises(RefusedError, match="not a plain file"):
            found.read("a.json", 10)

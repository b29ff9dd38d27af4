# SPDX-License-Identifier: Apache-2.0
"""A tape archive is read file by file, within its limits, and one that is broken is refused."""

import gzip
import tarfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisories.dictionary_sources import tar
from medward.advisories import tarred
from medward.advisories.archive import ArchiveError
from medward.advisories.tarred import tar_items


def test_files_come_in_the_order_of_the_archive(tmp_path: Path) -> None:
    path = tar(tmp_path / "a.tar.gz", {"b.json": b"[1]", "a.json": b"x" * 5_000, "empty.json": b""})
    found = [(one.name.rpartition("/")[2], one.data) for one in tar_items(path)]
    assert found == [("b.json", b"[1]"), ("a.json", b"x" * 5_000), ("empty.json", b"")]


def test_what_is_no_wanted_file_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as packed:
        link = tarfile.TarInfo("link.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
    assert list(tar_items(path)) == []
    assert list(tar_items(tar(path, {"readme.txt": b"x" * 600}))) == []


def test_an_archive_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    path = tar(tmp_path / "a.tar.gz", {"a.json": bytes(range(256)) * 40})
    plain = gzip.decompress(path.read_bytes())
    for data in (path.read_bytes()[:-30], gzip.compress(plain[:2_000]), gzip.compress(plain[:1_024]), b"no gzip"):
        path.write_bytes(data)
        with pytest.raises(ArchiveError):
            list(tar_items(path))


def test_a_header_that_was_changed_is_refused(tmp_path: Path) -> None:
    path = tar(tmp_path / "a.tar.gz", {"a.json": b"[]"})
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b"a.json", b"b.json")))
    with pytest.raises(ArchiveError, match="another check sum"):
        list(tar_items(path))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tar(tmp_path / "a.tar.gz", {"a.json": bytes(8_000_000)})
    with pytest.raises(ArchiveError, match="grows to more"):
        list(tar_items(path))


@pytest.mark.parametrize(("limit", "said"), [("MAX_FILE", "bytes allowed"), ("MAX_ENTRIES", "entries allowed")])
def test_limits_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, said: str) -> None:
    monkeypatch.setattr(tarred, limit, 1)
    with pytest.raises(ArchiveError, match=said):
        list(tar_items(tar(tmp_path / "a.tar.gz", {"a.json": b"[1]"})))


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_archive_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tar(tmp_path_factory.mktemp("tar") / "a.tar.gz", {"a.json": b"[1]"})
    plain = bytearray(gzip.decompress(path.read_bytes())[:2_560])
    plain[data.draw(st.integers(0, len(plain) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(gzip.compress(bytes(plain)))
    try:
        found = list(tar_items(path))
    except ArchiveError:
        found = []
    assert all(len(one.data) <= len(plain) for one in found)

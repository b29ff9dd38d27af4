# SPDX-License-Identifier: Apache-2.0
"""A reader sees the old file or the new one, never half of one."""

from pathlib import Path

import pytest

from medward.base import files
from medward.base.files import copy_durably, write_atomically


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    path = tmp_path / "a/b/c.txt"
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_old_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old and longer")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "fdopen"])
def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, step, full)  # type: ignore[attr-defined]  # the module's own os is what is broken
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_is_interrupted_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.txt", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_replaced_and_what_it_led_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"other")
    (tmp_path / "link").symlink_to("target")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_bytes() == b"other"
    assert not (tmp_path / "link").is_symlink()


def test_a_copy_has_the_same_bytes_and_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"bytes")
    copy_durably(tmp_path / "a", tmp_path / "deep/er/b")
    assert (tmp_path / "deep/er/b").read_bytes() == b"bytes"
    with pytest.raises(FileExistsError):
        copy_durably(tmp_path / "a", tmp_path / "deep/er/b")

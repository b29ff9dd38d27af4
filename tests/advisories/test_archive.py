# SPDX-License-Identifier: Apache-2.0
"""Archives and folders of records: what is read, and what hostile ones are stopped by."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisories.sources import archive
from medward.advisories import archive as engine
from medward.advisories.archive import ArchiveError, Item, archive_items, folder_items


def read(path: Path) -> dict[str, str]:
    """Name → refusal, or the text that was read."""
    return {item.name: item.refusal or item.data.decode() for item in archive_items(path)}


def test_records_come_sorted_by_name_with_their_packed_size(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {"b.json": b"2", "a.json": b"1"})
    items = list(archive_items(path))
    assert [(item.name, item.data) for item in items] == [("a.json", b"1"), ("b.json", b"2")]
    assert all(item.packed > 0 for item in items)


def test_a_folder_of_plain_records_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(b"2")
    (tmp_path / "a.json").write_bytes(b"1")
    (tmp_path / "notes.txt").write_bytes(b"3")
    assert list(folder_items(tmp_path)) == [
        Item("a.json", b"1", 1),
        Item("b.json", b"2", 1),
        Item("notes.txt", b"", 1, "it is not a .json file"),
    ]


def test_a_folder_inside_a_folder_of_records_is_refused_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "more.json").mkdir()
    (tmp_path / "a.json").write_bytes(b"1")
    items = {item.name: item.refusal for item in folder_items(tmp_path)}
    assert items["a.json"] == ""
    assert items["more.json"] == "it is not a plain file"


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "broken.json").symlink_to(tmp_path / "none")
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    assert {item.refusal for item in folder_items(tmp_path)} == {"it is not a plain file"}


def test_a_missing_folder_is_an_archive_error(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="the folder cannot be read"):
        list(folder_items(tmp_path / "none"))


def test_what_is_no_json_file_is_refused_and_is_no_record(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {"a.json": b"1", "a.yaml": b"2", "README": b"3"})
    assert read(path) == {"a.json": "1", "a.yaml": "it is not a .json file", "README": "it is not a .json file"}
    assert [item.is_record for item in archive_items(path)] == [False, True, False]


@pytest.mark.parametrize("name", ["../../etc/evil.json", "/etc/evil.json", "C:\\evil.json", "a/../../b.json"])
def test_a_name_that_leads_out_of_the_archive_leads_nowhere(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "in" / "all.zip", {name: b"1"})
    before = sorted(tmp_path.rglob("*"))
    assert list(read(path).values()) == ["1"]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive at all", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_an_archive_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(data)
    with pytest.raises(ArchiveError):
        list(archive_items(path))


def test_a_truncated_archive_is_an_archive_error(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {f"{i}.json": b"{}" for i in range(50)})
    data = path.read_bytes()
    for length in (len(data) - 1, len(data) - 30, len(data) // 2, 40):
        path.write_bytes(data[:length])
        with pytest.raises(ArchiveError):
            list(archive_items(path))


def test_a_damaged_record_does_not_stop_the_others(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {"a.json": b"x" * 200, "b.json": b"fine"})
    data = bytearray(path.read_bytes())
    data[40] ^= 0xFF
    path.write_bytes(bytes(data))
    found = read(path)
    assert found["a.json"].startswith("it cannot be read")
    assert found["b.json"] == "fine"


def test_a_bomb_is_stopped_by_how_much_it_grows(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {"bomb.json": b" " * (engine.UNRATED + 1), "a.json": b"1"})
    assert read(path) == {"a.json": "1", "bomb.json": "it grows to more than 400 times its packed size"}


def test_a_record_that_lies_about_its_size_is_counted_by_what_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MAX_RECORD", 100)
    path = archive(tmp_path / "all.zip", {"a.json": bytes(range(97, 123)) * 8})
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    path.write_bytes(data[: at + 24] + struct.pack("<L", 50) + data[at + 28 :])
    (refusal,) = read(path).values()
    assert refusal != ""
    assert "a.json" in {item.name for item in archive_items(path) if not item.data}


def test_a_record_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MAX_RECORD", 100)
    path = archive(tmp_path / "all.zip", {"large.json": b"x" * 101, "right.json": b"x" * 100})
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "large.json").write_bytes(b"x" * 101)
    assert read(path)["large.json"] == "it has more than the 100 bytes allowed"
    assert read(path)["right.json"] == "x" * 100
    assert [one.refusal for one in folder_items(tmp_path / "plain")] == ["it has more than the 100 bytes allowed"]


def test_a_part_that_is_too_large_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MAX_TOTAL", 100)
    path = archive(tmp_path / "all.zip", dict.fromkeys(("a.json", "b.json", "c.json"), b"x" * 60))
    found = read(path)
    assert found["a.json"] == found["b.json"] == "x" * 60
    assert found["c.json"] == "the records before it have the 100 bytes that a part may have"


def test_an_archive_with_a_huge_directory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path / "all.zip", {f"{i}.json": b"{}" for i in range(50)})
    monkeypatch.setattr(engine, "MAX_DIRECTORY", 1000)
    with pytest.raises(ArchiveError, match="its directory has more than the 1,000 bytes allowed"):
        list(archive_items(path))


def test_the_directory_of_a_very_large_archive_is_measured_in_its_own_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MAX_DIRECTORY", 1000)
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 5000, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path = tmp_path / "all.zip"
    path.write_bytes(end64 + locator + end)
    with pytest.raises(ArchiveError, match="its directory has more than"):
        list(archive_items(path))


def test_an_encrypted_record_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "all.zip", {"a.json": b"1"})
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 0x1
    path.write_bytes(bytes(data))
    assert read(path) == {"a.json": "it is encrypted"}


def test_only_stored_and_deflated_records_are_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.json", b"1" * 100, zipfile.ZIP_LZMA)
        packed.writestr("b.json", b"2", zipfile.ZIP_STORED)
        packed.mkdir("folder.json")
    assert read(path) == {"a.json": "it is packed with a method that is not read", "b.json": "2"}


def test_of_two_records_of_one_name_both_are_given(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.json", b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr("a.json", b"2")
    assert [item.data for item in archive_items(path)] == [b"1", b"2"]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_archive_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = archive(tmp_path_factory.mktemp("fuzz") / "all.zip", {"a.json": b'{"id": "A"}' * 9, "b.json": b"{}"})
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + data.draw(st.integers(0, 9)) :])
    try:
        items = list(archive_items(path))
    except ArchiveError as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right, and neither may be silent
    else:
        assert len(items) <= 2
        assert not any(item.data and item.refusal for item in items)


def test_a_member_is_read_in_pieces_whatever_size_it_claims() -> None:
    asked: list[int] = []

    class Stream(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    content = bytes(3 * engine.PIECE + 5)
    assert engine.first_bytes(Stream(content), len(content) + 1) == content
    assert max(asked) == engine.PIECE
    assert engine.first_bytes(Stream(content), 7) == content[:7]

# SPDX-License-Identifier: Apache-2.0
"""A provider's folder: each document with its own outcome, and gaps that are named."""

import json
import zipfile
from pathlib import Path

import pytest

from advisories.csaf.documents import document, product, provider
from medward.advisories.csaf import ProviderError, read_provider

PUMP = document(product("Acme", "Pump", "<= 2.0"))


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return path


def test_a_folder_and_its_archive_say_the_same(tmp_path: Path) -> None:
    folder = provider(tmp_path / "p", {"a.json": PUMP, "b.json": PUMP})
    assert read_provider(folder) == read_provider(zipped(folder))


def test_a_right_checksum_is_verified_and_an_absent_one_is_said(tmp_path: Path) -> None:
    (told,) = read_provider(provider(tmp_path / "a", {"a.json": PUMP})).documents
    assert (told.refusal, told.checksums) == ("", ("sha512",))
    (told,) = read_provider(provider(tmp_path / "b", {"a.json": PUMP}, checksums=False)).documents
    assert (told.refusal, told.checksums) == ("", ())


def test_a_wrong_checksum_refuses_the_document_and_no_other(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"a.json": PUMP, "b.json": PUMP})
    with (folder / "2099" / "a.json").open("ab") as stream:
        stream.write(b" ")
    found = read_provider(folder)
    assert [one.name for one in found.refused] == ["2099/a.json"]
    assert "sha512 differs" in found.refused[0].refusal
    assert len(found.advisories) == 1


def test_a_checksum_file_without_a_checksum_refuses_the_document(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"a.json": PUMP})
    (folder / "2099" / "a.json.sha256").write_text("see the web page", encoding="ascii")
    (told,) = read_provider(folder).documents
    assert told.refusal == "its checksum file .sha256 does not begin with a sha256 digest"


def test_a_broken_document_stops_no_other(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"a.json": PUMP, "b.json": PUMP}, checksums=False)
    (folder / "2099" / "a.json").write_bytes(b"\xff{")
    found = read_provider(folder)
    assert len(found.advisories) == len(found.refused) == 1


def test_what_is_listed_and_not_here_is_named(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"a.json": PUMP, "b.json": PUMP})
    (folder / "2099" / "a.json").unlink()
    assert read_provider(folder).missing == ("white/2099/a.json",)


def test_what_is_here_and_not_listed_is_read_and_named(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"a.json": PUMP})
    other = document(product("Acme", "Lamp", "<= 2.0"))
    other["document"]["tracking"]["id"] = "ACME-99-002"
    (folder / "2099" / "c.json").write_text(json.dumps(other), encoding="utf-8")
    found = read_provider(folder)
    assert found.unlisted == ("2099/c.json",)
    assert len(found.advisories) == 2


def test_a_file_of_the_same_name_elsewhere_is_not_the_listed_one(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"a.json": PUMP})
    (folder / "2098").mkdir()
    (folder / "2099" / "a.json").rename(folder / "2098" / "a.json")
    found = read_provider(folder)
    assert found.missing == ("white/2099/a.json",)
    assert found.unlisted == ("2098/a.json",)


def test_feeds_and_metadata_are_no_documents(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"a.json": PUMP})
    entry = {"id": "A", "content": {"src": "https://example.org/white/2099/a.json", "type": "application/json"}}
    feed = {"feed": {"id": "f", "entry": [entry | {"updated": "2099-02-01T00:00:00Z"}, {"id": "no content"}]}}
    (folder / "acme-feed-white.json").write_text(json.dumps(feed), encoding="utf-8")
    (folder / "service.json").write_text('{"service": {}}', encoding="utf-8")
    (folder / "provider-metadata.json").write_text("{}", encoding="utf-8")
    found = read_provider(folder)
    assert [one.name for one in found.documents] == ["2099/a.json"]
    assert [(one.name, len(one.entries), one.unread) for one in found.listings] == [
        ("acme-feed-white.json", 1, 1),
        ("changes.csv", 1, 0),
        ("index.txt", 1, 0),
    ]
    assert (found.missing, found.unlisted) == ((), ())


def test_a_listing_that_is_none_is_skipped_with_its_reason(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"a.json": PUMP})
    (folder / "index.txt").write_bytes(b"\xff\xfe")
    found = read_provider(folder)
    assert found.skipped == (("index.txt", "it is not UTF-8 text"),)
    assert len(found.advisories) == 1


def test_only_wanted_documents_are_read_and_missed(tmp_path: Path) -> None:
    folder = provider(tmp_path, {"icsma-1.json": PUMP, "icsa-1.json": PUMP})
    (folder / "2099" / "icsa-1.json").unlink()
    found = read_provider(folder, lambda name: name.startswith("icsma"))
    assert [one.name for one in found.documents] == ["2099/icsma-1.json"]
    assert found.missing == ()


def test_no_folder_and_no_archive_is_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(ProviderError):
        read_provider(tmp_path / "absent")
    (tmp_path / "p.zip").write_bytes(b"PK nonsense")
    with pytest.raises(ProviderError, match=r"p\.zip cannot be read"):
        read_provider(tmp_path / "p.zip")

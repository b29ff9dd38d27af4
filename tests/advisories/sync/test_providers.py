# SPDX-License-Identifier: Apache-2.0
"""What a CSAF provider lists is read as CSAF says, and nothing that it lists leads out of its folder."""

import json
import os
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.sync.faults import ContentError
from medward.advisories.sync.providers import directory, feed, provider, published_digest

BASE = "https://a.example/csaf"


def metadata(*distributions: object) -> bytes:
    return json.dumps({"distributions": distributions}).encode()


def rolie(*entries: object) -> bytes:
    return json.dumps({"feed": {"entry": entries}}).encode()


def entry(url: str, updated: str = "2099-01-01T00:00:00Z", **links: str) -> dict[str, object]:
    link = [{"rel": rel.rstrip("12"), "href": href} for rel, href in links.items()]
    return {"content": {"src": url}, "updated": updated, "link": link}


def test_feeds_and_directories_are_found() -> None:
    feeds = {"feeds": [{"url": f"{BASE}/feed.json", "tlp_label": "WHITE", "summary": "all"}]}
    found = provider(metadata({"rolie": feeds}, {"directory_url": f"{BASE}/white"}))
    assert [one.url for one in found.feeds] == [f"{BASE}/feed.json"]
    assert [one.url for one in found.directories] == [f"{BASE}/white"]


@pytest.mark.parametrize(
    ("label", "found"),
    [("WHITE", True), ("CLEAR", True), ("UNLABELED", True), ("GREEN", False), ("AMBER", False), ("RED", False)],
)
def test_feeds_that_are_not_for_everyone_are_left(label: str, found: bool) -> None:
    given = metadata(
        {"rolie": {"feeds": [{"url": "https://a.example/f", "tlp_label": label}]}}, {"directory_url": BASE}
    )
    assert [one.is_public for one in provider(given).feeds] == [found]


@pytest.mark.parametrize("data", [b"", b"<html>", b"{}", b"\xff", b"[" * 100_000, metadata(), metadata({})])
def test_metadata_that_lead_nowhere_are_refused(data: bytes) -> None:
    with pytest.raises(ContentError, match=r"provider-metadata\.json"):
        provider(data)


def test_an_entry_of_a_feed_has_its_digests_and_its_signature() -> None:
    url = f"{BASE}/2099/a-1.json"
    links = {"hash1": f"{url}.sha512", "hash2": f"{url}.sha256", "signature": f"{url}.asc", "self": url}
    (one,) = feed(rolie(entry(url, **links))).entries
    assert (one.name, one.stamp, one.surely) == ("2099/a-1.json", "2099-01-01T00:00:00Z", True)
    assert one.hashes == {"sha512": f"{url}.sha512", "sha256": f"{url}.sha256"}
    assert one.signature == f"{url}.asc"


def test_an_entry_without_digests_has_none() -> None:
    (one,) = feed(rolie({"content": {"src": f"{BASE}/a-1.json"}})).entries
    assert (one.name, one.hashes, one.signature) == ("a-1.json", {}, "")


@pytest.mark.parametrize("data", [b"", b"<feed/>", b'{"feed": {"entry": [{}]}}', b"[" * 100_000])
def test_a_feed_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ContentError, match="its feed"):
        feed(data)


def test_an_entry_that_cannot_be_read_is_counted_and_the_others_are_fetched() -> None:
    listed = feed(rolie({}, entry(f"{BASE}/2099/a-1.json")))
    assert [one.name for one in listed.entries] == ["2099/a-1.json"]
    assert listed.skipped == ("1 entries of its feed cannot be read",)


def test_the_files_of_a_directory_are_relative_to_it() -> None:
    rows = b'"2099/a-2.json","2099-02-01T00:00:00Z"\n2099/a-1.json,2099-01-01T00:00:00Z\n\n'
    for base in (BASE, f"{BASE}/"):
        listed = directory(rows, base)
        assert [(one.url, one.stamp) for one in listed.entries] == [
            (f"{BASE}/2099/a-2.json", "2099-02-01T00:00:00Z"),
            (f"{BASE}/2099/a-1.json", "2099-01-01T00:00:00Z"),
        ]
    assert listed.entries[0].hashes["sha512"] == f"{BASE}/2099/a-2.json.sha512"
    assert listed.entries[0].surely is False


@pytest.mark.parametrize("data", [b"one\n", b"\xff,b\n", b'"a"b,c\n'])
def test_a_list_of_changes_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ContentError, match=r"changes\.csv"):
        directory(data, BASE)


@pytest.mark.parametrize("name", ["2099/A-1.json", "2099/a-1.xml", "2099/.json", "2099/", "..%2f..%2fa.json"])
def test_what_has_no_name_of_a_csaf_document_is_left_out_and_named(name: str) -> None:
    listed = directory(f"{name},2099-01-01\n".encode(), BASE)
    assert listed.entries == ()
    assert name.rpartition("/")[2] in listed.skipped[0]


def test_a_document_that_is_listed_twice_is_fetched_once() -> None:
    listed = feed(rolie(entry(f"{BASE}/2099/a.json", "new"), entry(f"{BASE}/2099/a.json", "old")))
    assert [one.stamp for one in listed.entries] == ["new"]


@given(st.text("./\\%2eaA9{}~", max_size=30).map(lambda text: f"{BASE}/{text}") | st.text(max_size=40))
def test_no_name_leads_out_of_the_providers_folder(url: str) -> None:
    for one in feed(rolie(entry(url))).entries:
        parts = PurePosixPath(one.name).parts
        assert 1 <= len(parts) <= 2
        assert not any(part.startswith(".") for part in parts)
        assert quote(one.name) == one.name or "+" in one.name


@given(st.binary(max_size=200))
def test_no_bytes_break_a_reader(data: bytes) -> None:
    readers = (
        provider,
        feed,
        lambda given: directory(given, BASE),
        lambda given: published_digest(given, "sha256"),
    )
    ended = []
    for read in readers:
        try:
            ended.append(bool(read(data)))
        except ContentError as error:
            ended.append(bool(str(error)))
    assert ended == [True] * len(readers)


def test_a_digest_is_read_as_sha512sum_writes_it() -> None:
    assert published_digest(b"AB" * 64 + b"  a-1.json\n", "sha512") == "ab" * 64
    assert published_digest(b"ab" * 32, "sha256") == "ab" * 32
    for data in (b"", b"ab" * 32, b"zz" * 64, b"<html>"):
        with pytest.raises(ContentError, match="holds none"):
            published_digest(data, "sha512")


@pytest.mark.data
def test_the_feed_of_cisa_is_read_whole() -> None:
    if "MEDWARD_DATA" not in os.environ:
        pytest.skip("MEDWARD_DATA is not set, so there is no public data to read")
    with zipfile.ZipFile(Path(os.environ["MEDWARD_DATA"]) / "csaf" / "cisa-ot-white.zip") as packed:
        listed = feed(packed.read("cisa-csaf-ot-feed-tlp-white.json"))
        names = {name for name in packed.namelist() if name.endswith(".json") and "/" in name}
    assert listed.skipped == ()
    assert {one.name for one in listed.entries} <= names
    assert len(listed.entries) == 2_379
    assert all(one.hashes and one.signature and one.stamp for one in listed.entries)

# SPDX-License-Identifier: Apache-2.0
"""A file is replaced by a checked one or not at all; what fails keeps the old one, with reason and date."""

import base64
import hashlib
from pathlib import Path

import pytest

from advisories.sources import archive
from advisories.sync.publisher import START, Fault, MovedClock, Publisher, answer, drop, files_source, keeper
from medward.advisories.sync.contents import check_of
from medward.advisories.sync.faults import FetchError
from medward.advisories.sync.keeping import UNDER_WAY, Keeper, Wanted
from medward.advisories.sync.model import Outcome
from medward.advisories.sync.state import State

PATH = "osv/PyPI/all.zip"


def packed(tmp_path: Path, *names: str) -> bytes:
    return archive(tmp_path / "made.zip", {f"{name}.json": b"{}" for name in names}).read_bytes()


def wanted(server: Publisher, **fields: object) -> Wanted:
    source = files_source(f"{server.url}/a")
    return Wanted(source, source.url, PATH, check_of(source), **fields)  # type: ignore[arg-type] # as a test says


@pytest.fixture
def kept(tmp_path: Path, clock: MovedClock) -> Keeper:
    return keeper(tmp_path / "sources", clock)


def lies(kept: Keeper) -> bytes:
    return (kept.state.folder / PATH).read_bytes()


def test_a_new_file_is_put_in_its_place(server: Publisher, kept: Keeper, tmp_path: Path) -> None:
    server.put("/a", packed(tmp_path, "A"))
    report = kept.renew(wanted(server))
    assert (report.path, report.outcome, report.reason, report.succeeded) == (PATH, Outcome.UPDATED, "", START)
    assert lies(kept) == server.files["/a"].data
    assert report.size == len(lies(kept))
    assert [one.name for one in (kept.state.folder / UNDER_WAY).iterdir()] == []


def test_a_file_that_has_not_changed_is_not_sent_again(server: Publisher, kept: Keeper, tmp_path: Path) -> None:
    server.put("/a", packed(tmp_path, "A"))
    kept.renew(wanted(server))
    assert kept.renew(wanted(server)).outcome is Outcome.UNCHANGED
    assert server.seen[1].headers["If-None-Match"] == server.files["/a"].headers["ETag"]


def test_a_file_that_somebody_changed_here_is_fetched_again(
    server: Publisher, kept: Keeper, tmp_path: Path
) -> None:
    server.put("/a", packed(tmp_path, "A"))
    kept.renew(wanted(server))
    (kept.state.folder / PATH).write_bytes(b"changed by hand")
    assert kept.renew(wanted(server)).outcome is Outcome.UPDATED
    assert lies(kept) == server.files["/a"].data
    assert "If-None-Match" not in server.seen[1].headers


def test_a_file_of_another_address_is_fetched_again(server: Publisher, kept: Keeper, tmp_path: Path) -> None:
    server.put("/a", packed(tmp_path, "A"))
    server.put("/b", packed(tmp_path, "B"))
    kept.renew(wanted(server))
    source = files_source(f"{server.url}/b")
    assert kept.renew(Wanted(source, source.url, PATH, check_of(source))).outcome is Outcome.UPDATED
    assert "If-None-Match" not in server.seen[1].headers


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (answer(200, b"<!doctype html>Sorry"), "ZIP archive"),
        (answer(404), "no such file"),
        (answer(302, Location="https://evil.example/a"), "does not list"),
    ],
)
def test_what_fails_keeps_the_old_file_with_reason_and_date(
    server: Publisher, kept: Keeper, clock: MovedClock, tmp_path: Path, fault: Fault, said: str
) -> None:
    server.put("/a", packed(tmp_path, "A"))
    kept.renew(wanted(server))
    before = lies(kept)
    clock.seconds += 86_400
    server.put("/a", packed(tmp_path, "A", "B"))
    server.next("/a", fault)
    report = kept.renew(wanted(server))
    assert report.outcome is Outcome.STALE
    assert said in report.reason
    assert report.succeeded == START
    assert lies(kept) == before
    assert kept.state.files[PATH].failed == clock.now()
    assert kept.renew(wanted(server)).outcome is Outcome.UPDATED
    assert kept.state.files[PATH].error == ""


def test_what_fails_and_was_never_there_is_missing(server: Publisher, kept: Keeper) -> None:
    report = kept.renew(wanted(server))
    assert (report.outcome, report.size, report.digest, report.succeeded) == (Outcome.MISSING, 0, "", None)
    assert not (kept.state.folder / "osv").exists()


@pytest.mark.parametrize("fault", ["bomb", "cut short"])
def test_an_archive_that_a_server_serves_whole_and_that_is_none_keeps_the_old_file(
    server: Publisher, kept: Keeper, tmp_path: Path, fault: str
) -> None:
    server.put("/a", packed(tmp_path, "A"))
    kept.renew(wanted(server))
    before = lies(kept)
    bomb = archive(tmp_path / "bomb.zip", {"A.json": b" " * (4 * 1024 * 1024)}).read_bytes()
    server.put("/a", bomb if fault == "bomb" else packed(tmp_path, "A", "B")[:-10])
    report = kept.renew(wanted(server))
    assert report.outcome is Outcome.STALE
    assert ("it grows to more than" if fault == "bomb" else "it is not a readable ZIP archive") in report.reason
    assert lies(kept) == before


def test_a_file_that_was_refused_is_not_gone_on_with(server: Publisher, kept: Keeper, tmp_path: Path) -> None:
    server.put("/a", b"<!doctype html>Sorry")
    assert kept.renew(wanted(server)).outcome is Outcome.MISSING
    server.put("/a", packed(tmp_path, "A"))
    assert kept.renew(wanted(server)).outcome is Outcome.UPDATED
    assert "Range" not in server.seen[1].headers


def test_a_download_that_broke_off_lies_where_no_reader_looks(
    server: Publisher, kept: Keeper, tmp_path: Path
) -> None:
    server.put("/a", packed(tmp_path, "A"))
    server.next("/a", *[drop(10)] * 5)
    assert kept.renew(wanted(server)).outcome is Outcome.MISSING
    assert not (kept.state.folder / "osv").exists()
    assert kept.renew(wanted(server)).outcome is Outcome.UPDATED
    assert server.seen[-1].headers["Range"] == "bytes=50-"


def test_the_digest_that_a_publisher_gives_must_be_the_files(
    server: Publisher, kept: Keeper, tmp_path: Path
) -> None:
    data = packed(tmp_path, "A")
    server.put("/a", data)
    bad = kept.renew(wanted(server, digests={"sha512": "0" * 128}))
    assert (bad.outcome, "sha512 digest" in bad.reason) == (Outcome.MISSING, True)
    assert kept.renew(wanted(server, digests={"sha512": hashlib.sha512(data).hexdigest()})).fresh


def test_the_md5_of_a_storage_service_must_be_the_files(server: Publisher, kept: Keeper, tmp_path: Path) -> None:
    data = packed(tmp_path, "A")
    right = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
    server.put("/a", data, x_goog_hash="crc32c=AAAAAA==,md5=1B2M2Y8AsgTpgAmY7PhCfg==")
    assert "md5 digest" in kept.renew(wanted(server)).reason
    server.put("/a", data, x_goog_hash=f"crc32c=AAAAAA==,md5={right}")
    assert kept.renew(wanted(server)).fresh


def test_a_small_file_is_read_and_not_kept(server: Publisher, kept: Keeper) -> None:
    server.put("/list", b"one, two")
    assert kept.read(files_source(f"{server.url}/list"), f"{server.url}/list") == b"one, two"
    assert list((kept.state.folder / UNDER_WAY).iterdir()) == []
    with pytest.raises(FetchError):
        kept.read(files_source(f"{server.url}/none"), f"{server.url}/none")


def test_what_is_known_outlives_the_run(
    server: Publisher, kept: Keeper, clock: MovedClock, tmp_path: Path
) -> None:
    server.put("/a", packed(tmp_path, "A"))
    kept.renew(wanted(server, stamp="v1"))
    kept.state.save()
    again = keeper(kept.state.folder, clock)
    assert State(kept.state.folder).files[PATH].stamp == "v1"
    assert again.renew(wanted(server)).outcome is Outcome.UNCHANGED

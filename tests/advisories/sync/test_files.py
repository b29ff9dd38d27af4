# SPDX-License-Identifier: Apache-2.0
"""Sources of files: one for each part, or one for each day."""

from pathlib import Path
from zipfile import ZipFile

from advisories.sources import archive
from advisories.sync.publisher import MovedClock, Publisher, files_source, keeper
from medward.advisories.sync import files
from medward.advisories.sync.model import Outcome
from medward.advisories.sync.state import NAME


def packed(tmp_path: Path) -> bytes:
    return archive(tmp_path / "made.zip", {"CVE-2099-0001.json": b"{}"}).read_bytes()


def test_every_part_is_fetched_into_its_own_folder(server: Publisher, clock: MovedClock, tmp_path: Path) -> None:
    for part in ("PyPI", "Debian%3A12"):
        server.put(f"/{part}/all.zip", packed(tmp_path))
    source = files_source(f"{server.url}/{{part}}/all.zip", path="osv/{part}/all.zip", parts=["PyPI", "Debian:12"])
    kept = keeper(tmp_path / "s", clock)
    reports = list(files.renew(source, (), kept))
    assert [(one.path, one.outcome) for one in reports] == [
        ("osv/PyPI/all.zip", Outcome.UPDATED),
        ("osv/Debian:12/all.zip", Outcome.UPDATED),
    ]
    assert (tmp_path / "s/osv/Debian:12/all.zip").is_file()


def test_parts_that_are_named_stand_in_place_of_the_sources_own() -> None:
    with_parts = files_source("https://a.example/{part}", parts=["PyPI"])
    assert files.wanted_parts(with_parts, ()) == ("PyPI",)
    assert files.wanted_parts(with_parts, ("Go",)) == ("Go",)
    assert files.wanted_parts(files_source("https://a.example/a"), ("Go",)) == ("",)


def test_one_part_that_fails_stops_no_other_and_the_state_is_written(
    server: Publisher, clock: MovedClock, tmp_path: Path
) -> None:
    server.put("/Go/all.zip", packed(tmp_path))
    source = files_source(f"{server.url}/{{part}}/all.zip", path="osv/{part}/all.zip", parts=["PyPI", "Go"])
    reports = list(files.renew(source, (), keeper(tmp_path / "s", clock)))
    assert [one.outcome for one in reports] == [Outcome.MISSING, Outcome.UPDATED]
    assert "osv/Go/all.zip" in (tmp_path / "s" / NAME).read_text()


def test_a_file_of_the_day_is_yesterdays_until_todays_is_there(
    server: Publisher, clock: MovedClock, tmp_path: Path
) -> None:
    inner = archive(tmp_path / "cves.zip", {"cves/CVE-2099-0001.json": b"{}"})
    with ZipFile(tmp_path / "outer.zip", "w") as outer:
        outer.write(inner, "cves.zip")
    server.put("/2099-02-28.zip", (tmp_path / "outer.zip").read_bytes())
    source = files_source(
        f"{server.url}/{{day}}.zip", path="cve/cves.zip", content="nested-archive", records="CVE-*.json"
    )
    kept = keeper(tmp_path / "s", clock)
    assert [one.outcome for one in files.renew(source, (), kept)] == [Outcome.UPDATED]
    assert (tmp_path / "s/cve/cves.zip").read_bytes() == inner.read_bytes()
    assert [one.path for one in server.seen] == ["/2099-03-01.zip", "/2099-02-28.zip"]
    assert [one.outcome for one in files.renew(source, (), kept)] == [Outcome.UNCHANGED]

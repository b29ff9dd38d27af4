# SPDX-License-Identifier: Apache-2.0
"""A run over several sources: none stops another, the state is written, and two runs never meet."""

import fcntl
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from advisories.sources import archive
from advisories.sync.publisher import (
    START,
    MovedClock,
    Publisher,
    answer,
    csaf_source,
    files_source,
    nvd_source,
)
from medward.advisories.sync.client import Connection
from medward.advisories.sync.model import Outcome, SyncReport
from medward.advisories.sync.running import Order, synchronise
from medward.advisories.sync.sources import Source
from medward.advisories.sync.state import NAME, State
from medward.base.problems import ProblemsError


def sources(server: Publisher) -> tuple[Source, ...]:
    return (
        csaf_source(f"{server.url}/pm.json", id="maker"),
        nvd_source(f"{server.url}/cves", id="nvd"),
        files_source(f"{server.url}/{{part}}/all.zip", id="osv", path="osv/{part}/all.zip", parts=["PyPI"]),
    )


def osv(server: Publisher, tmp_path: Path) -> None:
    server.put("/PyPI/all.zip", archive(tmp_path / "made.zip", {"A-1.json": b"{}"}).read_bytes())


def run(tmp_path: Path, clock: MovedClock, *given: Source, parts: tuple[str, ...] = ()) -> SyncReport:
    return synchronise(tmp_path / "s", Order(given, parts), Connection(), clock)


def test_a_source_that_fails_stops_no_other(server: Publisher, clock: MovedClock, tmp_path: Path) -> None:
    osv(server, tmp_path)
    report = run(tmp_path, clock, *sources(server))
    assert report.as_of == START
    assert [source.fresh for source in report.sources] == [False, False, True]
    assert report.sources[0].reason == "there is no such file at its publisher"
    assert report.sources[1].files[0].outcome is Outcome.MISSING
    assert report.sources[2].succeeded == START
    assert not report.fresh


def test_the_state_knows_of_success_and_of_failure(server: Publisher, clock: MovedClock, tmp_path: Path) -> None:
    osv(server, tmp_path)
    run(tmp_path, clock, *sources(server))
    written = json.loads((tmp_path / "s" / NAME).read_bytes())
    assert written["sources"]["osv"] == {"succeeded": "2099-03-01T12:00:00Z"}
    assert written["sources"]["maker"]["error"] == "there is no such file at its publisher"
    known = written["files"]["osv/PyPI/all.zip"]
    assert known["digest"].startswith("sha256:")
    assert known["etag"] == server.files["/PyPI/all.zip"].headers["ETag"]


def test_a_source_that_fails_later_says_since_when_it_is_stale(
    server: Publisher, clock: MovedClock, tmp_path: Path
) -> None:
    osv(server, tmp_path)
    source = sources(server)[2]
    run(tmp_path, clock, source)
    clock.seconds += 86_400
    server.next("/PyPI/all.zip", answer(404))
    (report,) = run(tmp_path, clock, source).sources
    assert (report.succeeded, report.files[0].succeeded) == (START, START)
    assert State(tmp_path / "s").source("osv").failed == clock.now()
    assert run(tmp_path, clock, source).fresh
    assert State(tmp_path / "s").source("osv").error == ""


def test_a_source_that_is_not_asked_again_so_soon_is_as_fresh_as_it_was(
    server: Publisher, clock: MovedClock, tmp_path: Path
) -> None:
    page = b'{"resultsPerPage": 0, "startIndex": 0, "totalResults": 0, "vulnerabilities": []}'
    server.put("/cves?startIndex=0&resultsPerPage=2", page)
    source = sources(server)[1]
    run(tmp_path, clock, source)
    clock.seconds += 3_600
    (report,) = run(tmp_path, clock, source).sources
    assert (report.fresh, report.files, report.succeeded) == (True, (), START)
    assert "less than two hours ago" in report.notes[0]


def test_the_parts_that_are_named_are_fetched(server: Publisher, clock: MovedClock, tmp_path: Path) -> None:
    (report,) = run(tmp_path, clock, sources(server)[2], parts=("Go",)).sources
    assert [one.path for one in report.files] == ["osv/Go/all.zip"]


def test_two_runs_never_work_in_one_folder(server: Publisher, clock: MovedClock, tmp_path: Path) -> None:
    (tmp_path / "s/.sync").mkdir(parents=True)
    with (tmp_path / "s/.sync/lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(ProblemsError, match=r"another run works in this folder.*sources\.busy"):
            run(tmp_path, clock, *sources(server))
    assert server.seen == []


def test_a_download_that_was_abandoned_is_thrown_away_after_a_week(
    server: Publisher, clock: MovedClock, tmp_path: Path
) -> None:
    under_way = tmp_path / "s/.sync"
    under_way.mkdir(parents=True)
    for name, days in (("old.part", 8), ("old.part.json", 8), ("new.part", 6)):
        (under_way / name).write_bytes(b"half")
        moment = (START - timedelta(days=days)).timestamp()
        os.utime(under_way / name, (moment, moment))
    run(tmp_path, clock, files_source(f"{server.url}/a"))
    assert {path.name for path in under_way.iterdir()} == {"lock", "new.part"}


def test_a_folder_that_cannot_be_written_is_said(server: Publisher, clock: MovedClock, tmp_path: Path) -> None:
    (tmp_path / "s").write_text("a file")
    with pytest.raises(ProblemsError, match=r"sources\.unwritable"):
        run(tmp_path, clock, *sources(server))


def test_a_run_that_a_person_stops_keeps_what_it_has(server: Publisher, clock: MovedClock, tmp_path: Path) -> None:
    osv(server, tmp_path)
    source = files_source(
        f"{server.url}/{{part}}/all.zip", path="osv/{part}/all.zip", parts=["PyPI", "Go"], id="osv"
    )
    server.next("/Go/all.zip", answer(503))

    def stop(seconds: float) -> None:
        assert seconds
        raise KeyboardInterrupt

    clock.sleep = stop  # type: ignore[method-assign] # a person presses Ctrl-C while it waits
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, clock, source)
    assert list(State(tmp_path / "s").files) == ["osv/PyPI/all.zip"]

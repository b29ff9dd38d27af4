# SPDX-License-Identifier: Apache-2.0
"""What lies here is told without asking anybody: present, whole, and since when."""

from pathlib import Path

import pytest

from advisories.sources import archive
from advisories.sync.publisher import START, MovedClock, Publisher, answer, csaf_source, files_source
from medward.advisories.sync.client import Connection
from medward.advisories.sync.inspecting import inspect
from medward.advisories.sync.model import Outcome, SourceReport
from medward.advisories.sync.running import Order, synchronise


@pytest.fixture
def order(server: Publisher, clock: MovedClock, tmp_path: Path) -> Order:
    server.put("/PyPI/all.zip", archive(tmp_path / "made.zip", {"A-1.json": b"{}"}).read_bytes())
    one = files_source(f"{server.url}/{{part}}/all.zip", path="osv/{part}/all.zip", parts=["PyPI"])
    synchronise(tmp_path / "s", Order((one,)), Connection(), clock)
    server.seen.clear()
    return Order((one,))


def only(tmp_path: Path, order: Order) -> SourceReport:
    return inspect(tmp_path / "s", order, START).sources[0]


def test_what_was_fetched_and_lies_here_is_fresh_and_nobody_is_asked(
    server: Publisher, order: Order, tmp_path: Path
) -> None:
    report = only(tmp_path, order)
    assert report.fresh
    assert report.succeeded == START
    assert report.files[0].succeeded == START
    assert server.seen == []


def test_a_file_that_is_gone_or_changed_is_not_fresh(order: Order, tmp_path: Path) -> None:
    path = tmp_path / "s/osv/PyPI/all.zip"
    path.write_bytes(b"changed")
    assert only(tmp_path, order).files[0].reason == "it is not what was fetched"
    path.unlink()
    assert only(tmp_path, order).files[0].outcome is Outcome.MISSING


def test_a_part_that_was_never_fetched_is_missing(order: Order, tmp_path: Path) -> None:
    (report,) = inspect(tmp_path / "s", Order(order.sources, ("Go",)), START).sources
    assert (report.files[0].outcome, report.files[0].reason) == (Outcome.MISSING, "it was never fetched")


def test_what_failed_last_time_is_stale_with_its_reason(
    server: Publisher, clock: MovedClock, order: Order, tmp_path: Path
) -> None:
    server.next("/PyPI/all.zip", answer(404))
    synchronise(tmp_path / "s", order, Connection(), clock)
    report = only(tmp_path, order)
    assert report.reason == "there is no such file at its publisher"
    assert report.files[0].outcome is Outcome.STALE


def test_a_source_that_was_never_fetched_is_not_fresh(tmp_path: Path) -> None:
    report = only(tmp_path, Order((csaf_source("https://a.example/pm.json"),)))
    assert (report.fresh, report.files, report.reason) == (False, (), "it was never fetched in full")

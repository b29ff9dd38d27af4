# SPDX-License-Identifier: Apache-2.0
"""One file: fetched only if it changed, gone on with where it broke off, tried again, within its limits."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisories.sync.publisher import (
    Fault,
    Handler,
    MovedClock,
    Publisher,
    answer,
    claim,
    drip,
    drop,
    files_source,
    publisher,
)
from medward.advisories.sync.client import Client, Connection
from medward.advisories.sync.faults import FetchError
from medward.advisories.sync.fetching import ATTEMPTS, Asked, Fetcher
from medward.advisories.sync.partial import Partial, Version

DATA = bytes(range(256)) * 400
"""Some 100,000 bytes."""


@pytest.fixture
def partial(tmp_path: Path) -> Partial:
    return Partial(tmp_path / "a.part")


def fetch(server: Publisher, clock: MovedClock, partial: Partial, **fields: object) -> Version | None:
    known = {name: str(fields.pop(name)) for name in ("etag", "last_modified") if name in fields}
    asked = Asked(f"{server.url}/a", files_source(f"{server.url}/a", **fields), **known)
    return Fetcher(Client(Connection(), clock), clock).fetch(asked, partial)


def test_a_file_is_fetched_with_what_its_publisher_says_of_it(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.put("/a", DATA, x_goog_hash="crc32c=AAAAAA==,md5=1B2M2Y8AsgTpgAmY7PhCfg==")
    version = fetch(server, clock, partial)
    assert version
    assert partial.path.read_bytes() == DATA
    assert version.total == len(DATA)
    assert version.etag == server.files["/a"].headers["ETag"]
    assert version.last_modified == "Sun, 01 Mar 2099 06:00:00 GMT"
    assert version.md5 == "1B2M2Y8AsgTpgAmY7PhCfg=="


def test_a_file_that_has_not_changed_is_not_sent_again(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.put("/a", DATA)
    assert fetch(server, clock, partial, etag=server.files["/a"].headers["ETag"]) is None
    assert fetch(server, clock, partial, last_modified="Sun, 01 Mar 2099 06:00:00 GMT") is None
    assert not partial.path.exists()
    assert "If-None-Match" in server.seen[0].headers
    assert "If-Modified-Since" in server.seen[1].headers


def test_not_changed_is_no_answer_to_who_has_nothing(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.put("/a", DATA)

    def not_modified(handler: Handler) -> None:
        handler.send_response(304)
        handler.end_headers()

    server.next("/a", not_modified)
    with pytest.raises(FetchError, match="status 304"):
        fetch(server, clock, partial)


def test_a_connection_that_breaks_is_gone_on_with(server: Publisher, clock: MovedClock, partial: Partial) -> None:
    server.put("/a", DATA)
    server.next("/a", drop(40_000), drop(20_000))
    version = fetch(server, clock, partial)
    assert version
    assert version.total == len(DATA)
    assert partial.path.read_bytes() == DATA
    assert [one.headers.get("Range") for one in server.seen] == [None, "bytes=40000-", "bytes=60000-"]
    assert server.seen[1].headers["If-Range"] == server.files["/a"].headers["ETag"]


def test_what_broke_off_is_gone_on_with_in_a_later_run(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.put("/a", DATA)
    server.next("/a", *[drop(1_000)] * ATTEMPTS)
    with pytest.raises(FetchError, match=f"5,000 of 102,400 bytes|the connection broke.*{ATTEMPTS} times"):
        fetch(server, clock, partial)
    assert fetch(server, clock, partial)
    assert partial.path.read_bytes() == DATA
    assert server.seen[-1].headers["Range"] == "bytes=5000-"


@settings(max_examples=20, deadline=None)
@given(st.binary(min_size=1, max_size=2_000), st.lists(st.integers(0, 900), max_size=ATTEMPTS - 1))
def test_wherever_it_breaks_the_bytes_are_the_publishers(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, breaks: list[int]
) -> None:
    partial = Partial(tmp_path_factory.mktemp("law") / "a.part")
    with publisher() as server:
        server.put("/a", data)
        server.next("/a", *[drop(after) for after in breaks])
        assert fetch(server, MovedClock(), partial)
    assert partial.path.read_bytes() == data


def test_two_versions_are_never_joined(server: Publisher, clock: MovedClock, partial: Partial) -> None:
    server.put("/a", DATA)

    def drop_and_change(handler: Handler) -> None:
        drop(40_000)(handler)
        server.put("/a", DATA[::-1])

    server.next("/a", drop_and_change)
    assert fetch(server, clock, partial)
    assert partial.path.read_bytes() == DATA[::-1]


def test_without_a_strong_validator_everything_is_fetched_again(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.put("/a", DATA, ETag='W/"weak"', Last_Modified="")
    server.next("/a", drop(40_000))
    assert fetch(server, clock, partial)
    assert partial.path.read_bytes() == DATA
    assert "Range" not in server.seen[1].headers


@pytest.mark.parametrize(
    "part",
    [
        answer(206, b"x", Content_Range="bytes 0-0/102400"),
        answer(206, b"x", Content_Range="nonsense"),
        answer(206, b"x"),
        answer(206, b"x", Content_Range="bytes 40000-40000/102400", ETag='"other"'),
        answer(416),
    ],
)
def test_a_part_that_does_not_fit_is_thrown_away(
    server: Publisher, clock: MovedClock, partial: Partial, part: Fault
) -> None:
    server.put("/a", DATA)
    server.next("/a", drop(40_000), part)
    assert fetch(server, clock, partial)
    assert partial.path.read_bytes() == DATA
    assert "Range" not in server.seen[2].headers


def test_a_part_that_ends_early_is_not_the_end(server: Publisher, clock: MovedClock, partial: Partial) -> None:
    server.put("/a", DATA)
    some = answer(206, DATA[40_000:40_010], Content_Range="bytes 40000-40009/102400")
    server.next("/a", drop(40_000), some)
    assert fetch(server, clock, partial)
    assert partial.path.read_bytes() == DATA
    assert server.seen[2].headers["Range"] == "bytes=40010-"


def test_a_part_that_nobody_asked_for_is_no_file(server: Publisher, clock: MovedClock, partial: Partial) -> None:
    server.next("/a", *[answer(206, b"x", Content_Range="bytes 0-0/5")] * ATTEMPTS)
    with pytest.raises(FetchError, match="another part"):
        fetch(server, clock, partial)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again_later(
    server: Publisher, clock: MovedClock, partial: Partial, status: int
) -> None:
    server.put("/a", DATA)
    server.next("/a", answer(status), answer(status))
    assert fetch(server, clock, partial)
    assert clock.waits == [1.0, 2.0]


def test_a_server_says_how_long_to_wait(server: Publisher, clock: MovedClock, partial: Partial) -> None:
    server.put("/a", DATA)
    server.next(
        "/a",
        answer(429, Retry_After="17"),
        answer(503, Retry_After="Sun, 01 Mar 2099 12:01:00 GMT"),
        answer(503, Retry_After="soon"),
    )
    assert fetch(server, clock, partial)
    assert clock.waits == [17.0, 43.0, 4.0]


def test_a_wait_past_the_time_limit_ends_the_file_at_once(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.next("/a", answer(429, Retry_After="86400"))
    with pytest.raises(FetchError, match="status 429; the next try would be after its time limit"):
        fetch(server, clock, partial)
    assert clock.waits == []


def test_a_source_has_its_own_way_to_say_that_it_is_busy(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.put("/a", DATA)
    server.next("/a", answer(403))
    assert fetch(server, clock, partial, busy=[403])


def test_patience_has_an_end(server: Publisher, clock: MovedClock, partial: Partial) -> None:
    server.next("/a", *[answer(503)] * ATTEMPTS)
    with pytest.raises(FetchError, match="status 503, 5 times"):
        fetch(server, clock, partial)
    assert len(server.seen) == ATTEMPTS
    assert clock.waits == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("status", "said"), [(404, "no such file"), (410, "removed"), (401, "status 401"), (403, "status 403")]
)
def test_what_will_not_change_is_not_asked_again(
    server: Publisher, clock: MovedClock, partial: Partial, status: int, said: str
) -> None:
    server.next("/a", answer(status))
    with pytest.raises(FetchError, match=said):
        fetch(server, clock, partial)
    assert len(server.seen) == 1


def test_an_answer_that_is_longer_than_it_is(server: Publisher, clock: MovedClock, partial: Partial) -> None:
    server.put("/a", b"short", Last_Modified="", ETag="")
    server.next("/a", *[claim(500)] * ATTEMPTS)
    with pytest.raises(FetchError, match="the connection"):
        fetch(server, clock, partial)


@pytest.mark.parametrize("fault", [claim(500), lambda handler: handler.behave()])
def test_a_file_ends_at_its_limit_of_bytes(
    server: Publisher, clock: MovedClock, partial: Partial, fault: Fault
) -> None:
    server.put("/a", DATA[:400])
    server.next("/a", fault)
    with pytest.raises(FetchError, match="more than the 300 bytes"):
        fetch(server, clock, partial, max_bytes=300)


def test_a_stream_without_a_length_ends_at_its_limit(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(DATA)
        handler.close_connection = True

    server.next("/a", endless)
    with pytest.raises(FetchError, match="more than the 300 bytes"):
        fetch(server, clock, partial, max_bytes=300)


def test_a_slow_drip_ends_at_its_limit_of_time(server: Publisher, clock: MovedClock, partial: Partial) -> None:
    server.put("/a", DATA)
    server.next("/a", drip(clock, 1.0))
    with pytest.raises(FetchError, match="longer than the 30 seconds"):
        fetch(server, clock, partial, max_seconds=30)
    assert partial.size < len(DATA)


def test_an_answer_that_was_packed_unasked_is_refused(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.put("/a", DATA, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="packed"):
        fetch(server, clock, partial)


def test_progress_is_told_what_came_and_what_is_expected(
    server: Publisher, clock: MovedClock, partial: Partial
) -> None:
    server.put("/a", DATA)
    told: list[tuple[str, int, int]] = []
    asked = Asked(f"{server.url}/a", files_source(f"{server.url}/a"), label="a")
    Fetcher(Client(Connection(), clock), clock, lambda *values: told.append(values)).fetch(asked, partial)
    assert told[-1] == ("a", len(DATA), len(DATA))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)

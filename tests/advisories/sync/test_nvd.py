# SPDX-License-Identifier: Apache-2.0
"""The NVD: all pages once, then what changed; what broke off is gone on with; half a page is refused."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from advisories.dictionary_sources import entry
from advisories.dictionary_sources import page as dictionary
from advisories.product_sources import cpe
from advisories.sync.publisher import Handler, MovedClock, Publisher, answer, keeper, nvd_source
from medward.advisories.sync import nvd
from medward.advisories.sync.keeping import Keeper
from medward.advisories.sync.model import FileReport, Outcome

DAY = 86_400
FIRST = "/cves?startIndex=0&resultsPerPage=2"


class Api:
    """Answers like the NVD, from a number of records."""

    def __init__(self, server: Publisher, records: int) -> None:
        self.records = records
        self.queries: list[dict[str, str]] = []
        server.answers["/cves"] = self.page

    def page(self, handler: Handler) -> None:
        """Answer one query."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        self.queries.append(query)
        begin, size = int(query["startIndex"]), int(query["resultsPerPage"])
        handler.send(200, body(begin, min(size, max(0, self.records - begin)), self.records))


def body(begin: int, length: int, total: int) -> bytes:
    records = [{"cve": {"id": f"CVE-2099-{begin + number:04}"}} for number in range(length)]
    head = {"resultsPerPage": length, "startIndex": begin, "totalResults": total, "format": "NVD_CVE"}
    return json.dumps({**head, "vulnerabilities": records}).encode()


@pytest.fixture
def kept(tmp_path: Path, clock: MovedClock) -> Keeper:
    return keeper(tmp_path / "s", clock)


def renew(server: Publisher, kept: Keeper, **fields: object) -> list[FileReport]:
    return list(nvd.renew(nvd_source(f"{server.url}/cves", **fields), kept))


def ids(kept: Keeper) -> list[str]:
    pages = sorted((kept.state.folder / "nvd").rglob("*.json"))
    return [one["cve"]["id"] for page in pages for one in json.loads(page.read_bytes())["vulnerabilities"]]


def test_at_first_all_records_are_fetched_page_by_page(server: Publisher, kept: Keeper, clock: MovedClock) -> None:
    api = Api(server, 5)
    reports = renew(server, kept)
    assert [one.path for one in reports] == [f"nvd/20990301T120000Z/{begin:07}.json" for begin in (0, 2, 4)]
    assert ids(kept) == [f"CVE-2099-{number:04}" for number in range(5)]
    assert all("lastModStartDate" not in query for query in api.queries)
    assert kept.state.source("test").until == clock.now()


def test_later_only_what_changed_is_asked_for(server: Publisher, kept: Keeper, clock: MovedClock) -> None:
    api = Api(server, 3)
    renew(server, kept)
    api.queries.clear()
    clock.seconds += DAY
    reports = renew(server, kept)
    assert [one.path for one in reports] == [f"nvd/20990302T120000Z/{begin:07}.json" for begin in (0, 2)]
    assert api.queries[0]["lastModStartDate"] == "2099-03-01T12:00:00.000+00:00"
    assert api.queries[0]["lastModEndDate"] == "2099-03-02T12:00:00.000+00:00"


def test_it_is_not_asked_again_within_two_hours(server: Publisher, kept: Keeper, clock: MovedClock) -> None:
    api = Api(server, 1)
    renew(server, kept)
    clock.seconds += 7_199
    assert renew(server, kept) == []
    clock.seconds += 1
    assert len(renew(server, kept)) == 1
    assert len(api.queries) == 2


def test_a_long_time_is_asked_for_in_windows_without_a_gap(
    server: Publisher, kept: Keeper, clock: MovedClock
) -> None:
    api = Api(server, 1)
    renew(server, kept)
    api.queries.clear()
    clock.seconds += 250 * DAY
    renew(server, kept)
    spans = [(query["lastModStartDate"][:10], query["lastModEndDate"][:10]) for query in api.queries]
    assert spans == [("2099-03-01", "2099-06-29"), ("2099-06-29", "2099-10-27"), ("2099-10-27", "2099-11-06")]


def test_a_run_that_broke_off_is_gone_on_with(server: Publisher, kept: Keeper, clock: MovedClock) -> None:
    api = Api(server, 5)
    server.next("/cves?startIndex=2&resultsPerPage=2", answer(404))
    assert [one.outcome for one in renew(server, kept)] == [Outcome.UPDATED, Outcome.MISSING]
    assert kept.state.source("test").until is None
    clock.seconds += 60
    kept.state.save()
    again = keeper(kept.state.folder, clock)
    api.queries.clear()
    assert [one.outcome for one in renew(server, again)] == [Outcome.UPDATED] * 2
    assert [query["startIndex"] for query in api.queries] == ["2", "4"]
    until = again.state.source("test").until
    assert until is not None
    assert f"{until:%H:%M}" == "12:00", "what changed while it was broken off is asked for next time"


def test_a_source_without_changes_is_asked_once(server: Publisher, kept: Keeper, clock: MovedClock) -> None:
    api = Api(server, 0)
    assert [one.outcome for one in renew(server, kept)] == [Outcome.UPDATED]
    assert len(api.queries) == 1
    assert kept.state.source("test").until == clock.now()


def test_the_cpe_dictionary_is_asked_in_the_same_way(server: Publisher, kept: Keeper, clock: MovedClock) -> None:
    names = [entry(cpe("acme:drip", str(number))) for number in range(3)]
    queries: list[dict[str, list[str]]] = []

    def answered(handler: Handler) -> None:
        query = parse_qs(urlsplit(handler.path).query)
        queries.append(query)
        begin = int(query["startIndex"][0])
        head = {"startIndex": begin, "totalResults": 3}
        handler.send(200, json.dumps({**dictionary(*names[begin : begin + 2]), **head}).encode())

    server.answers["/cpes"] = answered
    source = nvd_source(f"{server.url}/cpes", path="cpe/pages", holds="products")
    assert [one.outcome for one in nvd.renew(source, kept)] == [Outcome.UPDATED] * 2
    clock.seconds += DAY
    reports = list(nvd.renew(source, kept))
    assert [one.path for one in reports] == [f"cpe/pages/20990302T120000Z/{begin:07}.json" for begin in (0, 2)]
    assert [query.get("lastModStartDate") for query in queries] == [None] * 2 + [
        ["2099-03-01T12:00:00.000+00:00"]
    ] * 2


def test_a_page_of_what_was_not_asked_for_is_refused(server: Publisher, kept: Keeper) -> None:
    Api(server, 1)
    (report,) = renew(server, kept, holds="products")
    assert "it is no page of products" in report.reason


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b"<!doctype html>Sorry", "not the JSON"),
        (body(2, 2, 5), "it is the page from 2 and not from 0"),
        (body(0, 1, 5), "it has 1 records in place of 2"),
        (body(0, 2, 5)[:-20], "not the JSON"),
    ],
)
def test_a_page_that_is_not_whole_is_refused(server: Publisher, kept: Keeper, page: bytes, said: str) -> None:
    server.next(FIRST, answer(200, page))
    (report,) = renew(server, kept)
    assert said in report.reason
    assert ids(kept) == []


def test_too_many_requests_are_made_good_by_waiting(server: Publisher, kept: Keeper, clock: MovedClock) -> None:
    Api(server, 1)
    server.next(FIRST, answer(403), answer(429, Retry_After="31"))
    assert [one.outcome for one in renew(server, kept, busy=[403])] == [Outcome.UPDATED]
    assert clock.waits == [1.0, 31.0]

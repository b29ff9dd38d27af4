# SPDX-License-Identifier: Apache-2.0
"""Listings: entries with their dates; what cannot be read is counted, and nothing raises anything else."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.csaf import listings
from medward.advisories.csaf.listings import Entry, Listing, ListingError, changes, feed, index


def test_an_index_is_one_path_a_line() -> None:
    assert index("index.txt", b"a/1.json\n\n b/2.json \n").entries == (Entry("a/1.json"), Entry("b/2.json"))


def test_changes_have_dates_and_a_row_without_one_is_counted() -> None:
    found = changes("changes.csv", b'"a/1.json","2099-01-02T03:04:05Z"\nb/2.json,soon\nalone\n')
    assert found.entries == (Entry("a/1.json", "2099-01-02T03:04:05Z"), Entry("b/2.json", "soon"))
    assert [one.changed for one in found.entries] == [datetime(2099, 1, 2, 3, 4, 5, tzinfo=UTC), None]
    assert found.unread == 1


def test_a_feed_names_documents_by_the_path_of_their_address() -> None:
    data = b'{"feed":{"entry":[{"content":{"src":"https://x/a%20b/1.json"},"updated":"2099-01-02T00:00:00Z"},7]}}'
    found = feed("feed.json", data)
    (one,) = found.entries
    assert (one.path, one.changed) == ("/a b/1.json", datetime(2099, 1, 2, tzinfo=UTC))
    assert one.url == "https://x/a%20b/1.json"
    assert found.unread == 1


def test_more_entries_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_ENTRIES", 1)
    with pytest.raises(ListingError, match="more than 1 entries"):
        index("index.txt", b"a\nb\n")


@pytest.mark.parametrize("read", [index, changes, feed])
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(read: Callable[[str, bytes], Listing], data: bytes) -> None:
    with contextlib.suppress(ListingError):
        assert read("x", data).unread >= 0

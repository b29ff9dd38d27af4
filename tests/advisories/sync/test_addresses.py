# SPDX-License-Identifier: Apache-2.0
"""Only https, only hosts that the source lists; a redirect changes neither."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.sync.publisher import files_source
from medward.advisories.sync.addresses import host_of, redirected, refuse_foreign
from medward.advisories.sync.faults import FetchError

SOURCE = files_source("https://data.example.org/a", hosts=["mirror.example.org"])


@pytest.mark.parametrize("url", ["https://data.example.org/b", "https://mirror.example.org:8443/b?c=d"])
def test_hosts_of_the_source_are_asked(url: str) -> None:
    refuse_foreign(url, SOURCE)
    assert host_of(url).endswith(".example.org")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://evil.example/a", "the host 'evil.example'"),
        ("https://data.example.org.evil.example/a", "does not list"),
        ("http://data.example.org/a", "in place of https"),
        ("ftp://data.example.org/a", "'ftp'"),
        ("https://user:secret@data.example.org/a", "holds a user name"),
        ("https://[broken", "the host ''"),
        ("/a", "the host ''"),
    ],
)
def test_everything_else_is_refused_without_its_secrets(url: str, said: str) -> None:
    with pytest.raises(FetchError) as caught:
        refuse_foreign(url, SOURCE)
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


def test_plain_http_is_for_this_machine_alone() -> None:
    here = files_source("http://127.0.0.1:8000/a")
    refuse_foreign("http://127.0.0.1:8000/a", here)
    with pytest.raises(FetchError):
        refuse_foreign("http://127.0.0.2:8000/a", here)


def test_a_redirect_may_stay_within_the_source() -> None:
    assert redirected("https://data.example.org/a/b", "c", SOURCE) == "https://data.example.org/a/c"
    there = "https://mirror.example.org/x"
    assert redirected("https://data.example.org/a", there, SOURCE) == there


def test_a_redirect_never_leaves_https() -> None:
    both = files_source("https://data.example.org/a", hosts=["127.0.0.1"])
    with pytest.raises(FetchError, match="from https"):
        redirected("https://data.example.org/a", "http://127.0.0.1/a", both)


@given(st.text(max_size=60) | st.text("htps:/@[]?#.\\ evilxampdt", max_size=40).map("//".__add__))
def test_no_redirect_leads_to_another_host(location: str) -> None:
    try:
        target = redirected("https://data.example.org/a", location, SOURCE)
    except FetchError:
        return
    parts = urlsplit(target)
    assert (parts.scheme, parts.hostname in SOURCE.all_hosts, parts.username) == ("https", True, None)

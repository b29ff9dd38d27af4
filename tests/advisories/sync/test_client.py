# SPDX-License-Identifier: Apache-2.0
"""One request: who it says it is, whom it trusts, where it lets itself be led, and what it never tells."""

import base64
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisories.sync.publisher import (
    LIMITS,
    Authority,
    Handler,
    MovedClock,
    Publisher,
    answer,
    authority,
    files_source,
    nvd_source,
    publisher,
)
from medward import __version__
from medward.advisories.sync.client import MAX_REDIRECTS, Client, Connection
from medward.advisories.sync.faults import FetchError, TransientError
from medward.advisories.sync.sources import Source
from medward.base.problems import ProblemsError

KEY = {"environment": "A_KEY", "header": "apiKey", "rate": {"requests": 50, "seconds": 30}}


def get(
    url: str, clock: MovedClock, source: Source | None = None, connection: Connection | None = None
) -> tuple[int, bytes]:
    client = Client(connection or Connection(), clock)
    with client.get(url, source or files_source(url), {}) as reply:
        return reply.status, b"".join(reply.chunks())


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if shutil.which("openssl") is None:
        pytest.skip("the certificates of this test are made with the machine's openssl, and there is none")
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def secure(certified: Authority) -> Iterator[Publisher]:
    with publisher(certified.context) as server:
        server.put("/a", b"over TLS")
        yield server


def test_a_request_names_medward_and_asks_for_plain_bytes(server: Publisher, clock: MovedClock) -> None:
    server.put("/a", b"data")
    assert get(f"{server.url}/a", clock) == (200, b"data")
    assert server.seen[0].headers["User-Agent"].startswith(f"Medward/{__version__} ")
    assert server.seen[0].headers["Accept-Encoding"] == "identity"


def test_tls_is_trusted_by_the_file_that_was_given(
    secure: Publisher, certified: Authority, clock: MovedClock
) -> None:
    url = f"{secure.url}/a"
    assert get(url, clock, connection=Connection(ca_file=certified.file)) == (200, b"over TLS")


def test_a_host_that_nobody_vouches_for_is_not_trusted(secure: Publisher, clock: MovedClock) -> None:
    with pytest.raises(FetchError, match=r"cannot be trusted: .*certificate") as caught:
        get(f"{secure.url}/a", clock)
    assert not isinstance(caught.value, TransientError)
    assert secure.seen == []


def test_a_certificate_for_another_name_is_not_trusted(
    secure: Publisher, certified: Authority, clock: MovedClock
) -> None:
    url = secure.url.replace("127.0.0.1", "localhost") + "/a"
    with pytest.raises(FetchError, match="cannot be trusted"):
        get(url, clock, connection=Connection(ca_file=certified.file))


def test_a_redirect_from_tls_to_plain_http_is_refused(
    secure: Publisher, server: Publisher, certified: Authority, clock: MovedClock
) -> None:
    secure.next("/a", answer(302, Location=f"{server.url}/a"))
    with pytest.raises(FetchError, match="from https to an address without it"):
        get(f"{secure.url}/a", clock, connection=Connection(ca_file=certified.file))
    assert server.seen == []


def test_a_redirect_within_the_source_is_followed(server: Publisher, clock: MovedClock) -> None:
    server.put("/b", b"there")
    for status in (301, 302, 303, 307, 308):
        server.next("/a", answer(status, Location="/b"))
        assert get(f"{server.url}/a", clock) == (200, b"there")


def test_a_redirect_to_elsewhere_is_refused(server: Publisher, clock: MovedClock) -> None:
    with publisher() as other:
        server.next("/a", answer(302, Location=other.url.replace("127.0.0.1", "localhost") + "/a"))
        with pytest.raises(FetchError, match="the host 'localhost', which the source does not list"):
            get(f"{server.url}/a", clock)
        assert other.seen == []


def test_redirects_have_an_end(server: Publisher, clock: MovedClock) -> None:
    server.next("/a", *[answer(302, Location="/a")] * 20)
    with pytest.raises(FetchError, match=f"more than {MAX_REDIRECTS} times"):
        get(f"{server.url}/a", clock)
    assert len(server.seen) == MAX_REDIRECTS + 1


def test_a_key_goes_to_the_sources_own_host_alone(server: Publisher, clock: MovedClock) -> None:
    with publisher() as other:
        away = other.url.replace("127.0.0.1", "localhost") + "/b"
        other.put("/b", b"there")
        server.next("/a", answer(302, Location=away))
        source = nvd_source(f"{server.url}/a", key=KEY, hosts=["localhost"])
        assert get(source.url, clock, source, Connection(keys={"test": "secret-key"})) == (200, b"there")
        assert server.seen[0].headers["apiKey"] == "secret-key"
        assert "apiKey" not in other.seen[0].headers


def test_secrets_are_in_no_message_and_no_description(clock: MovedClock) -> None:
    connection = Connection(proxy="http://me:secret-word@127.0.0.1:9", keys={"test": "secret-key"})
    assert "secret" not in repr(connection)
    with pytest.raises(TransientError) as caught:
        get("http://127.0.0.1:9/a", clock, connection=connection)
    assert "secret" not in str(caught.value)


def test_a_host_that_is_not_there_is_worth_another_try(clock: MovedClock) -> None:
    with pytest.raises(TransientError, match="cannot be reached: Connection refused"):
        get("http://127.0.0.1:9/a", clock)


def test_the_proxy_that_was_given_is_asked_with_its_login(server: Publisher, clock: MovedClock) -> None:
    server.put("http://127.0.0.1:9/a", b"by proxy")
    proxy = server.url.replace("http://", "http://me:pass%20word@")
    assert get("http://127.0.0.1:9/a", clock, connection=Connection(proxy=proxy)) == (200, b"by proxy")
    login = base64.b64encode(b"me:pass word").decode()
    assert server.seen[0].headers["proxy-authorization"] == f"Basic {login}"


def test_the_proxy_of_the_environment_is_asked_but_where_it_says_not_to(
    server: Publisher, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put("http://127.0.0.1:9/a", b"by proxy")
    monkeypatch.setenv("http_proxy", server.url)
    assert get("http://127.0.0.1:9/a", clock) == (200, b"by proxy")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(TransientError):
        get("http://127.0.0.1:9/a", clock)


@pytest.mark.parametrize("proxy", ["http://[", "gopher://127.0.0.1:1", "http://127.0.0.1:many"])
def test_a_proxy_that_is_none_is_said_at_once(clock: MovedClock, proxy: str) -> None:
    with pytest.raises(ProblemsError, match=r"sources\.setting"):
        Client(Connection(proxy=proxy), clock)


@pytest.mark.parametrize("text", [None, "no certificate"])
def test_a_file_of_authorities_that_is_none_is_said_at_once(
    clock: MovedClock, tmp_path: Path, text: str | None
) -> None:
    file = tmp_path / "ca.pem"
    if text:
        file.write_text(text)
    with pytest.raises(ProblemsError, match=r"sources\.setting"):
        Client(Connection(ca_file=file), clock)


def test_a_server_that_falls_silent_is_given_up(server: Publisher, clock: MovedClock) -> None:
    done = threading.Event()

    def silent(handler: Handler) -> None:
        handler.head(200, 10)
        done.wait(5)

    server.next("/a", silent)
    try:
        with pytest.raises(TransientError, match="the connection broke"):
            get(f"{server.url}/a", clock, connection=Connection(silence=0.2))
    finally:
        done.set()


def test_every_request_keeps_to_the_rate_and_a_key_has_its_own(server: Publisher) -> None:
    server.put("/a", b"data")
    slow = {**LIMITS, "rate": {"requests": 2, "seconds": 30}}
    source = nvd_source(f"{server.url}/a", rate=slow["rate"], key=KEY)
    for keys, waits in (({}, [30.0]), ({"test": "k"}, [])):
        own = MovedClock()
        client = Client(Connection(keys=keys), own)
        for _ in range(3):
            with client.get(source.url, source, {}) as reply:
                assert list(reply.chunks()) == [b"data"]
        assert own.waits == waits

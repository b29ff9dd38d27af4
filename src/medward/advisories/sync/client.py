# SPDX-License-Identifier: Apache-2.0
"""One HTTP request at a time, with the rules that hold for all of them.

- TLS is verified, against the system's authorities or those of the file that was given, and never less.
- Redirects are followed here, one by one, each checked by `addresses`; a key goes to the source's own host alone.
- A proxy is the one that was given, else that of the usual environment variables (`https_proxy`, `no_proxy`, …).
- Nothing is unpacked on the way: the bytes that are received are the publisher's.
- Every request waits for its turn. Retries are the caller's.
"""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, LocationValueError, ProxySchemeUnknown

from medward import __version__
from medward.advisories.sync.addresses import host_of, redirected, refuse_foreign
from medward.advisories.sync.clock import Clock, Pacer
from medward.advisories.sync.faults import FetchError, TransientError, said, untrusted
from medward.advisories.sync.sources import Source
from medward.base.problems import Place, Problem, ProblemsError

USER_AGENT = f"Medward/{__version__} (medical-device security; advisory sync)"
MAX_REDIRECTS = 5
CHUNK = 256 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Connection:
    """How the network is reached.

    Attributes:
        ca_file: authorities to trust in place of the system's, as PEM.
        proxy: address of a proxy; empty for that of the environment.
        keys: source id → key. Never shown.
        silence: seconds without a byte after which a connection is given up.
    """

    ca_file: Path | None = None
    proxy: str = field(default="", repr=False)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    silence: float = 60


class Reply:
    """An answer whose body has not been read."""

    def __init__(self, response: urllib3.BaseHTTPResponse) -> None:
        self._response = response
        self.status = response.status

    def header(self, name: str) -> str:
        """A header; empty where it was not sent."""
        return self._response.headers.get(name, "")

    def chunks(self) -> Iterator[bytes]:
        """The body as it arrives, a piece at a time. Raises TransientError where the connection breaks."""
        try:
            while chunk := self._response.read1(CHUNK, decode_content=False):
                yield chunk
        except (HTTPError, OSError) as error:
            raise TransientError(f"the connection broke: {said(error)}") from error


class Client:
    """Asks hosts, politely."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Raises ProblemsError where the file of authorities or the proxy cannot be used."""
        self._connection = connection
        self._pacer = Pacer(clock)
        self._context = _trusting(connection.ca_file)
        self._pools: dict[str, urllib3.PoolManager] = {}
        if connection.proxy:
            self._pool_by(connection.proxy)

    @contextmanager
    def get(self, url: str, source: Source, headers: Mapping[str, str]) -> Iterator[Reply]:
        """The answer to a GET request. Raises FetchError."""
        refuse_foreign(url, source)
        for _ in range(MAX_REDIRECTS + 1):
            response = self._ask(url, source, headers)
            try:
                location = response.headers.get("Location", "") if response.status in _REDIRECTS else ""
                if not location:
                    yield Reply(response)
                    return
                url = redirected(url, location, source)
            finally:
                _leave(response)
        raise FetchError(f"it is redirected more than {MAX_REDIRECTS} times")

    def _ask(self, url: str, source: Source, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        key = self._connection.keys.get(source.id) if source.key else None
        self._pacer.wait(host_of(url), source.key.rate if source.key and key else source.rate)
        sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **headers}
        if source.key and key and host_of(url) == source.own_host:
            sent[source.key.header] = key
        try:
            return self._pool(url).request(
                "GET",
                url,
                headers=sent,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
            )
        except LocationValueError as error:
            raise FetchError("its address cannot be used") from error
        except (HTTPError, OSError) as error:
            if untrusted(error):
                raise FetchError(f"its host cannot be trusted: {said(error)}") from error
            raise TransientError(f"its host cannot be reached: {said(error)}") from error

    def _pool(self, url: str) -> urllib3.PoolManager:
        parts = urlsplit(url)
        proxy = self._connection.proxy
        if not proxy and not proxy_bypass(parts.hostname or ""):
            found = getproxies()
            proxy = found.get(parts.scheme, found.get("all", ""))
        return self._pool_by(proxy)

    def _pool_by(self, proxy: str) -> urllib3.PoolManager:
        """The connections over a proxy, or without one."""
        if proxy not in self._pools:
            timeout = urllib3.Timeout(connect=15, read=self._connection.silence)
            self._pools[proxy] = (
                _proxied(proxy, self._context, timeout)
                if proxy
                else urllib3.PoolManager(ssl_context=self._context, timeout=timeout)
            )
        return self._pools[proxy]


def _proxied(proxy: str, context: ssl.SSLContext, timeout: urllib3.Timeout) -> urllib3.ProxyManager:
    """Connections over a proxy; its user name and password go into a header and nowhere else."""
    try:
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        address = f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")
        login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
        sent = urllib3.make_headers(proxy_basic_auth=login) if login else None
        return urllib3.ProxyManager(address, proxy_headers=sent, ssl_context=context, timeout=timeout)
    except (ValueError, LocationValueError, ProxySchemeUnknown) as error:
        raise _setting("proxy", "the proxy is not an address", "Write it as http://host:port") from error


def _trusting(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except OSError as error:
        message = "the file of certificate authorities cannot be used"
        raise _setting(str(ca_file), message, "Name a PEM file with their certificates") from error


def _setting(place: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(place), "", "sources.setting", message, mend)])


def _leave(response: urllib3.BaseHTTPResponse) -> None:
    """Give the connection back where nothing is left to read on it; else close it."""
    if response.status == _NOT_MODIFIED:
        response.release_conn()
    response.close()

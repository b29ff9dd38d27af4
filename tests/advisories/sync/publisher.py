# SPDX-License-Identifier: Apache-2.0
"""A publisher's web server on this machine, with all that can go wrong with one, and a clock that tests move.

    with publisher() as server:
        server.put("/PyPI/all.zip", data)          # with an ETag and a Last-Modified
        server.next("/PyPI/all.zip", drop(1000))   # the next request breaks off after 1,000 bytes
        ...
        assert server.seen[0].headers["User-Agent"].startswith("Medward/")

The server answers conditional and range requests as RFC 9110 asks. Faults are taken in turn, one for each request
of a path; when there are none left it behaves.
"""

import hashlib
import shutil
import ssl
import subprocess
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from medward.advisories.sync.client import Client, Connection
from medward.advisories.sync.fetching import Fetcher
from medward.advisories.sync.keeping import Keeper
from medward.advisories.sync.sources import CsafSource, FilesSource, NvdSource
from medward.advisories.sync.state import State

START = datetime(2099, 3, 1, 12, tzinfo=UTC)
MODIFIED = "Sun, 01 Mar 2099 06:00:00 GMT"


class MovedClock:
    """A clock that moves only when somebody waits for it, or when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []

    def now(self) -> datetime:
        """The time of day."""
        return START + timedelta(seconds=self.seconds)

    def elapsed(self) -> float:
        """Seconds since the test began."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Move, and remember how far."""
        self.waits.append(seconds)
        self.seconds += seconds


@dataclass(frozen=True)
class Seen:
    """A request that came."""

    path: str
    headers: Mapping[str, str]


@dataclass
class File:
    """What lies at a path."""

    data: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    """Answers for a `Publisher`."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    publisher: "Publisher"

    def do_GET(self) -> None:
        """Answer a request; `http.server` calls it by this name."""
        publisher = self.publisher
        publisher.seen.append(Seen(self.path, dict(self.headers.items())))
        faults = publisher.faults[self.path]
        asked = publisher.answers.get(self.path.partition("?")[0])
        if faults:
            faults.popleft()(self)
        elif asked:
            asked(self)
        else:
            self.behave()

    def behave(self) -> None:
        """Answer as RFC 9110 asks."""
        file = self.publisher.files.get(self.path)
        if file is None:
            self.send(404, b"not here")
        elif self._unchanged(file):
            self.send_response(304)
            self.end_headers()
        elif (begin := self._begin(file)) is not None:
            whole = len(file.data)
            self.send(
                206, file.data[begin:], {**file.headers, "Content-Range": f"bytes {begin}-{whole - 1}/{whole}"}
            )
        else:
            self.send(200, file.data, file.headers)

    def send(self, status: int, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Send an answer in full."""
        self.head(status, len(data), headers)
        self.wfile.write(data)

    def head(self, status: int, length: int, headers: Mapping[str, str] | None = None) -> None:
        """Send the head of an answer that claims this length."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives
        """Say nothing."""

    def _unchanged(self, file: File) -> bool:
        known = self.headers.get("If-None-Match")
        if known is not None:
            return known == file.headers.get("ETag")
        since = self.headers.get("If-Modified-Since")
        return since is not None and since == file.headers.get("Last-Modified")

    def _begin(self, file: File) -> int | None:
        wanted = self.headers.get("Range", "")
        validator = self.headers.get("If-Range", "")
        if not wanted or validator not in {file.headers.get("ETag"), file.headers.get("Last-Modified")}:
            return None
        return int(wanted.removeprefix("bytes=").removesuffix("-"))


class Server(ThreadingHTTPServer):
    """Says nothing of clients that hang up, which is what many tests are about."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of errors other than those of the connection."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # as the server gave them


Fault = Callable[[Handler], None]


@dataclass
class Publisher:
    """The server: what lies there, what goes wrong, what was asked.

    `answers` are for paths with a query: each is answered by a function.
    """

    url: str
    files: dict[str, File] = field(default_factory=dict)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    answers: dict[str, Fault] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def put(self, path: str, data: bytes, **headers: str) -> None:
        """Lay a file there; its entity tag is that of its bytes unless a test says otherwise."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        self.files[path] = File(data, {"ETag": tag, "Last-Modified": MODIFIED, **named})

    def next(self, path: str, *faults: Fault) -> None:
        """What goes wrong with the next requests of a path."""
        self.faults[path].extend(faults)

    def asked(self, path: str) -> list[Seen]:
        """The requests of one path."""
        return [one for one in self.seen if one.path == path]


@contextmanager
def publisher(context: ssl.SSLContext | None = None) -> Iterator[Publisher]:
    """A server on the loopback interface; over TLS where a context is given."""

    class Bound(Handler):
        """A handler that knows its publisher."""

    server = Server(("127.0.0.1", 0), Bound)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    one = Publisher(f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}")
    Bound.publisher = one
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def drop(after: int) -> Fault:
    """The connection breaks after so many bytes of the answer that would have come."""

    def fault(handler: Handler) -> None:
        data = handler.publisher.files[handler.path]
        begin = handler._begin(data) or 0
        whole = len(data.data)
        extra = {"Content-Range": f"bytes {begin}-{whole - 1}/{whole}"} if begin else {}
        handler.head(206 if begin else 200, whole - begin, {**data.headers, **extra})
        handler.wfile.write(data.data[begin : begin + after])
        handler.close_connection = True

    return fault


def answer(status: int, data: bytes = b"", **headers: str) -> Fault:
    """Another answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.send(status, data, named)


def claim(length: int) -> Fault:
    """The answer claims another length than it has, and ends."""

    def fault(handler: Handler) -> None:
        file = handler.publisher.files[handler.path]
        handler.head(200, length, file.headers)
        handler.wfile.write(file.data)
        handler.close_connection = True

    return fault


def drip(clock: MovedClock, seconds: float) -> Fault:
    """A byte at a time, and so many seconds between two."""

    def fault(handler: Handler) -> None:
        file = handler.publisher.files[handler.path]
        handler.head(200, len(file.data), file.headers)
        try:
            for byte in file.data:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                clock.seconds += seconds
        except OSError:  # the client has hung up, as it should
            handler.close_connection = True

    return fault


@dataclass(frozen=True)
class Authority:
    """A certificate authority, and a server's context with a certificate from it."""

    file: Path
    context: ssl.SSLContext


def authority(folder: Path) -> Authority:
    """Make an authority and a certificate for 127.0.0.1 with the machine's openssl."""
    program = shutil.which("openssl")
    assert program

    def openssl(*arguments: str) -> None:
        subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)

    (folder / "ca.cnf").write_text(
        "[req]\ndistinguished_name=dn\nx509_extensions=ca\nprompt=no\n[dn]\nCN=Authority of a test\n"
        "[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
    )
    (folder / "leaf.cnf").write_text(
        "subjectAltName=IP:127.0.0.1\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n"
        "basicConstraints=critical,CA:FALSE\nauthorityKeyIdentifier=keyid\n"
    )
    for name in ("ca", "leaf"):
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
    openssl("req", "-x509", "-new", "-key", "ca.key", "-out", "ca.pem", "-days", "2", "-config", "ca.cnf")
    openssl("req", "-new", "-key", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=127.0.0.1", "-config", "ca.cnf")
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "leaf.cnf", "-days", "2")
    openssl("x509", "-req", "-in", "leaf.csr", "-out", "leaf.pem", *signing)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "leaf.pem", folder / "leaf.key")
    return Authority(folder / "ca.pem", context)


LIMITS: dict[str, Any] = {
    "id": "test",
    "name": "Test",
    "about": "A source of a test",
    "licence": "none",
    "citation": "none",
    "rate": {"requests": 1000, "seconds": 1},
    "max_bytes": 10_000_000,
    "max_seconds": 600,
}


def files_source(url: str, **fields: object) -> FilesSource:
    """A source of files."""
    given = {"kind": "files", "url": url, "path": "osv/PyPI/all.zip", "content": "archive", **fields}
    return FilesSource.model_validate({**LIMITS, **given})


def nvd_source(url: str, **fields: object) -> NvdSource:
    """A source like the NVD."""
    given = {"kind": "nvd", "url": url, "path": "nvd", "page": 2, "window_days": 120, **fields}
    return NvdSource.model_validate({**LIMITS, **given})


def csaf_source(url: str, **fields: object) -> CsafSource:
    """A CSAF provider."""
    return CsafSource.model_validate({**LIMITS, "kind": "csaf", "url": url, "path": "csaf/test", **fields})


def keeper(folder: Path, clock: MovedClock, connection: Connection | None = None) -> Keeper:
    """Everything that keeps one folder, over the real network stack."""
    folder.mkdir(parents=True, exist_ok=True)
    client = Client(connection or Connection(), clock)
    return Keeper(State(folder), Fetcher(client, clock), clock)

# SPDX-License-Identifier: Apache-2.0
"""Fetching one file: only if it changed, gone on with where it broke off, tried again, within limits.

Rules:

- A file that lies here is asked for with its validators; the publisher may say that it has not changed (304).
- What broke off is gone on with by `Range` and `If-Range`; a part that does not fit what lies here is thrown away.
- Tried again: broken connections and the statuses 408, 425, 429, 500, 502, 503, 504, with a wait that doubles, or
  the one that the server asks for (`Retry-After`, RFC 9110 section 10.2.3). Nothing else is tried again.
- A file ends at its limit of bytes, and at its limit of seconds, which counts every try and every wait.
- What was received has the length that the server stated.
"""

import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

import msgspec

from medward.advisories.sync.client import Client, Reply
from medward.advisories.sync.clock import Clock
from medward.advisories.sync.faults import FetchError, TransientError
from medward.advisories.sync.model import Progress
from medward.advisories.sync.partial import Partial, Version
from medward.advisories.sync.sources import Source

ATTEMPTS = 5
LONGEST_WAIT = 60.0

_OK, _PART, _SAME, _BAD_RANGE = 200, 206, 304, 416
_GONE = {404: "there is no such file at its publisher", 410: "its publisher has removed it"}
_LATER = {408, 425, 429, 500, 502, 503, 504}
_CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,15})-[0-9]{1,15}/([0-9]{1,15}|\*)")
_MD5 = re.compile(r"(?:^|,)\s*md5=([A-Za-z0-9+/]{22}==)")


@dataclass(frozen=True, slots=True)
class Asked:
    """One file to be fetched.

    Attributes:
        url: its address.
        source: the source to which it belongs, with its limits.
        etag: entity tag of the file that lies here; empty where there is none.
        last_modified: date of it, as the publisher wrote it; empty where there is none.
        label: what progress calls it.
    """

    url: str
    source: Source
    etag: str = ""
    last_modified: str = ""
    label: str = ""


class Fetcher:
    """Fetches files, one after the other."""

    def __init__(self, client: Client, clock: Clock, progress: Progress | None = None) -> None:
        self._client = client
        self._clock = clock
        self._progress = progress

    def fetch(self, asked: Asked, partial: Partial) -> Version | None:
        """The whole file in `partial`; None where it has not changed. Raises FetchError, and OSError."""
        deadline = self._clock.elapsed() + asked.source.max_seconds
        for attempt in range(ATTEMPTS):
            try:
                return self._try(asked, partial, deadline)
            except TransientError as error:
                if attempt + 1 == ATTEMPTS:
                    raise FetchError(f"{error}, {ATTEMPTS} times") from error
                self._wait(error, attempt, deadline)
        raise AssertionError("every attempt ends above")

    def _wait(self, error: TransientError, attempt: int, deadline: float) -> None:
        wait = min(LONGEST_WAIT, 2.0**attempt) if error.after is None else error.after
        if self._clock.elapsed() + wait > deadline:
            raise FetchError(f"{error}; the next try would be after its time limit") from error
        self._clock.sleep(wait)

    def _try(self, asked: Asked, partial: Partial, deadline: float) -> Version | None:
        begun = partial.begun(asked.url)
        with self._client.get(asked.url, asked.source, _headers(asked, partial, begun)) as reply:
            if reply.status == _SAME and not begun and (asked.etag or asked.last_modified):
                return None
            if reply.status == _BAD_RANGE and begun:
                partial.discard()
                raise TransientError("its server does not go on where it broke off", 0)
            self._refuse_status(reply, asked.source)
            if reply.header("Content-Encoding").lower() not in {"", "identity"}:
                raise FetchError("its server packed it in a way that nobody asked for")
            version = _version(reply, asked.url, begun, partial)
            self._receive(reply, asked, partial, version, deadline)
            return version

    def _refuse_status(self, reply: Reply, source: Source) -> None:
        if reply.status in {_OK, _PART}:
            return
        message = _GONE.get(reply.status, f"its server answers with status {reply.status}")
        if reply.status in _LATER or reply.status in source.busy:
            raise TransientError(message, self._asked_wait(reply.header("Retry-After")))
        raise FetchError(message)

    def _asked_wait(self, value: str) -> float | None:
        """Seconds that a server asks to wait; None where it says nothing that can be understood."""
        if re.fullmatch(r"[0-9]{1,9}", value.strip()):
            return float(value)
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - self._clock.now()).total_seconds())

    def _receive(self, reply: Reply, asked: Asked, partial: Partial, version: Version, deadline: float) -> None:
        """Bring the body to the disk, within the limits, to its last byte."""
        most = asked.source.max_bytes
        with partial.go_on() if reply.status == _PART else partial.begin(version) as stream:
            size = stream.tell()
            if max(version.total, size) > most:
                raise FetchError(f"it has more than the {most:,} bytes allowed")
            for chunk in reply.chunks():
                size += len(chunk)
                if size > most:
                    raise FetchError(f"it has more than the {most:,} bytes allowed")
                stream.write(chunk)
                if self._progress:
                    self._progress(asked.label or asked.url, size, version.total)
                if self._clock.elapsed() > deadline:
                    raise FetchError(f"it takes longer than the {asked.source.max_seconds:,} seconds allowed")
        if version.total and size != version.total:
            raise TransientError(f"the connection ended after {size:,} of {version.total:,} bytes")


def _headers(asked: Asked, partial: Partial, begun: Version | None) -> dict[str, str]:
    if begun:
        return {"Range": f"bytes={partial.size}-", "If-Range": begun.validator}
    known = {"If-None-Match": asked.etag, "If-Modified-Since": asked.last_modified}
    return {name: value for name, value in known.items() if value}


def _version(reply: Reply, url: str, begun: Version | None, partial: Partial) -> Version:
    """Of what the body is. Raises TransientError where it is a part that does not fit what lies here."""
    md5 = _MD5.search(reply.header("x-goog-hash"))
    length = reply.header("Content-Length")
    version = Version(
        url=url,
        etag=reply.header("ETag"),
        last_modified=reply.header("Last-Modified"),
        total=int(length) if re.fullmatch(r"[0-9]{1,15}", length) else 0,
        md5=md5[1] if md5 else "",
    )
    if reply.status != _PART:
        return version
    found = _CONTENT_RANGE.fullmatch(reply.header("Content-Range").strip())
    same = begun is not None and version.etag in {"", begun.etag}
    if begun is None or not same or not found or int(found[1]) != partial.size:
        partial.discard()
        raise TransientError("its server sent another part than was asked for", 0)
    return begun if found[2] == "*" else msgspec.structs.replace(begun, total=int(found[2]))

# SPDX-License-Identifier: Apache-2.0
"""Which addresses may be asked: https, of a source's own hosts, with no user name in them.

Plain http is for the machine itself alone, so that a mirror or a test may run there. A redirect never leads from
https to http, and never to a host that the source does not list (RFC 9110 section 15.4 leaves that to the client).
"""

from urllib.parse import urljoin, urlsplit

from medward.advisories.sync.faults import FetchError
from medward.advisories.sync.sources import Source

LOOPBACK = frozenset({"127.0.0.1", "localhost"})


def host_of(url: str) -> str:
    """The host of an address; empty where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def refuse_foreign(url: str, source: Source) -> None:
    """Raise FetchError where an address may not be asked for this source."""
    host = host_of(url)
    if host not in source.all_hosts:
        raise FetchError(f"it leads to the host '{host}', which the source does not list")
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise FetchError("its address holds a user name")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
        raise FetchError(f"it leads to '{parts.scheme}' in place of https")


def redirected(url: str, location: str, source: Source) -> str:
    """Where a redirect leads. Raises FetchError where it may not be followed."""
    try:
        target = urljoin(url, location)
        plain = urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https"
    except ValueError as error:
        raise FetchError("it is redirected to what is no address") from error
    if plain:
        raise FetchError("it is redirected from https to an address without it")
    refuse_foreign(target, source)
    return target

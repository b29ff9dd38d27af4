# SPDX-License-Identifier: Apache-2.0
"""Readers of short texts (ranges, versions, names, scores), which are given bytes like all the others.

Bytes that are no UTF-8 become lone surrogates, as in an argument of the command line. What is read is used once,
because a range that can be read and not be asked would only fail later.
"""

from medward import versions
from medward.advisories.cpe import names
from medward.advisories.cpe.names import CpeError
from medward.advisories.devices import versions as device_versions
from medward.advisories.identity import query
from medward.triage.cvss import scores, with_environment
from medward.versions import InvalidVersionError, UnknownSchemeError
from medward.versions import vendor_text as vendor
from medward.versions.vers import VersError, canonical, contains, parse, parse_loosely, spans, write
from medward.versions.vers.native import from_native

RANGE_ERRORS = (VersError,)
VERSION_ERRORS = (InvalidVersionError, UnknownSchemeError)
CPE_ERRORS = (CpeError,)
_ASKED = "1.2.3"


class _NotTheSameError(Exception):
    """What was written again is not what was read."""


def vers(data: bytes) -> None:
    """A canonical range: what is written means what was read."""
    found = parse(_text(data))
    if parse(write(found)) != found:
        raise _NotTheSameError(f"{write(found)[:200]!a} is read in another way")
    contains(found, found.constraints[-1].version)
    canonical(found)


def vers_loosely(data: bytes) -> None:
    """A range in any form: its one form can be read."""
    written = write(canonical(parse_loosely(_text(data))))
    if write(parse(written)) != written:
        raise _NotTheSameError(f"{written[:200]!a} is written in another way")


def native_range(data: bytes) -> None:
    """A scheme, a blank, and a range in its notation."""
    scheme, _, native = _text(data).partition(" ")
    spans(from_native(scheme, native))


def vendor_text(data: bytes) -> None:
    """A vendor's own words, by both of their readers."""
    text = _text(data)
    vendor.read(text)
    device_versions.ruling(text, _ASKED)
    device_versions.ruling("<= 9.33", text)


def version(data: bytes) -> None:
    """A scheme, a blank, and a version."""
    scheme, _, written = _text(data).partition(" ")
    versions.key(scheme, written)


def purl(data: bytes) -> None:
    """A package URL."""
    query(_text(data), _ASKED)


def cpe(data: bytes) -> None:
    """A CPE name: its one form can be read, and is the same again."""
    found = names.parse(_text(data))
    if names.parse(str(found)) != found:
        raise _NotTheSameError(f"{found!s:.200} is read in another way")
    names.parse(found.uri)


def cvss(data: bytes) -> None:
    """A vector, with a device's environment."""
    text = _text(data)
    scores(text)
    scores(with_environment(text, {"MAV": "P", "CR": "H"}))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")

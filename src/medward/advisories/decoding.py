# SPDX-License-Identifier: Apache-2.0
"""Decoding foreign JSON records into typed values, with every way in which it fails told as one sentence.

Rules that all kinds of records share:

- A record that cannot be decoded is refused with one sentence, never with an exception of the decoder.
- A moment without a zone is in UTC. One that cannot be read is not known, and so is every one of year 1, which
  some databases write for that.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypeVar

import msgspec

UNKNOWN = datetime.min.replace(tzinfo=UTC)
CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,19}", re.ASCII)
"""The form of a CVE id."""
_CWE = re.compile(r"CWE-[0-9]{1,5}", re.ASCII)

T = TypeVar("T")


class RecordError(ValueError):
    """This is no record of its kind; the message says why, as one sentence without a full stop."""


def decode(decoder: msgspec.json.Decoder[T], data: bytes | msgspec.Raw, kind: str) -> T:
    """Decode; `kind` is what the sentence calls it, such as `a CVE record`. Raises RecordError."""
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise RecordError(f"it does not have the shape of {kind}: {str(error).replace('`', '')}") from error
    except msgspec.DecodeError as error:
        raise RecordError(f"it is not JSON: {error}") from error
    except UnicodeDecodeError as error:
        raise RecordError("a text in it is not UTF-8") from error
    except RecursionError as error:
        raise RecordError("it is nested too deeply") from error


def moment(text: str | None) -> datetime:
    """A moment in UTC; the first of all where there is none, or none that can be read."""
    return (parsed(text) if text else None) or UNKNOWN


def day(text: str | None) -> date | None:
    """The day of a moment, in UTC; None where it is not known."""
    known = moment(text)
    return None if known.year == UNKNOWN.year else known.date()


def parsed(text: str) -> datetime | None:
    """A moment in UTC; None where it cannot be read."""
    try:
        read = datetime.fromisoformat(text)
        return (read.replace(tzinfo=UTC) if read.tzinfo is None else read).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def weaknesses(found: Iterable[str]) -> tuple[str, ...]:
    """Those that are weakness ids, sorted, each once."""
    return tuple(sorted({one for one in found if _CWE.fullmatch(one)}))

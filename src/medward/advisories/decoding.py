# SPDX-License-Identifier: Apache-2.0
"""Decoding foreign JSON into typed values, with every way in which it fails told as one sentence."""

import re
from datetime import UTC, date, datetime
from typing import TypeVar

import msgspec

from medward.advisories.osv import RecordError

UNKNOWN = datetime.min.replace(tzinfo=UTC)
CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,19}", re.ASCII)
"""The form of a CVE id."""
_CWE = re.compile(r"CWE-[0-9]{1,5}", re.ASCII)

T = TypeVar("T")


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
    """A moment; one without a zone is in UTC, as the NVD writes it. The first of all where there is none."""
    if not text:
        return UNKNOWN
    try:
        read = datetime.fromisoformat(text)
        return (read.replace(tzinfo=UTC) if read.tzinfo is None else read).astimezone(UTC)
    except (ValueError, OverflowError):
        return UNKNOWN


def day(text: str | None) -> date | None:
    """The day of a moment; None where it is not known."""
    known = moment(text)
    return None if known == UNKNOWN else known.date()


def weaknesses(found: "list[str]") -> tuple[str, ...]:
    """Those that are weakness ids, sorted, each once."""
    return tuple(sorted({one for one in found if _CWE.fullmatch(one)}))

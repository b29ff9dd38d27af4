# SPDX-License-Identifier: Apache-2.0
"""Typed decoding of JSON, with every way in which it can fail told as a problem with its place.

The depth of a document is bound by the decoder, which stops at the interpreter's limit on recursion (about a
thousand levels) whether it keeps a value or skips it.

A long list can be decoded in two steps: first to `msgspec.Raw`, which only finds where each item begins and ends,
then item by item. What an item needs only while it is read is then freed before the next, which spares half of the
memory of a large SBOM, and with it time.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, TypeVar

import msgspec

from medward.base.problems import ProblemsError
from medward.inventory.limits import MAX_OBJECTS, UNCOUNTED_BYTES
from medward.inventory.source import Source

T = TypeVar("T")

ANYTHING: msgspec.json.Decoder[msgspec.Raw] = msgspec.json.Decoder(msgspec.Raw)
"""Accepts every JSON value and keeps none of it: to learn whether a text is JSON at all."""

_Failure: TypeAlias = msgspec.DecodeError | UnicodeDecodeError | RecursionError
_FAILURES = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def decode(decoder: msgspec.json.Decoder[T], source: Source) -> T:
    """Decode a source with a typed decoder. Raises ProblemsError when it is no JSON or not of that shape."""
    _refuse_swarm(source)
    try:
        return decoder.decode(source.data)
    except _FAILURES as error:
        raise _problem(error, source) from error


def decode_each(
    decoder: msgspec.json.Decoder[T], items: Iterable[msgspec.Raw], key: str, source: Source
) -> Iterator[T]:
    """Decode the items of the list under `key`, one by one. Raises ProblemsError that names the item.

    The items are known to be JSON, because the first step has read all of the file.
    """
    index = 0
    try:
        for index, item in enumerate(items):  # noqa: B007 - the last one tells where it failed
            yield decoder.decode(item)
    except _FAILURES as error:
        raise _problem(error, source, f"{key}[{index}]") from error


def _refuse_swarm(source: Source) -> None:
    """Raise when a large file consists of more objects than any SBOM does."""
    if len(source.data) > UNCOUNTED_BYTES and (objects := source.data.count(b"{")) > MAX_OBJECTS:
        message = f"the file holds {objects:,} objects, more than the {MAX_OBJECTS:,} allowed"
        raise source.refusal("objects", message, "Split the SBOM, one for each part of the product")


def _problem(error: _Failure, source: Source, key: str = "") -> ProblemsError:
    """A failure as a problem; `key` is the path of the part that was decoded, where that was not all."""
    if isinstance(error, RecursionError):
        return source.refusal("depth", "the JSON is nested too deeply to be an SBOM", key=key)
    if isinstance(error, UnicodeDecodeError):
        line = source.line(source.data.find(error.object))
        return source.refusal(
            "encoding", "a text in the file is not UTF-8", "Save it as UTF-8", line=line, key=key
        )
    if isinstance(error, msgspec.ValidationError):
        return _misshapen(error, source, key)
    return _broken(error, source)


def _misshapen(error: msgspec.ValidationError, source: Source, key: str) -> ProblemsError:
    """JSON, but with a value of another type than the format asks for; msgspec names the path of keys."""
    said, _, path = str(error).partition(" - at `")
    message = f"a value is not what its format asks for: {said[:1].lower()}{said[1:].replace('`', '')}"
    whole = f"{key}{path.rstrip('`').removeprefix('$')}".removeprefix(".")
    return source.refusal("shape", message, key=whole)


def _broken(error: msgspec.DecodeError, source: Source) -> ProblemsError:
    """No JSON; msgspec names the byte, or says that it came to the end."""
    said, _, position = str(error).partition(" (byte ")
    offset = position.rstrip(")")
    if offset.isdigit():
        message = f"this is not JSON: {said.removeprefix('JSON is malformed: ')}"
        return source.refusal("syntax", message, line=source.line(int(offset)))
    message = "the JSON ends too early, or holds a broken character escape"
    return source.refusal("syntax", message, line=source.line(len(source.data)))

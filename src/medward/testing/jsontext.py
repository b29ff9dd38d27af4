# SPDX-License-Identifier: Apache-2.0
"""JSON of a report, decoded to typed values; every way in which that can fail is a problem with its place."""

from typing import TypeVar

import msgspec

from medward.base.problems import ProblemsError
from medward.testing.limits import MAX_OBJECTS
from medward.testing.source import Source

T = TypeVar("T")


def decode(decoder: msgspec.json.Decoder[T], source: Source) -> T:
    """Decode a report. Raises ProblemsError when it is no JSON, or not of that shape."""
    if source.data.count(b"{") + source.data.count(b"[") > MAX_OBJECTS:
        raise source.refusal("size", f"the JSON has more than the {MAX_OBJECTS:,} objects and lists allowed")
    try:
        return decoder.decode(source.data)
    except RecursionError as error:
        raise source.refusal("depth", "the JSON is nested too deeply to be a report") from error
    except UnicodeDecodeError as error:
        raise source.refusal("encoding", "a text in the report is not UTF-8", "Save it as UTF-8") from error
    except msgspec.ValidationError as error:
        raise _misshapen(error, source) from error
    except msgspec.DecodeError as error:
        raise _broken(error, source) from error


def _misshapen(error: msgspec.ValidationError, source: Source) -> ProblemsError:
    """JSON, but with a value of another type than the format asks for; msgspec names the path of keys."""
    said, _, path = str(error).partition(" - at `")
    message = f"a value is not what its format asks for: {said[:1].lower()}{said[1:].replace('`', '')}"
    return source.refusal("shape", message, key=path.rstrip("`").removeprefix("$").removeprefix("."))


def _broken(error: msgspec.DecodeError, source: Source) -> ProblemsError:
    """No JSON; msgspec names the byte, or says that it came to the end."""
    said, _, position = str(error).partition(" (byte ")
    offset = position.rstrip(")")
    if offset.isdigit():
        message = f"this is not JSON: {said.removeprefix('JSON is malformed: ')}"
        return source.refusal("syntax", message, line=source.line(int(offset)))
    message = "the JSON ends too early, or holds a broken character escape"
    return source.refusal("syntax", message, line=source.line(len(source.data)))

# SPDX-License-Identifier: Apache-2.0
"""The bytes of one VEX document, their limits, and how a reader gives up on them: one problem for each document.

The limits are far above any VEX document known to us (some 10 MB for a whole distribution). `MAX_STATEMENTS`
bounds what products times vulnerabilities can unfold to; `MAX_OBJECTS` what a small hostile text can cost in
memory.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from medward.base.canonical import digest_bytes
from medward.base.problems import Place, Problem, ProblemsError

MAX_BYTES = 64 * 1024 * 1024
MAX_OBJECTS = 1_000_000
MAX_STATEMENTS = 200_000
_UTF8_BOM = b"\xef\xbb\xbf"
_GET_AGAIN = "Get the document again from its author"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given.

    Attributes:
        name: what problems call the document.
        data: its bytes, without a byte order mark.
        digest: `sha256:…` over all its bytes.
    """

    name: str
    data: bytes = field(repr=False)
    digest: str

    @property
    def is_xml(self) -> bool:
        """Whether it looks like XML: its first character says so."""
        return self.data.lstrip()[:1] == b"<"

    def problem(self, code: str, message: str, mend: str = _GET_AGAIN, *, key: str = "") -> ProblemsError:
        """The error to raise."""
        return ProblemsError([Problem(Place(self.name), key, code, message, mend)])

    def decode(self, kind: type[T]) -> T:
        """The document as a value of a type. Raises ProblemsError where it is no JSON, or not of that shape."""
        try:
            return msgspec.json.decode(self.data, type=kind)
        except msgspec.ValidationError as error:
            said, _, path = str(error).partition(" - at `")
            message = f"a value is not what its format asks for: {said[:1].lower()}{said[1:].replace('`', '')}"
            raise self.problem("vex.shape", message, key=path.rstrip("`").removeprefix("$.")) from error
        except msgspec.DecodeError as error:
            raise self.problem("vex.syntax", "this is not JSON, or it ends too early") from error
        except UnicodeDecodeError as error:
            raise self.problem("vex.syntax", "a text in it is not UTF-8", "Save it as UTF-8") from error
        except RecursionError as error:
            raise self.problem("vex.size", "the JSON is nested too deeply") from error

    def hold_limit(self, statements: int) -> None:
        """Raise where a document says too much."""
        if statements > MAX_STATEMENTS:
            message = f"the document makes more than {MAX_STATEMENTS:,} statements"
            raise self.problem("vex.size", message, "Split it, one document for each product")


def open_source(path: Path) -> Source:
    """The bytes of a file. Raises ProblemsError where it cannot be read or is too large."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        mend = "Check that it is a file, that it exists and that you may read it"
        message = f"the file cannot be read: {error.strerror}"
        raise ProblemsError([Problem(Place(str(path)), "", "vex.unreadable", message, mend)]) from error
    return source_of(data, str(path))


def source_of(data: bytes, name: str) -> Source:
    """The same for bytes. Raises ProblemsError where they are too many."""
    source = Source(name, data.removeprefix(_UTF8_BOM), digest_bytes(data))
    if len(data) > MAX_BYTES:
        message = f"the file has more than the {MAX_BYTES:,} bytes allowed"
        raise source.problem("vex.size", message, "Split it, one document for each product")
    if data.count(b"{") > MAX_OBJECTS:
        message = f"the file holds more than the {MAX_OBJECTS:,} objects allowed"
        raise source.problem("vex.size", message, "Split it, one document for each product")
    return source

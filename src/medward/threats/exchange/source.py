# SPDX-License-Identifier: Apache-2.0
"""The bytes of one threat model with their name, the limits, and how a reader gives up on them.

The limits leave room of ten times and more above models that people draw: a few hundred elements, a megabyte.
"""

from dataclasses import dataclass, field
from pathlib import Path

from medward.base.problems import Place, Problem, ProblemsError

MAX_BYTES = 16 * 1024 * 1024
"""Bytes of one file in any format."""
MAX_VALUES = 400_000
"""Values of one file, those of a YAML alias counted at each place that uses them; tags in XML."""
MAX_DEPTH = 40
"""Levels of nesting in JSON and YAML."""
MAX_PARTS = 10_000
"""Elements, flows and threats of one model."""
MAX_LOST = 2_000
"""So many losses are told one by one; the rest are counted."""

MAKE_AGAIN = "Export the threat model again from its tool"


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given.

    Attributes:
        name: what problems call the file.
        data: its bytes, without a byte order mark.
    """

    name: str
    data: bytes = field(repr=False)

    def refusal(
        self, code: str, message: str, mend: str = MAKE_AGAIN, *, line: int = 0, key: str = ""
    ) -> ProblemsError:
        """The error to raise. `code` is what follows `threat-model.`."""
        return ProblemsError([Problem(Place(self.name, line), key, f"threat-model.{code}", message, mend)])


def of_file(path: Path) -> Source:
    """The source of a file. Raises ProblemsError when it cannot be read or is too large."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        mend = "Check that it exists and that you may read it"
        raise Source(str(path), b"").refusal("unreadable", message, mend) from error
    return of_bytes(data, str(path))


def of_bytes(data: bytes, name: str) -> Source:
    """The source of bytes. Raises ProblemsError when they are too many."""
    if len(data) > MAX_BYTES:
        message = f"the file is larger than the {MAX_BYTES:,} bytes allowed"
        raise Source(name, b"").refusal("size", message, "Split the model, one file for each diagram")
    return Source(name, data.removeprefix(b"\xef\xbb\xbf"))

# SPDX-License-Identifier: Apache-2.0
"""A problem in something a person wrote, said so that they can mend it.

A `Problem` names the rule that was broken, the place, what is wrong and what mends it. Readers collect every
problem before they give up and raise one `ProblemsError`, so that a person mends a file once and not ten times.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands. `line` and `column` count from 1; 0 means the file as a whole.

    Attributes:
        file: path as the reader was given it, relative to the folder that was read where there is one.
        line: line number, or 0.
        column: column number, or 0.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, with its place and its mend.

    Attributes:
        place: the file and line.
        key: path of keys inside the file, such as `threats[3].leads_to`; empty for the file as a whole.
        code: id of the broken rule, such as `dossier.unknown-key`; every code is documented in the reference.
        message: what is wrong, as one sentence without a full stop.
        mend: what to do about it, as one sentence without a full stop.
    """

    place: Place
    key: str
    code: str
    message: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.place}: {self.key}: " if self.key else f"{self.place}: "
        return f"{where}{self.message}. {self.mend} [{self.code}]"


class ProblemsError(Exception):
    """Raised by a reader that could not go on, with every problem it found (at least one), in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

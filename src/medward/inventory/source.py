# SPDX-License-Identifier: Apache-2.0
"""The bytes of one SBOM with their name, and how a reader gives up on them.

Every reader in this package raises `ProblemsError` with exactly one problem, because the first thing that is wrong
in a machine-made file makes what follows it worthless.
"""

from dataclasses import dataclass, field

from medward.base.problems import Place, Problem, ProblemsError

MAKE_AGAIN = "Make the SBOM again, or get it again from its maker"


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given.

    Attributes:
        name: what problems call the file.
        data: its bytes, without a byte order mark.
        digest: `sha256:…` over all its bytes.
    """

    name: str
    data: bytes = field(repr=False)
    digest: str

    def refusal(
        self, code: str, message: str, mend: str = MAKE_AGAIN, *, line: int = 0, key: str = ""
    ) -> ProblemsError:
        """The error to raise. `code` is what follows `inventory.`, `key` a path of keys in the file, if known."""
        return refusal(self.name, code, message, mend, line=line, key=key)

    def line(self, offset: int) -> int:
        """The line, counted from 1, on which the byte at `offset` stands."""
        return self.data.count(b"\n", 0, max(offset, 0)) + 1


def refusal(name: str, code: str, message: str, mend: str, *, line: int = 0, key: str = "") -> ProblemsError:
    """The error for a file of which there are no bytes yet."""
    return ProblemsError([Problem(Place(name, line), key, f"inventory.{code}", message, mend)])

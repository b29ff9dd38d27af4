# SPDX-License-Identifier: Apache-2.0
"""The option `--signatures` of every command that reads CSAF documents."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medward.advisories.csaf import Policy

HELP = "Signatures of CSAF documents: check refuses invalid ones, require all that are not valid."


class Signatures(StrEnum):
    """What is asked of signatures."""

    CHECK = "check"
    REQUIRE = "require"

    @property
    def policy(self) -> "Policy":
        """The same for the engines, which are imported only here."""
        from medward.advisories.csaf import Policy

        return Policy(self.value)

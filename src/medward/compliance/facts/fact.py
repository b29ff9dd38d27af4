# SPDX-License-Identifier: Apache-2.0
"""What a fact is: a name that packs use, one line on its meaning, and the function that decides it.

A fact is a question with a yes. Its function answers with an outcome: `met` is yes, `not_met` is no, `unknown` is
what nobody can know from what there is, `error` is what rests on something broken. A fact that lacks what it needs
is unknown, never yes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from medward.compliance.context import Context
from medward.compliance.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Fact:
    """A named, computed fact.

    Attributes:
        name: subject and predicate, `sbom.readable`; never changed, because packs name it.
        meaning: what is true where it is met, as one sentence.
        decide: the function that decides it.
    """

    name: str
    meaning: str
    decide: Callable[[Context], Outcome]

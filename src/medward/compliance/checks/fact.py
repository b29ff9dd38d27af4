# SPDX-License-Identifier: Apache-2.0
"""`fact: <name>`: yes is met, no is not met, and what nobody knows is unknown."""

from medward.compliance import facts
from medward.compliance.context import Context
from medward.compliance.outcome import Outcome
from medward.packs.checks import FactCheck


def evaluate(check: FactCheck, context: Context) -> Outcome:
    """What the fact says."""
    return facts.decide(check.fact, context)

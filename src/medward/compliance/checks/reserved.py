# SPDX-License-Identifier: Apache-2.0
"""`reserved`: the text leaves something to a later rule, and none has been made.

Not applicable with the pack's reason until the day by which somebody must look again; after that, nobody knows. It
is never met.
"""

from medward.compliance.context import Context
from medward.compliance.outcome import Outcome, not_applicable, unknown
from medward.packs.checks import ReservedCheck
from medward.packs.standing import still_reserved


def evaluate(check: ReservedCheck, context: Context) -> Outcome:
    """Not applicable while the last look is recent enough."""
    rule = check.reserved
    if still_reserved(rule, context.as_of):
        return not_applicable(f"{rule.reason} (looked up on {rule.verified})")
    return unknown(f"{rule.reason}, as of {rule.verified}; nobody has looked since {rule.recheck_by}")

# SPDX-License-Identifier: Apache-2.0
"""Evaluating any check: it goes to the module of its kind.

`all` and `any` evaluate their inner checks here too, so that every kind can stand inside every other.
"""

from typing import assert_never

from medward.compliance.checks import answered, combined, document, each_of, evidence, fact, path, reserved
from medward.compliance.context import Context
from medward.compliance.outcome import Outcome
from medward.packs.checks import (
    All,
    AnsweredCheck,
    AnyOf,
    Check,
    DocumentCheck,
    EachOfCheck,
    EvidenceCheck,
    FactCheck,
    PathCheck,
    ReservedCheck,
)


def evaluate(check: Check, context: Context) -> Outcome:
    """The outcome of a check whose names have been bound."""
    match check:
        case All():
            outcome = combined.every([evaluate(inner, context) for inner in check.checks])
        case AnyOf():
            outcome = combined.one([evaluate(inner, context) for inner in check.checks])
        case PathCheck():
            outcome = path.evaluate(check, context)
        case FactCheck():
            outcome = fact.evaluate(check, context)
        case AnsweredCheck():
            outcome = answered.evaluate(check, context)
        case DocumentCheck():
            outcome = document.evaluate(check, context)
        case EachOfCheck():
            outcome = each_of.evaluate(check, context)
        case EvidenceCheck():
            outcome = evidence.evaluate(check, context)
        case ReservedCheck():
            outcome = reserved.evaluate(check, context)
        case _:
            assert_never(check)
    return outcome

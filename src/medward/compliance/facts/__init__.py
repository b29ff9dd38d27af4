# SPDX-License-Identifier: Apache-2.0
"""The closed registry of facts that packs can name; the reference documentation is generated from it."""

from collections.abc import Mapping

from medward.compliance.context import Context
from medward.compliance.facts import (
    controls,
    device,
    hardware,
    keeping,
    life_cycle,
    organisation,
    risks,
    sbom,
    security_level,
    testing,
    threats,
    vulnerabilities,
)
from medward.compliance.facts.fact import Fact
from medward.compliance.outcome import Outcome

_MODULES = (
    *(device, organisation, sbom, vulnerabilities, threats, risks, controls, testing, keeping, hardware),
    *(life_cycle, security_level),
)

FACTS: Mapping[str, Fact] = {fact.name: fact for module in _MODULES for fact in module.FACTS}
"""Every fact under its name, by subject."""

__all__ = ["FACTS", "Fact", "decide"]


def decide(name: str, context: Context) -> Outcome:
    """What a fact says in a context, decided once for each context. Raises KeyError for an unknown name."""
    if name not in context.decided:
        context.decided[name] = FACTS[name].decide(context)
    return context.decided[name]

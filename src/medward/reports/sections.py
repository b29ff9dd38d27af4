# SPDX-License-Identifier: Apache-2.0
"""The verdicts of a framework under its headings; none is left out, whatever its pack says of its section."""

from dataclasses import dataclass

from medward.compliance.model import FrameworkVerdicts, Verdict

OTHERS = "Other requirements"
"""Heading of verdicts whose section the pack does not list."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading with the verdicts under it; at least one."""

    title: str
    verdicts: tuple[Verdict, ...]


def headed(framework: FrameworkVerdicts) -> tuple[Headed, ...]:
    """The headings that have verdicts, in the order of the pack."""
    inside: dict[str, list[Verdict]] = {section.id: [] for section in framework.sections}
    others: list[Verdict] = []
    for verdict in framework.verdicts:
        inside.get(verdict.section, others).append(verdict)
    found = [Headed(section.title, tuple(inside[section.id])) for section in framework.sections]
    return tuple(one for one in (*found, Headed(OTHERS, tuple(others))) if one.verdicts)

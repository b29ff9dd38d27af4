# SPDX-License-Identifier: Apache-2.0
"""Which findings a person means by what they typed.

`CVE-2026-1` is every finding with that id, whichever of its ids it is: an alias counts too. `CVE-2026-1:libc6` is
that of one component, by its name, its name with version, or its package URL with or without version. What names
nothing is a problem, never an empty answer.
"""

from collections.abc import Iterable, Sequence

from medward.base.problems import Place, Problem, ProblemsError
from medward.triage.facts import unversioned
from medward.triage.knowledge import ids
from medward.triage.ordering import Ranked

_HINTS = 5


def chosen(wanted: Sequence[str], ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """The findings that somebody names, in their order. Raises ProblemsError for every text that names none."""
    named = {text: _named(text, ranked) for text in wanted}
    problems = [_problem(text, ranked) for text, found in named.items() if not found]
    if problems:
        raise ProblemsError(problems)
    keys = {one.node.key for found in named.values() for one in found}
    return tuple(one for one in ranked if one.node.key in keys)


def _named(text: str, ranked: Iterable[Ranked]) -> list[Ranked]:
    vulnerability, _, component = text.partition(":")
    return [
        one for one in ranked if vulnerability in ids(one.finding) and (not component or component in _names(one))
    ]


def _names(one: Ranked) -> set[str]:
    """Every name that a component has."""
    label = one.component.label
    bare = unversioned(one)
    name = bare.rpartition("/")[2]
    version = label.rpartition(" ")[2]
    purl = one.finding.purl
    return {label, bare, name, f"{name}@{version}", purl, purl.partition("?")[0], label.replace(" ", "@")} - {""}


def _problem(text: str, ranked: Sequence[Ranked]) -> Problem:
    vulnerability = text.partition(":")[0]
    beside = sorted({unversioned(one) for one in ranked if vulnerability in ids(one.finding)})
    if beside:
        mend = f"It is found in {', '.join(beside[:_HINTS])}"
    else:
        mend = "`medward triage list` names every finding; a release that is not assessed needs --release"
    return Problem(Place(text), "", "triage.unknown-finding", f"no finding is named '{text}'", mend)

# SPDX-License-Identifier: Apache-2.0
"""Whether everything that a check names exists: kinds, fields, words, links and facts.

A pack is data and knows none of them; a name that is wrong would select nothing and so, silently, prove nothing.
`medward pack check` refuses a pack with such a fault; where one is evaluated all the same, the requirement that
has the fault is an error, and the others are not touched.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import assert_never

from medward.compliance.facts import FACTS
from medward.compliance.kinds import field_names, field_shape, kinds, vocabulary
from medward.packs.checks import (
    All,
    AnsweredCheck,
    AnyOf,
    Check,
    Condition,
    DocumentCheck,
    EachOfCheck,
    EvidenceCheck,
    FactCheck,
    PathCheck,
    PathRule,
    ReservedCheck,
    Selector,
)
from medward.packs.framework import Framework, Requirement
from medward.trace.links import LINKS, way

Where = Mapping[str, tuple[str, ...]]


def faults_of_pack(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Id of each requirement with a fault → its faults; those of the framework itself stand under the empty id."""
    found = {"": condition_faults(framework.applies_when)}
    found |= {requirement.id: requirement_faults(requirement) for requirement in framework.requirements}
    return {name: faults for name, faults in found.items() if faults}


def requirement_faults(requirement: Requirement) -> tuple[str, ...]:
    """What a requirement names and does not exist, one sentence each without a full stop."""
    return (*condition_faults(requirement.applies_when), *check_faults(requirement.check))


def condition_faults(condition: Condition | None) -> tuple[str, ...]:
    """The faults of a condition."""
    return tuple(_fact(condition.fact)) if condition is not None else ()


def check_faults(check: Check) -> tuple[str, ...]:
    """The faults of a check and of those inside it."""
    return tuple(_check(check))


def _check(check: Check) -> Iterator[str]:
    match check:
        case All() | AnyOf():
            for inner in check.checks:
                yield from _check(inner)
        case PathCheck():
            yield from _path(check.path)
        case FactCheck():
            yield from _fact(check.fact)
        case AnsweredCheck():
            yield from _where("activity", {"activity_kind": (check.answered.activity,)})
        case DocumentCheck():
            yield from _selector(check.document)
        case EachOfCheck():
            rule = check.each_of
            where = {rule.field: rule.words, **rule.where}
            yield from _selector(Selector(kind=rule.kind, where=where, has=rule.has))
        case EvidenceCheck():
            yield from _evidence(check)
        case ReservedCheck():
            pass
        case _:
            assert_never(check)


def _path(rule: PathRule) -> Iterator[str]:
    yield from _selector(rule.every)
    kind = rule.every.kind
    if rule.answers is not None and kind in kinds():
        yield from _field(kind, "answers")
    for step in rule.reaches:
        yield from _selector(step)
        yield from _link(kind, step.link, step.kind)
        kind = step.kind


def _evidence(check: EvidenceCheck) -> Iterator[str]:
    rule = check.evidence
    yield from _where("evidence", {"evidence_kind": rule.evidence_kind})
    if rule.shows is not None:
        yield from _selector(rule.shows)
        yield from _link("evidence", "shows", rule.shows.kind)


def _selector(selector: Selector) -> Iterator[str]:
    if selector.kind not in kinds():
        yield f"there is no kind of part '{selector.kind}'{_nearest(selector.kind, kinds())}"
        return
    yield from _where(selector.kind, selector.where)
    for name in (*selector.has, *selector.without):
        yield from _field(selector.kind, name)


def _where(kind: str, where: Where) -> Iterator[str]:
    for name, words in where.items():
        yield from _field(kind, name)
        shape = field_shape(kind, name)
        known = vocabulary(shape) if shape is not None else ()
        for word in words if known else ():
            if word not in known:
                yield f"the field '{name}' of {kind} has no word '{word}'{_nearest(word, known)}"


def _field(kind: str, name: str) -> Iterator[str]:
    if field_shape(kind, name) is None:
        yield f"{kind} has no field '{name}'{_nearest(name, field_names(kind))}"


def _link(source: str, name: str, target: str) -> Iterator[str]:
    if source in kinds() and target in kinds() and way(source, name, target) is None:
        known = {link.field for link in LINKS.values() if link.owner == source}
        known |= {link.reverse for link in LINKS.values() if source in link.targets}
        yield f"no link '{name}' leads from {source} to {target}{_nearest(name, known)}"


def _fact(name: str) -> Iterator[str]:
    if name not in FACTS:
        yield f"there is no fact '{name}'{_nearest(name, FACTS)}"


def _nearest(word: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(word, sorted(known), n=1)
    return f"; the nearest is '{nearest[0]}'" if nearest else ""

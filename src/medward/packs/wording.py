# SPDX-License-Identifier: Apache-2.0
"""How a requirement is decided, in words, made from its check: what a reader of a pack sees instead of YAML.

The words are generated, so they cannot say something else than what is evaluated. Each check is one statement;
`all` and `any` have inner statements. Fields and words of a vocabulary are said as a dossier writes them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from medward.packs.checks import (
    All,
    AnsweredCheck,
    AnsweredRule,
    AnyOf,
    Check,
    DocumentCheck,
    EachOfCheck,
    EachOfRule,
    EvidenceCheck,
    EvidenceRule,
    FactCheck,
    PathCheck,
    PathRule,
    ReservedCheck,
    ReservedRule,
    Selector,
    Step,
)

_NOUNS = {
    "component_support": "support record",
    "evidence": "piece of evidence",
    "sbom": "SBOM",
    "triage": "triage decision",
}
"""Kinds whose name is not how people call one of them."""
_REVIEWED = frozenset({"document", "plan"})
"""Kinds that can be past their review."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence without a full stop, and the statements that it introduces.

    Attributes:
        text: the sentence.
        inner: what it introduces; empty but for `all` and `any`.
    """

    text: str
    inner: tuple["Statement", ...] = ()

    def lines(self, indent: str = "") -> Iterator[str]:
        """The statement as lines of text, inner ones as an indented list."""
        yield f"{indent}{self.text}"
        for statement in self.inner:
            first, *rest = statement.lines()
            yield f"{indent}- {first}"
            yield from (f"{indent}  {line}" for line in rest)


def in_words(check: Check, meanings: Mapping[str, str] = MappingProxyType({})) -> Statement:
    """How a check is decided; `meanings` says in a sentence what each fact is, where that is known."""
    inner: tuple[Statement, ...] = ()
    match check:
        case All(checks=checks):
            text, inner = "all of these hold:", tuple(in_words(one, meanings) for one in checks)
        case AnyOf(checks=checks):
            text, inner = "one of these holds:", tuple(in_words(one, meanings) for one in checks)
        case PathCheck(path=rule):
            text = _path(rule)
        case FactCheck(fact=fact):
            text = (
                f"this is true: {meanings[fact].rstrip('.')}" if fact in meanings else f"the fact {fact} is true"
            )
        case AnsweredCheck(answered=rule):
            text = _answered(rule)
        case DocumentCheck(document=selector):
            text = f"there is {_one(selector)}"
        case EachOfCheck(each_of=rule):
            text = _each_of(rule)
        case EvidenceCheck(evidence=rule):
            text = _evidence(rule)
        case ReservedCheck(reserved=rule):
            text = _reserved(rule)
        case _:
            assert_never(check)
    return Statement(text, inner)


def _answered(rule: AnsweredRule) -> str:
    return (
        f"there is an activity of the kind '{rule.activity}' with its owner, approval and a record, and "
        "it says under answers that it answers this requirement"
    )


def _path(rule: PathRule) -> str:
    demands = [f"has its {_joined(rule.every.has, 'and')} filled in"] if rule.every.has else []
    demands += [f"leads to {', then to '.join(map(_step, rule.reaches))}"] if rule.reaches else []
    answers = " that says under answers that it answers this requirement" if rule.answers else ""
    every = f"every {_noun(rule.every.kind)}{_narrowed(rule.every.where, rule.every.without)}{answers}"
    return f"{every} {' and '.join(demands) or 'may stand'}; where there is none: {_plain(rule.if_none)}"


def _step(step: Step) -> str:
    return f"{_one(step)} ({_plain(step.link)})"


def _each_of(rule: EachOfRule) -> str:
    words = _joined(_quoted(rule.words), "and")
    part = f"{_a(_noun(rule.kind))}{_narrowed(rule.where)}{_filled(rule.has)}"
    return f"for each of these as its {rule.field} there is {part}: {words}"


def _evidence(rule: EvidenceRule) -> str:
    kinds = _joined(_quoted(rule.evidence_kind), "or")
    shown = f", linked from {_one(rule.shows)}" if rule.shows else ""
    return f"there is evidence of the kind {kinds}, valid on the day and true to its digest{shown}"


def _reserved(rule: ReservedRule) -> str:
    return (
        f"not applicable until {rule.recheck_by}, unknown after it: {rule.reason} (looked up on {rule.verified})"
    )


def _one(selector: Selector) -> str:
    """One such node, with its article and what must be filled in."""
    reviewed = ", not past its review" if selector.kind in _REVIEWED else ""
    part = f"{_a(_noun(selector.kind))}{_narrowed(selector.where, selector.without)}"
    return f"{part}{_filled(selector.has)}{reviewed}"


def _narrowed(where: Mapping[str, Sequence[str]], without: Sequence[str] = ()) -> str:
    """What narrows a selection: ` whose status is 'accepted' and whose omitted is empty`."""
    said = [f"whose {name} is {_joined(_quoted(words), 'or')}" for name, words in where.items()]
    said += [f"whose {name} is empty" for name in without]
    return f" {_joined(said, 'and')}" if said else ""


def _filled(names: Sequence[str]) -> str:
    return f" with its {_joined(names, 'and')} filled in" if names else ""


def _joined(words: Sequence[str], last: str) -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeioS' else 'a'} {noun}"


def _noun(kind: str) -> str:
    return _NOUNS.get(kind, _plain(kind))


def _quoted(words: Sequence[str]) -> list[str]:
    """Words of a vocabulary, set off from the sentence around them."""
    return [f"'{word}'" for word in words]


def _plain(name: str) -> str:
    """A name of the model as people read it: `labeling_item` → `labeling item`."""
    return name.replace("_", " ")

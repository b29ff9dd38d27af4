# SPDX-License-Identifier: Apache-2.0
"""How good matching is on labelled cases, and whether that is worse than it was.

A label is a component, a vulnerability and the truth: it applies, it does not (`clear`), or nobody can know. The
answer is read from the component's match in the same three words:

- `applies`: a finding has that id, as its vulnerability, alias, record or upstream vulnerability;
- `unknown`: there is no such finding, and the component is unidentified or not covered, or names the vulnerability
  among those that are left undecided;
- `clear`: everything else.

What is measured:

- precision: of the labels that are answered with `applies`, the share to which it does apply;
- recall: of the labels that apply, the share that is answered so. An unknown one is not found;
- undecided: the share of all labels that is answered with `unknown`;
- falsely clean: the number of labels answered with `clear` of which that is not the truth. The worst mistake.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from advisories.product_sources import parts
from medward.advisories import ComponentMatch, Status, match
from medward.base import yamltext
from medward.inventory import Component, Hash

APPLIES, CLEAR, UNKNOWN = TRUTHS = ("applies", "clear", "unknown")
MOST_NAMED = 60
_UNDECIDED = {Status.UNIDENTIFIED, Status.NOT_COVERED}


class Label(NamedTuple):
    """A component and a vulnerability."""

    component: str
    vulnerability: str

    def __str__(self) -> str:
        return f"{self.vulnerability} in {self.component}"


class _Case(msgspec.Struct, forbid_unknown_fields=True):
    """A vulnerability of the file, with why it is there and its components under their truths."""

    id: str
    why: str
    applies: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured.

    Attributes:
        labels: how many.
        precision: 0 to 1, to four places, as the next two.
        recall: see the module.
        undecided: see the module.
        falsely_clean: see the module.
        mistakes: the labels that are not answered with the truth, with truth and answer, sorted; the first ones
            of very many.
    """

    labels: int
    precision: float
    recall: float
    undecided: float
    falsely_clean: int
    mistakes: dict[str, str]


def labelled(path: Path) -> dict[Label, str]:
    """The labels of a file, with their truth. Raises ValueError where one stands there twice."""
    found: dict[Label, str] = {}
    for case in msgspec.convert(yamltext.read(path, path.name).value, list[_Case]):
        for truth in TRUTHS:
            for component in getattr(case, truth):
                label = Label(component, case.id)
                if label in found:
                    raise ValueError(f"{label} is labelled twice")
                found[label] = truth
    return found


def answers(labels: Iterable[Label], database: Path, *, of_records: bool = False) -> dict[Label, str]:
    """What matching says of each label; `of_records`: labels name records, and other names do not count."""
    asked = list(labels)
    listed = parts(*map(_component, dict.fromkeys(label.component for label in asked)))
    found = {one.component: one for one in match(listed, database).components}
    names = {component: _names(one, of_records=of_records) for component, one in found.items()}
    return {label: _answer(label, found[label.component], names[label.component]) for label in asked}


def _component(label: str) -> Component:
    """The component of a label: a package URL, a CPE name, `hash:md5:…`, or `supplier | name | version`."""
    if label.startswith("cpe:"):
        return Component(ref=label, name=label, cpes=(label,))
    if label.startswith("hash:"):
        _, algorithm, digest = label.split(":")
        return Component(ref=label, name=label, hashes=(Hash(algorithm, digest),))
    if " | " in label:
        supplier, name, version = label.split(" | ")
        return Component(ref=label, name=name, version=version, supplier=supplier)
    return Component(ref=label, name=label, purl=label)


def _names(component: ComponentMatch, *, of_records: bool) -> set[str]:
    """The ids under which a component is affected."""
    records = {record for one in component.findings for record in one.records}
    if of_records:
        return records
    return records.union(*((one.vulnerability, *one.aliases, *one.upstream) for one in component.findings))


def _answer(label: Label, component: ComponentMatch, names: set[str]) -> str:
    if label.vulnerability in names:
        return APPLIES
    return UNKNOWN if component.status in _UNDECIDED or label.vulnerability in component.undecided else CLEAR


def measured(truths: Mapping[Label, str], given: Mapping[Label, str]) -> Measure:
    """The answers against the truth."""
    said = [label for label, answer in given.items() if answer == APPLIES]
    true = [label for label, truth in truths.items() if truth == APPLIES]
    right = sum(truths[label] == APPLIES for label in said)
    wrong = {
        str(label): f"{truth}, answered {given[label]}" for label, truth in truths.items() if given[label] != truth
    }
    return Measure(
        labels=len(truths),
        precision=_share(right, len(said)),
        recall=_share(right, len(true)),
        undecided=_share(sum(answer == UNKNOWN for answer in given.values()), len(truths)),
        falsely_clean=sum(given[label] == CLEAR != truth for label, truth in truths.items()),
        mistakes=dict(sorted(wrong.items())[:MOST_NAMED]),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def read_baseline(path: Path) -> Measure:
    """The stored measure."""
    return Measure(**json.loads(path.read_bytes()))


def write_baseline(path: Path, found: Measure) -> None:
    """Store a measure as the one to hold."""
    path.write_text(json.dumps(asdict(found), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def worse(found: Measure, baseline: Measure) -> list[str]:
    """In what a measure is worse than its baseline, one line each."""
    fallen = [
        f"{name} fell from {getattr(baseline, name)} to {getattr(found, name)}"
        for name in ("precision", "recall")
        if getattr(found, name) < getattr(baseline, name)
    ]
    risen = [
        f"{name} rose from {getattr(baseline, name)} to {getattr(found, name)}"
        for name in ("undecided", "falsely_clean")
        if getattr(found, name) > getattr(baseline, name)
    ]
    return fallen + risen


def changed(found: Measure, baseline: Measure) -> list[str]:
    """The labels that are answered otherwise than in the baseline, one line each."""
    return [
        f"{label}: {found.mistakes.get(label, 'right')}; before: {baseline.mistakes.get(label, 'right')}"
        for label in sorted(found.mistakes.keys() | baseline.mistakes.keys())
        if found.mistakes.get(label) != baseline.mistakes.get(label)
    ]

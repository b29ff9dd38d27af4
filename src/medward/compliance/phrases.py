# SPDX-License-Identifier: Apache-2.0
"""How nodes, selections and chains are said in English, so that a verdict reads as a person would put it.

"T-007 'rogue drug library' is accepted; control C-012 reduces it; no test verifies C-012" is made of the pieces
here. Presentation of whole verdicts (tables, colours, documents) is not.
"""

from collections.abc import Sequence
from functools import cache

from medward.compliance import fields
from medward.compliance.model import BrokenLink
from medward.trace.links import words
from medward.trace.model import Node

Where = fields.Where

_PLURALS = {
    "evidence": "pieces of evidence",
    "process": "processes",
    "triage": "triage decisions",
    "component_support": "support records",
    "risk_method": "risk methods",
}
_SINGULARS = {"evidence": "piece of evidence", "triage": "triage decision", "component_support": "support record"}
_SORTS = frozenset({"category", "locus", "topic", "party", "trust", "medium", "direction"})
"""Fields, beside those whose name ends in `kind`, that say what a part is rather than how it stands."""
_ONLY = frozenset({"device", "risk_method"})
"""Kinds of which a dossier has one, which needs no name."""
_BY_LABEL = frozenset({"component", "finding"})
"""Kinds of node whose id is long and made by a machine."""


def short(node: Node) -> str:
    """The shortest name: the id, or the label of a component or finding."""
    if node.kind in _ONLY:
        return f"the {words(node.kind)}"
    if node.kind in _BY_LABEL:
        return node.label
    return node.id


def named(node: Node) -> str:
    """Kind and short name: `control C-012`."""
    return short(node) if node.kind in _ONLY else f"{words(node.kind)} {short(node)}"


def full(node: Node) -> str:
    """Short name with the label: `T-007 'rogue drug library'`."""
    return f"{short(node)} '{node.label}'" if node.label and node.label not in short(node) else short(node)


def introduced(node: Node) -> str:
    """Kind, short name and label: `threat T-007 'rogue drug library'`."""
    return short(node) if node.kind in _ONLY else f"{words(node.kind)} {full(node)}"


@cache
def singular(kind: str) -> str:
    """One thing of a kind."""
    return _SINGULARS.get(kind, words(kind))


@cache
def plural(kind: str) -> str:
    """Several things of a kind."""
    if kind in _PLURALS:
        return _PLURALS[kind]
    one = words(kind)
    return f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"


def count(number: int, kind: str) -> str:
    """A number of things: `1 threat`, `12 threats`."""
    return f"{number} {singular(kind) if number == 1 else plural(kind)}"


def some(kind: str) -> str:
    """One thing of a kind, with its article: `an anomaly`, `an SBOM`, `a test`."""
    one = singular(kind)
    return f"{'an' if one[0] in 'aeioS' else 'a'} {one}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Several things in one phrase: `a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def keys(names: Sequence[str], last: str = "and") -> str:
    """Keys as they are written in a dossier: `'value', 'period_from' and 'period_until'`."""
    return listed([f"'{name}'" for name in names], last)


def criteria(where: Where, without: Sequence[str] = ()) -> str:
    """What narrows a selection, to follow a noun: ` with status accepted or mitigated and no 'omitted'`."""
    said = [f"{plain(name)} {choice(accepted)}" for name, accepted in where.items()]
    said += [f"no '{name}'" for name in without]
    return f" with {' and '.join(said)}" if said else ""


def choice(accepted: Sequence[str]) -> str:
    """Words of a vocabulary as alternatives: `accepted or mitigated`."""
    return listed([plain(word) for word in accepted], "or")


@cache
def plain(word: str) -> str:
    """A name or a word of the model as people read it: `test_kind` → `test kind`."""
    return word.replace("_", " ").replace(".", " ")


def sorts(where: Where) -> Where:
    """Those criteria that say what a part is: one that fails them is another thing, not one that falls short."""
    return {name: words for name, words in where.items() if name in _SORTS or name.endswith("kind")}


def head(node: Node, where: Where) -> str:
    """How a chain begins: `T-007 'rogue drug library' is accepted; ` or `threat T-007 'rogue drug library': `."""
    if "status" in where:
        return f"{full(node)} is {plain(fields.said(node, 'status'))}; "
    return f"{introduced(node)}: "


def sentence(node: Node, where: Where, clauses: Sequence[str]) -> str:
    """A chain in one sentence, from its head through its clauses."""
    return f"{head(node, where)}{'; '.join(clauses)}".rstrip("; ").rstrip(": ")


def identified(mend_id: str, where: Where) -> str:
    """A group of mends, told apart by the sort of part that it needs: `test.verifies.control[test_kind=fuzz]`."""
    said = ",".join(f"{name}={'|'.join(words)}" for name, words in where.items())
    return f"{mend_id}[{said}]" if said else mend_id


def absent(kind: str, where: Where, without: Sequence[str] = ()) -> BrokenLink:
    """The broken link of a part that is not there at all; it hangs on the device."""
    text = f"there is no {singular(kind)}{criteria(where, without)}"
    mend = f"Add {some(kind)}{criteria(where)}"
    return BrokenLink(text, "device:device", mend, identified(f"{kind}.add", where))

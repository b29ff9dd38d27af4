# SPDX-License-Identifier: Apache-2.0
"""Fields of nodes by name, for the checks of packs: what they hold, and whether they are filled.

Rules:

- A dot leads into a nested value: `penetration.scope`. Through a list it leads into every item.
- A field has a word where one of its values is that word.
- A field is filled where something was really said there, as `medward.dossier.model.parts.filled` has it: nothing,
  the word `unknown` and a placeholder say nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from medward.dossier.model.parts import filled
from medward.trace.model import Node

Where: TypeAlias = Mapping[str, tuple[str, ...]]
"""Field → the words of which it must have one."""


def values(node: Node, name: str) -> tuple[object, ...]:
    """Every value of a field; a missing one is None."""
    if "." not in name:
        return _spread(getattr(node.data, name, None))
    found: tuple[object, ...] = (node.data,)
    for part in name.split("."):
        found = tuple(inner for value in found for inner in _spread(getattr(value, part, None)))
    return found


def matches(node: Node, where: Where) -> bool:
    """Whether each of the fields has one of its words."""
    return not where or all(_has_word(node, name, words) for name, words in where.items())


def mismatches(node: Node, where: Where) -> Iterator[str]:
    """The fields that have none of their words."""
    return (name for name, words in where.items() if not _has_word(node, name, words))


def unfilled(node: Node, names: Iterable[str]) -> tuple[str, ...]:
    """The fields that are not filled, in the order in which they were asked."""
    return tuple([name for name in names if not filled(values(node, name))]) if names else ()


def said(node: Node, name: str) -> str:
    """What a field says, for a sentence; empty where it says nothing."""
    return ", ".join(str(value) for value in values(node, name) if value is not None)


def _has_word(node: Node, name: str, words: tuple[str, ...]) -> bool:
    found = getattr(node.data, name, None) if "." not in name else values(node, name)
    return any(value in words for value in found) if isinstance(found, tuple) else found in words


def _spread(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return value
    return tuple(value.values()) if isinstance(value, dict) else (value,)

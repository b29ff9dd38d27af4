# SPDX-License-Identifier: Apache-2.0
"""Whether every name in the conditions of a threat exists for the kind of element that it is asked of.

Asked before a threat is generated, so that a name that nobody knows is an error for that threat even where the
architecture has no such element, and by whoever checks a library.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from medward.packs.threat_conditions import AllOf, AnyOf, Is, Not, Some, Unknown, When
from medward.packs.threat_library import LibraryThreat
from medward.threats.conditions import links_of
from medward.threats.fields import FIELDS


def unknown_names(threat: LibraryThreat) -> tuple[str, ...]:
    """What is wrong with the names in a threat's conditions, as sentences without a full stop."""
    whens = [threat.when, *([threat.held_when] if threat.held_when else [])]
    return tuple(dict.fromkeys(wrong for when in whens for wrong in _in(when, (threat.applies_to,))))


def _in(when: When, kinds: tuple[str, ...]) -> Iterator[str]:
    if isinstance(when, Is):
        for field, words in when.is_.items():
            yield from _field(field, words, kinds)
    elif isinstance(when, Unknown):
        yield from _field(when.unknown, (), kinds)
    elif isinstance(when, AllOf | AnyOf):
        for inner in when.conditions:
            yield from _in(inner, kinds)
    elif isinstance(when, Not):
        yield from _in(when.condition, kinds)
    else:
        yield from _over(when, kinds)


def _field(field: str, words: tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[str]:
    for kind in kinds:
        known = FIELDS[kind].get(field)
        if known is None:
            yield f"the kind '{kind}' has no field '{field}'{_nearest(field, FIELDS[kind])}"
            continue
        for word in words:
            if word not in known:
                yield f"the field '{field}' of the kind '{kind}' has no word '{word}'{_nearest(word, known)}"


def _over(when: Some, kinds: tuple[str, ...]) -> Iterator[str]:
    for kind in kinds:
        targets = links_of(kind).get(when.some.link)
        if targets is None:
            yield f"the kind '{kind}' has no link '{when.some.link}'{_nearest(when.some.link, links_of(kind))}"
        elif when.some.kind is not None and when.some.kind not in targets:
            yield f"the link '{when.some.link}' of the kind '{kind}' leads to no '{when.some.kind}'"
        else:
            yield from _in(when.some.where, (when.some.kind,) if when.some.kind else targets)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"; '{near[0]}' is near" if near else ""

# SPDX-License-Identifier: Apache-2.0
"""The forms of a component's name under which a source may know it, each with how much of the name it leaves out.

Names are compared by their letters and digits alone (`compact`). Forms, in the order in which they are tried, each
also of the ones before it:

| form | lost |
|---|---|
| the name | 0 |
| without the ending of a file (`libcrypto.so.1.1`), or a tag (`alpine:latest`) | 5 |
| its last part, where it is a path | 10 |
| what stands before the dot, in names such as `go.strconv` | 15 |
| without a version at its end (`openssl 1.1.1`) | 3 |
| without its supplier's name at the beginning | 3 |
| without `lib`, or the name of a language before it (`npm-elliptic`) | 8 |
| without words that tell no product (`library`, `core`, `api` …) | 12 |
| without its first word, which may be the vendor's | 25 |
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from medward.inventory import Component

MAX_NAME = 200
MAX_FORMS = 24
SHORTEST = 2
"""Letters and digits of the shortest name that is looked for."""

_ENDING = re.compile(
    r"(?:\.(?:dll|so|exe|jar|war|a|dylib|sys|bin|ko|whl|js|py|msi|deb|rpm|apk|lib|zip|tgz|tar|gz))+(?:\.[0-9]+)*$"
)
_TAG = re.compile(r"^[a-z0-9./_-]*[a-z][a-z0-9._-]*(:[\w.-]+)$")
_DOTTED = re.compile(r"([a-z][a-z0-9]+)(\.[a-z][a-z0-9]+)")
_VERSION = re.compile(r"v?[0-9]+[a-z]?|r[0-9]+")
_WORD = re.compile(r"[0-9a-z]+(?:\+\+)?")
_LANGUAGES = frozenset(
    ("npm", "node", "nodejs", "python", "python3", "py", "go", "golang", "ruby", "rubygem", "perl", "php", "java")
)
_TELLS_NOTHING = frozenset(
    (
        *("a", "an", "and", "api", "bin", "binding", "bindings", "common", "component", "components", "core"),
        *("dev", "devel", "driver", "edition", "engine", "file", "files", "for", "framework", "headers"),
        *("implementation", "libraries", "library", "libs", "lib", "module", "of", "package", "plugin", "project"),
        *("runtime", "sdk", "software", "stack", "the", "tool", "tools", "utilities", "utils", "wrapper"),
    )
)
_LIB = "lib"


class Form(NamedTuple):
    """One form of a name.

    Attributes:
        text: its letters and digits.
        lost: how much of the name it leaves out, in points of the score.
        how: what was left out, to follow "its name"; empty for the name itself.
        vendor: the word that was taken for the vendor's.
    """

    text: str
    lost: int
    how: str
    vendor: str = ""


class _Draft(NamedTuple):
    words: tuple[str, ...]
    lost: int = 0
    left_out: tuple[str, ...] = ()
    vendor: str = ""

    def without(self, words: tuple[str, ...], lost: int, what: str, vendor: str = "") -> "_Draft":
        return _Draft(words, self.lost + lost, (*self.left_out, what), vendor or self.vendor)


def forms(component: Component) -> tuple[Form, ...]:
    """The forms of a component's name, each once, with the least that it leaves out."""
    drafts = list(_written(component.name))
    supplier = words(component.supplier)
    steps: tuple[Callable[[_Draft], _Draft | None], ...] = (
        _unversioned,
        lambda one: _unsupplied(one, supplier),
        _unprefixed,
        _telling,
        _unheaded,
    )
    for step in steps:
        drafts += [made for draft in drafts if (made := step(draft)) is not None]
    found: dict[str, Form] = {}
    for draft in sorted(drafts, key=lambda one: one.lost):
        text = "".join(draft.words)
        if len(text) >= SHORTEST:
            how = f"without {' and '.join(draft.left_out)}" if draft.left_out else ""
            found.setdefault(text, Form(text, draft.lost, how, draft.vendor))
    return tuple(found.values())[:MAX_FORMS]


@lru_cache(maxsize=16_384)
def words(text: str) -> tuple[str, ...]:
    """The words of a name in small plain letters."""
    plain = unicodedata.normalize("NFKD", text[:MAX_NAME]).lower()
    return tuple(_WORD.findall("".join(one for one in plain if not unicodedata.combining(one))))


def _written(name: str) -> Iterator[_Draft]:
    """The name itself, and what is left of a path, a file name or a tag."""
    whole = _Draft(words(name))
    yield whole
    lower = name[:MAX_NAME].lower()
    last = lower.rstrip("/").rpartition("/")[2]
    beginnings = [(lower, whole)]
    if "/" in lower:
        beginnings.append((last, whole.without(words(last), 10, "the path before it")))
        yield beginnings[-1][1]
    for text, draft in beginnings:
        if ending := _ENDING.search(text):
            yield draft.without(words(text[: ending.start()]), 5, f"'{ending[0]}'")
        elif tag := _TAG.match(text):
            yield draft.without(words(text[: tag.start(1)]), 5, f"'{tag[1]}'")
        elif dotted := _DOTTED.fullmatch(text):
            yield draft.without((dotted[1],), 15, f"'{dotted[2]}'")


def _unversioned(draft: _Draft) -> _Draft | None:
    kept = draft.words
    while len(kept) > 1 and _VERSION.fullmatch(kept[-1]):
        kept = kept[:-1]
    return draft.without(kept, 3, "the version in it") if kept != draft.words else None


def _unsupplied(draft: _Draft, supplier: tuple[str, ...]) -> _Draft | None:
    kept = draft.words
    while len(kept) > 1 and kept[0] in supplier:
        kept = kept[1:]
    return draft.without(kept, 3, "its supplier's name", " ".join(supplier)) if kept != draft.words else None


def _unprefixed(draft: _Draft) -> _Draft | None:
    first = draft.words[0] if draft.words else ""
    if len(draft.words) > 1 and first in _LANGUAGES:
        return draft.without(draft.words[1:], 8, f"'{first}'")
    if first.startswith(_LIB) and len(first) > len(_LIB) + SHORTEST and first not in _TELLS_NOTHING:
        return draft.without((first[len(_LIB) :], *draft.words[1:]), 8, "'lib'")
    return None


def _telling(draft: _Draft) -> _Draft | None:
    kept = tuple(word for word in draft.words if word not in _TELLS_NOTHING)
    if not kept or kept == draft.words:
        return None
    left_out = [word for word in draft.words if word in _TELLS_NOTHING]
    return draft.without(kept, 12, ", ".join(f"'{word}'" for word in left_out))


def _unheaded(draft: _Draft) -> _Draft | None:
    if len(draft.words) == 1 or not draft.words:
        return None
    first, *rest = draft.words
    return draft.without(tuple(rest), 25, f"its first word '{first}'", first)

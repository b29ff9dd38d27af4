# SPDX-License-Identifier: Apache-2.0
"""Component keys: which component of an SBOM a text of the dossier names.

Rules:

- A package URL names every component with the same type, namespace, name and subpath. Where it has a version, the
  versions must be equal as text; where it has qualifiers, the component must have the same ones, perhaps more.
- `name@version` names every component with that name (or `group/name`, or `supplier/name`) and that version as
  text.
- A name alone (or `group/name`, or `supplier/name`) names every version of it.
- Anything else names nothing. A key that names nothing is reported by who asked, never dropped.

Types are compared in lower case and percent-encoding is undone, as the package URL specification (ECMA-427) asks;
of its rules per type, those that change a name are followed for the types in `_LOWER` and for PyPI.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import unquote

import msgspec

from medward.trace.model import Key

_LOWER = frozenset({"alpm", "apk", "bitbucket", "composer", "deb", "github", "gitlab", "hex", "npm", "pypi"})
"""Package types whose names do not tell upper from lower case."""
_PYPI_SEPARATORS = re.compile(r"[-_.]{2,}|[_.]")
_SCHEME = "pkg:"
_NONE: frozenset[str] = frozenset()


class Purl(msgspec.Struct, frozen=True, gc=False):
    """A package URL, taken apart and put in one form.

    Attributes:
        base: type, namespace, name and subpath in one form, under which versions of one package meet.
        version: version as text; empty where there is none.
        qualifiers: qualifiers with their values.
    """

    base: str
    version: str
    qualifiers: frozenset[str]


class Named(msgspec.Struct, frozen=True, gc=False):
    """A component as an SBOM names it: its node, and the texts by which a key may mean it."""

    key: Key
    purl: str
    group: str
    name: str
    version: str
    supplier: str = ""


class ComponentIndex:
    """Finds the components that a key names, in time that does not grow with their number."""

    def __init__(self, components: Iterable[Named]) -> None:
        self._purls: dict[str, list[tuple[Purl, Key]]] = {}
        self._names: dict[str, list[Key]] = {}
        self._components = tuple(components)
        for component in self._components:
            self._add(component)

    def find(self, text: str) -> tuple[Key, ...]:
        """The nodes of every component that `text` names, in the order in which they came."""
        if not text.startswith(_SCHEME):
            return tuple(self._names.get(text, ()) or self._wider.get(text, ()))
        wanted = parse(text)
        if wanted is None:
            return ()
        return tuple(key for purl, key in self._purls.get(wanted.base, ()) if _means(wanted, purl))

    @cached_property
    def _wider(self) -> dict[str, list[Key]]:
        """Names without a version, and those with a supplier; made when the first key asks for one."""
        names: dict[str, dict[Key, None]] = {}
        for one in self._components:
            for name in (one.name, *(f"{before}/{one.name}" for before in (one.group, one.supplier) if before)):
                for text in (name, f"{name}@{one.version}"):
                    names.setdefault(text, {})[one.key] = None
        return {text: list(keys) for text, keys in names.items()}

    def _add(self, component: Named) -> None:
        purl = parse(component.purl)
        if purl is not None:
            self._purls.setdefault(purl.base, []).append((purl, component.key))
        versioned = f"{component.name}@{component.version}"
        self._names.setdefault(versioned, []).append(component.key)
        if component.group:
            self._names.setdefault(f"{component.group}/{versioned}", []).append(component.key)


def parse(text: str) -> Purl | None:
    """A package URL taken apart; None for what is not one."""
    if not text.startswith(_SCHEME):
        return None
    rest, _, subpath = text[len(_SCHEME) :].lstrip("/").partition("#")
    rest, _, query = rest.partition("?")
    kind, _, path = rest.partition("/")
    if not path:
        return None
    cut = path.rfind("@")
    name, version = (path[:cut], path[cut + 1 :]) if cut > path.rfind("/") and cut > 0 else (path, "")
    base = _base(kind.lower(), _plain(name).strip("/"))
    if subpath:
        base += f"#{_plain(subpath).strip('/')}"
    qualifiers = frozenset(_plain(one) for one in query.split("&") if one) if query else _NONE
    return Purl(base, _plain(version), qualifiers)


def _plain(text: str) -> str:
    """The text without percent-encoding; most have none."""
    return unquote(text) if "%" in text else text


def _base(kind: str, name: str) -> str:
    if kind in _LOWER:
        name = name.lower()
        if kind == "pypi" and _PYPI_SEPARATORS.search(name):
            name = _PYPI_SEPARATORS.sub("-", name)
    return f"{kind}/{name}"


def _means(wanted: Purl, purl: Purl) -> bool:
    """Whether a key means a component of the same base."""
    return wanted.version in ("", purl.version) and wanted.qualifiers <= purl.qualifiers

# SPDX-License-Identifier: Apache-2.0
"""What an SBOM leaves out, component by component, of what `medward.inventory.baselines` asks for.

Rules:

- An element is present or missing, nothing between. A word such as "unknown" or "NOASSERTION" states nothing.
- An inventory without components has nothing present: it is never complete.
- A unique identifier is a valid package URL or a CPE name. The id inside the SBOM is not one, because nobody
  outside the SBOM knows it.
- The relationship of a component is present when something includes or needs it; that of the primary component
  when it includes or needs something. Without a primary component, one that needs others has its place too.
- The SBOM's author is a person or an organisation; a tool is not an author.
- The two support facts of FDA are asked of every component but the primary one, whose support is the maker's own.
  They come from the SBOM or from the caller (FDA allows an addendum); the caller's go first. An end-of-support
  date counts when it begins with a date (`YYYY-MM-DD`).
- Cryptographic assets of a CBOM (algorithms, keys, certificates) are not software components and are set aside;
  so are the files of SPDX packages. Their numbers are told.
- Whether the values are true is not decided here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from medward.inventory.baselines import OF_COMPONENTS, OF_DOCUMENT, Element
from medward.inventory.identity import Identification, identification, is_cpe22, is_cpe23, is_hash, is_purl
from medward.inventory.identity import says_something as says
from medward.inventory.model import Component, Inventory
from medward.trace.components import ComponentIndex, Named

SET_ASIDE = frozenset({"cryptographic-asset"})
"""Kinds of component of which no element is asked."""

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T.*)?")
_INCLUDES = frozenset({"contains", "provides", "static_link", "dynamic_link", "has_prerequisite"})


@dataclass(frozen=True, slots=True)
class Support:
    """What the caller knows of the support of a component, as FDA asks for it.

    Attributes:
        level: level of support by its makers; empty where it is not known.
        end_of_support: ISO date; empty where it is not known.
    """

    level: str = ""
    end_of_support: str = ""


@dataclass(frozen=True, slots=True)
class ComponentQuality:
    """One component with what is missing.

    Attributes:
        ref: its ref in the inventory.
        label: its name as people read it.
        missing: elements that are missing, in the order of `OF_COMPONENTS`.
        identified_by: the best by which it can be identified.
    """

    ref: str
    label: str
    missing: tuple[Element, ...]
    identified_by: Identification


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those that are asked have one element."""

    element: Element
    present: int
    missing: int

    @property
    def complete(self) -> bool:
        """Whether somebody was asked and nobody misses it."""
        return self.present > 0 and self.missing == 0


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality of one inventory.

    Attributes:
        digest: the SBOM that was looked at.
        coverage: every element, those of components first, then those of the document.
        components: every component that was asked, the primary one first, then in the order of the file.
        set_aside: kinds that were not asked, with their number.
    """

    digest: str
    coverage: tuple[Coverage, ...]
    components: tuple[ComponentQuality, ...] = field(repr=False)
    set_aside: tuple[tuple[str, int], ...] = ()

    @property
    def unidentified(self) -> tuple[ComponentQuality, ...]:
        """Components of which no advisory source can be asked, and which no hash tells apart."""
        return tuple(one for one in self.components if one.identified_by is Identification.NONE)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing at all, and every component can be identified."""
        return all(one.complete for one in self.coverage) and not self.unidentified

    def of(self, element: Element) -> Coverage:
        """The coverage of one element."""
        return next(one for one in self.coverage if one.element is element)


def assess(inventory: Inventory, support: Mapping[str, Support] | None = None) -> Quality:
    """What an inventory leaves out.

    Args:
        inventory: what was read.
        support: support facts from outside the SBOM, by component key: a package URL with or without its version,
            or `name@version` (see `medward.trace.components`). A key that names no component is no error here.
    """
    assessor = _Assessor(inventory, support or {})
    asked = [one for one in inventory.all_components if one.kind not in SET_ASIDE]
    components = tuple(assessor.component(one) for one in asked)
    return Quality(
        digest=inventory.digest,
        coverage=(*_of_components(components, inventory.primary), *_of_document(inventory)),
        components=components,
        set_aside=_set_aside(inventory),
    )


class _Assessor:
    """Holds what is asked of the inventory as a whole: who is needed by whom, and the support facts by ref."""

    def __init__(self, inventory: Inventory, support: Mapping[str, Support]) -> None:
        self._primary = inventory.primary
        self._needing: set[str] = set()
        self._needed: set[str] = set()
        for link in inventory.relationships:
            if link.kind in _INCLUDES or link.kind.endswith("depends_on"):
                self._needing.add(link.source)
                self._needed.add(link.target)
            elif link.kind.endswith("_of"):
                self._needed.add(link.source)
                self._needing.add(link.target)
        self._support = _support_by_ref(inventory, support) if support else {}

    def component(self, component: Component) -> ComponentQuality:
        """One component."""
        present = self._present(component)
        asked = OF_COMPONENTS if component is not self._primary else _OF_PRIMARY
        missing = tuple(element for element in asked if not present[element])
        return ComponentQuality(component.ref, component.label, missing, identification(component))

    def _present(self, component: Component) -> dict[Element, bool]:
        facts = self._support.get(component.ref, Support())
        end = facts.end_of_support or component.end_of_support
        return {
            Element.NAME: says(component.name),
            Element.VERSION: says(component.version),
            Element.SUPPLIER: says(component.supplier),
            Element.IDENTIFIER: _has_identifier(component),
            Element.RELATIONSHIP: self._has_place(component),
            Element.HASH: any(map(is_hash, component.hashes)),
            Element.LICENCE: any(map(says, component.licences)),
            Element.SUPPORT_LEVEL: says(facts.level or component.support_level),
            Element.END_OF_SUPPORT: _DATE.fullmatch(end) is not None,
        }

    def _has_place(self, component: Component) -> bool:
        if component is self._primary:
            return component.ref in self._needing
        return component.ref in self._needed or (self._primary is None and component.ref in self._needing)


_OF_PRIMARY = tuple(one for one in OF_COMPONENTS if one not in (Element.SUPPORT_LEVEL, Element.END_OF_SUPPORT))


def _has_identifier(component: Component) -> bool:
    return is_purl(component.purl) or any(is_cpe23(cpe) or is_cpe22(cpe) for cpe in component.cpes)


def _support_by_ref(inventory: Inventory, support: Mapping[str, Support]) -> dict[str, Support]:
    """The support facts of each component. Where keys overlap, the longer and so more exact key goes first."""
    index = ComponentIndex(
        Named(("component", one.ref), one.purl, one.group, one.name, one.version)
        for one in inventory.all_components
    )
    found: dict[str, Support] = {}
    for text in sorted(support, key=len):
        for _, ref in index.find(text):
            found[ref] = support[text]
    return found


def _of_components(components: tuple[ComponentQuality, ...], primary: Component | None) -> tuple[Coverage, ...]:
    asked = {element: len(components) for element in OF_COMPONENTS}
    if primary is not None and primary.kind not in SET_ASIDE:
        asked[Element.SUPPORT_LEVEL] -= 1
        asked[Element.END_OF_SUPPORT] -= 1
    missing = dict.fromkeys(OF_COMPONENTS, 0)
    for component in components:
        for element in component.missing:
            missing[element] += 1
    return tuple(Coverage(one, asked[one] - missing[one], missing[one]) for one in OF_COMPONENTS)


def _of_document(inventory: Inventory) -> tuple[Coverage, ...]:
    present = {
        Element.AUTHOR: any(map(says, inventory.authors)),
        Element.TIMESTAMP: says(inventory.timestamp),
        Element.TOOL: any(map(says, inventory.tools)),
        Element.CONTEXT: any(map(says, inventory.lifecycles)),
    }
    return tuple(Coverage(one, int(present[one]), int(not present[one])) for one in OF_DOCUMENT)


def _set_aside(inventory: Inventory) -> tuple[tuple[str, int], ...]:
    counts = {kind: sum(one.kind == kind for one in inventory.all_components) for kind in sorted(SET_ASIDE)}
    counts["file"] = len(inventory.files)
    return tuple((kind, count) for kind, count in counts.items() if count)

# SPDX-License-Identifier: Apache-2.0
"""What changed from one SBOM to another.

Rules:

- Components are the same when they have the same package URL without version and qualifiers. What is left over is
  paired by group and name where at least one of the two has no package URL: two URLs that differ are two packages.
- Where several could be paired (two versions of one library), equal versions are paired first and the rest in the
  order of their versions as text; what is left over then was added or removed.
- Told are changes of version, supplier, licences, hashes and identity (package URL beyond its version, CPEs), and
  of the primary component. Refs, order and relationships are not compared: tools make them anew each time.
- The result is in order of label and does not depend on the order of the files.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from medward.inventory.identity import lasting_key
from medward.inventory.model import Component, Inventory

_Pair: TypeAlias = tuple[Component, Component]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One attribute of a component before and after, as people read it; empty where there was none."""

    attribute: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A component that is in both, with what changed: at least one attribute."""

    before: Component
    after: Component
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two inventories. `unchanged` counts the components of which nothing did."""

    added: tuple[Component, ...]
    removed: tuple[Component, ...]
    changed: tuple[Changed, ...]
    unchanged: int

    @property
    def same(self) -> bool:
        """Whether nothing changed that is compared."""
        return not (self.added or self.removed or self.changed)


def compare(before: Inventory, after: Inventory) -> Comparison:
    """What changed from `before` to `after`; the primary component is compared like any other."""
    pairs, gone, come = _match(before.components, after.components, lasting_key)
    for old_bare, new_bare in ((True, False), (False, True)):
        more, gone, come = _match_by_name(gone, come, old_bare=old_bare, new_bare=new_bare)
        pairs += more
    if before.primary and after.primary:
        pairs.append((before.primary, after.primary))
    else:
        gone += filter(None, (before.primary,))
        come += filter(None, (after.primary,))
    changed = [Changed(one, other, changes) for one, other in pairs if (changes := tuple(_changes(one, other)))]
    return Comparison(
        added=tuple(sorted(come, key=_order)),
        removed=tuple(sorted(gone, key=_order)),
        changed=tuple(sorted(changed, key=lambda one: _order(one.before))),
        unchanged=len(pairs) - len(changed),
    )


def _match(
    old: Iterable[Component], new: Iterable[Component], key: Callable[[Component], str]
) -> tuple[list[_Pair], list[Component], list[Component]]:
    """Pairs of components with the same key, and those on either side that have no partner."""
    by_key: dict[str, tuple[list[Component], list[Component]]] = defaultdict(lambda: ([], []))
    for component in old:
        by_key[key(component)][0].append(component)
    for component in new:
        by_key[key(component)][1].append(component)
    pairs: list[_Pair] = []
    gone: list[Component] = []
    come: list[Component] = []
    for left, right in by_key.values():
        found, left_over, right_over = _pair(left, right)
        pairs += found
        gone += left_over
        come += right_over
    return pairs, gone, come


def _match_by_name(
    old: list[Component], new: list[Component], *, old_bare: bool, new_bare: bool
) -> tuple[list[_Pair], list[Component], list[Component]]:
    """Pairs by group and name among those without a package URL on the side that is called bare."""
    asked_old = [one for one in old if not (old_bare and one.purl)]
    asked_new = [one for one in new if not (new_bare and one.purl)]
    pairs, gone, come = _match(asked_old, asked_new, _name)
    gone += [one for one in old if old_bare and one.purl]
    come += [one for one in new if new_bare and one.purl]
    return pairs, gone, come


def _order(component: Component) -> tuple[str, ...]:
    """An order by all that is compared, so that the order of the file does not matter; refs only break ties."""
    return (
        component.label,
        component.version,
        component.purl,
        component.supplier,
        _set(component.cpes),
        _hashes(component),
        _set(component.licences),
        component.ref,
    )


def _pair(old: list[Component], new: list[Component]) -> tuple[list[_Pair], list[Component], list[Component]]:
    """Pairs of one package, equal versions first, and those that are left over on either side."""
    waiting: dict[str, list[Component]] = defaultdict(list)
    for component in sorted(new, key=_order, reverse=True):
        waiting[component.version].append(component)
    pairs: list[_Pair] = []
    left: list[Component] = []
    for component in sorted(old, key=_order):
        same = waiting[component.version]
        if same:
            pairs.append((component, same.pop()))
        else:
            left.append(component)
    rest = sorted((one for several in waiting.values() for one in several), key=_order)
    paired = min(len(left), len(rest))
    return [*pairs, *zip(left, rest, strict=False)], left[paired:], rest[paired:]


def _changes(before: Component, after: Component) -> Iterator[Change]:
    for attribute, old, new in (
        ("name", _name(before), _name(after)),
        ("version", before.version, after.version),
        ("supplier", before.supplier, after.supplier),
        ("licences", _set(before.licences), _set(after.licences)),
        ("hashes", _hashes(before), _hashes(after)),
        ("package URL", _unversioned(before), _unversioned(after)),
        ("CPEs", _set(before.cpes), _set(after.cpes)),
    ):
        if old != new:
            yield Change(attribute, old, new)


def _name(component: Component) -> str:
    return f"{component.group}/{component.name}" if component.group else component.name


def _set(texts: Iterable[str]) -> str:
    return ", ".join(sorted(set(texts)))


def _hashes(component: Component) -> str:
    return _set(f"{item.algorithm}:{item.value.lower()}" for item in component.hashes)


def _unversioned(component: Component) -> str:
    """The package URL without its version, which is told by itself."""
    path, mark, rest = component.purl.partition("?")
    cut = path.rfind("@")
    return (path[:cut] if cut > path.rfind("/") else path) + mark + rest

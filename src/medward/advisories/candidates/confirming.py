# SPDX-License-Identifier: Apache-2.0
"""Confirming the name of a component: one item in the dossier's `identities`, and nothing else changed.

Rules:

- The component must be listed by an SBOM of the dossier, of whatever release: a typing error would be remembered
  as if it were knowledge. An SBOM that cannot be read is only told of where no other lists the component.
- A component that is confirmed already is refused, unless the confirmation is to be replaced.
- Whether the names are well formed is decided by reading the dossier again; what would not load is undone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from medward.base.canonical import Json
from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.loading import Loaded, load
from medward.dossier.locking import alone
from medward.dossier.recording import record, replace
from medward.inventory import Component, reader
from medward.inventory.identity import lasting_key
from medward.trace.components import ComponentIndex, Named

KEY = "identities"
_CNA = "cna:"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is to be recorded.

    Attributes:
        component: key of the component.
        names: package URLs, CPE names, and `cna:VENDOR:PRODUCT`; none where no public source names it.
        author: role of who confirms it.
        reason: how that is known.
        day: the day.
        expires: the last day on which it holds; None for no end.
        evidence: ids of evidence.
    """

    component: str
    names: tuple[str, ...]
    author: str
    reason: str
    day: date
    expires: date | None = None
    evidence: tuple[str, ...] = ()


def confirm(folder: Path, confirmation: Confirmation, *, replacing: bool = False) -> tuple[Path, tuple[str, ...]]:
    """Record a confirmation; returns the file that holds it, and the components that it names.

    Raises ProblemsError, with nothing changed, where the dossier cannot be read or would not load any more, the
    component is in no SBOM, or it is confirmed already; OSError where the file cannot be written.
    """
    with alone(folder):
        return _confirmed(folder, confirmation, replacing=replacing)


def _confirmed(folder: Path, confirmation: Confirmation, *, replacing: bool) -> tuple[Path, tuple[str, ...]]:
    loaded = load(folder)
    named = _named(loaded, confirmation.component)
    item = _item(folder, confirmation)
    if all(one.component != confirmation.component for one in loaded.dossier.identities):
        return record(folder, KEY, [item]), named
    if not replacing:
        message = f"the name of '{confirmation.component}' is confirmed already"
        raise _problem(folder, "confirmed", message, "Add `--replace` to put this in the place of it")
    path = replace(folder, KEY, item, named_by="component")
    if path is None:
        message = f"the confirmation of '{confirmation.component}' stands in a form that cannot be replaced here"
        raise _problem(folder, "fixed", message, "Take it out by hand, then confirm the name again")
    return path, named


def _item(folder: Path, said: Confirmation) -> dict[str, Json]:
    """The item as the dossier's format has it."""
    item: dict[str, Json] = {
        "component": said.component,
        "purls": [name for name in said.names if name.startswith("pkg:")],
        "cpes": [name for name in said.names if name.startswith("cpe:")],
        "products": [_product(folder, name) for name in said.names if not name.startswith(("pkg:", "cpe:"))],
        "none": not said.names,
        "reason": said.reason,
        "author": said.author,
        "date": said.day.isoformat(),
        "expires": said.expires.isoformat() if said.expires else None,
        "evidence": list(said.evidence),
    }
    return {key: value for key, value in item.items() if value}


def _product(folder: Path, name: str) -> dict[str, Json]:
    vendor, _, product = name.removeprefix(_CNA).partition(":")
    if not name.startswith(_CNA) or not vendor.strip() or not product.strip():
        message = f"'{name[:80]}' is no name that sources know"
        raise _problem(folder, "name", message, "Write `pkg:…`, `cpe:2.3:…` or `cna:VENDOR:PRODUCT`")
    return {"vendor": vendor.strip(), "product": product.strip()}


def _named(loaded: Loaded, key: str) -> tuple[str, ...]:
    """The components that a key names, by name and version."""
    problems: list[Problem] = []
    components = list(dict.fromkeys(_components(loaded, problems)))
    index = ComponentIndex(
        Named(("component", str(number)), one.purl, one.group, one.name, one.version, one.supplier)
        for number, one in enumerate(components)
    )
    found = index.find(key)
    if not found:
        message = f"no SBOM of the dossier lists a component '{key}'"
        unknown = _problem(loaded.folder, "unknown-component", message, _nearest(key, components))
        raise ProblemsError([*unknown.problems, *problems])
    return tuple(dict.fromkeys(components[int(number)].label for _, number in found))


def _components(loaded: Loaded, problems: list[Problem]) -> Iterator[Component]:
    for file in dict.fromkeys(sbom.file for release in loaded.dossier.releases for sbom in release.sboms):
        try:
            yield from reader.read(loaded.folder / file).all_components
        except ProblemsError as error:
            problems += error.problems


def _nearest(key: str, components: Iterable[Component]) -> str:
    keys: Sequence[str] = sorted({lasting_key(one) for one in components})
    found = get_close_matches(key, keys, n=1)
    return f"Write '{found[0]}'" if found else "Write its purl without version, or its name as its SBOM gives it"


def _problem(folder: Path, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(str(folder)), "", f"identify.{code}", message, mend)])

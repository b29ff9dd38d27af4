# SPDX-License-Identifier: Apache-2.0
"""Generated threats beside the threats of the dossier: what is new, what is known, what no longer applies.

- A generated threat is known where a threat of the dossier names it under `library`; whatever was decided there
  stands, and nothing here changes it.
- It is new otherwise. Threats of the dossier that threaten the same element and share a weakness or a kind of
  threat are named beside it, because a person may find that one of them already answers it.
- What a threat of the dossier names under `library` no longer applies where the library now gives `not`, where
  the element has left the architecture, or where no given library holds the threat. The decision stays until a
  person takes it back.
- An error is neither: a threat that could not be asked has not stopped applying.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from medward.dossier.model import Dossier
from medward.dossier.model.risk import FromLibrary, Threat
from medward.threats.generating import Found, Generated, Verdict


@dataclass(frozen=True, slots=True)
class New:
    """A generated threat that nobody has decided about.

    Attributes:
        found: the generated threat.
        near: ids of threats of the dossier that may already answer it.
    """

    found: Found
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A generated threat that threats of the dossier answer.

    Attributes:
        found: the generated threat.
        threats: those threats of the dossier.
    """

    found: Found
    threats: tuple[Threat, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """What a threat of the dossier answers, and no longer applies.

    Attributes:
        threat: the threat of the dossier.
        named: the threat of a library and the element that it names.
        reason: why it no longer applies, without a full stop.
    """

    threat: Threat
    named: FromLibrary
    reason: str


@dataclass(frozen=True, slots=True)
class Related:
    """Generated threats and the dossier's, side by side."""

    new: tuple[New, ...]
    known: tuple[Known, ...]
    stale: tuple[Stale, ...]


def relate(dossier: Dossier, generated: Generated) -> Related:
    """What generating means for the threats that the dossier already has."""
    answering = _answering(dossier.threats)
    near = _Near(dossier.threats)
    new: list[New] = []
    known: list[Known] = []
    for found in generated.applying:
        if threats := answering.get(found.id):
            known.append(Known(found, tuple(threats)))
        else:
            new.append(New(found, near.of(found)))
    return Related(tuple(new), tuple(known), tuple(_stale(dossier.threats, generated)))


def _answering(threats: Sequence[Threat]) -> Mapping[str, list[Threat]]:
    found: dict[str, list[Threat]] = defaultdict(list)
    for threat in threats:
        for named in threat.library:
            found[_id(named)].append(threat)
    return found


def _id(named: FromLibrary) -> str:
    return f"{named.threat}@{named.element}"


def _stale(threats: Sequence[Threat], generated: Generated) -> list[Stale]:
    by_id = generated.by_id
    broken = {one.threat.id for one in generated.errors}
    libraries = {one.threat.id for one in generated.found}
    elements = {one.id for one in generated.trace.nodes.values()}
    found: list[Stale] = []
    for threat in threats:
        for named in threat.library:
            given = by_id.get(_id(named))
            if named.threat in broken or (given is not None and given.applies):
                continue
            found.append(Stale(threat, named, _why(named, given, elements, libraries)))
    return found


def _why(named: FromLibrary, given: Found | None, elements: set[str], libraries: set[str]) -> str:
    if given is not None and given.verdict is Verdict.NOT:
        return f"{named.threat} does not apply to {named.element}: {given.reason}"
    if named.element not in elements:
        return f"{named.element} is no longer in the architecture"
    if named.threat not in libraries:
        return f"no given library holds {named.threat} for an element of this architecture"
    return f"{named.threat} is not asked of elements like {named.element}"


class _Near:
    """Threats of a dossier by what they threaten."""

    def __init__(self, threats: Sequence[Threat]) -> None:
        self._at: dict[str, list[Threat]] = defaultdict(list)
        for threat in threats:
            for part in threat.threatens:
                self._at[part].append(threat)

    def of(self, found: Found) -> tuple[str, ...]:
        """Ids of those that threaten the same element with the same weakness, else in the same way."""
        here = self._at.get(found.element[1], [])
        by_weakness = [one.id for one in here if set(one.cwe) & set(found.threat.crosswalk.cwe)]
        by_kind = [one.id for one in here if {str(kind) for kind in one.stride} & set(found.threat.stride)]
        return tuple(by_weakness or by_kind)

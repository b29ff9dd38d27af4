# SPDX-License-Identifier: Apache-2.0
"""Threats for an architecture: every threat of every library asked of every element of its kind.

- `fires`: its condition holds. `possible`: it could hold, and the facts that nobody has said are named. `not`: it
  does not hold, and the grounds say why. `error`: it could not be asked; the reason says why, and the threat
  counts as open. None of them is ever left out.
- A threat that fires, or could, also says whether the architecture itself names a protection (`held`).
- The id is made of the ids of threat and element, so that generating again gives the same ids; the UUID is version
  5 over it. The result does not depend on the order of libraries, threats or elements.
- Nothing is decided here, and the dossier is not changed: `medward.threats.relating` compares with its threats.

Findings are msgspec structs, which hold no reference cycle and are left out of garbage collection: a large
architecture has hundreds of thousands of them.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from medward.dossier.model import Dossier
from medward.packs.threat_library import Library, LibraryThreat
from medward.threats.binding import unknown_names
from medward.threats.conditions import Answered, Ground, ask
from medward.threats.fields import FIELDS, Fields
from medward.threats.truth import OpenFact, Truth
from medward.trace.build import build
from medward.trace.model import Key, Node, Trace

NAMESPACE = uuid.UUID("6b1f3f0e-6f0a-5c1e-9a53-2d7c4a1b8e90")
"""Namespace of the UUIDs of generated threats."""

BROKEN = (LookupError, TypeError, ValueError, RecursionError)
"""What asking a condition can raise where the condition itself is at fault."""


class Verdict(StrEnum):
    """What a threat gives for an element."""

    FIRES = "fires"
    """It applies."""
    POSSIBLE = "possible"
    """It may apply; nobody has said what decides it."""
    NOT = "not"
    """It does not apply."""
    ERROR = "error"
    """It could not be asked. It counts as open."""


_VERDICTS = {Truth.YES: Verdict.FIRES, Truth.UNKNOWN: Verdict.POSSIBLE, Truth.NO: Verdict.NOT}
_NO_GROUNDS = Answered(Truth.UNKNOWN, ())


class Found(msgspec.Struct, frozen=True, gc=False):
    """A threat of a library at one element.

    Attributes:
        threat: the threat.
        library: id of its library.
        element: kind and id of the element; the id is empty where the threat could not be asked of any.
        label: the element's name as people read it.
        verdict: what it gives.
        answered: the answer to its condition, with its grounds.
        held: whether the architecture names a protection; None where the threat does not ask, or does not apply.
        error: why it could not be asked; empty where it could.
    """

    threat: LibraryThreat
    library: str
    element: Key
    label: str
    verdict: Verdict
    answered: Answered = _NO_GROUNDS
    held: Answered | None = None
    error: str = ""

    @property
    def id(self) -> str:
        """Stable id: `TL-HW-003@I-JTAG`."""
        return f"{self.threat.id}@{self.element[1]}"

    @property
    def uuid(self) -> uuid.UUID:
        """UUID version 5 over the id."""
        return uuid.uuid5(NAMESPACE, self.id)

    @property
    def applies(self) -> bool:
        """Whether somebody has to look at it: it fires, or may, or could not be asked."""
        return self.verdict is not Verdict.NOT

    @property
    def unknown(self) -> tuple[OpenFact, ...]:
        """Facts that nobody has said and that would decide it, or would say whether it is held off."""
        held = self.held.open if self.held is not None else ()
        return tuple(dict.fromkeys((*self.answered.open, *held)))

    @property
    def reason(self) -> str:
        """Why, in words, without a full stop."""
        return self.error or _listed(self.answered.grounds)


@dataclass(frozen=True, slots=True)
class Generated:
    """What libraries give for one dossier.

    Attributes:
        found: every threat at every element of its kind, by id.
        trace: the graph of the dossier that was asked.
    """

    found: tuple[Found, ...]
    trace: Trace

    @property
    def applying(self) -> tuple[Found, ...]:
        """Those that somebody has to look at."""
        return tuple(one for one in self.found if one.applies)

    @property
    def errors(self) -> tuple[Found, ...]:
        """Those that could not be asked."""
        return tuple(one for one in self.found if one.verdict is Verdict.ERROR)

    @property
    def by_id(self) -> Mapping[str, Found]:
        """Every one under its id."""
        return {one.id: one for one in self.found}


def generate(dossier: Dossier, libraries: Iterable[Library]) -> Generated:
    """Every threat of `libraries` for `dossier`. Raises ValueError where two libraries have a threat of one id."""
    return of_trace(build(dossier), libraries)


def of_trace(trace: Trace, libraries: Iterable[Library]) -> Generated:
    """The same of a trace that was built before."""
    given = tuple(libraries)
    _refuse_repeats(given)
    fields = Fields(trace)
    found = [
        one for library in given for threat in library.threats for one in _of_threat(threat, library.id, fields)
    ]
    return Generated(tuple(sorted(found, key=lambda one: (one.threat.id, one.element))), trace)


def _refuse_repeats(libraries: tuple[Library, ...]) -> None:
    seen: dict[str, str] = {}
    for library in libraries:
        for threat in library.threats:
            if threat.id in seen:
                raise ValueError(f"{seen[threat.id]} and {library.id} both have a threat {threat.id}")
            seen[threat.id] = library.id


def _of_threat(threat: LibraryThreat, library: str, fields: Fields) -> Iterator[Found]:
    if wrong := unknown_names(threat):
        error = f"{threat.id} cannot be asked: {'; '.join(wrong)}"
        yield Found(threat, library, (threat.applies_to, ""), "", Verdict.ERROR, error=error)
        return
    for node in fields.trace.of_kind(threat.applies_to):
        yield at(threat, library, node, fields)


def at(threat: LibraryThreat, library: str, node: Node, fields: Fields) -> Found:
    """A threat asked of one element; what is wrong with its condition is its error, and nobody else's."""
    if node.kind not in FIELDS:
        raise ValueError(f"a {node.kind} is no element of an architecture")
    try:
        answered = ask(threat.when, node, fields)
        asks = threat.held_when is not None and answered.truth is not Truth.NO
        held = ask(threat.held_when, node, fields) if asks and threat.held_when is not None else None
    except BROKEN as error:
        said = f"{threat.id} cannot be asked of {node.name}: {type(error).__name__}: {error}"
        return Found(threat, library, node.key, node.label, Verdict.ERROR, error=said)
    return Found(threat, library, node.key, node.label, _VERDICTS[answered.truth], answered, held)


def _listed(grounds: tuple[Ground, ...]) -> str:
    return "; ".join(map(str, grounds))

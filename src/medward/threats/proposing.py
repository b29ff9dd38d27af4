# SPDX-License-Identifier: Apache-2.0
"""Generated threats that nobody has decided about, written into a dossier as proposals.

- One proposal for each threat of a library at one element, with the library's text and status `proposed`. Its id
  is made of the ids of threat and element (`TL-HW-003.I-JTAG`), so that proposing again gives the same id.
- Only what is new is written (`medward.threats.relating`): a threat that the dossier has, whatever was decided
  about it, is never touched. What is only possible is written where that is asked for; what could not be asked
  (an error) never is, because nobody knows what it says.
- Whether a proposal holds for the device is for a person: nothing is accepted here.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from medward.base.canonical import Json
from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.loading import Loaded
from medward.dossier.model.risk import ThreatStatus
from medward.dossier.recording import record
from medward.packs import threat_library
from medward.packs.threat_library import Library, LibraryThreat
from medward.threats.generating import Found, Verdict
from medward.threats.relating import New, Related, Stale

_LONGEST_ID = 64
_DIGITS = 16


def libraries(names: Sequence[str] = ()) -> tuple[Library, ...]:
    """Shipped libraries by id, and own ones by the path of their file (`own.yaml`); all shipped ones for no names.

    Raises ProblemsError for a name that is neither, and for a file that is no library.
    """
    if not names:
        return threat_library.shipped()
    return tuple(_library(name) for name in dict.fromkeys(names))


def library_threat(name: str, among: Iterable[Library]) -> tuple[Library, LibraryThreat]:
    """A threat by its id, with its library. Raises ProblemsError."""
    for library in among:
        for threat in library.threats:
            if threat.id == name:
                return library, threat
    raise _problem("", f"no library has a threat '{name}'", "List them with `medward threats libraries`")


def proposable(related: Related, *, possible: bool) -> tuple[New, ...]:
    """What of the new threats can be written down: what fires, and what may where `possible` asks for it."""
    wanted = {Verdict.FIRES, Verdict.POSSIBLE} if possible else {Verdict.FIRES}
    return tuple(new for new in related.new if new.found.verdict in wanted)


def stale_of(related: Related, given: Iterable[Library]) -> tuple[Stale, ...]:
    """What no longer applies among the threats of the given libraries, and of those that nobody ships."""
    mine = {threat.id for library in given for threat in library.threats}
    others = {threat.id for library in threat_library.shipped() for threat in library.threats} - mine
    return tuple(one for one in related.stale if one.named.threat not in others)


def proposed(found: Found) -> dict[str, Json]:
    """A generated threat as an item of a dossier's `threats:`."""
    threat = found.threat
    kind, element = found.element
    said: dict[str, Json] = {
        "id": proposal_id(found),
        "title": f"{threat.title}: {found.label}" if found.label else threat.title,
        "description": f"{threat.exploited} {threat.clinical}",
        "threatens": [] if kind == "device" else [element],
        "stride": list(threat.stride),
        "status": ThreatStatus.PROPOSED.value,
        "cwe": list(threat.crosswalk.cwe),
        "source": f"Threat library {found.library}, {threat.id}",
        "library": [{"threat": threat.id, "element": element}],
    }
    return {key: value for key, value in said.items() if value != []}


def proposal_id(found: Found) -> str:
    """The id of a proposal; the end is a digest where the element's own id is too long for it."""
    whole = f"{found.threat.id}.{found.element[1]}"
    return whole if len(whole) <= _LONGEST_ID else f"{found.threat.id}.{found.uuid.hex[:_DIGITS]}"


def propose(loaded: Loaded, news: Iterable[New]) -> Path | None:
    """Write proposals into a dossier; the file that holds them, or None where there is nothing to write.

    Raises ProblemsError, with nothing changed, where the dossier would not load with them or cannot be written.
    """
    items = [proposed(new.found) for new in news]
    if not items:
        return None
    try:
        return record(loaded.folder, "threats", items)
    except OSError as error:
        message = f"the dossier cannot be written: {error.strerror}"
        mend = "Check that you may write to the folder"
        place = Place(str(loaded.folder))
        raise ProblemsError([Problem(place, "", "threats.unwritable", message, mend)]) from error


def _library(name: str) -> Library:
    if name in threat_library.shipped_ids():
        return threat_library.shipped_library(name)
    if name.endswith(threat_library.SUFFIX):
        return threat_library.read(Path(name))
    known = ", ".join(threat_library.shipped_ids())
    raise _problem(name, f"there is no threat library '{name}'", f"Give the file of your own, or one of: {known}")


def _problem(where: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(where or "threat libraries"), "", "threats.unknown", message, mend)])

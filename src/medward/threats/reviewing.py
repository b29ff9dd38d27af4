# SPDX-License-Identifier: Apache-2.0
"""Decisions about threats, one or many at once, recorded in the dossier with their author and day.

- Threats are chosen by their ids, by the threat of a library that they answer, by the element that they are aimed
  at or answer for, or by both of the latter together.
- A decision that stands is changed only where that is asked for. Everything else that a threat says stays.
- `not_applicable` and `transferred` need a reason; `mitigated` needs a control that reduces the threat. The rules
  of the dossier hold as well: it is read again afterwards, and nothing has changed where it would not load.
- Hazardous situations and controls are added to those that are there; none is taken away.
- Whether a control holds is not decided here: its tests do that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from medward.base.canonical import Json
from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.loading import Loaded
from medward.dossier.model import Dossier
from medward.dossier.model.risk import Threat, ThreatStatus
from medward.dossier.recording import replace_all


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about threats.

    Attributes:
        status: what was decided; not `proposed`.
        reason: why; may be empty where the status needs none.
        author: role of who decided.
        day: when.
        leads_to: ids of hazardous situations to which the threats can lead.
        controls: ids of controls that reduce them.
    """

    status: ThreatStatus
    reason: str
    author: str
    day: date
    leads_to: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()


def chosen(
    dossier: Dossier, names: Sequence[str] = (), library: str | None = None, element: str | None = None
) -> tuple[Threat, ...]:
    """The threats that are meant, in the order of the dossier. Raises ProblemsError where there is none."""
    unknown = sorted(set(names) - {threat.id for threat in dossier.threats})
    if unknown:
        raise ProblemsError(_problem(name, f"the dossier has no threat '{name}'", _SEE) for name in unknown)
    found = tuple(
        one for one in dossier.threats if one.id in names or (not names and _meant(one, library, element))
    )
    if not found:
        asked = " at ".join(name for name in (library, element) if name) or "nothing"
        raise ProblemsError([_problem(asked, f"no threat of the dossier answers {asked}", _SEE)])
    return found


def review(
    loaded: Loaded, threats: Sequence[Threat], decision: Decision, *, replacing: bool = False
) -> tuple[Path, ...]:
    """Record a decision about threats; the files that changed. Raises ProblemsError, with nothing changed."""
    if problems := tuple(_refused(loaded.dossier, threats, decision, replacing=replacing)):
        raise ProblemsError(problems)
    ids = {threat.id for threat in threats}
    items = {"threats": [_decided(threat, decision) for threat in threats]}
    controls = [
        control.model_dump(mode="json", exclude_defaults=True) | {"reduces": sorted({*control.reduces, *ids})}
        for control in loaded.dossier.controls
        if control.id in decision.controls and not ids <= set(control.reduces)
    ]
    changed = items | ({"controls": controls} if controls else {})
    try:
        files = replace_all(loaded.folder, changed, named_by="id", seen=loaded.dossier)
    except OSError as error:
        message, mend = (
            f"the dossier cannot be written: {error.strerror}",
            "Check that you may write to the folder",
        )
        problem = Problem(Place(str(loaded.folder)), "", "threats.unwritable", message, mend)
        raise ProblemsError([problem]) from error
    if files is None:
        message = "a threat or a control stands in a form that cannot be changed by itself"
        raise ProblemsError([_problem("", message, "Write its list in block style", "threats.form")])
    return files


_SEE = "List them with `medward threats generate`"


def _meant(threat: Threat, library: str | None, element: str | None) -> bool:
    if library is None and element is None:
        return False
    answers = [one for one in threat.library if library in {None, one.threat} and element in {None, one.element}]
    return bool(answers) or (library is None and element in threat.threatens)


def _decided(threat: Threat, decision: Decision) -> dict[str, Json]:
    """A threat as an item of the dossier, decided."""
    said: dict[str, Json] = threat.model_dump(mode="json", exclude_defaults=True)
    said |= {
        "leads_to": sorted({*threat.leads_to, *decision.leads_to}),
        "status": decision.status.value,
        "reason": decision.reason,
        "decided_by": decision.author,
        "decided_on": decision.day.isoformat(),
    }
    ordered = [key for key in Threat.model_fields if said.get(key)]
    return {key: said[key] for key in ordered}


def _refused(
    dossier: Dossier, threats: Sequence[Threat], decision: Decision, *, replacing: bool
) -> Iterator[Problem]:
    """What is wrong with a decision before it is written."""
    known = {control.id for control in dossier.controls}
    for name in decision.controls:
        if name not in known:
            yield _problem(name, f"the dossier has no control '{name}'", "Write the control down first")
    if decision.status is ThreatStatus.PROPOSED:
        yield _problem("", "`proposed` is no decision", "Choose another status", "threats.decided")
    reduced = {threat for control in dossier.controls for threat in control.reduces}
    for threat in threats:
        if threat.status is not ThreatStatus.PROPOSED and not replacing:
            message = f"{threat.id} is {threat.status} already"
            yield _problem(threat.id, message, "Ask for it to be replaced: --replace", "threats.decided")
        uncontrolled = threat.id not in reduced and not decision.controls
        if decision.status is ThreatStatus.MITIGATED and uncontrolled:
            message = f"no control reduces {threat.id}, so it is not mitigated"
            yield _problem(threat.id, message, "Name the controls that reduce it", "threats.uncontrolled")


def _problem(key: str, message: str, mend: str, code: str = "threats.unknown") -> Problem:
    return Problem(Place("threats"), key, code, message, mend)

# SPDX-License-Identifier: Apache-2.0
"""What will be worse by a day, if nobody does anything: the verdicts of today against those of days to come.

- The dossier, the SBOMs and the advisories stay as they are; only the day goes on. Nothing new is foretold.
- The days that are looked at are those on which something that the dossier or a pack dates begins, ends or has
  just passed, and the last day. What changes on another day is told at the next of them.
- Told is the first day on which a requirement stands worse than today. One that gets better again later is told
  too: somebody has to act before that day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel

from medward.compliance.assessment import judge
from medward.compliance.context import Context
from medward.compliance.gather import gather
from medward.compliance.model import Status, Verdict
from medward.compliance.outcome import WORST_FIRST
from medward.dossier import Loaded
from medward.packs.framework import Framework

Verdicts: TypeAlias = dict[tuple[str, str], Verdict]

_NEXT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Worse:
    """A requirement that stands worse on a day to come.

    Attributes:
        day: first of the days looked at on which it does.
        today: status now.
        verdict: the verdict of that day.
    """

    day: date
    today: Status
    verdict: Verdict


def outlook(
    loaded: Loaded, database: Path | None, packs: Sequence[Framework], as_of: date, until: date
) -> tuple[Worse, ...]:
    """What is worse by a day, by day. Raises ProblemsError where the database cannot be read, ValueError for days.

    `until` must not lie before `as_of`.
    """
    if until < as_of:
        raise ValueError(f"{until} lies before {as_of}")
    context = gather(loaded, database, as_of).context
    today = _verdicts(context, packs, loaded.digest)
    found: dict[tuple[str, str], Worse] = {}
    for day in days(loaded.dossier, packs, as_of, until):
        then = _verdicts(replace(context, as_of=day, decided={}), packs, loaded.digest)
        for key, verdict in then.items():
            if key not in found and _is_worse(verdict.status, today[key].status):
                found[key] = Worse(day, today[key].status, verdict)
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.verdict.framework)))


def days(dossier: BaseModel, packs: Sequence[Framework], as_of: date, until: date) -> tuple[date, ...]:
    """The days after `as_of` to look at, in order; the last is `until`."""
    dated = {*_dates(dossier), *(day for pack in packs for day in _dates(pack))}
    near = {day for one in dated for day in (one, one + _NEXT) if as_of < day <= until}
    return tuple(sorted(near | {until}))


def _dates(value: object) -> Iterator[date]:
    """Every day in a model, at any depth."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _dates(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _dates(item)


def _verdicts(context: Context, packs: Sequence[Framework], digest: str) -> Verdicts:
    found = judge(context, packs, digest).frameworks
    return {(one.framework, one.requirement): one for framework in found for one in framework.verdicts}


def _is_worse(then: Status, now: Status) -> bool:
    """Whether a status asks more of people than another; what comes to apply does, unless it is met."""
    if now is Status.NOT_APPLICABLE:
        return then not in {Status.NOT_APPLICABLE, Status.MET}
    return WORST_FIRST.index(then) < WORST_FIRST.index(now)

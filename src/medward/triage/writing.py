# SPDX-License-Identifier: Apache-2.0
"""New decisions put into a dossier, with ids that nobody else has taken meanwhile.

- Decisions are made from a dossier that was read some time ago; another command may have recorded since. So ids
  that are taken by now are chosen anew, from what the dossier holds while nobody else writes to it.
- Ids that are still free stay, and so does everything else that a decision says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medward.dossier.loading import load
from medward.dossier.locking import alone
from medward.dossier.model.keeping import Triage
from medward.dossier.recording import record
from medward.triage.deciding import item, new_ids


@dataclass(frozen=True, slots=True)
class Written:
    """What was recorded.

    Attributes:
        made: the decisions as they stand in the dossier, in the order in which they were given.
        file: the file that holds them.
    """

    made: tuple[Triage, ...]
    file: Path


def written(folder: Path, made: Sequence[Triage]) -> Written:
    """Record new decisions, at least one. Raises as `medward.dossier.recording.record` does."""
    with alone(folder):
        free = _free(made, load(folder).dossier.triage)
        return Written(free, record(folder, "triage", [item(one) for one in free]))


def _free(made: Sequence[Triage], there: Sequence[Triage]) -> tuple[Triage, ...]:
    """The decisions, those whose id is taken under the next ones that neither they nor the dossier have."""
    taken = {one.id for one in there}
    names = new_ids((*there, *made))
    return tuple(one.model_copy(update={"id": next(names)}) if one.id in taken else one for one in made)

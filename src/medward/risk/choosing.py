# SPDX-License-Identifier: Apache-2.0
"""Risks by their ids, as a person names them."""

from collections.abc import Iterable, Sequence

from medward.base.problems import Place, Problem, ProblemsError
from medward.risk.model import RiskLine


def chosen(names: Iterable[str], lines: Sequence[RiskLine]) -> tuple[RiskLine, ...]:
    """The risks with these ids, in the order in which they were named, each once.

    Raises ProblemsError for every id that no risk has.
    """
    known = {line.id: line for line in lines}
    wanted = tuple(dict.fromkeys(names))
    mend = f"The risks are {', '.join(sorted(known))}" if known else "Add a risk to the dossier"
    if problems := [_unknown(name, mend) for name in wanted if name not in known]:
        raise ProblemsError(problems)
    return tuple(known[name] for name in wanted)


def _unknown(name: str, mend: str) -> Problem:
    return Problem(Place(name), "", "risk.unknown-risk", f"the dossier has no risk '{name}'", mend)

# SPDX-License-Identifier: Apache-2.0
"""What several records say together of the vulnerability that they describe, whichever component they hit.

Findings of many components rest on the same records, so this is worked out once for each set of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from medward.advisories.model import KnownExploited

if TYPE_CHECKING:
    from medward.advisories.reading import Answers


@dataclass(frozen=True, slots=True)
class Together:
    """The fields of `model.Finding` that do not depend on the component, under their names there."""

    vulnerability: str
    aliases: tuple[str, ...]
    upstream: tuple[str, ...]
    records: tuple[str, ...]
    summary: str
    cwes: tuple[str, ...]
    references: tuple[str, ...]
    published: date | None
    modified: date | None
    known_exploited: KnownExploited | None


def together(answers: "Answers", records: tuple[int, ...]) -> Together:
    """What these records say, all of one vulnerability, in any order."""
    found = answers.shared.get(records)
    if found is None:
        found = answers.shared[records] = _together(answers, records)
    return found


def _together(answers: "Answers", records: tuple[int, ...]) -> Together:
    told = sorted((answers.records[record] for record in records), key=lambda one: (one.name, one.source))
    vulnerability, aliases = answers.vulnerabilities[told[0].vulnerability]
    upstream = _each(one.upstream for one in told)
    return Together(
        vulnerability=vulnerability,
        aliases=aliases,
        upstream=upstream,
        records=tuple(dict.fromkeys(one.name for one in told)),
        summary=next((one.summary for one in told if one.summary), ""),
        cwes=_each(one.cwes for one in told),
        references=_each(one.urls for one in told),
        published=min((one.published for one in told if one.published), default=None),
        modified=max((one.modified for one in told if one.modified), default=None),
        known_exploited=_exploited(answers, (vulnerability, *aliases, *upstream)),
    )


def _exploited(answers: "Answers", names: Iterable[str]) -> KnownExploited | None:
    """The first entry of the catalogue among the names of a vulnerability."""
    return next((answers.exploited[name] for name in names if name in answers.exploited), None)


def _each(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({one for found in lists for one in found}))

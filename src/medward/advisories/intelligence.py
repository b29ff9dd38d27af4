# SPDX-License-Identifier: Apache-2.0
"""What an advisory database knows of vulnerabilities beside the advisories: forecasts, and CISA's assessments.

Rules:

- Only the ids that are asked for are read, in one question to each table.
- What has no row is not in the answer, which says nothing: no forecast is not a low one, and no assessment is not
  "no exploitation".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from medward.advisories.claims import Assessment
from medward.advisories.epss import Epss
from medward.advisories.store import opened


@dataclass(frozen=True, slots=True)
class Intelligence:
    """What is known of some vulnerabilities, by CVE id.

    Attributes:
        epss: how likely each is to be exploited, with the day of the forecast.
        assessments: the SSVC decision points that CISA assessed in the CVE record, with the day.
    """

    epss: Mapping[str, Epss] = field(default_factory=dict)
    assessments: Mapping[str, Assessment] = field(default_factory=dict)


# one text is bound at once, a list value by value
_EPSS = "from forecast where cve in (select unnest(string_split($ids, ' ')))"
_ASSESSMENTS = "from assessment where cve in (select unnest(string_split($ids, ' ')))"


def intelligence(database: Path, ids: Iterable[str]) -> Intelligence:
    """What the database knows of these ids; those that are no CVE ids have nothing.

    Raises ProblemsError where the database is missing or cannot be read.
    """
    asked = " ".join(sorted({one for one in ids if one.startswith("CVE-")}))
    if not asked:
        return Intelligence()
    with opened(database) as connection:
        forecasts = connection.execute(_EPSS, {"ids": asked}).fetchall()
        assessed = connection.execute(_ASSESSMENTS, {"ids": asked}).fetchall()
    return Intelligence(
        epss={row[0]: Epss(*row) for row in forecasts},
        assessments={cve: Assessment(*points) for cve, *points in assessed},
    )

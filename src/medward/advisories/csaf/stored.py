# SPDX-License-Identifier: Apache-2.0
"""The CSAF advisories that the one database holds, as they were read when it was built.

They are those that reading the same folder or archive gives, in the same order: each in its newest revision,
without those that their publisher withdrew. What could not be read then is told, because it names nothing now.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from medward.advisories import store
from medward.advisories.csaf.model import Advisory
from medward.advisories.csaf.signatures import Checked, Policy, Signature
from medward.advisories.model import Skipped, SourceInfo
from medward.advisories.parts import CSAF
from medward.base.problems import Place, Problem, ProblemsError

_ADVISORY = msgspec.json.Decoder(Advisory)
_HELD = """
select place, content, signature, doubt from advisory join source on source.id = advisory.source
where advisory.withdrawn = '' order by source.part, place
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds of CSAF.

    Attributes:
        advisories: the advisories that speak, by the place where they were found.
        sources: the providers that were read.
        skipped: what of them was not read, what is known of their signatures, and what is refused for its own.
    """

    advisories: tuple[Advisory, ...]
    sources: tuple[SourceInfo, ...]
    skipped: tuple[Skipped, ...]


def stored_advisories(
    database: Path, wanted: Callable[[str], bool] = lambda _: True, policy: Policy = Policy.CHECK
) -> Stored:
    """Read the advisories of a database.

    Args:
        database: the file.
        wanted: which advisories to read, by the name of their file without its folders.
        policy: what is asked of their signatures, beyond what was asked when it was built.

    Raises:
        ProblemsError: it is missing, is no database of this format, or an advisory in it is damaged.
    """
    with store.opened(database) as connection:
        sources = tuple(one for one in store.described(connection).sources if one.name == CSAF)
        held = [row for row in connection.execute(_HELD).fetchall() if wanted(_file(row[0]))]
    kept: list[Advisory] = []
    skipped = [one for source in sources for one in source.skipped]
    for place, content, signature, doubt in held:
        if refusal := Checked(Signature(signature), doubt).refusal(policy):
            skipped.append(Skipped(place, refusal))
        else:
            kept.append(_unpacked(content, database))
    return Stored(tuple(kept), sources, tuple(skipped))


def _unpacked(content: bytes, database: Path) -> Advisory:
    """One advisory. Raises ProblemsError where it is damaged."""
    try:
        return _ADVISORY.decode(zlib.decompress(content))
    except (zlib.error, msgspec.DecodeError) as error:
        place, message = Place(str(database)), "an advisory in the database cannot be read"
        raise ProblemsError([Problem(place, "", "database.unreadable", message, store.BUILD_AGAIN)]) from error


def _file(place: str) -> str:
    """The name of a file in an archive or a folder, without its folders."""
    return place.rpartition(": ")[2].rpartition("/")[2]

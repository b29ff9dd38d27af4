# SPDX-License-Identifier: Apache-2.0
"""OSV records for benchmarks, and OSV's algorithm evaluated slowly and plainly: the truth for answers.

- A version is affected when a statement enumerates it, or one of its ranges in the ecosystem's order (`ECOSYSTEM`,
  and `SEMVER` for Go) holds it. Enumerated versions are compared by text and by the ecosystem's order.
- A range that is introduced at 0 and never ends holds every version, also one that has no place in the order.
- A range with a version that is none in its ecosystem holds nothing; nor does a range over commits.
- A withdrawn record affects nothing.
- Ids that are aliases of each other count as one.
"""

import json
import os
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from medward.advisories.aliases import Aliases
from medward.advisories.ecosystems import normal_name
from medward.versions import InvalidVersionError, key_function

Record: TypeAlias = Mapping[str, Any]
Ids: TypeAlias = frozenset[str]

SCHEMES = {"PyPI": "pypi", "Go": "golang"}
_KINDS = {"ECOSYSTEM", "SEMVER"}


def published(ecosystem: str) -> list[Record]:
    """The public records of an ecosystem; none where MEDWARD_DATA does not have them."""
    path = Path(os.environ.get("MEDWARD_DATA", "")) / "osv" / ecosystem / "all.zip"
    if not path.is_file():
        return []
    with zipfile.ZipFile(path) as archive:
        return [json.loads(archive.read(name)) for name in archive.namelist()]


def write(folder: Path, records: Iterable[Record], ecosystem: str = "PyPI") -> None:
    """The records in their publisher's layout."""
    part = folder / "osv" / ecosystem
    part.mkdir(parents=True)
    with zipfile.ZipFile(part / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for record in records:
            archive.writestr(f"{record['id']}.json", json.dumps(record))


def without_github(records: Iterable[Record]) -> list[Record]:
    """The records without their aliases in GitHub's database, for which vdb would drop them."""
    return [
        {**one, "aliases": [id_ for id_ in one.get("aliases", ()) if not id_.startswith("GHSA-")]}
        for one in records
    ]


def quality(answers: Sequence[Ids], true: Sequence[Ids]) -> tuple[float, float]:
    """Recall and precision over pairs of component and vulnerability."""
    right = sum(len(found & each) for found, each in zip(answers, true, strict=True))
    return right / max(sum(map(len, true)), 1), right / max(sum(map(len, answers)), 1)


def told(answers: Sequence[Ids], true: Sequence[Ids]) -> str:
    """Recall and precision as notes tell them."""
    recall, precision = quality(answers, true)
    return f"recall {recall:.4f}, precision {precision:.4f}"


def names(records: Iterable[Record]) -> dict[str, str]:
    """Every id → the one that names its vulnerability."""
    aliases = Aliases()
    for record in records:
        aliases.link(record["id"], () if record.get("withdrawn") else record.get("aliases", ()))
    return {one: group[0] for one, group in aliases.groups().items()}


def statements(records: Iterable[Record], ecosystem: str) -> dict[str, list[tuple[str, Record]]]:
    """Package → what the records say of it, each with the record's id; nothing of withdrawn ones."""
    of_package: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for record in records:
        for statement in () if record.get("withdrawn") else record.get("affected", ()):
            package = statement.get("package", {})
            if package.get("ecosystem") == ecosystem:
                of_package[normal_name(ecosystem, package["name"])].append((record["id"], statement))
    return of_package


def ranges(statement: Record) -> list[Record]:
    """The ranges of a statement in the order of its ecosystem, without those over commits."""
    return [one for one in statement.get("ranges", ()) if one["type"] in _KINDS]


def truth(
    records: Iterable[Record],
    pairs: Iterable[tuple[str, str]],
    named: Mapping[str, str],
    ecosystem: str = "PyPI",
) -> Iterator[Ids]:
    """The vulnerabilities of each pair of package and version, by the names of `names`."""
    of_package, key = statements(records, ecosystem), key_function(SCHEMES[ecosystem])
    for package, version in pairs:
        said = of_package.get(normal_name(ecosystem, package), ())
        yield frozenset(named[id_] for id_, statement in said if affects(statement, version, key))


def affects(statement: Record, version: str, key: Callable[[str], bytes]) -> bool:
    """Whether a statement holds a version."""
    enumerated = statement.get("versions", ())
    if version in enumerated or any(everything(one["events"]) for one in ranges(statement)):
        return True
    if not accepted(version, key):
        return False
    return any(key(one) == key(version) for one in enumerated if accepted(one, key)) or any(
        in_range(one["events"], version, key) for one in ranges(statement)
    )


def everything(events: Sequence[Mapping[str, str]]) -> bool:
    """Whether a range holds every version, also one that has no place in the order."""
    return all(event == {"introduced": "0"} for event in events) and bool(events)


def in_range(events: Iterable[Mapping[str, str]], version: str, key: Callable[[str], bytes]) -> bool:
    """One range, event by event in version order; a range with a version that is none holds nothing."""
    single = [(kind, text) for event in events for kind, text in event.items()]
    if not all(accepted(text, key) for _, text in single):
        return False
    affected, own = False, key(version)
    for kind, text in sorted(single, key=lambda one: b"" if one[1] == "0" else key(one[1])):
        if kind == "introduced" and (text == "0" or own >= key(text)):
            affected = True
        elif (kind == "fixed" and own >= key(text)) or (kind == "last_affected" and own > key(text)):
            affected = False
    return affected


def accepted(version: str, key: Callable[[str], bytes]) -> bool:
    """Whether a text is a version of a scheme."""
    try:
        return bool(key(version))
    except InvalidVersionError:
        return False

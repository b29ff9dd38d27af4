# SPDX-License-Identifier: Apache-2.0
"""Version histories of packages: made up for every scheme, and real ones where MEDWARD_DATA has them.

A history is the list of one package's versions. Made-up histories are drawn from a fixed seed in the manner of the
ecosystem: how a number grows, how often there are pre-releases, how a distribution marks its own revisions.
"""

import json
import os
import random
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

History = list[str]
LONGEST = 60


def invented(scheme: str, packages: int, seed: int = 7) -> list[History]:
    """Histories of that many packages, the same ones for the same seed."""
    chance = random.Random(f"{scheme}{seed}")
    return [_MAKERS[scheme](chance) for _ in range(packages)]


def real(ecosystem: str) -> list[History]:
    """Histories from the OSV records of an ecosystem (`PyPI`, `Go`); empty where MEDWARD_DATA has none."""
    path = Path(os.environ.get("MEDWARD_DATA", "")) / "osv" / ecosystem / "all.zip"
    if not path.is_file():
        return []
    versions: dict[str, set[str]] = defaultdict(set)
    with zipfile.ZipFile(path) as records:
        for name in records.namelist():
            for affected in json.loads(records.read(name)).get("affected", []):
                versions[affected["package"]["name"]].update(_versions(affected))
    return [sorted(history) for _, history in sorted(versions.items())]


def _versions(affected: dict[str, Any]) -> set[str]:
    events = (event for one in affected.get("ranges", []) if one["type"] != "GIT" for event in one["events"])
    return {version for event in events for version in event.values()} | set(
        map(str, affected.get("versions", []))
    )


def _numbers(chance: random.Random, count: int) -> list[list[int]]:
    """Releases of `count` numbers: most steps raise the last number, some an earlier one."""
    release = [chance.choice((0, 0, 1, 1, 2, 5, 2023)), *(chance.choice((0, 1, 4)) for _ in range(count - 1))]
    releases = []
    for _ in range(chance.randint(5, LONGEST)):
        place = chance.choices(range(count), weights=[4**place for place in range(count)])[0]
        release = [*release[:place], release[place] + 1, *[0] * (count - place - 1)]
        releases.append(release)
    return releases


def _dotted(release: list[int]) -> str:
    return ".".join(map(str, release))


def _semver(chance: random.Random) -> History:
    forms = ("{}", "{}", "{}", "{}", "{}-alpha.{}", "{}-beta.{}", "{}-rc.{}", "{}-next-{}")
    return [chance.choice(forms).format(_dotted(one), chance.randint(0, 12)) for one in _numbers(chance, 3)]


def _golang(chance: random.Random) -> History:
    """Tags, and the pseudo-versions of commits that have none."""
    return [f"v{version}" if chance.random() < 0.7 else _pseudo(chance, version) for version in _semver(chance)]


def _pseudo(chance: random.Random, version: str) -> str:
    core = version.partition("-")[0]
    return f"v{core}-0.2024{chance.randint(10**9, 10**10 - 1)}-{chance.getrandbits(48):012x}"


def _pypi(chance: random.Random) -> History:
    forms = ("{}", "{}", "{}", "{}", "{}", "{}a{}", "{}b{}", "{}rc{}", "{}.post{}", "{}.dev{}")
    releases = _numbers(chance, chance.choice((2, 3, 3, 3, 4)))
    return [chance.choice(forms).format(_dotted(one), chance.randint(0, 12)) for one in releases]


def _deb(chance: random.Random) -> History:
    """A few upstream releases, each in several revisions of Debian, its security updates and Ubuntu."""
    epoch = chance.choice(("",) * 11 + ("1:", "2:"))
    extra = chance.choice(("",) * 6 + ("+dfsg", "+ds", "~rc1", "+git20230115"))
    forms = ("{}", "{}", "{}", "{}+b1", "{}+deb11u{}", "{}+deb12u{}", "{}ubuntu0.{}", "{}~bpo12+{}")
    upstreams = chance.sample(_numbers(chance, chance.choice((2, 3, 3))), 5)

    def revision() -> str:
        return chance.choice(forms).format(chance.randint(1, 12), chance.randint(1, 9))

    return [
        f"{epoch}{_dotted(upstream)}{extra}-{revision()}"
        for upstream in upstreams
        for _ in range(chance.randint(2, 9))
    ]


_MAKERS: dict[str, Callable[[random.Random], History]] = {
    "cargo": _semver,
    "deb": _deb,
    "golang": _golang,
    "npm": _semver,
    "pypi": _pypi,
}

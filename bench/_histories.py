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


def _spelt(*forms: str, numbers: tuple[int, ...] = (2, 3, 3, 3)) -> Callable[[random.Random], History]:
    """A maker of releases, each written in one of the forms: release, a small number, a second one."""

    def make(chance: random.Random) -> History:
        releases = _numbers(chance, chance.choice(numbers))
        return [
            chance.choice(forms).format(_dotted(one), chance.randint(0, 12), chance.randint(1, 9))
            for one in releases
        ]

    return make


def _openssl(chance: random.Random) -> History:
    letters = ("", *"abcdefghijk", "za", "zb")
    old = [f"1.{minor}.{patch}{letter}" for minor in (0, 1) for patch in range(12) for letter in letters]
    return chance.sample(old, 20) + chance.sample(
        [f"3.{minor}.{patch}" for minor in range(6) for patch in range(20)], 20
    )


def _moments(chance: random.Random) -> History:
    def two(low: int, high: int) -> str:
        return f"{chance.randint(low, high):02}"

    return [f"20{two(0, 29)}-{two(1, 12)}-{two(1, 28)}T{two(0, 23)}:{two(0, 59)}:{two(0, 59)}Z" for _ in range(40)]


_PLAIN = _spelt("{}")
_ALPINE = _spelt("{}-r{}", "{}-r{}", "{}-r{}", "{}_rc{}-r{}", "{}_p{}-r{}", "{}b-r{}")
_GENTOO = _spelt("{}", "{}", "{}-r{}", "{}_rc{}", "{}_p{}-r{}", "{}b")
_ARCH = _spelt("{}-{}", "{}-{}", "{}-{}", "{}rc{}-{}", "1:{}-{}")
_WORDED = _spelt("{}", "{}", "{}", "{}", "{}-rc{}", "{}-beta{}", "{}a")
_MAKERS: dict[str, Callable[[random.Random], History]] = {
    "alpm": _ARCH,
    "apk": _ALPINE,
    "arch": _ARCH,
    "bitnami": _semver,
    "cargo": _semver,
    "composer": _spelt("{}", "{}", "{}", "v{}", "{}-beta{}", "{}-RC{}", "{}-alpha.{}"),
    "conan": _spelt("{}", "{}", "{}", "{}-rc{}", "{}+{}"),
    "cran": _spelt("{}", "{}", "{}-{}"),
    "datetime": _moments,
    "deb": _deb,
    "ebuild": _GENTOO,
    "freebsd": _spelt("{}", "{}", "{}", "{}.b{}", "{}_{}", "{}_{},1", "{}rc{}"),
    "gem": _spelt("{}", "{}", "{}", "{}.rc{}", "{}.beta.{}", "{}.pre{}"),
    "generic": _WORDED,
    "gentoo": _GENTOO,
    "github": _spelt("v{}", "v{}", "{}", "release-{}", "v{}-rc{}"),
    "golang": _golang,
    "hackage": _spelt("{}", numbers=(2, 3, 4, 4)),
    "hex": _semver,
    "intdot": _PLAIN,
    "lexicographic": _PLAIN,
    "maven": _spelt("{}", "{}", "{}", "{}.Final", "{}-rc{}", "{}-SNAPSHOT", "{}-alpha-{}", "{}.M{}", "{}-jre"),
    "nginx": _spelt("{}", numbers=(3,)),
    "npm": _semver,
    "nuget": _spelt("{}", "{}", "{}", "{}-beta{}", "{}-preview.{}", "{}-rc.{}.{}", numbers=(2, 3, 3, 4)),
    "opam": _spelt("{}", "{}", "v{}", "{}~beta{}", "{}-{}", "{}+{}"),
    "openssl": _openssl,
    "pub": _spelt("{}", "{}", "{}+{}", "{}-dev.{}", numbers=(3,)),
    "pypi": _pypi,
    "rpm": _spelt("{}-{}.el8", "{}-{}.el9_{}", "{}-{}.fc40", "1:{}-{}.el9", "{}~rc{}-1.el9"),
    "semver": _semver,
    "swift": _semver,
    "yocto": _spelt("{}-r{}", "{}-r{}", "1:{}-r{}", "{}+git{}-r{}", "{}~rc{}-r0"),
}

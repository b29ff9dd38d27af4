# SPDX-License-Identifier: Apache-2.0
"""Portfolios for benchmarks: components drawn from a database's own packages, at versions near the ends of ranges.

A component version is drawn from what the advisories themselves write: a bound of a range, an enumerated version,
one a little later, or another number; so that both affected and not affected ones occur, and ranges are met at
their ends. The same seed gives the same portfolio.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from medward.advisories.portfolio import store
from medward.advisories.portfolio.questions import identity, made
from medward.advisories.portfolio.tables import Occurrence
from medward.advisories.portfolio.writing import Content, Found, write
from medward.advisories.staging import Staging
from medward.base.canonical import digest_bytes
from medward.inventory import Component

Histories = Mapping[str, Sequence[tuple[str, Sequence[str]]]]
"""Ecosystem → packages, each with the versions that its advisories write."""

_WRITTEN = """
select package.ecosystem, package.name, list(distinct written.version order by written.version)
from package join (
    select package, until as version from interval where until != ''
    union select package, introduced from interval where introduced not in ('', '0')
    union select package, version from version
) written on written.package = package.id
group by all order by all
"""
_SHARES = {"PyPI": 0.35, "Go": 0.35, "CPE": 0.15, "CNA": 0.1}


def histories(database: Path) -> Histories:
    """What the advisories of a database write of versions."""
    found: dict[str, list[tuple[str, Sequence[str]]]] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for ecosystem, name, versions in connection.execute(_WRITTEN).fetchall():
            found.setdefault(ecosystem, []).append((name, versions))
    return found


def components(known: Histories, number: int, shares: Mapping[str, float] = _SHARES) -> Iterator[Component]:
    """Components, `number` distinct ones; what `shares` leaves over is known to nobody."""
    chance = random.Random(5)
    seen: set[bytes] = set()
    kinds, weights = [*shares, ""], [*shares.values(), 1 - sum(shares.values())]
    while len(seen) < number:
        kind = chance.choices(kinds, weights)[0]
        one = _component(kind, *_drawn(known, kind, chance)) if kind else _unheard_of(len(seen))
        if (content := identity(one)) not in seen:
            seen.add(content)
            yield one


def pair(component: Component) -> tuple[str, str, str]:
    """Ecosystem, package and version of a drawn component with a package URL, as advisories write them."""
    kind, _, rest = component.purl.removeprefix("pkg:").partition("/")
    package, _, version = rest.rpartition("@")
    return ("PyPI", package, version) if kind == "pypi" else ("Go", package, version.removeprefix("v"))


def portfolio(folder: Path, drawn: Sequence[Component], releases: int, size: int) -> None:
    """Write a portfolio of releases that each hold `size` of the components."""
    chance = random.Random(6)
    with store.replacing(folder) as new, Staging() as staging:
        for number, one in enumerate(drawn, start=1):
            rows = made(number, digest_bytes(identity(one)), one)
            staging.extend((rows.component, *rows.names, *rows.questions))
        for release in range(releases):
            staging.add(Found(f"release-{release:05}.cdx.json", release))
            staging.add(
                Content(release, f"{release}", f"device-{release % 500}", f"{release // 500}.0", "", size, "")
            )
            held = chance.sample(range(1, len(drawn) + 1), size)
            staging.extend(Occurrence(release, str(at), number) for at, number in enumerate(held))
        write(staging, None, new)


def _drawn(known: Histories, kind: str, chance: random.Random) -> tuple[str, str]:
    name, versions = chance.choice(known[kind])
    version, turn = chance.choice(versions).removeprefix("> "), chance.random()
    if turn < 0.3:
        return name, version
    if turn < 0.6:
        return name, f"{version}.{chance.randint(1, 99)}"
    return name, f"{chance.randint(0, 9)}.{chance.randint(0, 40)}.{chance.randint(0, 40)}"


def _component(kind: str, name: str, version: str) -> Component:
    if kind == "CPE":
        quoted = "".join(char if char.isalnum() or char in "._-" else f"\\{char}" for char in version.lower())
        cpe = f"cpe:2.3:{name}:{quoted}:*:*:*:*:*:*:*"
        return Component(ref="", name=name.split(":")[2], version=version, cpes=(cpe,))
    if kind == "CNA":
        vendor, product = name.split(":")
        return Component(ref="", name=product, supplier=vendor, version=version)
    purl = f"pkg:pypi/{name}@{version}" if kind == "PyPI" else f"pkg:golang/{name}@v{version}"
    return Component(ref="", name=name, version=version, purl=purl)


def _unheard_of(number: int) -> Component:
    return Component(ref="", name=f"unheard-of-{number}", version="1.0", purl=f"pkg:pypi/unheard-of-{number}@1.0")

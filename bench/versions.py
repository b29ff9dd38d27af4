# SPDX-License-Identifier: Apache-2.0
"""Comparing and sorting versions, beside univers.

Two claims for each scheme, on the histories of packages (`_histories.py`):

- compared: pairs of versions of one package, from two texts to -1, 0 or 1; each side reads both texts each time;
- sorted: a list of distinct versions of many packages, from texts to their order.

Each turn has the versions of other packages, and each of them once, so that no side profits from having read a
version before. (Medward does profit from the parts that versions share, here as in use.) Results are compared pair
by pair, and every disagreement is counted.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

from _histories import History, invented, real
from harness import Measurement, interleaved, run_peer, timed
from medward.versions import InvalidVersionError, key_function

Pair: TypeAlias = tuple[str, str]
_Input = TypeVar("_Input")

UNIVERS = "univers 32.0.1"
PEER_CLASSES = {
    "alpm": "ArchLinuxVersion",
    "apk": "AlpineLinuxVersion",
    "cargo": "SemverVersion",
    "composer": "ComposerVersion",
    "conan": "ConanVersion",
    "deb": "DebianVersion",
    "ebuild": "GentooVersion",
    "gem": "RubygemsVersion",
    "golang": "GolangVersion",
    "maven": "MavenVersion",
    "npm": "SemverVersion",
    "nuget": "NugetVersion",
    "openssl": "OpensslVersion",
    "pypi": "PypiVersion",
    "rpm": "RpmVersion",
}
"""The schemes that univers has too; it has no order of its own for the others."""
ECOSYSTEMS = {"golang": "Go", "pypi": "PyPI"}
WANTED = 10
RUNS = 5
WARM_UP = 10  # one in so many items of a turn is done before the clock runs, on both sides
PACKAGES = 1800
SHOWN = 3


def measure() -> list[Measurement]:
    """Both claims for every scheme, and again on the versions of real advisories where there are any."""
    measured = []
    for scheme in PEER_CLASSES:
        measured += _both_claims(scheme, "made up", invented(scheme, PACKAGES))
        if scheme in ECOSYSTEMS and (histories := real(ECOSYSTEMS[scheme])):
            measured += _both_claims(scheme, "of OSV", histories)
    return measured


def _both_claims(scheme: str, source: str, histories: list[History]) -> list[Measurement]:
    chance = random.Random(scheme)
    accepted = [history for one in histories if len(history := _accepted(scheme, one)) > 1]
    chance.shuffle(accepted)
    turns = [accepted[turn :: RUNS + 1] for turn in range(RUNS + 1)]
    return [_compared(scheme, source, [_pairs(chance, turn) for turn in turns]), _sorted(scheme, source, turns)]


def _accepted(scheme: str, history: History) -> History:
    """The versions that we accept; what univers refuses of them is counted with the results."""
    key = key_function(scheme)

    def accepts(version: str) -> bool:
        try:
            return bool(key(version))
        except InvalidVersionError:
            return False

    return [version for version in history if accepts(version)]


def _pairs(chance: random.Random, histories: list[History]) -> list[Pair]:
    """Pairs within packages; every version of a package is in one pair at the most."""
    pairs = []
    for history in histories:
        shuffled = chance.sample(history, len(history))
        pairs += list(zip(shuffled[::2], shuffled[1::2], strict=False))
    return pairs


def _compared(scheme: str, source: str, turns: list[list[Pair]]) -> Measurement:
    key = key_function(scheme)
    mine: list[int] = []
    theirs: list[int | None] = []

    def work(pairs: list[Pair]) -> list[int]:
        results = []
        for one, other in pairs:
            first, second = key(one), key(other)
            results.append((first > second) - (first < second))
        return results

    def ours(pairs: list[Pair]) -> float:
        warm_up = len(pairs) // WARM_UP
        work(pairs[:warm_up])
        seconds = timed(lambda: mine.extend(work(pairs[warm_up:])))
        return (len(pairs) - warm_up) / seconds

    def peer(pairs: list[Pair]) -> float:
        answer = _ask("pairs", scheme, pairs)
        theirs.extend(answer["results"])
        return float(answer["rate"])

    rates = interleaved(_each(turns, ours), _each(turns, peer), RUNS)
    texts = [pair for pairs in turns for pair in pairs[len(pairs) // WARM_UP :]]
    notes = (f"{len(texts):,} pairs", _disagreements(texts, mine, theirs))
    return Measurement(f"compare {scheme}, {source}", *rates, UNIVERS, "pairs/s", WANTED, notes=notes)


def _sorted(scheme: str, source: str, turns: list[list[History]]) -> Measurement:
    key = key_function(scheme)
    lists = [sorted({version for history in turn for version in history}) for turn in turns]
    for versions in lists:
        random.Random(scheme).shuffle(versions)

    def ours(versions: list[str]) -> float:
        warm_up = len(versions) // WARM_UP
        sorted(versions[:warm_up], key=key)
        rest = versions[warm_up:]
        return len(rest) / timed(lambda: sorted(rest, key=key))

    def peer(versions: list[str]) -> float:
        return float(_ask("versions", scheme, versions)["rate"])

    rates = interleaved(_each(lists, ours), _each(lists, peer), RUNS)
    note = f"{len(lists)} lists of about {len(lists[0]):,} distinct versions"
    return Measurement(f"sort {scheme}, {source}", *rates, UNIVERS, "versions/s", WANTED, notes=(note,))


def _ask(what: str, scheme: str, items: Sequence[object]) -> dict[str, Any]:
    """univers on the items, after the same share of them as warm-up."""
    payload = {"class": PEER_CLASSES[scheme], "warm_up": len(items) // WARM_UP, what: items}
    answer: dict[str, Any] = run_peer("univers", "versions.py", payload)
    return answer


def _each(inputs: Iterable[_Input], rate: Callable[[_Input], float]) -> Callable[[], float]:
    """A turn that takes the next input each time it is called."""
    remaining = iter(inputs)
    return lambda: rate(next(remaining))


def _disagreements(texts: list[Pair], ours: list[int], theirs: list[int | None]) -> str:
    """How often the two differ, with a few examples; None is a pair of which univers refused a version."""
    differing = [
        f"{one} / {other}: {mine}, univers {'refuses' if its is None else its}"
        for (one, other), mine, its in zip(texts, ours, theirs, strict=True)
        if mine != its
    ]
    return f"{len(differing):,} disagreements" + "".join(f"; {example}" for example in differing[:SHOWN])

# SPDX-License-Identifier: Apache-2.0
"""What is to be done: broken links by what mends them, and what nobody knows yet by who waits for it."""

from collections import defaultdict
from collections.abc import Iterable

from medward.compliance.model import BrokenLink, Coverage, Mend, Status, Unknown, Verdict


def groups(verdicts: Iterable[Verdict]) -> tuple[Mend, ...]:
    """The broken links of all verdicts by what mends them, each link once, the largest group first.

    Two verdicts that ask for the same link share it; a group names every requirement that asks for one of its
    links.
    """
    links: dict[str, dict[tuple[str, str], BrokenLink]] = defaultdict(dict)
    asking: dict[str, dict[str, None]] = defaultdict(dict)
    for verdict in verdicts:
        for link in verdict.broken:
            links[link.mend_id].setdefault((link.node, link.text), link)
            asking[link.mend_id][verdict.id] = None
    made = [_mend(name, tuple(found.values()), tuple(asking[name])) for name, found in links.items()]
    return tuple(sorted(made, key=lambda mend: (-len(mend.broken), mend.id)))


def unknowns(verdicts: Iterable[Verdict], coverage: Iterable[Coverage]) -> tuple[Unknown, ...]:
    """The reasons of unknown verdicts, each once, and the components that nobody could look up."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.status is Status.UNKNOWN:
            waiting[verdict.reason].append(verdict.id)
    said = [Unknown(reason, tuple(asking)) for reason, asking in waiting.items()]
    return (*said, *(Unknown(text, ()) for one in coverage for text in _uncovered(one)))


def _mend(name: str, broken: tuple[BrokenLink, ...], asked_by: tuple[str, ...]) -> Mend:
    return Mend(name, broken[0].mend, broken, asked_by)


def _uncovered(coverage: Coverage) -> list[str]:
    """What is not known about the components of a release."""
    said = []
    for uncovered, why in (
        (coverage.unidentified, "cannot be named to any advisory source"),
        (coverage.not_covered, "are of a kind for which the database has no source"),
    ):
        if uncovered:
            said.append(
                f"{len(uncovered)} of {coverage.components} components of release {coverage.release} {why}"
            )
    return said

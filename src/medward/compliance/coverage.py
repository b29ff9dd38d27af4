# SPDX-License-Identifier: Apache-2.0
"""How the components of each assessed release ended, counted so that nothing is silently clean."""

from collections.abc import Iterable

from medward.advisories.model import ComponentMatch, Status
from medward.compliance.context import Context, ReadSbom
from medward.compliance.model import Coverage, Uncovered
from medward.dossier.model.device import Release


def of_releases(context: Context) -> tuple[Coverage, ...]:
    """The coverage of every assessed release, in the order of the releases."""
    return tuple(
        _of_release(release, [sbom for sbom in context.sboms if sbom.release.id == release.id])
        for release in context.releases
    )


def _of_release(release: Release, sboms: list[ReadSbom]) -> Coverage:
    matches = [one for sbom in sboms for one in sbom.matches]
    listed = sum(len(sbom.inventory.components) for sbom in sboms if sbom.inventory is not None)
    matched = any(sbom.report is not None for sbom in sboms)
    return Coverage(
        release=release.id,
        version=release.version,
        sboms=tuple(sbom.file for sbom in sboms if sbom.inventory is not None),
        components=len(matches) if matched else listed,
        matched=matched,
        affected=len(_of(matches, Status.AFFECTED)),
        not_affected=len(_of(matches, Status.NOT_AFFECTED)),
        unidentified=_uncovered(_of(matches, Status.UNIDENTIFIED)),
        not_covered=_uncovered(_of(matches, Status.NOT_COVERED)),
    )


def _of(matches: Iterable[ComponentMatch], status: Status) -> list[ComponentMatch]:
    return [match for match in matches if match.status is status]


def _uncovered(matches: Iterable[ComponentMatch]) -> tuple[Uncovered, ...]:
    return tuple(Uncovered(match.name, match.version, match.reason) for match in matches)

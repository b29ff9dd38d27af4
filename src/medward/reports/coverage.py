# SPDX-License-Identifier: Apache-2.0
"""How the components of a release ended, as one sentence that never lets an unasked component look clean."""

from medward.compliance.model import Coverage
from medward.reports.words import counted


def sentence(coverage: Coverage) -> str:
    """`release 3.2.0: 12 components: 3 affected, 6 not affected, 1 unidentified, 2 not covered`."""
    held = f"release {coverage.version}: {counted(coverage.components, 'component')}"
    if not coverage.matched:
        return f"{held}, none of them asked about: there was no advisory database"
    parts = (
        (coverage.affected, "affected"),
        (coverage.not_affected, "not affected"),
        (len(coverage.unidentified), "unidentified"),
        (len(coverage.not_covered), "not covered"),
    )
    return f"{held}: {', '.join(f'{number:,} {word}' for number, word in parts)}"

# SPDX-License-Identifier: Apache-2.0
"""What is said of a component that needs a name, and of each name that it might have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a component might have in public sources.

    Attributes:
        identifier: the name as `medward identify confirm --as` takes it: a package URL, a CPE name, or
            `cna:VENDOR:PRODUCT`.
        score: how much speaks for it, from 0 to 100: see `medward.advisories.candidates.weighing`.
        reasons: what speaks for it, one sentence each without a full stop.
        against: what speaks against it, likewise.
        records: how many records name it.
        version_occurs: whether one of them names the component's version.
    """

    identifier: str
    score: int
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    records: int
    version_occurs: bool


@dataclass(frozen=True, slots=True)
class Nameless:
    """A component that needs a name, in all its versions.

    Attributes:
        component: the key under which a confirmation names it in the dossier.
        name: its name as its SBOM gives it.
        supplier: who supplied it, as its SBOM says.
        versions: its versions, in the order in which they were found.
        found_in: where it was found, such as release and SBOM.
        reason: why it needs a name.
        candidates: names that it might have, the likeliest first.
    """

    component: str
    name: str
    supplier: str
    versions: tuple[str, ...]
    found_in: tuple[str, ...]
    reason: str
    candidates: tuple[Candidate, ...]

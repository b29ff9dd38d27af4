# SPDX-License-Identifier: Apache-2.0
"""What is in a dossier, counted: its parts by kind, its releases, and what still has to be written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from medward.base.canonical import Json
from medward.base.yamltext import KeyPath, key_path
from medward.dossier.content import content
from medward.dossier.loading import Loaded
from medward.dossier.model.device import Release
from medward.dossier.model.parts import PLACEHOLDER
from medward.dossier.survey import survey


@dataclass(frozen=True, slots=True)
class Summary:
    """A dossier in numbers.

    Attributes:
        device: name of the device.
        manufacturer: its legal manufacturer.
        counts: kind → how many parts of it there are, in the order of the model; kinds without parts are left out.
        releases: the device's releases, by id.
        unwritten: key paths whose text is only a placeholder.
        files: how many files the dossier refers to.
        digest: the revision.
    """

    device: str
    manufacturer: str
    counts: Mapping[str, int]
    releases: tuple[Release, ...]
    unwritten: tuple[str, ...]
    files: int
    digest: str


def summary(loaded: Loaded) -> Summary:
    """Count what is in a dossier."""
    said = content(loaded.dossier)
    device = loaded.dossier.device
    return Summary(
        device=device.name,
        manufacturer=device.manufacturer,
        counts=Counter(part.kind for part in survey(said).parts),
        releases=loaded.dossier.releases,
        unwritten=tuple(_placeholders(said, ())),
        files=len(loaded.files),
        digest=loaded.digest,
    )


def _placeholders(value: Json, path: KeyPath) -> Iterator[str]:
    """Paths of the texts that are only a placeholder; in lists, a part is named by its id."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _placeholders(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            own = inner.get("id") if isinstance(inner, dict) else None
            yield from _placeholders(inner, (*path, str(own) if own else index))
    elif value == PLACEHOLDER:
        yield key_path(path)

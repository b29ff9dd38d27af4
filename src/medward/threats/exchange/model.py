# SPDX-License-Identifier: Apache-2.0
"""What reading or writing a threat model gives: the parts, and everything that was lost on the way."""

from dataclasses import dataclass, field

from medward.base.problems import Place
from medward.dossier.model.architecture import Architecture
from medward.dossier.model.risk import Threat


@dataclass(frozen=True, slots=True, order=True)
class Lost:
    """One thing that the other side cannot hold, or that would be more than is known.

    Attributes:
        place: where it stands in the file that was read; in the dossier, where it was written.
        key: path of keys, or the id of the part.
        said: what was said there, cut where it is long.
        reason: why it was not taken over, or what was written in its place.
    """

    place: Place
    key: str
    said: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.place}: {self.key}: " if self.key else f"{self.place}: "
        return f"{where}{self.said}: {self.reason}" if self.said else f"{where}{self.reason}"


@dataclass(frozen=True, slots=True)
class Imported:
    """A threat model as parts of a dossier.

    Attributes:
        format: the format that was read, with its version where the file states one.
        architecture: what it is built of.
        threats: its threats, each only proposed: decisions are made in the dossier.
        lost: what was not taken over, in the order of its places.
    """

    format: str
    architecture: Architecture
    threats: tuple[Threat, ...]
    lost: tuple[Lost, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Exported:
    """A threat model in another format.

    Attributes:
        data: the bytes of the file.
        lost: what the format cannot say, or says only in words of ours.
    """

    data: bytes = field(repr=False)
    lost: tuple[Lost, ...] = field(repr=False)

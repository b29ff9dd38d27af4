# SPDX-License-Identifier: Apache-2.0
"""What matching devices takes and gives: units, matches with their evidence, and one answer for every unit."""

from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a match is."""

    EXACT = "exact"
    """Maker, name and version are those that the advisory states."""
    STRONG = "strong"
    """The device is meant beyond reasonable doubt: by its model number, by a family, under a former maker's
    name."""
    POSSIBLE = "possible"
    """It cannot be ruled out: the record or the advisory says too little. A person decides."""

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return tuple(Confidence).index(self)


class State(StrEnum):
    """How a unit stands against all advisories that were given."""

    AFFECTED = "affected"
    """An advisory names it, and its version."""
    POSSIBLE = "possible"
    """An advisory may mean it."""
    RULED_OUT = "ruled out"
    """Advisories name the device, and none of them its version."""
    NOT_NAMED = "not named"
    """Advisories name other devices of its maker. This is not the same as clean."""
    NOT_COVERED = "not covered"
    """No advisory names its maker. Nothing is known."""
    UNIDENTIFIED = "unidentified"
    """The record names no maker or no model, so that nothing can be asked."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One physical device as an inventory records it; text as written, empty where nothing is recorded.

    Attributes:
        id: the inventory's id.
        manufacturer: name of the maker, or of the brand.
        model: name of the model.
        model_number: model, catalogue or part number.
        version: version of its software.
        manufactured: year, month or day in which it was made, as `2017`, `2017-03` or `2017-03-31`.
        serial: serial number.
        udi_di: device identifier of its UDI. Kept with the unit; advisories name no UDI, so it decides nothing.
    """

    id: str
    manufacturer: str
    model: str
    model_number: str = ""
    version: str = ""
    manufactured: str = ""
    serial: str = ""
    udi_di: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason.

    Attributes:
        path: `maker`, `name`, `model number`, `relabelled`, `title`, `version`, `status` or `condition`.
        words: what was found, as one sentence without a full stop.
    """

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """One advisory that names a unit, or may.

    Attributes:
        advisory: its id.
        title: its title.
        product: id of the product in the advisory that matches best.
        named: that product in the advisory's words.
        confidence: how sure it is.
        evidence: every reason, in the order in which it was found.
        vulnerabilities: names of those that affect the product; where the document gives it no status, all.
        also: how many more products of the advisory match.
    """

    advisory: str
    title: str
    product: str
    named: str
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    vulnerabilities: tuple[str, ...]
    also: int


@dataclass(frozen=True, slots=True)
class RuledOut:
    """An advisory that names the device and does not mean this unit.

    Attributes:
        advisory: its id.
        named: the product in the advisory's words.
        reason: why not, as one sentence without a full stop.
    """

    advisory: str
    named: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How one unit stands.

    Attributes:
        unit: id of the unit.
        state: the state.
        reason: why, as one sentence without a full stop.
        matches: surest first, then by advisory.
        ruled_out: advisories that name the device and another version.
    """

    unit: str
    state: State
    reason: str
    matches: tuple[Match, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()

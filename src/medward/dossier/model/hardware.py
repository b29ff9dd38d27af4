# SPDX-License-Identifier: Apache-2.0
"""Security properties of a device's electronics, each yes, no or unknown, with what proves it.

Unknown is the default: a property that nobody has proved holds nothing off.
"""

from enum import StrEnum
from typing import Annotated, ClassVar

from medward.dossier.model.parts import Answer, Part, Ref, Text, UniqueSorted


class HardwareProperty(StrEnum):
    """A security property of electronics."""

    ROOT_OF_TRUST = "root_of_trust"
    """The first code that runs, and the key that it trusts, cannot be changed."""
    SECURE_BOOT = "secure_boot"
    """Every stage of the start verifies the next, and stops where it is not genuine."""
    ROLLBACK_PROTECTION = "rollback_protection"
    """An older genuine version is refused, by a counter in hardware."""
    DEBUG_LOCKED = "debug_locked"
    """Debug and programming ports are closed in units that leave production."""
    KEY_STORAGE = "key_storage"
    """Keys lie in a secure element, TPM or enclave from which they cannot be read."""
    UNIQUE_KEYS = "unique_keys"
    """Each unit has keys of its own, so that one opened unit says nothing about the others."""
    TAMPER_EVIDENCE = "tamper_evidence"
    """Opening the housing leaves a trace that staff see."""
    TAMPER_RESPONSE = "tamper_response"
    """Opening the housing is noticed by the device, which erases its keys."""
    MEMORY_PROTECTION = "memory_protection"
    """Tasks are parted from each other by hardware (MMU or MPU), and data are not executed."""
    STORAGE_ENCRYPTION = "storage_encryption"
    """Memory outside the processor holds only what is encrypted under a key of the unit."""
    SIDE_CHANNEL_RESISTANCE = "side_channel_resistance"
    """Cryptography was tested against power, electromagnetic and timing analysis."""
    FAULT_RESISTANCE = "fault_resistance"
    """Checks that decide on security survive glitches of voltage, clock or light."""
    RANDOM_SOURCE = "random_source"
    """Random numbers come from a source in hardware with a health test."""
    INDEPENDENT_SAFETY = "independent_safety"
    """A separate circuit holds the device in a safe state whatever the main processor does."""


class HardwareFact(Part):
    """Whether the electronics of a zone have a security property, and what proves it."""

    kind: ClassVar[str] = "hardware_fact"

    hardware: HardwareProperty
    """The property."""
    of: Annotated[str, Ref(("zone",))]
    """Zone whose electronics it is about, with the zones inside."""
    answer: Answer = Answer.UNKNOWN
    """Do they have it?"""
    how: Text | None = None
    """How it is built: parts, fuses, settings."""
    evidence: Annotated[tuple[Annotated[str, Ref(("evidence",))], ...], UniqueSorted] = ()
    """What proves it."""

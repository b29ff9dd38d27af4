# SPDX-License-Identifier: Apache-2.0
"""Facts on the security levels that a device is to be capable of, as IEC 62443 counts them.

- `level.<subject>_<n>`: the level for one foundational requirement is n or more.
- `level.<type>_<subject>_<n>`: besides, the device is a component of that type.
- A level, or a type, of which nobody has said anything is unknown, never no: silence must not take a requirement
  away. A level that is said to be too low, or another type, is no, whatever is not said of the other.

Whether a level fits the place where the device is used is for who sets it (IEC TR 60601-4-5); it has a reason.
"""

from collections.abc import Callable

from medward.compliance import phrases
from medward.compliance.checks import combined
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.model import Proof
from medward.compliance.outcome import Outcome, met, not_met, unknown
from medward.dossier.model.device import ComponentType

DEVICE = "device:device"
SUBJECTS = (
    *("identification", "use_control", "integrity", "confidentiality", "data_flow"),
    *("response", "availability"),
)
"""The seven foundational requirements, in their order."""
LEVELS = (1, 2, 3, 4)
OF_A_TYPE = (
    (ComponentType.SOFTWARE_APPLICATION, ("use_control", "integrity")),
    (ComponentType.EMBEDDED_DEVICE, ("use_control", "integrity")),
    (ComponentType.HOST_DEVICE, ("use_control", "integrity")),
    (ComponentType.NETWORK_DEVICE, ("identification", "use_control", "integrity", "data_flow")),
)
"""For which subjects IEC 62443-4-2 has requirements of one type of component alone."""


def at_least(subject: str, level: int) -> Callable[[Context], Outcome]:
    """The function that decides whether the level of a subject is so high."""

    def decide(context: Context) -> Outcome:
        target = context.dossier.device.security_target
        said: int | None = getattr(target, subject) if target is not None else None
        if said is None:
            return unknown(f"nobody has said the security level for {phrases.plain(subject)}")
        reason = f"the security level for {phrases.plain(subject)} is {said}"
        return met(reason, [Proof(reason, DEVICE)]) if said >= level else not_met(reason)

    return decide


def of_type(wanted: ComponentType) -> Callable[[Context], Outcome]:
    """The function that decides whether the device is a component of a type."""

    def decide(context: Context) -> Outcome:
        target = context.dossier.device.security_target
        if target is None or not target.component_types:
            return unknown("nobody has said which type of component the device is")
        if wanted in target.component_types:
            reason = f"the device is a component of the type {phrases.plain(wanted)}"
            return met(reason, [Proof(reason, DEVICE)])
        return not_met(f"the device is no component of the type {phrases.plain(wanted)}")

    return decide


def _of_type_at_least(wanted: ComponentType, subject: str, level: int) -> Callable[[Context], Outcome]:
    both = (of_type(wanted), at_least(subject, level))

    def decide(context: Context) -> Outcome:
        return combined.every([one(context) for one in both])

    return decide


FACTS = (
    *(
        Fact(
            f"level.{subject}_{level}",
            f"The device is to be capable of security level {level} or more for {phrases.plain(subject)}.",
            at_least(subject, level),
        )
        for subject in SUBJECTS
        for level in LEVELS
    ),
    *(
        Fact(
            f"level.{wanted}_{subject}_{level}",
            f"The device is a component of the type {phrases.plain(wanted)}, to be capable of security level "
            f"{level} or more for {phrases.plain(subject)}.",
            _of_type_at_least(wanted, subject, level),
        )
        for wanted, subjects in OF_A_TYPE
        for subject in subjects
        for level in LEVELS
    ),
)

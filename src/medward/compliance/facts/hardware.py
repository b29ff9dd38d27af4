# SPDX-License-Identifier: Apache-2.0
"""Facts on the electronics: for each security property, whether the dossier shows that the device has it.

- Nobody said anything of the property, or the answer is unknown: unknown.
- The answer is no in one zone: no.
- The answer is yes without evidence that speaks for the day: unknown. A claim holds nothing off.
- Every answer is yes, each with such evidence: yes.

Only zones of which the dossier speaks are asked; whether a zone was forgotten is for who reads the architecture.
"""

from collections.abc import Callable

from medward.compliance import phrases, validity
from medward.compliance.checks import combined
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.model import BrokenLink, Proof, Status
from medward.compliance.outcome import WORST_FIRST, Outcome, met, not_met, unknown
from medward.dossier.model.hardware import HardwareFact, HardwareProperty
from medward.dossier.model.parts import Answer
from medward.trace.model import Node

PROVED_BY = {
    HardwareProperty.ROOT_OF_TRUST: "a test on a unit that changed start code or keys are refused",
    HardwareProperty.SECURE_BOOT: "a test on a unit that each changed stage of the start is refused",
    HardwareProperty.ROLLBACK_PROTECTION: "a test on a unit that an older signed version is refused",
    HardwareProperty.DEBUG_LOCKED: "a record of production that ports are closed, and a test on such a unit",
    HardwareProperty.KEY_STORAGE: "the certificate of the secure element, and the design that puts keys in it",
    HardwareProperty.UNIQUE_KEYS: "a record of production that each unit draws or gets keys of its own",
    HardwareProperty.TAMPER_EVIDENCE: "a test in which an opened housing was noticed",
    HardwareProperty.TAMPER_RESPONSE: "a test in which opening erased the keys",
    HardwareProperty.MEMORY_PROTECTION: "the settings of MMU or MPU, and a test that violates them",
    HardwareProperty.STORAGE_ENCRYPTION: "a reading of the memory chip that finds only encrypted content",
    HardwareProperty.SIDE_CHANNEL_RESISTANCE: "the report of a laboratory, or the certificate of the part",
    HardwareProperty.FAULT_RESISTANCE: "the report of a laboratory, or the certificate of the part",
    HardwareProperty.RANDOM_SOURCE: "the certificate of the source, or an analysis of its entropy",
    HardwareProperty.INDEPENDENT_SAFETY: "a test with the main processor stopped or hostile",
}
"""What would prove each property."""


def shown(asked: HardwareProperty) -> Callable[[Context], Outcome]:
    """The function that decides whether the device is shown to have a property."""

    def decide(context: Context) -> Outcome:
        found = [
            _judged(node, node.data, context)
            for node in context.trace.of_kind("hardware_fact")
            if isinstance(node.data, HardwareFact) and node.data.hardware is asked
        ]
        return combined.every(found) if found else _unsaid(asked)

    return decide


def every_property_answered(context: Context) -> Outcome:
    """Each property has an answer: a yes with its evidence, or a no."""
    open_ = {
        asked: outcome
        for asked in HardwareProperty
        if (outcome := shown(asked)(context)).status not in {Status.MET, Status.NOT_MET}
    }
    if not open_:
        proof = Proof(f"{len(HardwareProperty)} properties looked at")
        return met("every property of the electronics is answered, each yes with its evidence", [proof])
    worst = min((outcome.status for outcome in open_.values()), key=WORST_FIRST.index)
    said = ", ".join(phrases.plain(asked) for asked in open_)
    broken = tuple(link for outcome in open_.values() for link in outcome.broken)
    share = f"{len(open_)} of {len(HardwareProperty)} properties of the electronics"
    return Outcome(worst, f"{share} are not answered with evidence: {said}", (), broken)


def _unsaid(asked: HardwareProperty) -> Outcome:
    text = f"the dossier says nothing of {phrases.plain(asked)} of its electronics"
    mend = f"Answer the hardware property '{asked}' with its evidence: {PROVED_BY[asked]}"
    return unknown(text, [BrokenLink(text, "device:device", mend, f"hardware_fact.{asked}")])


def _judged(node: Node, fact: HardwareFact, context: Context) -> Outcome:
    """What the dossier shows of one zone."""
    if fact.answer is Answer.YES:
        return _proved(node, fact, context)
    if fact.answer is Answer.NO:
        text, mend = "is answered with no", "Build the property in, or lower what its absence allows by a control"
        return not_met(*_broken(node, text, mend, f"hardware_fact.no.{fact.hardware}", context))
    return unknown(*_open(node, fact, "is not answered", context))


def _proved(node: Node, fact: HardwareFact, context: Context) -> Outcome:
    evidence = context.trace.follow(node, "evidence")
    good = [one for one in evidence if not validity.objection(one, context.as_of)]
    if not good:
        why = "evidence that speaks for the day" if evidence else "evidence"
        return unknown(*_open(node, fact, f"is answered with yes and has no {why}", context))
    text = f"{phrases.introduced(node)} is backed by {phrases.named(good[0])}"
    return met(text, [Proof(text, node.name, context.place(node))])


def _open(node: Node, fact: HardwareFact, wrong: str, context: Context) -> tuple[str, tuple[BrokenLink, ...]]:
    """The reason and the broken link of an answer that proves nothing."""
    mend = f"Prove the hardware property '{fact.hardware}': {PROVED_BY[fact.hardware]}"
    return _broken(node, wrong, mend, f"hardware_fact.{fact.hardware}.proof", context)


def _broken(
    node: Node, wrong: str, mend: str, mend_id: str, context: Context
) -> tuple[str, tuple[BrokenLink, ...]]:
    text = f"{phrases.introduced(node)} {wrong}"
    return text, (BrokenLink(text, node.name, mend, mend_id, context.place(node)),)


FACTS = (
    *(
        Fact(
            f"hardware.{asked}",
            f"Wherever the dossier speaks of {phrases.plain(asked)} of the electronics, it is shown by evidence.",
            shown(asked),
        )
        for asked in HardwareProperty
    ),
    Fact(
        "hardware.every_property_answered",
        "Every security property of the electronics is answered: no, or yes with evidence.",
        every_property_answered,
    ),
)

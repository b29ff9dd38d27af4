# SPDX-License-Identifier: Apache-2.0
"""Facts on the device itself: where it is on the market, and whether it is a cyber device.

The three conditions of a cyber device are those of section 524B(c) of the FD&C Act (21 USC 360n-2(c)); the kinds
of submission are those that 524B(a) names. Whether the answers in the dossier are right is not decided here.
"""

from medward.compliance.checks import combined
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.model import Proof
from medward.compliance.outcome import Outcome, met, not_met, unknown
from medward.dossier.model import Dossier
from medward.dossier.model.device import Market, ReleaseStatus, Submission
from medward.dossier.model.parts import Answer

DEVICE = "device:device"
_524B = frozenset({Submission.PMN_510K, Submission.DE_NOVO, Submission.PMA, Submission.PDP, Submission.HDE})
_ON_THE_MARKET = frozenset({ReleaseStatus.CURRENT, ReleaseStatus.SUPPORTED})
_QUESTIONS = {
    "contains_software": "it includes software of its sponsor's",
    "can_connect": "it can connect to the internet",
    "could_be_vulnerable": "it has characteristics that could be vulnerable to cybersecurity threats",
}


def on_us_market(context: Context) -> Outcome:
    """Whether one of the markets is the United States."""
    if not context.dossier.device.markets:
        return unknown("the dossier names no market")
    if _us(context.dossier):
        return met("the United States are among the markets", [Proof("market US", DEVICE)])
    return not_met("the United States are not among the markets")


def on_eu_market(context: Context) -> Outcome:
    """Whether one of the markets is the European Union."""
    if not context.dossier.device.markets:
        return unknown("the dossier names no market")
    if any(market.jurisdiction == "EU" for market in context.dossier.device.markets):
        return met("the European Union is among the markets", [Proof("market EU", DEVICE)])
    return not_met("the European Union is not among the markets")


def submission_524b(context: Context) -> Outcome:
    """Whether a submission to FDA is of a kind that 524B(a) names."""
    if not context.dossier.device.markets:
        return unknown("the dossier names no market")
    kinds = [market.submission for market in _us(context.dossier)]
    asked = [kind for kind in kinds if kind in _524B]
    if asked:
        return met(f"the US submission is of the kind {asked[0]}", [Proof(f"submission {asked[0]}", DEVICE)])
    said = f"only {', '.join(kinds)}" if kinds else "none"
    return not_met(f"no US submission is of a kind to which 524B applies: there is {said}")


def is_cyber_device(context: Context) -> Outcome:
    """All three conditions are true; one that is false is enough for no, one that is open for unknown."""
    answers = context.dossier.device.cyber_device
    given = {said: Answer(getattr(answers, name)) for name, said in _QUESTIONS.items()}
    for answer, outcome in ((Answer.NO, not_met), (Answer.UNKNOWN, unknown)):
        found = [said for said, one in given.items() if one is answer]
        if found:
            how = "it is not true" if answer is Answer.NO else "nobody has said"
            return outcome(f"{how} that {', or that '.join(found)}")
    reason = "all three conditions of 524B(c) are true"
    return met(reason, [Proof(f"{reason}: {answers.reason}", DEVICE)])


def is_marketed(context: Context) -> Outcome:
    """Whether a release is current or still supported."""
    releases = context.dossier.releases
    if not releases:
        return unknown("the dossier names no release")
    found = [release for release in releases if release.status in _ON_THE_MARKET]
    if not found:
        return not_met("no release is current or supported")
    proofs = [Proof(f"release {one.id} is {one.status}", f"release:{one.id}") for one in found]
    return met(f"release {found[0].id} is {found[0].status}", proofs)


def is_modified_cyber_device(context: Context) -> Outcome:
    """Whether a submission would be one for a change: a cyber device of which a release is on the market."""
    return combined.every([is_cyber_device(context), is_marketed(context)])


def _us(dossier: Dossier) -> list[Market]:
    return [market for market in dossier.device.markets if market.jurisdiction == "US"]


FACTS = (
    Fact("device.on_us_market", "The United States are among the device's markets.", on_us_market),
    Fact("device.on_eu_market", "The European Union is among the device's markets.", on_eu_market),
    Fact(
        "device.submission_524b",
        "A submission to FDA is a 510(k), De Novo, PMA, PDP or HDE, to which 524B(a) applies.",
        submission_524b,
    ),
    Fact(
        "device.is_cyber_device",
        "All three conditions of a cyber device under 524B(c) are answered with yes.",
        is_cyber_device,
    ),
    Fact("device.is_marketed", "A release of the device is current or still supported.", is_marketed),
    Fact(
        "device.is_modified_cyber_device",
        "The device is a cyber device of which a release is on the market, so a submission is for a change.",
        is_modified_cyber_device,
    ),
)

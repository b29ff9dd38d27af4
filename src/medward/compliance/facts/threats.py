# SPDX-License-Identifier: Apache-2.0
"""Facts on threats: each is decided, and no way into the device was forgotten.

A threat must name the interface or the flow itself: one to the process behind it may never have thought of this
way in. A threat that was found not to apply counts, because somebody thought of it.
"""

from medward.compliance import phrases
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every
from medward.compliance.model import Proof, Status
from medward.compliance.outcome import Outcome, met, unknown
from medward.dossier.model.architecture import Setting, Trust, Zone
from medward.dossier.model.parts import filled
from medward.dossier.model.risk import Threat, ThreatStatus
from medward.trace.model import Node

_OUTSIDE = frozenset({Setting.HOSPITAL, Setting.HOME, Setting.MOBILE, Setting.PUBLIC})
_NEED_REASON = frozenset({ThreatStatus.NOT_APPLICABLE, ThreatStatus.TRANSFERRED})


def decided(context: Context) -> Outcome:
    """No threat is only proposed."""
    return every(context, "threat", context.trace.of_kind("threat"), _undecided, "is decided")


def every_interface_has_threat(context: Context) -> Outcome:
    """Every interface was thought of in the threat model."""
    interfaces = context.trace.of_kind("interface")
    return every(
        context, "interface", interfaces, lambda node: _forgotten(node, context), "is threatened by something"
    )


def every_flow_crossing_zones_has_threat(context: Context) -> Outcome:
    """Every flow from one trust zone into another was thought of in the threat model."""
    flows = context.trace.of_kind("flow")
    crossing = [flow for flow in flows if _crosses(flow, context)]
    if flows and not crossing:
        proof = Proof(f"{phrases.count(len(flows), 'flow')} looked at")
        return met("no flow goes from one trust zone into another", [proof])
    good = "between trust zones is threatened by something"
    return every(context, "flow", crossing, lambda node: _forgotten(node, context), good)


def surroundings_not_trusted(context: Context) -> Outcome:
    """No zone that others run or anybody can enter is trusted."""
    zones = [node for node in context.trace.of_kind("zone") if isinstance(node.data, Zone)]
    trusted = [node for node in zones if isinstance(node.data, Zone) and node.data.trust is Trust.TRUSTED]
    outcome = every(context, "zone", zones, _believed, "that others run is not trusted")
    unsaid = [node.id for node in trusted if isinstance(node.data, Zone) and node.data.setting is Setting.UNKNOWN]
    if outcome.status is Status.MET and unsaid:
        return unknown(f"nobody has said where these trusted zones are: {', '.join(unsaid)}")
    return outcome


def _believed(node: Node) -> Fault | None:
    """What is wrong with a zone: it is not the maker's own, and trusted."""
    if (
        not isinstance(node.data, Zone)
        or node.data.trust is not Trust.TRUSTED
        or node.data.setting not in _OUTSIDE
    ):
        return None
    said = f"is trusted, and its setting is {phrases.plain(node.data.setting)}"
    return Fault(said, "Assume that an adversary is in the zone: lower its trust", "zone.trust")


def _forgotten(node: Node, context: Context) -> Fault | None:
    if context.trace.follow(node, "threatened_by"):
        return None
    kind = phrases.singular(node.kind)
    mend = f"Add a threat that threatens the {kind}, or say in one why none applies"
    return Fault("is threatened by nothing", mend, f"threat.threatens.{node.kind}")


def _undecided(node: Node) -> Fault | None:
    if not isinstance(node.data, Threat):
        return None
    if node.data.status is ThreatStatus.PROPOSED:
        return Fault("is only proposed", "Decide about the threat: set its status", "threat.status.decide")
    if node.data.status in _NEED_REASON and not filled(node.data.reason):
        said = phrases.plain(node.data.status)
        return Fault(
            f"is {said} without a reason", "Give the reason for the decision on the threat", "threat.reason"
        )
    return None


def _crosses(flow: Node, context: Context) -> bool:
    """Whether a flow's ends stand in different zones."""
    ends = (end for link in ("source", "target") for end in context.trace.follow(flow, link))
    return len({zone.key for end in ends for zone in context.trace.follow(end, "zone")}) > 1


FACTS = (
    Fact(
        "zones.surroundings_not_trusted",
        "No zone of a hospital, a home, a mobile device or the public is trusted.",
        surroundings_not_trusted,
    ),
    Fact(
        "threats.decided",
        "Every threat is decided: none is only proposed, and those that are set aside have a reason.",
        decided,
    ),
    Fact(
        "interfaces.every_interface_has_threat",
        "Every interface is named by a threat.",
        every_interface_has_threat,
    ),
    Fact(
        "flows.every_flow_crossing_zones_has_threat",
        "Every flow from one trust zone into another is named by a threat.",
        every_flow_crossing_zones_has_threat,
    ),
)

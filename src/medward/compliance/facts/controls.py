# SPDX-License-Identifier: Apache-2.0
"""Facts on controls: what users must do is told to them."""

from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every
from medward.compliance.model import Proof
from medward.compliance.outcome import Outcome, met, unknown
from medward.dossier.model.parts import filled
from medward.dossier.model.risk import Control, Locus
from medward.trace.model import Node


def user_deployed_explained(context: Context) -> Outcome:
    """Every control that users make hold is explained in the labeling."""
    controls = context.trace.of_kind("control")
    theirs = [node for node in controls if _by_users(node)]
    if controls and not theirs:
        return met("no control is left to users", [Proof(f"{len(controls)} controls looked at")])
    if not controls:
        return unknown("there is no control, and an empty list proves nothing")
    fault = Fault(
        "is left to users and no labeling explains it",
        "Add a labeling item that explains the control",
        "labeling_item.controls.control",
    )
    return every(
        context,
        "control",
        theirs,
        lambda node: None if context.trace.follow(node, "explained_in") else fault,
        "that is left to users is explained in the labeling",
    )


def _by_users(node: Node) -> bool:
    """Whether users make a control hold that is provided at all."""
    if not isinstance(node.data, Control) or filled(node.data.not_provided):
        return False
    return node.data.locus in {Locus.USER_DEPLOYED, Locus.TRANSFERRED}


FACTS = (
    Fact(
        "controls.user_deployed_explained",
        "Every control that users deploy or take over is explained in the labeling.",
        user_deployed_explained,
    ),
)

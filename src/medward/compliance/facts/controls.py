# SPDX-License-Identifier: Apache-2.0
"""Facts on controls: what users must do is told to them, and what controls make worse was looked at.

Whether somebody has looked is for `medward.risk.gaps` to say, which answers `medward risk` as well.
"""

from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every
from medward.compliance.model import Proof
from medward.compliance.outcome import Outcome, met, not_met, unknown
from medward.compliance.risk_report import risk_report
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


def new_risks_examined(context: Context) -> Outcome:
    """Every control that is provided lowers a risk, and somebody has looked at what it could make worse."""
    provided = [node for node in context.trace.of_kind("control") if _provided(node)]
    if not provided:
        return not_met("there is no control that is provided, so none was looked at")
    unseen = {control for line in risk_report(context).risks for control in line.unreviewed}
    return every(
        context,
        "control",
        provided,
        lambda node: _unexamined(node, unseen, context),
        "was looked at for what it could make worse",
    )


def _unexamined(node: Node, unseen: set[str], context: Context) -> Fault | None:
    """Why nobody has looked at what a control could make worse."""
    if not context.trace.follow(node, "lowers"):
        mend = "Name the control in the risk that it lowers"
        return Fault("lowers no risk", mend, "risk.controls.control")
    mend = "Write in `new_risks` of the control or the risk what it makes worse"
    return Fault("was not looked at for new risks", mend, "control.new_risks") if node.id in unseen else None


def _provided(node: Node) -> bool:
    """Whether a control is there, and not left out on purpose."""
    return isinstance(node.data, Control) and not filled(node.data.not_provided)


def _by_users(node: Node) -> bool:
    """Whether users make a control hold that is provided at all."""
    data = node.data
    return isinstance(data, Control) and _provided(node) and data.locus in {Locus.USER_DEPLOYED, Locus.TRANSFERRED}


FACTS = (
    Fact(
        "controls.new_risks_examined",
        "Every control lowers a risk, and it or the risk says what it could make worse.",
        new_risks_examined,
    ),
    Fact(
        "controls.user_deployed_explained",
        "Every control that users deploy or take over is explained in the labeling.",
        user_deployed_explained,
    ),
)

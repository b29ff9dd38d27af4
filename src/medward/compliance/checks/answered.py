# SPDX-License-Identifier: Apache-2.0
"""`answered: {activity: …, requirement: …}`: an activity that is shown to be done and held to answer this one.

One activity can stand behind many requirements, and a record of it need not show each of them. So somebody has to
say which ones it answers, and stands by that with the approval of the activity. What nobody has said is unknown.
"""

from medward.compliance.context import Context
from medward.compliance.facts.life_cycle import shown
from medward.compliance.outcome import Outcome
from medward.dossier.model.activity_kinds import ActivityKind
from medward.packs.checks import AnsweredCheck


def evaluate(check: AnsweredCheck, context: Context) -> Outcome:
    """What the best entry of the activity shows for the requirement."""
    rule = check.answered
    return shown(ActivityKind(rule.activity), rule.requirement)(context)

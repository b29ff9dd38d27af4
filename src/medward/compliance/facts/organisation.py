# SPDX-License-Identifier: Apache-2.0
"""Facts on the organisation that keeps the dossier: what it is, and which laws bind it by that.

Whether the answers in the dossier are right is not decided here. Without an organisation nobody knows any of them.
"""

from collections.abc import Callable

from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.model import Proof
from medward.compliance.outcome import Outcome, met, not_met, unknown
from medward.dossier.model.organisation import OrganisationRole
from medward.dossier.model.parts import Answer

ORGANISATION = "device:device"
_NO_ORGANISATION = "the dossier does not say which organisation keeps it"
_LAWS = {
    "under_hipaa": "a covered entity or business associate under HIPAA",
    "under_nis2": "an essential or important entity under NIS2",
    "under_gdpr": "a controller or processor under the GDPR",
}


def _is(role: OrganisationRole) -> Callable[[Context], Outcome]:
    def decide(context: Context) -> Outcome:
        organisation = context.dossier.organisation
        if organisation is None or not organisation.roles:
            return unknown(
                _NO_ORGANISATION if organisation is None else "nobody has said what the organisation is"
            )
        if role in organisation.roles:
            return met(f"{organisation.name} is a {role}", [Proof(f"role {role}", ORGANISATION)])
        return not_met(f"{organisation.name} is not a {role}")

    return decide


def _bound(field: str) -> Callable[[Context], Outcome]:
    def decide(context: Context) -> Outcome:
        organisation = context.dossier.organisation
        if organisation is None:
            return unknown(_NO_ORGANISATION)
        answer = Answer(getattr(organisation, field))
        if answer is Answer.UNKNOWN:
            return unknown(f"nobody has said whether {organisation.name} is {_LAWS[field]}")
        if answer is Answer.NO:
            return not_met(f"{organisation.name} is not {_LAWS[field]}")
        text = f"{organisation.name} is {_LAWS[field]}"
        return met(text, [Proof(f"{text}: {organisation.reason}", ORGANISATION)])

    return decide


FACTS = (
    *(
        Fact(f"organisation.is_{role}", f"The organisation that keeps the dossier is a {role}.", _is(role))
        for role in OrganisationRole
    ),
    *(
        Fact(f"organisation.{field}", f"The organisation that keeps the dossier is {said}.", _bound(field))
        for field, said in _LAWS.items()
    ),
)

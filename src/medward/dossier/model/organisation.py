# SPDX-License-Identifier: Apache-2.0
"""Who keeps the dossier, and which laws bind that organisation by what it is.

A law that binds organisations, not devices, applies or not by facts that no architecture holds: whether somebody
is a covered entity, an essential entity, a controller. Each is answered by itself, with one reason.
"""

from enum import StrEnum
from typing import Annotated

from medward.dossier.model.parts import Answer, Model, SortedSet, Text


class OrganisationRole(StrEnum):
    """What an organisation is to devices."""

    MAKER = "maker"
    """It puts devices on the market."""
    HOSPITAL = "hospital"
    """It uses them on patients."""


class Organisation(Model):
    """The organisation that keeps the dossier."""

    name: Text
    """Its name."""
    roles: Annotated[tuple[OrganisationRole, ...], SortedSet] = ()
    """What it is to devices."""
    under_hipaa: Answer = Answer.UNKNOWN
    """Is it a covered entity or a business associate (45 CFR 160.103)?"""
    under_nis2: Answer = Answer.UNKNOWN
    """Is it an essential or important entity (Directive (EU) 2022/2555, Article 3)?"""
    under_gdpr: Answer = Answer.UNKNOWN
    """Does it process personal data as controller or processor under Regulation (EU) 2016/679?"""
    reason: Text
    """Why the answers are what they are, and who gave them."""

# SPDX-License-Identifier: Apache-2.0
"""The security part of technical documentation under the MDR: requirement by requirement, and where each is shown.

Regulation (EU) 2017/745, Annex I and Annex II; MDCG 2019-16 rev. 1. Asked with the packs of the target.
"""

from medward.reports.document.tree import Document
from medward.reports.package.draft import Draft
from medward.reports.package.material import Material
from medward.reports.package.standing import of_framework, verdicts


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "mdr-security-documentation", "Security documentation for the MDR")
    frameworks = material.assessment.frameworks
    draft.heading(1, "How the requirements stand")
    if not frameworks:
        draft.gap("No framework was asked", "Ask with `--pack`")
    for framework in frameworks:
        draft.heading(2, framework.title)
        if framework.note:
            draft.say(framework.note)
        draft.say(f"Published: {framework.citation}")
        verdicts(draft, of_framework(framework.id), framework.title)
    return draft.document()

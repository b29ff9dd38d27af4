# SPDX-License-Identifier: Apache-2.0
"""What an SBOM should say, and who asks for it.

Four publications ask for elements ("data fields", "attributes"); they build on each other and overlap. None of
them is a law by itself: section 524B(b)(3) of the FD&C Act asks makers of cyber devices for an SBOM, and FDA's
guidance names the NTIA attributes and adds two of its own. What each asks for beside data fields (formats, depth,
frequency, signatures) is not decided from one SBOM and is not here.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Baseline:
    """A publication that asks for elements.

    Attributes:
        id: short name.
        title: full title.
        citation: publisher, date and the place in it.
        url: where it is published.
    """

    id: str
    title: str
    citation: str
    url: str


NTIA = Baseline(
    "NTIA 2021",
    "The Minimum Elements For a Software Bill of Materials (SBOM)",
    "NTIA, 12 July 2021, data fields",
    "https://www.ntia.gov/report/2021/minimum-elements-software-bill-materials-sbom",
)
FRAMING = Baseline(
    "NTIA Framing",
    "Framing Software Component Transparency: Establishing a Common Software Bill of Materials, second edition",
    "NTIA multistakeholder process, 21 October 2021, section 2.2, baseline attributes",
    "https://www.ntia.gov/files/ntia/publications/ntia_sbom_framing_2nd_edition_20211021.pdf",
)
CISA = Baseline(
    "CISA 2026",
    "2026 Minimum Elements for a Software Bill of Materials (SBOM)",
    "CISA and partners, 29 July 2026, appendix A; replaces NTIA's minimum elements and the draft of August 2025",
    "https://www.cisa.gov/sites/default/files/2026-07/2026_cisa_sbom_minimum_elements_508c.pdf",
)
FDA = Baseline(
    "FDA 2026",
    "Cybersecurity in Medical Devices: Quality Management System Considerations and Content of Premarket"
    " Submissions",
    "FDA, 3 February 2026, section V.A.4(b)",
    "https://www.fda.gov/media/119933/download",
)
BASELINES = (NTIA, FRAMING, CISA, FDA)


class Element(StrEnum):
    """One thing that an SBOM should say."""

    NAME = "component name"
    VERSION = "version"
    SUPPLIER = "supplier"
    IDENTIFIER = "unique identifier"
    RELATIONSHIP = "relationship"
    HASH = "hash"
    LICENCE = "licence"
    SUPPORT_LEVEL = "level of support"
    END_OF_SUPPORT = "end-of-support date"
    AUTHOR = "SBOM author"
    TIMESTAMP = "timestamp"
    TOOL = "tool name"
    CONTEXT = "generation context"


OF_COMPONENTS = (
    Element.NAME,
    Element.VERSION,
    Element.SUPPLIER,
    Element.IDENTIFIER,
    Element.RELATIONSHIP,
    Element.HASH,
    Element.LICENCE,
    Element.SUPPORT_LEVEL,
    Element.END_OF_SUPPORT,
)
"""Elements that are asked of every component."""

OF_DOCUMENT = (Element.AUTHOR, Element.TIMESTAMP, Element.TOOL, Element.CONTEXT)
"""Elements that are asked of the SBOM as a whole."""

ASKED_BY: dict[Element, tuple[Baseline, ...]] = {
    Element.NAME: (NTIA, FRAMING, CISA, FDA),
    Element.VERSION: (NTIA, FRAMING, CISA, FDA),
    Element.SUPPLIER: (NTIA, FRAMING, CISA, FDA),
    Element.IDENTIFIER: (NTIA, FRAMING, CISA, FDA),
    Element.RELATIONSHIP: (NTIA, FRAMING, CISA, FDA),
    Element.HASH: (FRAMING, CISA, FDA),
    Element.LICENCE: (CISA,),
    Element.SUPPORT_LEVEL: (FDA,),
    Element.END_OF_SUPPORT: (FDA,),
    Element.AUTHOR: (NTIA, FRAMING, CISA, FDA),
    Element.TIMESTAMP: (NTIA, FRAMING, CISA, FDA),
    Element.TOOL: (CISA,),
    Element.CONTEXT: (CISA,),
}
"""Who asks for an element. FDA asks for NTIA's framing attributes by reference, and for two of its own."""

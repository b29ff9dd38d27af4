# SPDX-License-Identifier: Apache-2.0
"""The exploit metric (E) of a CVSS vector, from what was seen of exploitation.

| seen | CVSS 2.0 (2.2.1) | CVSS 3.x (3.1) | CVSS 4.0 (3.1) |
|---|---|---|---|
| in CISA's catalogue, or called active by the CVE record | H | H | A |
| a public proof of concept | POC | P | P |
| a source says that nothing was seen | U | U | U |
| nobody says | undefined, which counts as the worst | the same | the same |

Numbers in brackets are sections of the documents of FIRST. Rules:

- The worse of what was seen and what the publisher wrote counts: a publisher wrote on the day of publication, and
  a source that has seen nothing does not unsee what the publisher saw.
- EPSS is not asked: it is a forecast, and E is about what exists.
- Remediation level and report confidence (RL, RC of 2.0 and 3.x; 4.0 has neither) stay as published. A fix of the
  component is no fix of the device until its maker has shipped one, so a published fix lowers no score here.
"""

from collections.abc import Mapping
from typing import Final

from medward.triage import cvss

METRIC: Final = "E"
SECTION: Mapping[str, str] = {"2.0": "CVSS 2.0, 2.2.1", "3": "CVSS 3.1, 3.1", "4.0": "CVSS 4.0, 3.1"}
"""Family of versions → where its exploit metric is defined."""
_MATURITY: Mapping[str, Mapping[str, str]] = {
    "2.0": {"none": "U", "public_poc": "POC", "active": "H"},
    "3": {"none": "U", "public_poc": "P", "active": "H"},
    "4.0": {"none": "U", "public_poc": "P", "active": "A"},
}
_ORDER: Mapping[str, tuple[str, ...]] = {
    "2.0": ("U", "POC", "F", "H"),
    "3": ("U", "P", "F", "H"),
    "4.0": ("U", "P", "A"),
}
_SEEN = {
    "none": "a source says that no exploitation and no proof of concept was seen",
    "public_poc": "a proof of concept is public",
    "active": "it is known to be exploited",
}


def maturity(vector: str, seen: str | None) -> tuple[str, str]:
    """The value of E for a vector and why, in words without a full stop; empty where nobody says anything.

    Args:
        vector: a vector as published.
        seen: `none`, `public_poc`, `active`; None where nobody says.
    """
    family = cvss.family_of(vector)
    published = cvss.metrics(vector).get(METRIC, "")
    if seen is None:
        return published, "as published; no source says what was seen of exploitation" if published else ""
    known = _MATURITY[family][seen]
    if published and _ORDER[family].index(published) > _ORDER[family].index(known):
        return published, f"as published, which is worse than that {_SEEN[seen]}"
    return known, _SEEN[seen]

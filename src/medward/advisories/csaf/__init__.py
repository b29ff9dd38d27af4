# SPDX-License-Identifier: Apache-2.0
"""CSAF: security advisories as machines read them, in versions 2.0 and 2.1.

read_provider(folder or zip)   every document of a provider, each with its checksum's and signature's state
parse(bytes)                   one document
"""

from medward.advisories.csaf.model import (
    Advisory,
    Identifiers,
    Product,
    Remark,
    Remediation,
    Score,
    Standing,
    Vulnerability,
)
from medward.advisories.csaf.provider import Document, Listing, Provider, ProviderError, Signature, read_provider
from medward.advisories.csaf.reading import CsafError, parse

__all__ = [
    "Advisory",
    "CsafError",
    "Document",
    "Identifiers",
    "Listing",
    "Product",
    "Provider",
    "ProviderError",
    "Remark",
    "Remediation",
    "Score",
    "Signature",
    "Standing",
    "Vulnerability",
    "parse",
    "read_provider",
]

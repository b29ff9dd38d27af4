# SPDX-License-Identifier: Apache-2.0
"""CSAF: security advisories as machines read them, in versions 2.0 and 2.1.

read_provider(folder or zip)   every document of a provider, each with its checksum's and signature's state
parse(bytes)                   one document
stored_advisories(database)    the advisories that the one database holds

All are imported when they are named for the first time, because matching components needs none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medward.advisories.csaf.files import ProviderError
    from medward.advisories.csaf.listings import Listing
    from medward.advisories.csaf.metadata import Metadata
    from medward.advisories.csaf.model import (
        Advisory,
        Decision,
        Identifiers,
        Prediction,
        Product,
        Remark,
        Remediation,
        Score,
        Standing,
        Vulnerability,
    )
    from medward.advisories.csaf.provider import Document, Provider, read_provider
    from medward.advisories.csaf.reading import CsafError, parse
    from medward.advisories.csaf.signatures import Policy, Signature
    from medward.advisories.csaf.stored import Stored, stored_advisories

__all__ = [
    "Advisory",
    "CsafError",
    "Decision",
    "Document",
    "Identifiers",
    "Listing",
    "Metadata",
    "Policy",
    "Prediction",
    "Product",
    "Provider",
    "ProviderError",
    "Remark",
    "Remediation",
    "Score",
    "Signature",
    "Standing",
    "Stored",
    "Vulnerability",
    "parse",
    "read_provider",
    "stored_advisories",
]

_READERS = {
    "Advisory": "model",
    "CsafError": "reading",
    "Decision": "model",
    "Document": "provider",
    "Identifiers": "model",
    "Listing": "listings",
    "Metadata": "metadata",
    "Policy": "signatures",
    "Prediction": "model",
    "Product": "model",
    "Provider": "provider",
    "ProviderError": "files",
    "Remark": "model",
    "Remediation": "model",
    "Score": "model",
    "Signature": "signatures",
    "Standing": "model",
    "Stored": "stored",
    "Vulnerability": "model",
    "parse": "reading",
    "read_provider": "provider",
    "stored_advisories": "stored",
}


def __getattr__(name: str) -> object:
    """A value or a reader, from its module."""
    if name not in _READERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_READERS[name]}"), name)

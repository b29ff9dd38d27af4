# SPDX-License-Identifier: Apache-2.0
"""The order of versions: a sortable key for every scheme, so that comparing bytes compares versions."""

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, UnknownSchemeError
from medward.versions.schemes import LOWEST, KeyFunction, compare, key, key_function, scheme_of, schemes

__all__ = [
    "LOWEST",
    "MAX_LENGTH",
    "InvalidVersionError",
    "KeyFunction",
    "UnknownSchemeError",
    "compare",
    "key",
    "key_function",
    "scheme_of",
    "schemes",
]

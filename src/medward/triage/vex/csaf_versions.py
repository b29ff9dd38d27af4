# SPDX-License-Identifier: Apache-2.0
"""Whether the text of a product's version in a CSAF document is a range, by the strings of test 6.1.31.

The standard calls it sufficient to look for those strings anywhere. A word inside another word ("small") is no
range to a reader and to `is_range`; a writer keeps away from both, so that no checker is in doubt.
"""

import re

_WORDS = "after|all|before|earlier|later|prior|versions"
_RANGE = re.compile(rf"[<>]|\b({_WORDS})\b", re.IGNORECASE)
_IN_DOUBT = re.compile(rf"[<>]|{_WORDS}", re.IGNORECASE)


def is_range(version: str) -> bool:
    """Whether it is a range."""
    return _RANGE.search(version) is not None


def may_be_range(version: str) -> bool:
    """Whether a checker may take it for a range."""
    return _IN_DOUBT.search(version) is not None

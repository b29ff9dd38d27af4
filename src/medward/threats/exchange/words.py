# SPDX-License-Identifier: Apache-2.0
"""Words of foreign models in words of the dossier.

A yes is taken over. A `false` is the default in these formats, so it says as little as nothing: unknown. Where a
format makes its author choose, and `none` is one of the choices, the reader of that format says no by itself.
"""

import re
from collections.abc import Iterable

from medward.dossier.model.parts import Answer
from medward.dossier.model.risk import Stride

_LETTERS = re.compile(r"[^a-z]")
_CWE = re.compile(r"(?:CWE[-_ ]?)?0*([1-9][0-9]{0,4})", re.IGNORECASE)
_STRIDE = {_LETTERS.sub("", word): word for word in Stride} | {
    "elevationofprivileges": Stride.ELEVATION_OF_PRIVILEGE,
    "privilegeescalation": Stride.ELEVATION_OF_PRIVILEGE,
    "informationleakage": Stride.INFORMATION_DISCLOSURE,
}


def yes(flag: bool | None) -> Answer:
    """Yes where it was said; a `false` and nothing are unknown."""
    return Answer.YES if flag else Answer.UNKNOWN


def stride(words: Iterable[str]) -> tuple[Stride, ...]:
    """The kinds of threat among the words, in any spelling."""
    found = (_STRIDE.get(_LETTERS.sub("", word.lower())) for word in words)
    return tuple(sorted({one for one in found if one}))


def is_stride(word: str) -> bool:
    """Whether a word names a kind of threat of STRIDE."""
    return bool(stride((word,)))


def cwe(text: str) -> str | None:
    """`CWE-79` for `CWE-79`, `cwe_79` or `79`; nothing for anything else."""
    found = _CWE.fullmatch(text.strip())
    return f"CWE-{found[1]}" if found else None

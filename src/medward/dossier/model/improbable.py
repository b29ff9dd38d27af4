# SPDX-License-Identifier: Apache-2.0
"""Why a probability is refused wherever a dossier speaks of risk, and what is written instead.

FDA, Cybersecurity in Medical Devices: Quality System Considerations and Content of Premarket Submissions,
section V.A.2: an attacker chooses to act, so how likely that is cannot be told from the past; how easy it is to
exploit can be judged. ISO 14971:2019 splits the probability of harm in two (P1, P2); both are for the safety risk
file, into which a security risk is handed over.

Rules:

- A key counts by its name: `probability`, `likelihood`, `occurrence` or `frequency` anywhere in it, or `p`, `p1`,
  `p2`, `po`, `poh` alone; case, spaces and hyphens make no difference.
- So does a value where a level belongs: a number, a share of a hundred, or a word for how often (`remote`).
- Each such key of a part is one problem, `dossier.probability`. Other problems of the same part are told once
  these are mended.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from pydantic import model_validator

from medward.base.validation import Broken, refuse
from medward.dossier.model.parts import Model

CITATION: Final = "FDA, Cybersecurity in Medical Devices: ... Premarket Submissions, V.A.2"
_STEMS: Final = ("probab", "likelihood", "occurrence", "frequency")
_WORDS: Final = frozenset({"p", "p1", "p2", "po", "poh"})
_LEVELS: Final = ("exploitability", "acceptable_up_to")
"""Keys that take a level, or a text for each level."""
_HOW_OFTEN: Final = frozenset(
    {
        *("frequent", "probable", "occasional", "remote", "improbable", "incredible", "rare", "often", "seldom"),
        *("likely", "unlikely", "very_likely", "very_unlikely", "highly_likely", "almost_certain", "certain"),
    }
)
_NUMBER: Final = re.compile(
    r"[<>≤≥~]?\s*(\d{1,20}([.,]\d{1,20})?|\.\d{1,20})(e[+-]?\d{1,3})?\s*[%‰]?", re.IGNORECASE
)
_MESSAGE: Final = (
    "a probability is not accepted: somebody chooses to attack, so no history gives a rate such as ISO 14971 asks "
    f"for; how easy it is to exploit is judged instead ({CITATION})"
)
_MEND: Final = (
    "Write `exploitability:` with one of very_low, low, medium, high, very_high in `before` and `after`, with a "
    "`rationale` and, where there is one, a `cvss` vector; keep P1 and P2 in the safety risk file (`transfer`)"
)


class NoProbability(Model):
    """A model that refuses keys for a probability, and says why."""

    @model_validator(mode="before")
    @classmethod
    def _refuse_probability(cls, said: Any) -> Any:  # noqa: ANN401  whatever a person wrote
        if isinstance(said, dict):
            refuse(_probabilities(said))
        return said


def is_probability(key: object) -> bool:
    """Whether a key asks for a probability by its name."""
    word = str(key).lower().replace("-", "_").replace(" ", "_")
    return word in _WORDS or any(stem in word for stem in _STEMS)


def is_how_often(value: object) -> bool:
    """Whether a value tells how often or how likely something is, instead of a level."""
    if isinstance(value, dict):
        return any(is_how_often(one) for one in value)
    word = str(value).strip().lower().replace("-", "_").replace(" ", "_")
    return not isinstance(value, bool) and (
        word in _HOW_OFTEN or _NUMBER.fullmatch(str(value).strip()) is not None
    )


def _probabilities(said: dict[Any, Any]) -> Iterator[Broken]:
    for key, value in said.items():
        if is_probability(key) or (key in _LEVELS and is_how_often(value)):
            yield Broken(str(key), "dossier.probability", _MESSAGE, _MEND)

# SPDX-License-Identifier: Apache-2.0
"""The notations one by one: which alternatives and bounds each text is read into."""

from collections.abc import Callable

import pytest

from medward.versions import schemes
from medward.versions.vers import VersError
from medward.versions.vers.notations import (
    NOTATIONS,
    Alternatives,
    brackets,
    compared,
    conan,
    gem,
    listed,
    nginx,
    pypi,
)


def said(alternatives: Alternatives) -> list[list[str]]:
    return [[bound.comparator + bound.version for bound in bounds] for bounds in alternatives]


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        (compared, ">=1, <2 || 3", [[">=1", "<2"], ["=3"]]),
        (compared, ">> 1 << 2", [[">1", "<2"]]),
        (compared, "≥1 ≤2", [[">=1", "<=2"]]),
        (compared, "*", [[]]),
        (NOTATIONS["npm"], "~1", [[">=1.0.0", "<2.0.0"]]),
        (NOTATIONS["npm"], "~1.2.3", [[">=1.2.3", "<1.3.0"]]),
        (NOTATIONS["npm"], "^0.0", [[">=0.0.0", "<0.1.0"]]),
        (NOTATIONS["npm"], "<=1.x", [["<2.0.0"]]),
        (NOTATIONS["npm"], "x", [[]]),
        (NOTATIONS["composer"], "~1", [[">=1", "<2-dev"]]),
        (NOTATIONS["composer"], "1.0 - 2.0", [[">=1.0", "<2.1-dev"]]),
        (NOTATIONS["cargo"], "~1.2, <1.2.5", [[">=1.2.0", "<1.3.0", "<1.2.5"]]),
        (conan, "~2.5, include_prerelease=True", [[">=2.5", "<2.6-"]]),
        (gem, "~> 1", [[">=1", "<2"]]),
        (pypi, "==1.4.*", [[">=1.4.dev0", "<1.5.dev0"]]),
        (listed, "1.0, 2.0", [["=1.0"], ["=2.0"]]),
        (nginx, "0.7.52-0.8.39", [[">=0.7.52", "<=0.8.39"]]),
        (lambda text: brackets("=", text), "(1,2], [3], 4", [[">1", "<=2"], ["=3"], ["=4"]]),
    ],
)
def test_what_a_text_is_read_into(
    reader: Callable[[str], Alternatives], text: str, expected: list[list[str]]
) -> None:
    assert said(reader(text)) == expected


def test_every_scheme_has_a_notation() -> None:
    assert tuple(NOTATIONS) == schemes()


@pytest.mark.parametrize("text", ["", "||", "1 ||", ">= ", "^1", "~1"])
def test_plain_comparisons_take_nothing_else(text: str) -> None:
    with pytest.raises(VersError):
        compared(text)

# SPDX-License-Identifier: Apache-2.0
"""Licences as texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import effort
from medward.inventory import licences

TAKEN_APART = {
    "MIT": ("MIT",),
    "MIT AND Apache-2.0": ("MIT", "Apache-2.0"),
    "(MIT AND Apache-2.0)": ("MIT", "Apache-2.0"),
    "MIT OR Zlib": ("MIT OR Zlib",),
    "((MIT OR Zlib))": ("MIT OR Zlib",),
    "MIT AND (BSD-3-Clause OR Zlib)": ("MIT", "BSD-3-Clause OR Zlib"),
    "(A AND B) AND (C AND (D OR E))": ("A", "B", "C", "D OR E"),
    "A AND B OR C": ("A AND B OR C",),
    "GPL-2.0-only WITH Classpath-exception-2.0 AND MIT": ("GPL-2.0-only WITH Classpath-exception-2.0", "MIT"),
    "Acme AND Partners licence": ("Acme AND Partners licence",),
    "MIT AND": ("MIT AND",),
    "(MIT": ("(MIT",),
    "()": ("()",),
    "NOASSERTION AND MIT": ("MIT",),
}


@pytest.mark.parametrize(("text", "parts"), TAKEN_APART.items(), ids=TAKEN_APART)
def test_what_holds_together_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert licences.normal([text]) == parts


@pytest.mark.parametrize("text", ["", "NOASSERTION", "NONE"])
def test_what_says_nothing_is_no_licence(text: str) -> None:
    assert licences.normal([text]) == ()


def test_a_licence_is_told_once() -> None:
    assert licences.normal(["MIT", "Zlib AND MIT"]) == ("MIT", "Zlib")


def test_ids_are_those_that_an_expression_names() -> None:
    assert licences.ids("(MIT OR GPL-2.0-only WITH Classpath-exception-2.0)") == (
        "MIT",
        "GPL-2.0-only",
        "Classpath-exception-2.0",
    )
    assert licences.ids("Acme licence") == ()


EXPRESSIONS = st.recursive(
    st.sampled_from(["MIT", "Zlib", "Apache-2.0", "LicenseRef-own"]),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["AND", "OR"]), inner),
    max_leaves=12,
)


@given(EXPRESSIONS)
def test_taking_apart_what_was_taken_apart_changes_nothing(text: str) -> None:
    parts = licences.normal([text])
    assert licences.normal(parts) == parts
    assert all(licences.is_expression(part) for part in parts)


@given(EXPRESSIONS)
def test_the_parts_of_an_expression_name_the_same_ids(text: str) -> None:
    assert {one for part in licences.normal([text]) for one in licences.ids(part)} == set(licences.ids(text))


@given(st.text(max_size=40))
def test_a_text_that_is_no_expression_stays_as_written(text: str) -> None:
    if not licences.is_expression(text) and text not in licences.UNSTATED:
        assert licences.normal([text]) == (text,)


def test_a_text_of_nothing_but_parentheses_takes_no_time() -> None:
    text = "(" * 200_000 + "MIT" + ")" * 200_000
    assert licences.normal([text]) == (text,)
    assert effort(lambda: licences.normal([text]), enough=5) <= 5

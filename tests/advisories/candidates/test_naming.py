# SPDX-License-Identifier: Apache-2.0
"""The forms of a name: what a person would leave out of it when looking for it elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.candidates.naming import MAX_FORMS, forms, words
from medward.inventory import Component


def found(name: str, supplier: str = "") -> dict[str, tuple[int, str]]:
    return {one.text: (one.lost, one.how) for one in forms(Component(ref="c", name=name, supplier=supplier))}


@pytest.mark.parametrize(
    ("name", "form", "lost", "how"),
    [
        ("OpenSSL", "openssl", 0, ""),
        ("Spring-Core_5", "springcore5", 0, ""),
        ("Müller", "muller", 0, ""),
        ("openssl 1.1.1k", "openssl", 3, "without the version in it"),
        ("libcrypto.so.1.1", "libcrypto", 5, "without '.so.1.1'"),
        ("libcrypto.so.1.1", "crypto", 13, "without '.so.1.1' and 'lib'"),
        ("archive.tar.gz", "archive", 5, "without '.tar.gz'"),
        ("alpine:latest", "alpine", 5, "without ':latest'"),
        ("golang.org/x/text", "text", 10, "without the path before it"),
        ("go.strconv", "go", 15, "without '.strconv'"),
        ("npm-elliptic", "elliptic", 8, "without 'npm'"),
        ("libcurl", "curl", 8, "without 'lib'"),
        ("Crypto library", "crypto", 12, "without 'library'"),
        ("Apache Log4j Core", "apachelog4j", 12, "without 'core'"),
        ("Apache Log4j Core", "log4jcore", 25, "without its first word 'apache'"),
    ],
)
def test_a_form_says_what_it_leaves_out(name: str, form: str, lost: int, how: str) -> None:
    assert found(name)[form] == (lost, how)


def test_the_supplier_s_name_is_left_out_of_the_beginning() -> None:
    assert found("Microsoft SQL Server", "Microsoft Corporation")["sqlserver"] == (
        3,
        "without its supplier's name",
    )


@pytest.mark.parametrize("name", ["library", "libc", "lib", "3", ""])
def test_a_name_is_never_emptied(name: str) -> None:
    assert all(found(name))
    assert set(found(name)) <= {name, "c"}


def test_the_word_that_may_be_the_vendor_s_is_kept() -> None:
    (form,) = (one for one in forms(Component(ref="c", name="Apache Tomcat")) if one.text == "tomcat")
    assert form.vendor == "apache"


@given(st.text(max_size=300), st.text(max_size=30))
def test_whatever_the_name_there_are_few_forms_and_each_is_letters_and_digits(name: str, supplier: str) -> None:
    made = forms(Component(ref="c", name=name, supplier=supplier))
    assert len(made) <= MAX_FORMS
    assert len({one.text for one in made}) == len(made)
    assert all(one.text.replace("+", "").isalnum() or "+" in one.text for one in made)
    assert [one.lost for one in made] == sorted(one.lost for one in made)


@given(st.text(max_size=100))
def test_words_are_read_alike_in_any_case(text: str) -> None:
    assert words(text.lower()) == words(text.lower().lower())
    assert all(word == word.lower() for word in words(text))

# SPDX-License-Identifier: Apache-2.0
"""Names of NISTIR 7695 are read from both forms, put into one, and refused with a reason where they are none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.advisories.cpe.names import ANY, NA, Cpe, CpeError, has_wildcard, is_literal, literal, parse, quoted

TEXTS = st.text(st.sampled_from("abz019_.-+!:*?\\/~ %$ "), min_size=1, max_size=8).filter(
    lambda text: " " not in text
)
VALUES = st.one_of(st.just(ANY), st.just(NA), TEXTS.map(quoted))
NAMES = st.builds(Cpe, st.sampled_from("aoh"), *[VALUES] * 10)


def test_the_eleven_values_of_a_formatted_string() -> None:
    name = parse("cpe:2.3:a:acme:pump_link:2.1:sp1:pro:en:lite:linux:arm:x")
    assert name == Cpe("a", "acme", "pump_link", "2.1", "sp1", "pro", "en", "lite", "linux", "arm", "x")
    assert name.named == "a:acme:pump_link"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("cpe:2.3:a:ACME:Pump:*:*:*:*:*:*:*:*", "cpe:2.3:a:acme:pump:*:*:*:*:*:*:*:*"),
        (r"cpe:2.3:a:acme:pump\.link:1\.0:*:*:*:*:*:*:*", "cpe:2.3:a:acme:pump.link:1.0:*:*:*:*:*:*:*"),
        ("cpe:2.3:a:acme:c++:1.0+2:*:*:*:*:*:*:*", r"cpe:2.3:a:acme:c\+\+:1.0\+2:*:*:*:*:*:*:*"),
        (r"cpe:2.3:a:acme:a\:b:1:*:*:*:*:*:*:*", r"cpe:2.3:a:acme:a\:b:1:*:*:*:*:*:*:*"),
        (r"cpe:2.3:a:acme:pump:\-:\-a:*:*:*:*:*:*", r"cpe:2.3:a:acme:pump:\-:-a:*:*:*:*:*:*"),
        ("cpe:/a:acme:pump:1.0:-", "cpe:2.3:a:acme:pump:1.0:-:*:*:*:*:*:*"),
        ("cpe:/a:acme:c%2b%2b:8.%02:sp%01", r"cpe:2.3:a:acme:c\+\+:8.*:sp?:*:*:*:*:*:*"),
        ("cpe:/o:acme:os:7::~~online~linux~x64~", "cpe:2.3:o:acme:os:7:*:*:*:online:linux:x64:*"),
        ("cpe:/a:acme:pump:1.0:::en", "cpe:2.3:a:acme:pump:1.0:*:*:en:*:*:*:*"),
        ("  cpe:/h:acme:pump ", "cpe:2.3:h:acme:pump:*:*:*:*:*:*:*:*"),
    ],
)
def test_every_spelling_has_one_form(written: str, form: str) -> None:
    assert str(parse(written)) == form
    assert parse(form) == parse(written)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("openssl 1.1", "begins neither with"),
        ("cpe:2.3:a:acme:pump:1.0", "has 4 of 11 values"),
        ("cpe:2.3:a:acme:pump:1.0:*:*:*:*:*:*:*:*", "has 12 of 11 values"),
        ("cpe:2.3:x:acme:pump:1.0:*:*:*:*:*:*:*", "unknown part 'x'"),
        ("cpe:2.3:a:acme::1.0:*:*:*:*:*:*:*", "an empty value"),
        ("cpe:2.3:a:acme:pu*mp:1.0:*:*:*:*:*:*:*", "a wildcard inside of a value"),
        ("cpe:2.3:a:acme:**:1.0:*:*:*:*:*:*:*", "a wildcard inside of a value"),
        ("cpe:2.3:a:acme:two words:1.0:*:*:*:*:*:*:*", "blanks or control characters"),
        ("cpe:2.3:a:acme:pump:1.0:*:*:*:*:*:*:\\", "a backslash that quotes nothing"),
        ("cpe:/a:acme:pump:1.0:::en:x", "more than 7 values"),
        ("cpe:/a:acme:pump:1.0::~a~b", "another number of values than five"),
        ("cpe:2.3:a:" + "x" * 3_000, "more than 2,000 characters"),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(written: str, reason: str) -> None:
    with pytest.raises(CpeError, match=reason):
        parse(written)


@given(NAMES)
@example(Cpe("a", r"a\\", r"\-", r"\\-", "-", r"\:"))
def test_a_name_is_read_back_from_its_own_form_and_from_its_uri(name: Cpe) -> None:
    assert parse(str(name)) == name
    assert parse(name.uri) == name


@given(TEXTS)
def test_a_quoted_text_is_literal_and_says_the_text(text: str) -> None:
    assert is_literal(quoted(text))
    assert literal(quoted(text)) == text.lower()


@given(st.text(max_size=60))
@example("cpe:2.3:" + ":".join("\\" * 11))
@example("cpe:/a:%")
def test_no_text_makes_the_reader_fail_otherwise(text: str) -> None:
    for written in (text, f"cpe:/{text}", f"cpe:2.3:{text}", f"cpe:2.3:a:v:p:{text}:*:*:*:*:*:*:*"):
        try:
            name = parse(written)
        except CpeError:
            continue
        assert parse(str(name)) == name


@pytest.mark.parametrize(
    ("value", "wild"), [("8.*", True), ("?a", True), (r"a\*", False), ("*", False), ("-", False)]
)
def test_only_unquoted_signs_are_wildcards(value: str, wild: bool) -> None:
    assert has_wildcard(value) is wild


@pytest.mark.parametrize("vendor", ["*", "-", "ac*"])
def test_a_product_is_known_where_vendor_and_product_are_written_out(vendor: str) -> None:
    assert not Cpe("a", vendor, "pump").has_product
    assert Cpe("a", "acme", "pump").has_product

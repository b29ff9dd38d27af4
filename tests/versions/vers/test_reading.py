# SPDX-License-Identifier: Apache-2.0
"""`vers:` strings: what is canonical, what is wrong with the rest, and writing."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.vers import Constraint, Range, VersError, parse, parse_loosely, validated, write
from medward.versions.vers.reading import MAX_CONSTRAINTS, MAX_TEXT


def test_a_canonical_text_is_read_into_its_constraints() -> None:
    found = parse("vers:npm/1.2.3|>=2.0.0|!=2.1.0|<5.0.0")
    signs = [(one.comparator, one.version) for one in found.constraints]
    assert found.scheme == "npm"
    assert signs == [("=", "1.2.3"), (">=", "2.0.0"), ("!=", "2.1.0"), ("<", "5.0.0")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("npm/1.0.0", "begins with 'vers:'"),
        ("VERS:npm/1.0.0", "begins with 'vers:'"),
        ("vers:NPM/1.0.0", "lower-case"),
        ("vers:/1.0.0", "lower-case"),
        ("vers:npm", "'/' and constraints"),
        ("vers:npm/", "'/' and constraints"),
        ("vers:npm/>=1.0.0| <2.0.0", "whitespace is not permitted"),
        ("vers:npm/|1.0.0", "leading pipe is not permitted"),
        ("vers:npm/1.0.0|", "trailing pipe is not permitted"),
        ("vers:npm/1.0.0||2.0.0", "consecutive pipes are not permitted"),
        ("vers:npm/>=2.0.0|<1.0.0", "constraints are not sorted by version"),
        ("vers:npm/>=1.0.0|<1.0", "a version occurs more than once"),
        ("vers:npm/=1.0.0", "equality is written without '='"),
        ("vers:npm/>=", "names a version"),
        ("vers:npm/*|1.0.0", "stands alone"),
        ("vers:npm/>*", "stands alone"),
        ("vers:npm/><1.0.0", "are percent-encoded"),
        ("vers:npm/1.0%2G0", "invalid percent-encoding in version"),
        ("vers:npm/1.0%", "invalid percent-encoding in version"),
        ("vers:npm/1.0%FF", "invalid percent-encoding in version"),
        ("vers:npm/1.0%2f0", "percent-encoding in version is not canonical"),
        ("vers:deb/1.2%2Bdfsg", "percent-encoding in version is not canonical"),
        ("vers:npm/1%2E0", "percent-encoding in version is not canonical"),
        ("vers:lexicographic/é", "percent-encoding in version is not canonical"),
        ("vers:npm/>1.0.0|>2.0.0", "do not alternate"),
        ("vers:npm/<1.0.0|<2.0.0", "do not alternate"),
        ("vers:npm/1.0.0|<2.0.0", "redundant"),
        ("vers:npm/>1.0.0|2.0.0", "redundant"),
        ("vers:npm/x|1.0.0", "SemVer wants"),
        ("vers:unheard-of/1|2", "no version ordering is known"),
        ("vers:invalid/*", "reserved for intentionally invalid"),
        ("vers:all/1.0", "takes no constraint but"),
        ("vers:datetime/2024-01-01t00:00:00z", "datetime must use uppercase T and Z"),
        ("vers:datetime/2024-01-01T00%3A00:00Z", "datetime time colons must be unencoded"),
    ],
)
def test_what_is_not_canonical_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(VersError, match=reason):
        parse(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (" VERS:NPM/ >= 2.0.0 | <1.0.0 || =3.0.0 |", "vers:npm/<1.0.0|>=2.0.0|3.0.0"),
        ("vers:pypi/==1.0|!= 2", "vers:pypi/1.0|!=2"),
        ("vers:pypi/0.0.2|>=0.0.0|0.0.1", "vers:pypi/>=0.0.0|0.0.1|0.0.2"),
        ("vers:lexicographic/1 2", "vers:lexicographic/1%202"),
        ("vers:npm/1.0%2f0", "vers:npm/1.0/0"),
        ("vers:deb/1.2%2Bdfsg", "vers:deb/1.2+dfsg"),
        ("vers:rpm/<=1.2%5Egit1", "vers:rpm/<=1.2^git1"),
        ("vers:lexicographic/é|a%7Cb", "vers:lexicographic/a%7Cb|%C3%A9"),
        ("vers:all/*", "vers:all/*"),
        ("vers:example/3|1", "vers:example/3|1"),
    ],
)
def test_loose_texts_are_put_right(text: str, written: str) -> None:
    assert validated(text) == written


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=4, unique=True)
)
@example([" ", "\n", "%2F", "a|b", "é", "<>=!*"])
def test_any_version_is_written_and_read_again(versions: list[str]) -> None:
    found = Range("lexicographic", tuple(Constraint("=", version) for version in sorted(versions, key=str.encode)))
    text = write(found)
    assert text.isascii()
    assert parse(text) == found


@given(
    st.text()
    | st.text("vers:npm/<>=!|*%0123.A- ", max_size=40)
    | st.text("<>=!|*%0123.A-").map("vers:npm/".__add__)
)
def test_any_text_gets_a_range_or_one_kind_of_error(text: str) -> None:
    for read in (parse, parse_loosely):
        try:
            found: Range | VersError = read(text)
        except VersError as error:
            found = error
        assert isinstance(found, VersError) or found.constraints


@given(st.text("<>=!|*%0123.+^~:BE2", max_size=24).map("vers:generic/".__add__))
def test_what_is_canonical_has_one_text(text: str) -> None:
    try:
        found = parse(text)
    except VersError:
        return
    assert write(found) == text


def test_texts_beyond_the_limits_are_refused_at_once() -> None:
    start = time.perf_counter()
    for text in ("vers:npm/" + "1" * MAX_TEXT, "vers:npm/" + "1|" * (MAX_CONSTRAINTS + 1) + "1"):
        with pytest.raises(VersError, match="more than the"):
            parse_loosely(text)
    assert time.perf_counter() - start < 0.5

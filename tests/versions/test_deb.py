# SPDX-License-Identifier: Apache-2.0
"""Debian versions: the order of Debian Policy, section 5.6.12, against a plain reading of it and against dpkg."""

import random
import shutil
import subprocess
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions import MAX_LENGTH, InvalidVersionError
from medward.versions.deb import key

IN_ORDER = [
    ["0~~"],
    ["0~"],
    ["0~a"],
    ["0", "0:0", "0-0", "00:00-00", " 0\t"],
    ["0-1"],
    ["1.0~", "1.0~0", "1.0~-0"],
    ["1.0~beta1~svn1245-1"],
    ["1.0~beta1-1"],
    ["1.0~rc1-1"],
    ["1.0", "1.0-0", "1.00-00", "01.0", "\t1.0"],
    ["1.0-0.1"],
    ["1.0-1~bpo12+1"],
    ["1.0-1"],
    ["1.0-1+b1"],
    ["1.0-1+deb12u1"],
    ["1.0-1+deb12u10"],
    ["1.0-1."],
    ["1.0-a1"],
    ["1.0A-1"],
    ["1.0a-1"],
    ["1.0a.1"],
    ["1.0+dfsg-1"],
    ["1.0-1-1"],
    ["1.0.0-1"],
    ["1.160"],
    ["1.20230115"],
    ["2-1"],
    ["1:0.1"],
    ["1:0.1:1"],
    ["2147483647:0"],
]

SOUND = ["1.0", " 1.0 ", "1:2:3-1", "1.-1", "1.0-~", "0", "1.0-1~", "1-2-3", "1:1.2:", "2147483647:1"]
UNSOUND = [
    "a1", "1_0", "undetermined", "<unfixed>", "1.0-", "1.0-1-", "2.3:4-1", "1.0-1:2", ":1", "1:", "1:a", "1 0",
    "2147483648:1", "99999999999999999999:1", "1.0\n", "é", ".1", "~1", "1.0-1_1", "1.0-1.0:1", "1:1.0-1:1",
    "1.0-é", "1.0-²", "1.2:", "+1:1.0", "-1:1", "",
]  # fmt: skip # lists of texts, not tables

part = st.sampled_from(
    ["0", "1", "01", "9", "10", "160", "20230115", *".+~aZ", "rc", "dfsg", "~~", "~rc1", "+deb12u"]
)
tails = st.lists(part, max_size=5).map("".join)
starts = st.sampled_from(["0", "1", "1.0", "2.10", "007"])
revisions = st.just("") | st.tuples(part, tails).map(lambda parts: "-" + "".join(parts))
epochs = st.sampled_from(["", "", "", "0:", "1:", "01:", "12:"])
versions = st.tuples(epochs, starts, tails, st.sampled_from(["", "", "-1"]), revisions).map("".join)


def policy_order(one: str, other: str) -> int:
    """The comparison of two versions, as the Policy tells it, without blanks around them."""
    for mine, its in zip(split(one), split(other), strict=True):
        if result := compare_part(mine, its):
            return result
    return 0


def split(version: str) -> tuple[str, str, str]:
    """Epoch, upstream version, revision; what is absent counts as zero."""
    epoch, colon, rest = version.partition(":")
    upstream, hyphen, revision = (rest if colon else version).rpartition("-")
    return epoch if colon else "0", upstream if hyphen else revision, revision if hyphen else "0"


def compare_part(one: str, other: str) -> int:
    while one or other:
        (mine, one), (its, other) = take(one, digits=False), take(other, digits=False)
        for place in range(max(len(mine), len(its))):
            weights = weight(mine[place : place + 1]), weight(its[place : place + 1])
            if weights[0] != weights[1]:
                return -1 if weights[0] < weights[1] else 1
        (mine, one), (its, other) = take(one, digits=True), take(other, digits=True)
        if int(mine or "0") != int(its or "0"):
            return -1 if int(mine or "0") < int(its or "0") else 1
    return 0


def take(text: str, *, digits: bool) -> tuple[str, str]:
    """The longest start of digits (or of anything else), and the rest."""
    size = next((place for place, character in enumerate(text) if character.isdigit() != digits), len(text))
    return text[:size], text[size:]


def weight(character: str) -> tuple[int, str]:
    """A tilde before the end of a part, that before letters, these before the rest."""
    if not character:
        return 1, ""
    return (0 if character == "~" else 2 if character.isalpha() else 3), character


def sign(one: bytes, other: bytes) -> int:
    return (one > other) - (one < other)


def test_versions_sort_as_the_policy_says_and_spellings_are_equal() -> None:
    keys = [{key(spelling) for spelling in spellings} for spellings in IN_ORDER]
    assert [len(spellings) for spellings in keys] == [1] * len(IN_ORDER)
    assert [one for (one,) in keys] == sorted(one for (one,) in keys)


@given(one=versions, other=versions)
@example(one="1.0~", other="1.0~0")
@example(one="1.-1", other="1.0-1")
@example(one="1.a", other="1.a0")
@example(one="1-~", other="1")
@example(one="1-~1", other="1~1")
def test_keys_order_as_the_policy_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == policy_order(one, other)


@given(version=versions, more=part)
def test_neighbours_order_as_the_policy_orders_them(version: str, more: str) -> None:
    assert sign(key(version), key(version + more)) == policy_order(version, version + more)


@pytest.mark.parametrize("text", SOUND)
def test_what_the_policy_allows_is_accepted(text: str) -> None:
    assert key(text)


@pytest.mark.parametrize("text", UNSOUND)
def test_what_dpkg_refuses_or_warns_about_is_refused(text: str) -> None:
    with pytest.raises(InvalidVersionError):
        key(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.0_1", "Debian Policy does not allow it"),
        ("a:1", "Debian"),
        ("2.3:4-1", "is not a number"),
        ("3000000000:1", "too large"),
    ],
)
def test_an_error_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(InvalidVersionError, match=reason):
        key(text)


@given(st.text() | st.text("0129.+-~:aZ ", max_size=12))
def test_any_text_gets_a_key_or_one_kind_of_error(text: str) -> None:
    try:
        assert key(text) == key(f" {text}")
    except InvalidVersionError:
        with pytest.raises(InvalidVersionError):
            key(f"{text} ")


def test_very_long_texts_are_refused_and_long_numbers_are_not() -> None:
    assert key("1." + "9" * 4000) < key("1.1" + "0" * 4000)
    for long in ("1" * (MAX_LENGTH + 1), "1." * MAX_LENGTH + "1-1", "1.0-" + "a" * MAX_LENGTH):
        with pytest.raises(InvalidVersionError, match="characters, more than the 4,096 allowed"):
            key(long)


needs_dpkg = pytest.mark.skipif(shutil.which("dpkg") is None, reason="dpkg is not on this machine")


@needs_dpkg
def test_dpkg_orders_a_sample_as_the_keys_do() -> None:
    chance = random.Random(7)  # noqa: S311 - a sample, not a secret
    texts = [spellings[0].strip() for spellings in IN_ORDER]
    sample = [*pairwise(texts), *((chance.choice(texts), chance.choice(texts)) for _ in range(60))]
    sample += [(invented(chance), invented(chance)) for _ in range(120)]
    wrong = [pair for pair in sample if not dpkg_agrees(*pair)]
    assert wrong == []


def invented(chance: random.Random) -> str:
    pieces = ["0", "1", "10", "01", ".", "+", "~", "a", "Z", "-", "rc"]
    return "1" + "".join(chance.choices(pieces, k=chance.randint(0, 6))) + "-1"


def dpkg_agrees(one: str, other: str) -> bool:
    relation = {-1: "lt", 0: "eq", 1: "gt"}[sign(key(one), key(other))]
    return subprocess.run(["dpkg", "--compare-versions", one, relation, other], check=False).returncode == 0


@needs_dpkg
def test_dpkg_allows_and_refuses_the_same_texts() -> None:
    # dpkg reads a sign before an epoch; the Policy does not.
    texts = [text for text in [*SOUND, *UNSOUND] if text not in {"+1:1.0", "-1:1", ""}]
    assert [text for text in texts if dpkg_allows(text)] == SOUND


def dpkg_allows(text: str) -> bool:
    return subprocess.run(["dpkg", "--validate-version", text], capture_output=True, check=False).returncode == 0

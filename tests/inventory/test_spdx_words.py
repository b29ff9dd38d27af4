# SPDX-License-Identifier: Apache-2.0
"""SPDX's words in the words of the model."""

import pytest

from medward.inventory import spdx_words

DEPENDENCIES = {
    "DEPENDS_ON": ("depends_on", False),
    "DEPENDENCY_OF": ("depends_on", True),
    "CONTAINS": ("contains", False),
    "CONTAINED_BY": ("contains", True),
    "BUILD_DEPENDENCY_OF": ("build_depends_on", True),
    "RUNTIME_DEPENDENCY_OF": ("runtime_depends_on", True),
    "GENERATES": ("generated_from", True),
    "GENERATED_FROM": ("generated_from", False),
    "STATIC_LINK": ("static_link", False),
    "DEV_TOOL_OF": ("dev_tool_of", False),
    "OTHER": ("other", False),
    "SOMETHING_NEW": ("something_new", False),
}


@pytest.mark.parametrize(("word", "kind"), DEPENDENCIES.items(), ids=DEPENDENCIES)
def test_an_spdx_2_relationship_has_one_kind_and_one_direction(word: str, kind: tuple[str, bool]) -> None:
    assert spdx_words.kind_from_2(word) == kind


@pytest.mark.parametrize("word", [word for word in DEPENDENCIES if word not in ("OTHER", "SOMETHING_NEW")])
def test_a_kind_goes_back_to_a_word_of_the_same_meaning(word: str) -> None:
    kind, _ = spdx_words.kind_from_2(word)
    back = spdx_words.kind_to_2(kind)
    assert back is not None
    assert spdx_words.kind_from_2(back[0]) == (kind, back[1])


@pytest.mark.parametrize("kind", ["other", "provides", "has_host", ""])
def test_a_kind_that_spdx_2_cannot_name_has_no_word(kind: str) -> None:
    assert spdx_words.kind_to_2(kind) is None


def test_spdx_3_says_the_same_in_other_words() -> None:
    assert spdx_words.kind_from_3("dependsOn", "") == ("depends_on", False)
    assert spdx_words.kind_from_3("dependsOn", "build") == ("build_depends_on", False)
    assert spdx_words.kind_from_3("dependsOn", "design") == ("depends_on", False)
    assert spdx_words.kind_from_3("usesTool", "build") == ("build_tool_of", True)
    assert spdx_words.kind_from_3("usesTool", "") == ("uses_tool", False)
    assert spdx_words.kind_from_3("hasDynamicLink", "") == ("dynamic_link", False)
    assert spdx_words.kind_from_3("hasTestCase", "") == ("test_case_of", True)
    assert spdx_words.kind_from_3("delegatedTo", "") == ("delegated_to", False)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("SHA256", "SHA-256"),
        ("sha3_384", "SHA3-384"),
        ("blake2b256", "BLAKE2b-256"),
        ("md5", "MD5"),
        ("own", "own"),
    ],
)
def test_algorithms_are_spelled_as_cyclonedx_does(word: str, name: str) -> None:
    assert spdx_words.algorithm(word) == name


def test_algorithms_go_back_to_spdx_2() -> None:
    assert spdx_words.ALGORITHMS_2["SHA-256"] == "SHA256"
    assert spdx_words.ALGORITHMS_2["SHA3-256"] == "SHA3-256"
    assert spdx_words.ALGORITHMS_2["BLAKE2b-512"] == "BLAKE2b-512"
    assert "SHA3-224" not in spdx_words.ALGORITHMS_2


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("OPERATING-SYSTEM", "operating-system"),
        ("OPERATING_SYSTEM", "operating-system"),
        ("operatingSystem", "operating-system"),
        ("deviceDriver", "device-driver"),
        ("LIBRARY", "library"),
        ("", ""),
    ],
)
def test_purposes_are_kinds_of_component(word: str, kind: str) -> None:
    assert spdx_words.purpose(word) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Organization: Example Medical", "Example Medical"),
        ("Person: Ann Author (ann@example.com)", "Ann Author (ann@example.com)"),
        ("Organization: Example ()", "Example"),
        ("Example: a company", "Example: a company"),
        ("NOASSERTION", ""),
        ("Organization: NOASSERTION", ""),
        ("", ""),
    ],
)
def test_a_party_is_its_name(text: str, name: str) -> None:
    assert spdx_words.party(text) == name


def test_midnight_stands_for_the_day() -> None:
    assert spdx_words.end_of_support("2027-01-31T00:00:00Z") == "2027-01-31"
    assert spdx_words.end_of_support("2027-01-31T12:00:00Z") == "2027-01-31T12:00:00Z"


def test_what_is_not_asserted_is_not_said() -> None:
    assert [spdx_words.said(text) for text in (None, "NONE", "NOASSERTION", "1.0")] == ["", "", "", "1.0"]

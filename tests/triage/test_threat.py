# SPDX-License-Identifier: Apache-2.0
"""The exploit metric from what was seen of exploitation."""

import pytest

from medward.triage import cvss
from medward.triage.threat import SECTION, maturity

V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P"
V31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
V4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"


@pytest.mark.parametrize(
    ("vector", "seen", "value"),
    [
        (V2, "active", "H"),
        (V2, "public_poc", "POC"),
        (V2, "none", "U"),
        (V31, "active", "H"),
        (V31, "public_poc", "P"),
        (V31, "none", "U"),
        (V4, "active", "A"),
        (V4, "public_poc", "P"),
        (V4, "none", "U"),
    ],
)
def test_what_was_seen_gives_the_value_in_the_words_of_the_version(vector: str, seen: str, value: str) -> None:
    assert maturity(vector, seen)[0] == value


@pytest.mark.parametrize("vector", [V2, V31, V4])
def test_where_nobody_says_anything_the_metric_stays_undefined_which_counts_as_the_worst(vector: str) -> None:
    assert maturity(vector, None) == ("", "")
    worst = cvss.scores(cvss.with_environment(vector, {"E": maturity(vector, "active")[0]}))
    assert worst.temporal == cvss.scores(vector).base


def test_a_publisher_who_saw_more_is_not_unseen() -> None:
    value, why = maturity(f"{V31}/E:F", "none")
    assert value == "F"
    assert why.startswith("as published, which is worse than that a source says")


def test_a_publisher_who_saw_less_is_overtaken_by_the_catalogue() -> None:
    assert maturity(f"{V4}/E:U", "active") == ("A", "it is known to be exploited")


def test_a_published_value_stays_where_no_source_says_more() -> None:
    assert maturity(f"{V31}/E:P", None) == ("P", "as published; no source says what was seen of exploitation")


def test_every_family_of_versions_names_its_section() -> None:
    assert set(SECTION) == {cvss.family_of(one) for one in (V2, V31, V4)}

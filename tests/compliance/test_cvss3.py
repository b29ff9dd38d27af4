# SPDX-License-Identifier: Apache-2.0
"""CVSS 3.x base scores: published examples, and the bounds of the specification."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.compliance.cvss3 import base_score


@pytest.mark.parametrize(
    ("vector", "score"),
    [
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5),
        ("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
        ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4),
        ("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8),
        ("CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:N/A:N", 4.7),
        ("CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1),
        ("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 6.8),
        ("CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H", 9.3),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0),
    ],
)
def test_known_vectors_have_their_known_scores(vector: str, score: float) -> None:
    assert base_score(vector) == score


def test_metrics_of_time_and_environment_are_left_aside() -> None:
    vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
    assert base_score(f"{vector}/E:U/RL:O/RC:C/MAV:P") == base_score(vector)


@pytest.mark.parametrize(
    "vector",
    [
        "",
        "HIGH",
        "AV:N/AC:L/Au:N/C:P/I:P/A:P",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
        "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    ],
)
def test_what_is_no_complete_cvss_3_vector_has_no_score(vector: str) -> None:
    assert base_score(vector) is None


VECTORS = st.builds(
    "CVSS:3.1/AV:{}/AC:{}/PR:{}/UI:{}/S:{}/C:{}/I:{}/A:{}".format,
    st.sampled_from("NALP"),
    st.sampled_from("LH"),
    st.sampled_from("NLH"),
    st.sampled_from("NR"),
    st.sampled_from("UC"),
    *(st.sampled_from("HLN") for _ in range(3)),
)


@given(VECTORS)
def test_a_score_lies_between_0_and_10_with_one_decimal(vector: str) -> None:
    score = base_score(vector)
    assert score is not None
    assert 0.0 <= score <= 10.0
    assert round(score, 1) == score


@given(VECTORS)
def test_more_harm_never_lowers_a_score(vector: str) -> None:
    """Taken for each of the three impacts alone: from none over low to high."""
    for metric in ("C", "I", "A"):
        scores = [base_score(_with(vector, metric, level)) for level in "NLH"]
        assert scores == sorted(scores, key=lambda score: score or 0.0)


@given(st.text(max_size=60))
def test_any_text_has_a_score_or_none(text: str) -> None:
    assert base_score(f"CVSS:3.1/{text}") is None or 0.0 <= (base_score(f"CVSS:3.1/{text}") or 0.0) <= 10.0


def _with(vector: str, metric: str, level: str) -> str:
    parts = [f"{metric}:{level}" if part.startswith(f"{metric}:") else part for part in vector.split("/")]
    return "/".join(parts)

# SPDX-License-Identifier: Apache-2.0
"""Scores of CVSS vectors: groups, ratings, and texts that are no vectors."""

import json
import os
import zipfile
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.triage.cvss import (
    MAX_LENGTH,
    Rating,
    metrics,
    rating,
    scores,
    version_of,
    with_environment,
    worst,
)

V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P"
V3 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
V4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H"


@pytest.mark.parametrize(
    ("vector", "version", "base", "word"),
    [
        (V2, "2.0", 7.5, Rating.HIGH),
        ("AV:L/AC:H/Au:N/C:C/I:C/A:C", "2.0", 6.2, Rating.MEDIUM),
        ("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", "3.0", 6.1, Rating.MEDIUM),
        (V3, "3.1", 9.8, Rating.CRITICAL),
        ("CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", "3.1", 1.6, Rating.LOW),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", "3.1", 0.0, Rating.NONE),
        (V4, "4.0", 10.0, Rating.CRITICAL),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "4.0", 9.3, Rating.CRITICAL),
        ("CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "4.0", 8.5, Rating.HIGH),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N", "4.0", 5.1, Rating.MEDIUM),
    ],
)
def test_a_vector_of_base_metrics_has_a_base_score_alone(
    vector: str, version: str, base: float, word: Rating
) -> None:
    found = scores(vector)
    assert (found.version, found.base, found.rating, found.reason) == (version, base, word, "")
    assert (found.temporal, found.environmental, found.overall) == (None, None, base)


def test_temporal_metrics_give_a_second_score() -> None:
    assert scores(f"{V3}/E:U/RL:O/RC:U").temporal == 7.8
    assert scores(f"{V3}/E:U/RL:O/RC:U").overall == 7.8
    assert scores(f"{V2}/E:U/RL:OF/RC:C").temporal == 5.5


def test_the_threat_metric_is_the_temporal_group_of_version_4() -> None:
    found = scores(f"{V4}/E:U")
    assert (found.base, found.temporal, found.environmental) == (10.0, 9.1, None)


def test_environmental_metrics_give_a_third_score() -> None:
    found = scores(f"{V3}/MAV:P")
    assert (found.base, found.temporal, found.environmental, found.overall) == (9.8, None, 6.8, 6.8)
    assert scores(f"{V4}/MAV:P").environmental == 8.6
    assert scores(f"{V2}/TD:L").environmental == 1.9


@pytest.mark.parametrize("vector", [f"{V3}/E:X/MAV:X", f"{V4}/E:X", f"{V2}/E:ND"])
def test_a_metric_that_is_not_defined_assesses_nothing(vector: str) -> None:
    assert (scores(vector).temporal, scores(vector).environmental) == (None, None)


def test_supplemental_metrics_change_no_score() -> None:
    found = scores(f"{V4}/S:P/AU:Y/U:Red")
    assert (found.base, found.temporal, found.environmental) == (10.0, None, None)


def test_a_version_2_vector_may_stand_in_brackets() -> None:
    assert scores(f"({V2})").base == 7.5


@pytest.mark.parametrize(
    "text",
    ["", "high", "7.5", "CVSS:3.1/", "CVSS:5.0/AV:N", f"{V3}/", f"{V3}/AV:N", "CVSS:3.1/AV:N", "AV:N", "\x00"],
)
def test_a_text_without_a_score_says_why_and_is_unknown(text: str) -> None:
    found = scores(text)
    assert found.reason.startswith("this is not a CVSS vector")
    assert (found.base, found.overall, found.rating) == (None, None, Rating.UNKNOWN)


def test_a_vector_that_is_too_long_is_not_read() -> None:
    found = scores(V3 + "/E:X" * MAX_LENGTH)
    assert f"at most {MAX_LENGTH}" in found.reason
    assert len(found.vector) == MAX_LENGTH


@given(st.text(max_size=60) | st.builds("{}{}".format, st.sampled_from([V2, V3, V4]), st.text(max_size=30)))
def test_no_text_raises(text: str) -> None:
    found = scores(text)
    assert (found.base is None) == bool(found.reason)
    assert (found.rating is Rating.UNKNOWN) == (found.base is None)


@given(
    st.sampled_from([V2, V3, V4]),
    st.lists(st.sampled_from(["/", ":", "AV", "N", "X", "CVSS", "E", "MAV", "4.0"]), max_size=6),
    st.integers(0, 60),
)
def test_no_broken_vector_raises(vector: str, pieces: list[str], at: int) -> None:
    found = scores(vector[:at] + "".join(pieces) + vector[at:])
    assert found.base is None or 0.0 <= found.base <= 10.0


def test_no_score_is_unknown_and_never_low() -> None:
    assert rating(None) is Rating.UNKNOWN


@pytest.mark.parametrize(
    ("score", "word"), [(3.9, Rating.LOW), (4.0, Rating.MEDIUM), (8.9, Rating.HIGH), (9.0, Rating.CRITICAL)]
)
def test_ratings_are_those_of_the_specification(score: float, word: Rating) -> None:
    assert rating(score) is word


def test_version_2_knows_no_critical() -> None:
    assert rating(10.0, "2.0") is Rating.HIGH


def test_the_worst_of_several_vectors_is_the_highest_scored() -> None:
    found = worst([V2, "high", V3])
    assert found is not None
    assert found.vector == V3


def test_the_worst_of_unscored_vectors_is_unknown() -> None:
    found = worst(["high"])
    assert found is not None
    assert found.rating is Rating.UNKNOWN
    assert worst([]) is None


def test_the_version_is_told_by_the_prefix() -> None:
    assert [version_of(one) for one in (V2, V3, V4)] == ["2.0", "3.1", "4.0"]


def test_metrics_are_those_that_a_vector_defines() -> None:
    assert metrics(f"{V2}/E:ND") == {"AV": "N", "AC": "L", "Au": "N", "C": "P", "I": "P", "A": "P"}
    assert metrics("CVSS:3.1/AV:N/MAV:X") == {"AV": "N"}


def test_an_environment_replaces_the_published_one_and_keeps_the_threat() -> None:
    assert with_environment(f"{V3}/E:P/MAC:H/CR:L", {"MAV": "L", "CR": "H"}) == f"{V3}/E:P/CR:H/MAV:L"


def test_an_environment_keeps_to_the_metrics_of_the_version() -> None:
    assert with_environment(V2, {"MAV": "L", "CR": "H"}) == f"{V2}/CR:H"


@pytest.mark.data
@pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no folder of public data")
def test_public_records_are_scored_as_their_publishers_scored_them() -> None:
    """Some publishers state the temporal score as the base score, and a few state one that no formula gives."""
    with zipfile.ZipFile(Path(os.environ["MEDWARD_DATA"]) / "cve" / "cves.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".json")][::5]
        records = [json.loads(archive.read(name)) for name in names]
    published = {
        (value["vectorString"], value["baseScore"])
        for record in records
        for container in (record["containers"].get("cna", {}), *record["containers"].get("adp", ()))
        for metric in container.get("metrics", ())
        for version, value in metric.items()
        if version.startswith("cvss") and isinstance(value, dict) and "vectorString" in value
    }
    found = [(scores(vector), score) for vector, score in published]
    same = sum(score in {one.base, one.overall} for one, score in found)
    assert [one.reason for one, _ in found if one.base is None] == []
    assert len(found) > 500
    assert same >= 0.98 * len(found)


@pytest.mark.parametrize(
    ("base", "temporal", "environment", "scored"),
    [
        ("AV:N/AC:L/Au:N/C:N/I:N/A:C", "/E:F/RL:OF/RC:C", "/CDP:H/TD:H/CR:M/IR:M/AR:H", (7.8, 6.4, 9.2)),
        ("AV:N/AC:L/Au:N/C:N/I:N/A:C", "/E:F/RL:OF/RC:C", "/CDP:N/TD:N/CR:M/IR:M/AR:H", (7.8, 6.4, 0.0)),
        ("AV:N/AC:L/Au:N/C:C/I:C/A:C", "/E:F/RL:OF/RC:C", "/CDP:H/TD:H/CR:M/IR:M/AR:L", (10.0, 8.3, 9.0)),
        ("AV:L/AC:H/Au:N/C:C/I:C/A:C", "/E:POC/RL:OF/RC:C", "/CDP:H/TD:H/CR:M/IR:M/AR:M", (6.2, 4.9, 7.5)),
    ],
)
def test_version_2_gives_the_scores_of_the_examples_in_its_guide(
    base: str, temporal: str, environment: str, scored: tuple[float, ...]
) -> None:
    """CVSS v2 Complete Guide, 3.3.1 to 3.3.3: CVE-2002-0392, CVE-2003-0818, CVE-2003-0062."""
    found = scores(f"{base}{temporal}{environment}")
    assert (found.base, found.temporal, found.environmental) == scored


V31_BASE = {"AV": "NALP", "AC": "LH", "PR": "NLH", "UI": "NR", "S": "UC", "C": "HLN", "I": "HLN", "A": "HLN"}


@given(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in V31_BASE.items()}),
    st.sampled_from(["X", "U", "P", "F", "H"]),
    st.sampled_from(["X", "O", "T", "W", "U"]),
    st.sampled_from(["X", "U", "R", "C"]),
)
def test_temporal_metrics_of_version_3_multiply_the_base_score_and_round_up(
    base: dict[str, str], maturity: str, level: str, confidence: str
) -> None:
    """CVSS 3.1, 7.2: computed anew from the weights of 7.4, with the rounding of appendix A."""
    weights = (
        {"X": 100, "H": 100, "F": 97, "P": 94, "U": 91}[maturity],
        {"X": 100, "U": 100, "W": 97, "T": 96, "O": 95}[level],
        {"X": 100, "C": 100, "R": 96, "U": 92}[confidence],
    )
    vector = "CVSS:3.1/" + "/".join(f"{name}:{value}" for name, value in base.items())
    found = scores(f"{vector}/E:{maturity}/RL:{level}/RC:{confidence}")
    assert found.base is not None
    millionths = round(found.base * 10) * prod(weights)
    expected = -(-millionths // 10**6) / 10
    assert (found.temporal if found.temporal is not None else found.base) == expected


@pytest.mark.parametrize(
    ("vector", "score"),
    [
        (f"{V4}/E:A", 10.0),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U", 8.1),
        ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N/MSI:S", None),
    ],
)
def test_version_4_agrees_with_the_library(vector: str, score: float | None) -> None:
    """The library is FIRST's reference in Python; the first two scores are told by its public calculator too."""
    from cvss import CVSS4  # type: ignore[import-untyped]  # the library ships no types

    assert scores(vector).overall == float(CVSS4(vector).scores()[0])
    assert score is None or scores(vector).overall == score


def test_metrics_are_written_in_the_order_of_the_version() -> None:
    assert with_environment(f"{V4}/S:P", {"CR": "H", "E": "A"}) == f"{V4}/E:A/CR:H/S:P"
    assert with_environment(f"({V2}/TD:L)", {"E": "H", "CDP": "H"}) == f"{V2}/E:H/CDP:H"

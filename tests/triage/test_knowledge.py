# SPDX-License-Identifier: Apache-2.0
"""What is known of a vulnerability is found under every id that it has."""

from compliance.dossiers import CRITICAL_VECTOR, finding
from medward.triage.epss import parse
from medward.triage.knowledge import Knowledge, forecast, ids, told, vectors
from medward.triage.rubric import read_answers

HEAD = "#model_version:v1,score_date:2026-05-30\ncve,epss,percentile\n"
FOUND = finding("app", "GHSA-1", aliases=("CVE-2026-0001",), upstream=("CVE-2026-0002", "CVE-2026-0001"))


def test_a_finding_is_known_under_its_own_id_its_aliases_and_its_upstream_ids() -> None:
    assert ids(FOUND) == ("GHSA-1", "CVE-2026-0001", "CVE-2026-0002")


def test_what_is_told_under_its_own_id_goes_first() -> None:
    assert told({"CVE-2026-0002": 2, "GHSA-1": 1}, FOUND) == 1
    assert told({"CVE-2026-0009": 9}, FOUND) is None


def test_the_highest_forecast_of_all_its_cves_counts() -> None:
    scores = parse(f"{HEAD}CVE-2026-0001,0.1,0.2\nCVE-2026-0002,0.3,0.8\n".encode(), "epss.csv")
    found = forecast(Knowledge(epss=scores), FOUND)
    assert found is not None
    assert (found.cve, found.percentile) == ("CVE-2026-0002", 0.8)


def test_without_a_file_or_a_row_there_is_no_forecast() -> None:
    assert forecast(Knowledge(), FOUND) is None
    assert forecast(Knowledge(epss=parse(HEAD.encode(), "epss.csv")), FOUND) is None


def test_published_vectors_score_a_finding_each_once() -> None:
    assert vectors(Knowledge(), FOUND) == (CRITICAL_VECTOR,)
    twice = finding("app", severities=FOUND.severities * 2)
    assert vectors(Knowledge(), twice) == (CRITICAL_VECTOR,)


def test_the_makers_answers_to_the_rubric_go_before_what_is_published() -> None:
    knowledge = Knowledge(answers={"CVE-2026-0001": read_answers("XAVN:N/XAVP:Y/XAVPA:N/XACL:N")})
    assert vectors(knowledge, FOUND) == ("CVSS:3.0/AV:P/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H",)

# SPDX-License-Identifier: Apache-2.0
"""One word and one sign for one thing, whatever shows it."""

import datetime as dt
from dataclasses import replace

import pytest

from medward.compliance.model import Decision, Status
from medward.packs.standing import LegalStatus
from medward.reports import words
from medward.triage.deadlines import Deadline
from reports.factories import AS_OF, assessment, decision


def test_every_status_has_a_sign_of_its_own() -> None:
    assert set(words.SIGNS) == set(Status)
    for signs in zip(*((sign.word, sign.mark, sign.plain) for sign in words.SIGNS.values()), strict=True):
        assert len(set(signs)) == len(Status)


def test_the_plain_signs_are_one_ascii_character() -> None:
    assert all(sign.plain.isascii() and len(sign.plain) == 1 for sign in words.SIGNS.values())


def test_only_met_is_explained_without_a_warning() -> None:
    counted = [status for status, sign in words.SIGNS.items() if "Never counts as met" in sign.gloss]
    assert counted == [Status.UNKNOWN, Status.ERROR]


@pytest.mark.parametrize("status", LegalStatus)
def test_every_legal_status_can_be_said(status: LegalStatus) -> None:
    assert "_" not in words.said(status)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (None, "not decided"),
        (decision("under_investigation"), "under investigation"),
        (decision("not_affected", expired=True), "not affected, expired"),
    ],
)
def test_a_decision_in_few_words(made: Decision | None, said: str) -> None:
    assert words.decided(made) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-21", "by 2026-03-21"),
        ("2026-03-20", "by 2026-03-20"),
        ("2026-03-19", "by 2026-03-19, 1 day past"),
        ("2026-03-10", "by 2026-03-10, 10 days past"),
    ],
)
def test_a_last_day_that_is_past_says_by_how_much(day: str, said: str) -> None:
    assert words.by(Deadline(dt.date.fromisoformat(day), "as a test says"), AS_OF) == said
    assert words.by(None, AS_OF) == ""


def test_what_is_settled_and_has_no_day_is_nothing_to_do() -> None:
    opened, expired, closed = assessment().findings
    assert words.to_do(closed, AS_OF) == ""
    assert words.to_do(replace(opened, deadline=None), AS_OF) == opened.action
    assert words.to_do(replace(closed, action="Update", deadline=expired.deadline), AS_OF) == (
        "Update by 2026-03-10, 10 days past"
    )


def test_no_linked_harm_is_not_called_harmless() -> None:
    assert words.harm(None) == "not linked"
    assert words.harm("very_low") == "very low"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 links"), (1, "1 link"), (2, "2 links"), (12345, "12,345 links")]
)
def test_numbers_stand_with_their_noun(number: int, said: str) -> None:
    assert words.counted(number, "link") == said


def test_a_plural_may_be_given() -> None:
    assert words.counted(2, "vulnerability", "vulnerabilities") == "2 vulnerabilities"


def test_thousands_stand_apart() -> None:
    assert words.grouped(1234567) == "1,234,567"


def test_a_digest_is_cut_to_what_tells_two_apart() -> None:
    assert words.short("sha256:0123456789abcdef") == "sha256:0123456789ab"
    assert words.short("no digest at all") == "no digest at"


def test_a_component_without_a_version_says_so() -> None:
    assert words.component("zlib", "1.2.11") == "zlib 1.2.11"
    assert words.component("blob", "") == "blob (no version)"


@pytest.mark.parametrize(
    ("versions", "said"),
    [((), "none named"), (("1.1",), "1.1"), (("1.1", "2.0"), "1.1, 2.0"), (("1", "2", "3", "4"), "1, 2, +2")],
)
def test_the_first_fixed_versions_are_named(versions: tuple[str, ...], said: str) -> None:
    assert words.fixes(versions) == said


def test_glosses_are_sentences_to_which_the_page_adds_the_full_stop() -> None:
    assert all(meaning[0].isupper() and not meaning.endswith(".") for meaning in words.GLOSS.values())

# SPDX-License-Identifier: Apache-2.0
"""What fetching noted of a part: when it was current, what failed since, and whether it is complete."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from advisories.sources import catalogue, folder, record
from medward.advisories.parts import KEV_FILE, Part, find
from medward.advisories.renewal import MAX_REASON, Renewal, Renewals
from medward.advisories.sync.state import NAME, FileState, Paging, State
from medward.base.canonical import digest_file

NOON = datetime(2099, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2099, 3, 2, 12, tzinfo=UTC)
PYPI = "osv/PyPI/all.zip"
PAGE = "nvd/pages/20990301T120000Z/0000000.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return catalogue(folder(tmp_path / "s", record("X-1")))


def fetched(root: Path, path: str, source: str, **known: Any) -> State:
    """The state after a file was fetched as it lies there."""
    state, lies = State(root), root / path
    state.files[path] = FileState(
        source, digest=digest_file(lies), size=lies.stat().st_size, succeeded=NOON, **known
    )
    return state


def part(root: Path, place: str) -> Part:
    return next(one for one in find(root).parts if one.place == place)


def renewal(root: Path, place: str) -> Renewal:
    path = root / place
    return Renewals(root).of(part(root, place), digest_file(path) if path.is_file() else "")


def pages(root: Path) -> State:
    """The state after one page of the NVD was fetched."""
    (root / PAGE).parent.mkdir(parents=True)
    (root / PAGE).write_text('{"vulnerabilities": []}')
    return fetched(root, PAGE, "nvd")


def test_without_a_state_nothing_is_said(root: Path) -> None:
    assert renewal(root, PYPI) == Renewal()


def test_a_part_that_the_state_does_not_name_was_put_there_and_nothing_is_said(root: Path) -> None:
    fetched(root, PYPI, "osv").save()
    assert renewal(root, KEV_FILE) == Renewal()


def test_a_file_as_it_was_fetched_is_current_as_of_then(root: Path) -> None:
    fetched(root, PYPI, "osv").save()
    assert renewal(root, PYPI) == Renewal(NOON)


def test_a_file_that_failed_since_says_when_and_why(root: Path) -> None:
    fetched(root, PYPI, "osv", failed=LATER, error="its server answers with status 503").save()
    assert renewal(root, PYPI) == Renewal(NOON, LATER, "its server answers with status 503")


def test_a_file_that_is_another_than_was_fetched_is_said_to_be_so(root: Path) -> None:
    fetched(root, PYPI, "osv").save()
    folder(root, record("X-2"))
    assert renewal(root, PYPI) == Renewal(error="it is not the file that was fetched")


def test_a_source_that_failed_as_a_whole_marks_its_files(root: Path) -> None:
    state = fetched(root, PYPI, "osv")
    state.source("osv").failed, state.source("osv").error = LATER, "nobody answers"
    state.save()
    assert renewal(root, PYPI) == Renewal(NOON, LATER, "nobody answers")


def test_a_source_of_which_another_file_failed_leaves_this_one_as_it_is(root: Path) -> None:
    state = fetched(root, PYPI, "osv")
    state.files["osv/npm/all.zip"] = FileState("osv", failed=LATER, error="gone")
    state.source("osv").failed, state.source("osv").error = LATER, "gone"
    state.save()
    assert renewal(root, PYPI) == Renewal(NOON)


def test_pages_that_are_all_there_are_current_as_of_their_source(root: Path) -> None:
    state = pages(root)
    state.source("nvd").succeeded = NOON
    state.save()
    assert renewal(root, "nvd/pages") == Renewal(NOON)


def test_a_first_run_under_way_is_incomplete(root: Path) -> None:
    state = pages(root)
    state.source("nvd").paging = Paging("20990301T120000Z", None, NOON, 2_000)
    state.save()
    found = renewal(root, "nvd/pages")
    assert (found.complete, found.error) == (False, "its first run broke off after 2,000 records")


def test_changes_under_way_are_incomplete_and_keep_the_reason(root: Path) -> None:
    state = pages(root)
    known = state.source("nvd")
    known.paging, known.succeeded = Paging("20990302T120000Z", NOON, LATER, 0), NOON
    known.failed, known.error = LATER, "its server answers with status 503"
    state.save()
    reason = "its changes since 2099-03-01 were fetched only in part; its server answers with status 503"
    assert renewal(root, "nvd/pages") == Renewal(NOON, LATER, reason, complete=False)


def test_a_source_that_was_never_fetched_in_full_is_incomplete(root: Path) -> None:
    pages(root).save()
    assert renewal(root, "nvd/pages") == Renewal(error="it was never fetched in full", complete=False)


@pytest.mark.parametrize("content", [None, "shorter"])
def test_a_page_that_is_gone_or_another_leaves_the_source_incomplete(root: Path, content: str | None) -> None:
    state = pages(root)
    state.source("nvd").succeeded = NOON
    state.save()
    (root / PAGE).unlink()
    if content is not None:
        (root / PAGE).write_text(content)
    found = renewal(root, "nvd/pages")
    assert (found.complete, found.error) == (False, "1 of its files are gone or not what was fetched")


def test_a_folder_of_which_something_was_left_out_is_not_current(root: Path) -> None:
    state = pages(root)
    known = state.source("nvd")
    known.succeeded, known.failed = NOON, LATER
    state.save()
    assert renewal(root, "nvd/pages").error == "something that its publisher offers was left out"


def test_a_page_that_failed_before_the_run_was_stopped_counts(root: Path) -> None:
    state = pages(root)
    state.source("nvd").succeeded = NOON
    state.files[PAGE].failed, state.files[PAGE].error = LATER, "cut short"
    state.save()
    assert renewal(root, "nvd/pages") == Renewal(NOON, LATER, "cut short")


def test_a_state_that_cannot_be_read_leaves_every_part_in_doubt(root: Path) -> None:
    (root / NAME).write_text("{")
    for place in (PYPI, KEV_FILE):
        assert renewal(root, place) == Renewal(error="what is known of the files cannot be read")


def test_a_long_reason_is_cut(root: Path) -> None:
    fetched(root, PYPI, "osv", failed=LATER, error="x" * 1_000).save()
    assert len(renewal(root, PYPI).error) == MAX_REASON


def test_what_could_not_be_fetched_and_lies_nowhere_is_missing(root: Path) -> None:
    state = fetched(root, PYPI, "osv", failed=LATER, error="stale, and still here")
    state.files["osv/npm/all.zip"] = FileState("osv", failed=LATER, error="no such file")
    state.source("cisa-csaf").failed, state.source("cisa-csaf").error = LATER, "nobody answers"
    state.source("osv").failed = LATER
    state.save()
    found = [(one.where, one.reason) for one in Renewals(root).missing(find(root).parts)]
    assert found == [
        ("osv/npm/all.zip", "it could not be fetched: no such file"),
        ("cisa-csaf", "the source could not be fetched: nobody answers"),
    ]

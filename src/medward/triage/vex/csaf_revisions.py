# SPDX-License-Identifier: Apache-2.0
"""Mandatory tests of CSAF 2.0 about versions, status and history: 6.1.14 to 6.1.22 and 6.1.30."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

from medward.triage.vex import csaf_wire as wire
from medward.triage.vex.breach import Breach

Rule: TypeAlias = Callable[[wire.CsafDocument], Iterable[Breach]]
_Key: TypeAlias = "tuple[int, int, int, bool, tuple[tuple[bool, int, str], ...]]"
_HISTORY = "document.tracking.revision_history"
_VERSION = "document.tracking.version"
_RELEASED = ("final", "interim")


def _plain(version: str) -> str:
    """The version without its build metadata."""
    return version.partition("+")[0]


def _is_pre_release(version: str) -> bool:
    return "-" in _plain(version)


def _major(version: str) -> int:
    return int(re.split(r"[.+-]", version, maxsplit=1)[0])


def _key(version: str) -> _Key:
    """The order of Semantic Versioning 2.0.0, clause 11; an integer is a major version."""
    core, _, pre = _plain(version).partition("-")
    numbers = [*map(int, core.split(".")), 0, 0]
    words = tuple((not word.isdigit(), int(word) if word.isdigit() else 0, word) for word in pre.split("."))
    return (numbers[0], numbers[1], numbers[2], not pre, words if pre else ())


def _by_date(document: wire.CsafDocument) -> list[wire.Revision]:
    history = document.document.tracking.revision_history
    return sorted(history, key=lambda one: (one.date, _key(one.number)))


def _sorted(document: wire.CsafDocument) -> Iterator[Breach]:
    for one, then in pairwise(_by_date(document)):
        if _key(then.number) < _key(one.number):
            message = f"version {then.number} is dated after version {one.number}"
            yield Breach("6.1.14", _HISTORY, message)


def _translator(document: wire.CsafDocument) -> Iterator[Breach]:
    if document.document.publisher.category == "translator" and not document.document.source_lang:
        yield Breach("6.1.15", "document.source_lang", "a translator does not say from which language")


def _latest(document: wire.CsafDocument) -> Iterator[Breach]:
    tracking = document.document.tracking
    said, last = _plain(tracking.version), _plain(_by_date(document)[-1].number)
    if tracking.status == "draft":
        said, last = said.partition("-")[0], last.partition("-")[0]
    if said != last:
        yield Breach("6.1.16", _VERSION, f"the version is {tracking.version}, and that of the history {last}")


def _draft(document: wire.CsafDocument) -> Iterator[Breach]:
    tracking = document.document.tracking
    if tracking.status != "draft" and (_major(tracking.version) == 0 or _is_pre_release(tracking.version)):
        message = f"version {tracking.version} can only be a draft, and the status is '{tracking.status}'"
        yield Breach("6.1.17", "document.tracking.status", message)


def _released_history(document: wire.CsafDocument) -> Iterator[Breach]:
    tracking = document.document.tracking
    if tracking.status in _RELEASED:
        for one in tracking.revision_history:
            if _major(one.number) == 0:
                yield Breach("6.1.18", _HISTORY, f"version {one.number} was never released")


def _pre_releases(document: wire.CsafDocument) -> Iterator[Breach]:
    for one in document.document.tracking.revision_history:
        if _is_pre_release(one.number):
            yield Breach("6.1.19", _HISTORY, f"version {one.number} is a pre-release")


def _released_version(document: wire.CsafDocument) -> Iterator[Breach]:
    tracking = document.document.tracking
    if tracking.status in _RELEASED and _is_pre_release(tracking.version):
        yield Breach("6.1.20", _VERSION, f"version {tracking.version} is a pre-release, and no draft")


def _missing(document: wire.CsafDocument) -> Iterator[Breach]:
    numbers = sorted({_major(one.number) for one in document.document.tracking.revision_history})
    if numbers[0] > 1:
        yield Breach("6.1.21", _HISTORY, f"the history begins with version {numbers[0]}")
    for one, then in pairwise(numbers):
        if then > one + 1:
            yield Breach("6.1.21", _HISTORY, f"the history goes from version {one} to {then}")


def _twice(document: wire.CsafDocument) -> Iterator[Breach]:
    numbers = Counter(one.number for one in document.document.tracking.revision_history)
    for number, times in numbers.items():
        if times > 1:
            yield Breach("6.1.22", _HISTORY, f"version {number} stands twice in the history")


def _mixed(document: wire.CsafDocument) -> Iterator[Breach]:
    tracking = document.document.tracking
    numbers = (tracking.version, *(one.number for one in tracking.revision_history))
    if len({number.isdigit() for number in numbers}) > 1:
        yield Breach("6.1.30", _HISTORY, "some versions are integers, and some have three parts")


RULES: Mapping[str, Rule] = {
    "6.1.14": _sorted,
    "6.1.15": _translator,
    "6.1.16": _latest,
    "6.1.17": _draft,
    "6.1.18": _released_history,
    "6.1.19": _pre_releases,
    "6.1.20": _released_version,
    "6.1.21": _missing,
    "6.1.22": _twice,
    "6.1.30": _mixed,
}
"""Number of the test → the rule."""

# SPDX-License-Identifier: Apache-2.0
"""What must hold inside one framework pack beyond the types of its values.

- Ids of sections, and ids of requirements, stand once each.
- Every requirement names a listed section, and every section has a requirement.
- `in_force_from` is given unless the pack is only proposed; `in_force_until` where it is superseded or withdrawn.
- Days are in order: in force before it ends; a requirement not before its framework and not after its end; a
  `reserved` check is looked at again after it was verified.
- An `answered` check, and a path with `answers`, name the requirement in which they stand.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from medward.base.problems import Problem
from medward.base.yamltext import Document, KeyPath, key_path
from medward.packs.checks import All, AnsweredCheck, AnyOf, Check, PathCheck, ReservedCheck
from medward.packs.framework import Framework, PackStatus

T = TypeVar("T")

ENDED = (PackStatus.SUPERSEDED, PackStatus.WITHDRAWN)


def problems(framework: Framework, document: Document) -> list[Problem]:
    """Every broken rule, in the order of the rules above."""
    checker = _Checker(framework, document)
    return [
        *checker.repeated([section.id for section in framework.sections], "sections", "section"),
        *checker.repeated([part.id for part in framework.requirements], "requirements", "requirement"),
        *checker.sections(),
        *checker.missing_days(),
        *checker.order(),
        *checker.answered(),
    ]


class _Checker:
    """Asks the rules of one pack."""

    def __init__(self, framework: Framework, document: Document) -> None:
        self.framework = framework
        self.document = document

    def problem(self, path: KeyPath, code: str, message: str, mend: str) -> Problem:
        return Problem(self.document.place(path), key_path(path), f"pack.{code}", message, mend)

    def repeated(self, ids: Sequence[str], key: str, what: str) -> Iterator[Problem]:
        """Ids that stand twice, at their second place."""
        seen: set[str] = set()
        for index, name in enumerate(ids):
            if name in seen:
                yield self.problem(
                    (key, index, "id"), "duplicate-id", f"the {what} '{name}' stands twice", "Give one another id"
                )
            seen.add(name)

    def sections(self) -> Iterator[Problem]:
        listed = [section.id for section in self.framework.sections]
        used = {requirement.section for requirement in self.framework.requirements}
        for index, requirement in enumerate(self.framework.requirements):
            if requirement.section not in listed:
                yield self.problem(
                    ("requirements", index, "section"),
                    "unknown-section",
                    f"there is no section '{requirement.section}'",
                    f"Write one of {', '.join(listed)}, or list the section",
                )
        for index, name in enumerate(listed):
            if name not in used:
                yield self.problem(
                    ("sections", index),
                    "empty-section",
                    f"the section '{name}' has no requirement",
                    "Take it out of the list",
                )

    def missing_days(self) -> Iterator[Problem]:
        status = self.framework.status
        if status is not PackStatus.PROPOSED and self.framework.in_force_from is None:
            yield self._missing("in_force_from", f"a pack that is {status} has a day from which it holds")
        if status in ENDED and self.framework.in_force_until is None:
            yield self._missing("in_force_until", f"a pack that is {status} has a day until which it held")

    def _missing(self, key: str, message: str) -> Problem:
        return self.problem(("status",), "missing-date", message, f"Add '{key}'")

    def order(self) -> Iterator[Problem]:
        start, end = self.framework.in_force_from, self.framework.in_force_until
        yield from self._before(("in_force_until",), start, end, "the text ends before it begins")
        for index, requirement in enumerate(self.framework.requirements):
            path: KeyPath = ("requirements", index)
            own = requirement.in_force_from
            yield from self._before((*path, "in_force_from"), start, own, "this is asked before the text holds")
            yield from self._before((*path, "in_force_from"), own, end, "this is asked only after the text ended")
            for where, verified, recheck in _reserved_days(requirement.check, (*path, "check")):
                yield from self._before(where, verified, recheck, "the next look lies before the last one")

    def answered(self) -> Iterator[Problem]:
        for index, requirement in enumerate(self.framework.requirements):
            own = f"{self.framework.id}:{requirement.id}"
            for path, named in _answered_names(requirement.check, ("requirements", index, "check")):
                if named != own:
                    message = f"'{named}' is not the requirement in which the check stands"
                    yield self.problem(path, "unknown-requirement", message, f"Write '{own}'")

    def _before(
        self, path: KeyPath, earlier: dt.date | None, later: dt.date | None, message: str
    ) -> Iterator[Problem]:
        if earlier is not None and later is not None and later < earlier:
            yield self.problem(path, "dates", f"{message} ({later} < {earlier})", "Correct one of the two days")


def _answered_names(check: Check, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Path and requirement of each check, at or below a check, that asks for what answers a requirement."""
    if isinstance(check, AnsweredCheck):
        yield (*path, "answered", "requirement"), check.answered.requirement
    if isinstance(check, PathCheck) and check.path.answers is not None:
        yield (*path, "path", "answers"), check.path.answers
    yield from _inner(check, path, _answered_names)


def _reserved_days(check: Check, path: KeyPath) -> Iterator[tuple[KeyPath, dt.date, dt.date]]:
    """Path, day of the last look and day of the next one, of each `reserved` check at or below a check."""
    if isinstance(check, ReservedCheck):
        yield (*path, "reserved", "recheck_by"), check.reserved.verified, check.reserved.recheck_by
    yield from _inner(check, path, _reserved_days)


def _inner(check: Check, path: KeyPath, walk: Callable[[Check, KeyPath], Iterator[T]]) -> Iterator[T]:
    """What a walk finds in the checks inside a check."""
    if isinstance(check, All | AnyOf):
        key = "all" if isinstance(check, All) else "any"
        for index, inner in enumerate(check.checks):
            yield from walk(inner, (*path, key, index))

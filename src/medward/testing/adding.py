# SPDX-License-Identifier: Apache-2.0
"""Taking a report into a dossier: its file, the evidence, the result of the test, the anomalies; all or nothing.

- The report lies below `files/evidence/` afterwards, or stays where it is if it lies in the dossier's folder. A
  file is never overwritten: another report of the same name gets a number.
- The same report again for the same test changes nothing. It is known by its digest.
- A newer report of a test replaces its result, day and tool; the older reports stay among its evidence. An older
  one is refused, and so is one that contradicts itself or tells a day to come.
- What a test verifies grows, and never shrinks.
- A finding is matched with the anomalies of the test by `reported_as`. One that is gone keeps its disposition,
  which a person decides; one that was called fixed and is reported again is open again.
- Where any of the writes fails, all of them are undone, the copy of the file included.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from medward.base.canonical import Json
from medward.base.files import write_atomically
from medward.base.problems import ProblemsError
from medward.dossier.folder import is_part, yaml_files
from medward.dossier.loading import Loaded, load
from medward.dossier.locking import alone
from medward.dossier.model.proof import Anomaly, Disposition, Evidence, Test, TestResult
from medward.dossier.recording import record, replace
from medward.testing import entries
from medward.testing.comparing import Comparison, compare
from medward.testing.model import COVERAGE, Format, Outcome, Report
from medward.testing.reader import content, parse
from medward.testing.source import refusal

MAX_NAME = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
HOME = "files/evidence"
"""Where reports are copied to, in the dossier's folder."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says besides the report.

    Attributes:
        test: id of the test; None: the next free one, for a new test.
        title: title of a new test; None: the test exists.
        verifies: ids of what the test verifies, besides what it says already.
        release: id of the release that was tested, for a new test.
        tool: tool with its version, where the report does not name it.
        day: day of the result, where the report does not tell it.
        form: format; None: by the content.
    """

    test: str | None = None
    title: str | None = None
    verifies: tuple[str, ...] = ()
    release: str | None = None
    tool: str = ""
    day: date | None = None
    form: Format | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of it.

    Attributes:
        report: what the file says.
        changed: whether anything was written.
        file: path of the report in the dossier.
        evidence: id of the evidence.
        test: id of the test; empty where the report measures only and names none.
        anomalies: ids of the anomalies that were recorded or opened again.
        comparison: what became better or worse since the last report of the test.
    """

    report: Report
    changed: bool
    file: str
    evidence: str
    test: str = ""
    anomalies: tuple[str, ...] = ()
    comparison: Comparison = field(default_factory=Comparison)


def add(folder: Path, file: Path, wanted: Wanted, as_of: date) -> Added:
    """Take a report into the dossier in `folder`, as of a day. Raises ProblemsError, with nothing changed."""
    data = content(file)
    report = parse(data, file.name, wanted.form)
    if report.outcome is Outcome.ERROR:
        raise refusal(file.name, "contradiction", report.reasons[0], "Run the tool again, and let it end")
    try:
        with alone(folder):
            return _added(folder, file, data, report, wanted, as_of)
    except OSError as error:
        message = f"the dossier cannot be written: {error.strerror}"
        raise refusal(str(folder), "unwritable", message, "Check that you may write to the folder") from error


def _added(folder: Path, file: Path, data: bytes, report: Report, wanted: Wanted, as_of: date) -> Added:
    """Take in what was read; nobody else writes to the folder meanwhile."""
    loaded = load(folder)
    known = next((one for one in loaded.dossier.evidence if one.digest == report.digest), None)
    test = _test(loaded, file.name, wanted, report, known)
    if known is not None and (test is None or known.id in test.evidence) and not _verifies_more(test, wanted):
        return Added(report, changed=False, file=known.file, evidence=known.id, test=test.id if test else "")
    with _all_or_nothing(folder) as made:
        return _Adding(loaded, report, wanted, made).run(file, data, as_of, known, test)


def _test(loaded: Loaded, name: str, wanted: Wanted, report: Report, known: Evidence | None) -> Test | None:
    """The test that is meant, if it exists. Raises ProblemsError for what does not fit."""
    tests = loaded.dossier.tests
    if wanted.title is None and wanted.test is None:
        if report.format in COVERAGE and not wanted.verifies:
            return None
        raise refusal(
            name, "needs", "it is not said which test this is", "Name it with `--test`, or begin one with `--new`"
        )
    if wanted.title is not None and report.format in COVERAGE:
        raise refusal(
            name, "needs", "coverage proves no test", "Leave `--new` out, or name the test that was measured"
        )
    if wanted.title is not None:
        same = [
            one for one in tests if known is not None and known.id in one.evidence and one.title == wanted.title
        ]
        if same or wanted.test not in {one.id for one in tests}:
            return same[0] if same else None
        mend = "Leave `--new` out, or name another id"
        raise refusal(name, "taken", f"there is a test '{wanted.test}' already", mend)
    found = next((one for one in tests if one.id == wanted.test), None)
    if found is None:
        mend = "Name one that it has, or begin a new one with `--new`"
        raise refusal(name, "unknown-test", f"the dossier has no test '{wanted.test}'", mend)
    return found


def _verifies_more(test: Test | None, wanted: Wanted) -> bool:
    return test is not None and not set(wanted.verifies) <= set(test.verifies)


@dataclass(slots=True)
class _Adding:
    """One report on its way into one dossier."""

    loaded: Loaded
    report: Report
    wanted: Wanted
    made: list[Path]

    def run(self, file: Path, data: bytes, as_of: date, known: Evidence | None, test: Test | None) -> Added:
        """Write everything, evidence first, because the test refers to it, and the anomalies to the test."""
        day = self._day(file.name, as_of, test, known)
        tool = entries.tool_of(self.report, self.wanted.tool)
        comparison = self._comparison(test)
        home = known.file if known is not None else self._placed(file, data)
        name = known.id if known is not None else next(entries.new_ids(self._ids("evidence"), "E-001"))
        if known is None:
            self._record("evidence", [entries.evidence(self.report, name, home, day, tool)])
        if test is None and self.wanted.title is None:
            return Added(self.report, changed=True, file=home, evidence=name)
        written = self._test(test, name, day, tool)
        anomalies = self._anomalies(str(written["id"]), written.get("release"))
        return Added(
            self.report,
            changed=True,
            file=home,
            evidence=name,
            test=str(written["id"]),
            anomalies=anomalies,
            comparison=comparison,
        )

    def _day(self, name: str, as_of: date, test: Test | None, known: Evidence | None) -> date:
        """The day of the result. Raises ProblemsError where none is told, two differ, or a newer one is there."""
        told, said = self.report.day, self.wanted.day
        if told and said and told != said:
            raise refusal(name, "day", f"the report tells the day {told}, not {said}", "Leave `--date` out")
        day = told or said
        if day is None:
            raise refusal(name, "day", "the report tells no day", "Say with `--date` when it was made")
        if day > as_of + timedelta(days=1):
            raise refusal(name, "day", f"the day {day} is to come", "Mend the clock of the machine, or `--date`")
        again = known is not None and test is not None and known.id in test.evidence
        judges = self.report.format not in COVERAGE and not again
        if judges and test is not None and test.date and day < test.date:
            message = f"the dossier has a result of {test.id} of {test.date}, which is newer than {day}"
            raise refusal(name, "older", message, "Take in the newest report, or begin another test with `--new`")
        return day

    def _comparison(self, test: Test | None) -> Comparison:
        """Against the newest report of the same format that the test has; without one, against its result."""
        if test is None:
            return Comparison()
        held = sorted(
            (one for one in self.loaded.dossier.evidence if one.id in test.evidence),
            key=lambda one: (one.collected, one.id),
            reverse=True,
        )
        for one in held:
            before = self._read_again(one)
            if before is not None and before.format is self.report.format and before.digest != self.report.digest:
                return compare(before, self.report)
        return self._by_result(test)

    def _by_result(self, test: Test) -> Comparison:
        now = entries.RESULTS.get(self.report.outcome)
        if now is None or now is test.result:
            return Comparison()
        text = (f"the result was {test.result}, and is {now}",)
        return Comparison(text, ()) if now is TestResult.PASSED else Comparison((), text)

    def _read_again(self, one: Evidence) -> Report | None:
        """An earlier report; None where the file is none, which is what most evidence is."""
        path = self.loaded.folder / one.file
        try:
            return parse(content(path), one.file)
        except ProblemsError:
            return None

    def _placed(self, file: Path, data: bytes) -> str:
        """The report's path in the dossier: where it lies already, else a copy of the bytes that were read."""
        folder, real = self.loaded.folder.resolve(), file.resolve()
        if real.is_relative_to(folder) and not is_part(
            PurePosixPath(inside := real.relative_to(folder).as_posix())
        ):
            return inside
        stem, suffix = (_UNSAFE.sub("-", part)[:MAX_NAME] for part in (file.stem, file.suffix))
        stem = stem.strip(".-") or "report"
        names = (f"{stem}{suffix}", *(f"{stem}-{number}{suffix}" for number in range(2, 10_000)))
        name = next(one for one in names if not os.path.lexists(folder / HOME / one))
        self.made.append(folder / HOME / name)
        write_atomically(folder / HOME / name, data)
        return f"{HOME}/{name}"

    def _test(self, test: Test | None, evidence: str, day: date, tool: str) -> dict[str, Json]:
        """Write the test, new or with its new result; the item that was written."""
        if test is None:
            return self._new_test(evidence, day, tool)
        item: dict[str, Json] = test.model_dump(mode="json", exclude_defaults=True)
        if self.report.format not in COVERAGE and (evidence not in test.evidence):
            item |= entries.outcome_keys(self.report, day, tool)
        item["evidence"] = sorted({*test.evidence, evidence})
        if verifies := sorted({*test.verifies, *self.wanted.verifies}):
            item["verifies"] = [*verifies]
        self._replace("tests", item)
        return item

    def _new_test(self, evidence: str, day: date, tool: str) -> dict[str, Json]:
        kind, method, _ = entries.KINDS[self.report.format]
        item: dict[str, Json] = {
            "id": self.wanted.test or next(entries.new_ids(self._ids("tests"), "TE-001")),
            "title": self.wanted.title,
            "test_kind": kind.value,
            **({"methods": [method.value]} if method else {}),
            **({"verifies": sorted(set(self.wanted.verifies))} if self.wanted.verifies else {}),
            **({"release": self.wanted.release} if self.wanted.release else {}),
            **entries.outcome_keys(self.report, day, tool),
            "evidence": [evidence],
        }
        self._record("tests", [item])
        return item

    def _anomalies(self, test: str, release: Json) -> tuple[str, ...]:
        """Record what is new, and open again what was called fixed; the ids of both."""
        held = {
            one.reported_as: one
            for one in self.loaded.dossier.anomalies
            if one.reported_as is not None and test in one.found_by
        }
        names = entries.new_ids(self._ids("anomalies"), "AN-001")
        where = str(release) if release else None
        new = entries.anomalies(self.report, test, where, names, frozenset(held))
        if new:
            self._record("anomalies", new)
        told = {one.key for one in entries.reported(self.report.findings)}
        back = [one for key, one in held.items() if key in told and one.disposition is Disposition.FIXED]
        for one in back:
            self._replace("anomalies", _opened(one))
        return (*(str(one["id"]) for one in new), *(one.id for one in back))

    def _ids(self, key: str) -> Iterator[str]:
        return (one.id for one in getattr(self.loaded.dossier, key))

    def _record(self, key: str, items: Sequence[Mapping[str, Json]]) -> None:
        self.made.append(record(self.loaded.folder, key, items))

    def _replace(self, key: str, item: Mapping[str, Json]) -> None:
        if replace(self.loaded.folder, key, item, named_by="id") is None:
            message = f"{item['id']} cannot be changed by itself"
            raise refusal(
                str(self.loaded.folder), "form", message, "Write it in block style, one key on each line"
            )


def _opened(one: Anomaly) -> dict[str, Json]:
    return one.model_dump(mode="json", exclude_defaults=True) | {"disposition": Disposition.OPEN.value}


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[list[Path]]:
    """Undo every write in the block where one fails; files that are new go into the list that is given."""
    before = {name: (folder / name).read_bytes() for name in yaml_files(folder)}
    made: list[Path] = []
    try:
        yield made
    except BaseException:  # also an interruption: every file is put back as it was, and the error travels on
        for path in made:
            if (
                path.relative_to(folder if path.is_relative_to(folder) else folder.resolve()).as_posix()
                not in before
            ):
                path.unlink(missing_ok=True)
        for name, data in before.items():
            if (folder / name).read_bytes() != data:
                write_atomically(folder / name, data)
        raise

# SPDX-License-Identifier: Apache-2.0
"""A pack file looked at as a whole: can it be read, does everything that it names exist, do its examples agree.

Reading and names come first; worked examples are run only where both are right, because a verdict of a check that
names what does not exist says nothing. A pack without a file of examples is complete without them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from medward.base import yamltext
from medward.base.problems import Problem, ProblemsError
from medward.base.yamltext import Document, KeyPath, key_path
from medward.compliance.binding import faults_of_pack
from medward.compliance.worked import Worked, run
from medward.packs import Framework, read
from medward.packs.examples import examples_path, read_examples


@dataclass(frozen=True, slots=True)
class PackReport:
    """What there is to say about one pack file.

    Attributes:
        file: its path as given.
        framework: the pack.
        worked: its worked examples, run.
        problems: examples that disagree.
    """

    file: str
    framework: Framework
    worked: tuple[Worked, ...]
    problems: tuple[Problem, ...]


def report(path: Path) -> PackReport:
    """Look at the pack in a file. Raises ProblemsError where it, or its examples, cannot be used."""
    framework = read(path)
    faults = list(_faults(framework, yamltext.read(path, str(path))))
    if faults:
        raise ProblemsError(faults)
    beside = examples_path(path)
    if not beside.exists():
        return PackReport(str(path), framework, (), ())
    worked = run(framework, read_examples(beside, framework))
    document = yamltext.read(beside, str(beside))
    return PackReport(str(path), framework, worked, tuple(_disagreeing(worked, document)))


def _faults(framework: Framework, document: Document) -> Iterator[Problem]:
    """Names that do not exist, at the requirement that names them."""
    ids = [requirement.id for requirement in framework.requirements]
    for name, faults in faults_of_pack(framework).items():
        path: KeyPath = ("requirements", ids.index(name)) if name else ("applies_when",)
        for fault in faults:
            message, _, nearest = fault.partition("; the nearest is ")
            mend = f"Write {nearest}" if nearest else "Name what exists"
            where = f"requirements.{name}" if name else "applies_when"
            yield Problem(document.place(path), where, "pack.unknown-name", message, mend)


def _disagreeing(worked: tuple[Worked, ...], document: Document) -> Iterator[Problem]:
    for one in worked:
        if not one.agrees:
            path: KeyPath = ("examples", one.number)
            got = f"is {one.status}" if one.status else "cannot be decided"
            message = f"{one.example.requirement} is to be {one.example.gives} and {got}: {one.reason}"
            mend = "Correct the check, or the example"
            yield Problem(document.place(path), key_path(path), "pack.example", message, mend)

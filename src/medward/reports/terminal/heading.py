# SPDX-License-Identifier: Apache-2.0
"""The head of the report: which device, which revision, which day, which advisories and how old they are.

What could not be read comes right after it, because everything else may rest on that.
"""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from medward.advisories.model import DatabaseInfo
from medward.base.problems import Problem
from medward.compliance.model import Assessment, Status
from medward.reports.next_step import BUILD_DATABASE
from medward.reports.sources import ages
from medward.reports.terminal.paper import Paper, indented, ink, title
from medward.reports.words import counted, short


def heading(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    """Who, what and when."""
    yield ink(assessment.device, "bold")
    models = f"models {', '.join(assessment.models)}" if assessment.models else ""
    yield ink(paper.dot.join(filter(None, (assessment.manufacturer, models))))
    releases = [f"release {item.version}" for item in assessment.coverage]
    revision = f"revision {short(assessment.dossier_digest)}"
    yield ink(paper.dot.join((*releases, revision, f"as of {assessment.as_of}")))
    yield from _database(assessment, paper)


def problems(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    """What could not be read; nothing is printed where all could."""
    if assessment.problems:
        yield title("Could not be read", "what rests on it is an error, not an answer")
    for problem in assessment.problems:
        yield indented(_problem(problem, paper), 2)
        yield indented(paper.place(problem.place), 4)


def _problem(problem: Problem, paper: Paper) -> Text:
    return Text.assemble(paper.mark(Status.ERROR), " ", ink(f"{problem.message}. {problem.mend}"))


def _database(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    if assessment.database is None:
        yield Text("advisories: none were asked, so findings are unknown", "yellow")
        yield indented(Text(f"build a database: {BUILD_DATABASE}"), 2)
        return
    yield ink(_contents(assessment.database, paper))
    for age in ages(assessment.database, assessment.as_of):
        yield indented(ink(f"{age.name}: {age.words}"), 2)


def _contents(database: DatabaseInfo, paper: Paper) -> str:
    held = counted(database.vulnerabilities, "vulnerability", "vulnerabilities")
    return paper.dot.join((f"advisories {short(database.digest)}", held))

# SPDX-License-Identifier: Apache-2.0
"""`medward triage decide` and `medward triage interview`: what people decide and answer, kept in the dossier."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from medward.base.problems import Place, Problem, ProblemsError
from medward.cli.problems import Output, bad_input, counted, shown
from medward.cli.triage_desk import AsOf, Database, Dossier, Findings, Format, Release, at_desk, day, print_json

if TYPE_CHECKING:
    from medward.compliance.triaging import Desk
    from medward.dossier.model.deciding import RubricAnswer
    from medward.dossier.model.keeping import Triage
    from medward.triage.ordering import Ranked
    from medward.triage.rubric import Interview
    from medward.triage.rubrics import Question


class Status(StrEnum):
    """What is decided; the words of the dossier, whose model is imported only when needed."""

    AFFECTED = "affected"
    NOT_AFFECTED = "not_affected"
    FIXED = "fixed"
    UNDER_INVESTIGATION = "under_investigation"


class Because(StrEnum):
    """Why it is not affected; the words of the dossier."""

    COMPONENT_NOT_PRESENT = "component_not_present"
    VULNERABLE_CODE_NOT_PRESENT = "vulnerable_code_not_present"
    NOT_IN_EXECUTE_PATH = "vulnerable_code_not_in_execute_path"
    CANNOT_BE_CONTROLLED = "vulnerable_code_cannot_be_controlled_by_adversary"
    INLINE_MITIGATIONS = "inline_mitigations_already_exist"


class State(StrEnum):
    """Whether the residual risk is controlled; the words of the dossier."""

    CONTROLLED = "controlled"
    UNCONTROLLED = "uncontrolled"
    UNKNOWN = "unknown"


class For(StrEnum):
    """For what a decision speaks; the words of the dossier."""

    RELEASE = "release"
    COMPONENT = "component"
    FAMILY = "family"


class Known(StrEnum):
    """Yes, no, or nobody knows."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


Author = Annotated[
    str | None, typer.Option("--by", metavar="ROLE", help="Role of who decides, such as 'Patch board'.")
]


def decide(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Dossier,
    finding: Findings,
    database: Database,
    status: Annotated[Status, typer.Option(help="What is decided, in the words of VEX.", show_default=False)],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, in words.", show_default=False)],
    by: Annotated[
        str, typer.Option(metavar="ROLE", help="Role of who decides, such as 'Patch board'.", show_default=False)
    ],
    justification: Annotated[
        Because | None, typer.Option(help="Why it is not affected; needed with not_affected.")
    ] = None,
    risk_state: Annotated[
        State, typer.Option(help="Is the residual risk to patients acceptable?")
    ] = State.UNKNOWN,
    scope: Annotated[
        For,
        typer.Option(
            help="For what it speaks. release: the finding's release alone. component: the component in every "
            "release. family: the package in every release and every version inside the same affected ranges."
        ),
    ] = For.RELEASE,
    action: Annotated[str | None, typer.Option(metavar="TEXT", help="What is done, and by when.")] = None,
    expires: Annotated[
        date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="Last day on which it holds.")
    ] = None,
    aware: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="YYYY-MM-DD", help="Day on which the maker learned of the vulnerability."
        ),
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Evidence for the reason; repeat it for several.")
    ] = None,
    control: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Control that it relies on; repeat it for several.")
    ] = None,
    risk: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Risk to which it adds; repeat it for several.")
    ] = None,
    ssvc: Annotated[
        list[str] | None,
        typer.Option(
            metavar="POINT=VALUE",
            help="Decision point of SSVC that you decide: mission_impact=mef_failure; repeat it for several.",
        ),
    ] = None,
    told: Annotated[
        date | None,
        typer.Option(
            parser=day,
            metavar="YYYY-MM-DD",
            help="Day on which customers were told, with interim controls and a plan.",
        ),
    ] = None,
    fixed: Annotated[
        date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day on which a validated fix was distributed."),
    ] = None,
    isao: Annotated[
        Known | None, typer.Option(help="Does the maker take active part in an ISAO, and share what it knows?")
    ] = None,
    serious_harm: Annotated[
        Known | None, typer.Option(help="Is a serious adverse event or a death known that it led to?")
    ] = None,
    release: Release = None,
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Record a decision about one finding or several, with the facts on which it rests.

    Exit code 0 when it is written, 2 when the dossier would not take it: then nothing is written, and every reason
    is told with what mends it.
    """
    from medward.dossier.model.deciding import Scope
    from medward.triage.choosing import chosen
    from medward.triage.deciding import Choice, decided
    from medward.triage.writing import written

    on = at_desk(dossier, database, as_of, release, output_format)
    handling = {"told": told, "fixed": fixed, "in_isao": isao, "serious_harm": serious_harm}
    said: dict[str, Any] = {
        "status": status,
        "justification": justification,
        "risk_state": risk_state,
        "reason": reason,
        "action": action,
        "author": by,
        "expires": expires,
        "aware": aware,
        "evidence": evidence or None,
        "controls": control or None,
        "risks": risk or None,
        "ssvc": _points(ssvc or ()),
        "handling": {key: value for key, value in handling.items() if value is not None} or None,
    }
    with bad_input(output_format):
        made = decided(chosen(finding, on.ranked), Choice(Scope(scope), said), on.about)
        recorded = written(dossier, made)
    _tell(recorded.made, recorded.file, output_format)


def interview(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Dossier,
    finding: Findings,
    database: Database,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="YAML file of answers, such as `XAVN: yes`, in place of questions at the prompt.",
        ),
    ] = None,
    by: Author = None,
    release: Release = None,
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Ask MITRE's rubric for medical devices about a finding, and keep the answers with its decision.

    Answer yes, no or unknown, with a note after a colon: `no: the port is closed`. Unknown takes the worse value.
    Questions that no answer leads to are not asked. An empty answer stops; what was answered is kept. Exit code 0
    when the answers are written, 1 when questions are left, 2 when they cannot be written.
    """
    from medward.triage import answering
    from medward.triage.choosing import chosen
    from medward.triage.rubric import interview as interviewed
    from medward.triage.rubrics import shipped

    on = at_desk(dossier, database, as_of, release, output_format)
    with bad_input(output_format):
        found = chosen(finding, on.ranked)
        given = answering.read(answers, shipped()) if answers is not None else _asked(found)
        for one in found:
            before = one.decision.rubric if one.decision is not None else ()
            _keep(dossier, one, answering.together(before, given), by, on)
    result = interviewed(shipped(), answering.plain(answering.together(_before(found), given)))
    _tell_answers(result, found, output_format)
    if result.next is not None:
        raise typer.Exit(1)


def _points(said: "list[str] | tuple[()]") -> dict[str, str] | None:
    """Decision points as they are typed; what they may say is the dossier's to judge."""
    return {point: value for point, _, value in (one.partition("=") for one in said)} or None


def _tell(made: "tuple[Triage, ...]", file: Path, output_format: Output) -> None:
    from medward.triage.deciding import item

    if output_format is Output.JSON:
        print_json({"file": str(file), "decisions": [item(one) for one in made]})
        return
    typer.echo(f"wrote {counted(len(made), 'decision')} to {shown(str(file))}:")
    for one in made:
        where = f"release {one.release}" if one.release else f"every release ({one.speaks_for})"
        typer.echo(
            f"  {one.id}  {shown(one.vulnerability)} in {shown(one.component)}, {shown(where)}: {one.status}"
        )


def _before(found: "tuple[Ranked, ...]") -> "tuple[RubricAnswer, ...]":
    """Answers that are kept already."""
    return next((one.decision.rubric for one in found if one.decision is not None and one.decision.rubric), ())


def _asked(found: "tuple[Ranked, ...]") -> "tuple[RubricAnswer, ...]":
    """The answers that somebody gives at the prompt, one question after the other."""
    from medward.triage.answering import plain, together
    from medward.triage.rubric import interview as interviewed
    from medward.triage.rubrics import shipped

    given: tuple[RubricAnswer, ...] = ()
    while (question := interviewed(shipped(), plain(together(_before(found), given))).next) is not None:
        answer = _ask(question)
        if answer is None:
            break
        given = (*given, answer)
    return given


def _ask(question: "Question") -> "RubricAnswer | None":
    """One answer; None where somebody wants to stop."""
    from medward.triage.answering import spoken

    while True:
        text = typer.prompt(
            f"{question.code}  {question.text}\n  yes, no or unknown", default="", show_default=False
        )
        if not text.strip():
            return None
        if (answer := spoken(question.code, text)) is not None:
            return answer
        typer.echo("  Write yes, no or unknown, with a note after a colon if you like.", err=True)


def _keep(dossier: Path, one: "Ranked", answers: "tuple[RubricAnswer, ...]", by: str | None, on: "Desk") -> None:
    """Write answers into the decision that holds, or into a new one that is under investigation."""
    from medward.dossier.recording import replace
    from medward.triage.answering import kept
    from medward.triage.deciding import item
    from medward.triage.writing import written

    if not answers:
        return
    if one.decision is None and by is None:
        raise typer.BadParameter("nobody has decided about this finding, so name who answers", param_hint="'--by'")
    made, in_place = kept(one, answers, by, on.about)
    if not in_place:
        written(dossier, [made])
    elif replace(dossier, "triage", item(made), named_by="id", seen=on.loaded.dossier) is None:
        message, mend = f"{made.id} cannot be changed by itself", "Write it in block style, one key on each line"
        raise ProblemsError([Problem(Place(str(dossier)), made.id, "triage.unwritable", message, mend)])


def _tell_answers(result: "Interview", found: "tuple[Ranked, ...]", output_format: Output) -> None:
    if output_format is Output.JSON:
        print_json({"findings": [one.node.name for one in found], "interview": result})
        return
    typer.echo(f"{result.scores.vector}  {result.scores.overall} {result.scores.rating}")
    for told in result.metrics:
        typer.echo(f"  {told.reason}")
    if result.next is not None:
        left = f"{counted(len(result.unknown), 'question')} on the way"
        typer.echo(f"{left} not answered or unknown, and taken for the worse; the next is {result.next.code}.")

# SPDX-License-Identifier: Apache-2.0
"""Parts that many documents share: the author's own narrative, and how requirements stand.

A narrative that nobody wrote is a gap, never boilerplate.
"""

from collections.abc import Callable, Iterable

from medward.compliance.model import Status, Verdict
from medward.dossier.model.keeping import DocumentKind
from medward.reports import words
from medward.reports.document.tree import Words
from medward.reports.package.draft import Cell, Draft, alarm, line, said


def narrative(draft: Draft, kind: DocumentKind, *, needed: bool = False) -> None:
    """What the dossier's own documents of a kind say, with who approved them and when.

    `needed`: nothing else can say it, so that it is a gap where nobody wrote it.
    """
    own = [one for one in draft.material.dossier.documents if one.document_kind is kind]
    if needed and not own:
        name = kind.value.replace("_", " ")
        draft.gap(f"The dossier holds no {name}", f"Add a document of the kind '{kind.value}' with its text")
    for one in own:
        if one.text:
            draft.say(one.text)
        else:
            draft.gap(f"{one.id} '{one.title}' has no text", "Write its text")
    draft.table(
        "Documents behind this one",
        (("Document", 3), ("Title", 4), ("Owner", 2), ("Approved", 2), ("Review by", 2), ("Evidence", 2)),
        (
            [
                draft.told(one.id),
                one.title,
                said(one.owner, "its owner"),
                said(one.approved, "its approval"),
                said(one.review_by, "its next review"),
                draft.refs(one.evidence, "no evidence"),
            ]
            for one in own
        ),
    )


def verdicts(draft: Draft, asked: Callable[[Verdict], bool], caption: str) -> None:
    """How the requirements that this document answers stand; nothing where no framework that was asked has any."""
    found = [verdict for verdict in draft.material.assessment.verdicts if asked(verdict)]
    draft.table(
        caption,
        (("Requirement", 3), ("What it asks", 4), ("Where", 4), ("Stands", 2), ("Why", 6)),
        ([Words(one.id), one.title, one.citation, _status(one.status), _why(one)] for one in found),
    )


def in_sections(framework: str, sections: Iterable[str]) -> Callable[[Verdict], bool]:
    """Whether a verdict is of some sections of a framework."""
    wanted = frozenset(sections)
    return lambda verdict: verdict.framework == framework and verdict.section in wanted


def of_framework(framework: str) -> Callable[[Verdict], bool]:
    """Whether a verdict is of a framework."""
    return lambda verdict: verdict.framework == framework


def _status(status: Status) -> Cell:
    sign = words.SIGNS[status]
    told = f"{sign.mark} {sign.word}"
    return Words(told) if status in {Status.MET, Status.NOT_APPLICABLE} else alarm(told)


def _why(verdict: Verdict) -> Cell:
    """The reason, and the first broken links."""
    links = [line("– ", one.text) for one in verdict.broken[:AT_ONCE]]
    more = len(verdict.broken) - AT_ONCE
    rest: list[Cell] = [Words(f"and {words.grouped(more)} more")] if more > 0 else []
    return [line(verdict.reason), *links, *rest]


AT_ONCE = 5
"""So many broken links of a requirement are printed; `medward check` lists all."""

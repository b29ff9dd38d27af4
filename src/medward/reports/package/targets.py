# SPDX-License-Identifier: Apache-2.0
"""For whom a package is: its documents, their names as attachments, and the frameworks that it is asked by.

The list is data (`targets.yaml`). Authorities change how attachments are called, so a file of a person's own may
rename them; it cannot add a document or leave one out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from medward.base.problems import Place, Problem, ProblemsError
from medward.base.yamltext import Document, parse, read
from medward.packs.checks import Closed, Text

_FILE = "targets.yaml"
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}")


class Attachment(Closed):
    """A document of a package."""

    document: str
    """Name of its module in `medward.reports.package.documents`."""
    name: str
    """Its file's name, without the ending."""


class Target(Closed):
    """A package for somebody."""

    id: Text
    """Its name on the command line, such as `fda-estar`."""
    title: Text
    """For whom it is."""
    packs: tuple[str, ...]
    """Ids of the shipped packs that it is asked by."""
    evidence: bool
    """Whether the files of evidence go with it."""
    documents: tuple[Attachment, ...]
    """Its documents, in order."""


class _Targets(Closed):
    targets: tuple[Target, ...]


@cache
def targets() -> Mapping[str, Target]:
    """Every package that can be made, by id."""
    data = resources.files("medward.reports.package").joinpath(_FILE).read_bytes()
    made = _Targets.model_validate(parse(data, _FILE).value)
    return {target.id: target for target in made.targets}


def renamed(target: Target, names: Path) -> Target:
    """The target with the names of a person's file: a mapping from a document to the name of its attachment.

    Raises ProblemsError for a document that the target does not hold, and for a name that cannot be a file's.
    """
    document = read(names, str(names))
    problems = list(_refused(target, document))
    if problems:
        raise ProblemsError(problems)
    given = document.value if isinstance(document.value, dict) else {}
    made = (one.model_copy(update={"name": given.get(one.document, one.name)}) for one in target.documents)
    return target.model_copy(update={"documents": tuple(made)})


def _refused(target: Target, document: Document) -> Iterator[Problem]:
    if not isinstance(document.value, dict):
        message, mend = "the file does not map documents to names", "Write one `document: name` on each line"
        yield Problem(Place(document.file), "", "package.wrong-name", message, mend)
        return
    known = {one.document: one.name for one in target.documents}
    names = Counter(map(str, {**known, **document.value}.values()))
    for key, name in document.value.items():
        place = document.place([key])
        if key not in known:
            message, mend = f"the package has no document '{key}'", f"Name one of {', '.join(known)}"
            yield Problem(place, key, "package.unknown-document", message, mend)
        elif not isinstance(name, str) or not _FILE_NAME.fullmatch(name):
            message = "the name cannot be that of a file"
            mend = "Use up to 100 letters, digits, spaces, '.', '_' and '-', beginning with a letter or digit"
            yield Problem(place, key, "package.wrong-name", message, mend)
        elif names[name] > 1:
            message, mend = f"two documents would be called '{name}'", "Give each a name of its own"
            yield Problem(place, key, "package.wrong-name", message, mend)

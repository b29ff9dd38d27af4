# SPDX-License-Identifier: Apache-2.0
"""Reading a framework pack from a file or from bytes.

A pack is one YAML file that is called after the pack's id. Reading gives a frozen `Framework` or raises
`ProblemsError` with every problem that was found, each with file, line, key and mend: first what YAML refuses,
then what the model refuses, then the rules of `medward.packs.rules`.
"""

from pathlib import Path

from medward.base import canonical, yamltext
from medward.base.problems import Place, Problem, ProblemsError
from medward.base.yamltext import Document
from medward.packs import rules
from medward.packs.framework import Framework
from medward.packs.validated import validated


def read(path: Path, name: str | None = None) -> Framework:
    """Read a pack; `name` is what places call the file. Raises ProblemsError."""
    name = name or str(path)
    framework = _framework(yamltext.read(path, name))
    if path.stem != framework.id:
        raise ProblemsError([_misnamed(name, framework.id)])
    return framework


def parse(data: bytes, name: str) -> Framework:
    """Read a pack from bytes. Raises ProblemsError."""
    return _framework(yamltext.parse(data, name))


def digest(framework: Framework) -> str:
    """`sha256:…` over the canonical JSON of a pack's content.

    Comments, the order of keys and values that are the defaults do not count, so a pack keeps its digest when the
    format grows.
    """
    return canonical.digest(framework.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _framework(document: Document) -> Framework:
    framework = validated(Framework, document)
    broken = rules.problems(framework, document)
    if broken:
        raise ProblemsError(broken)
    return framework


def _misnamed(name: str, pack: str) -> Problem:
    message = f"the file holds the pack '{pack}' and is called otherwise"
    return Problem(Place(name), "id", "pack.file-name", message, f"Call it '{pack}.yaml'")

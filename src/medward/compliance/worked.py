# SPDX-License-Identifier: Apache-2.0
"""Running the worked examples of a pack: each is a small dossier, and its verdict must be the one that it says.

An example gives only what its verdict rests on. Added here, in a temporary folder that is removed again:

- a minimal device: a cyber device for which a 510(k) is to be submitted in the United States;
- for evidence that names no file, a file, and for evidence that states no digest, the true one;
- the files and the advisory database of the examples' own file.

An example whose dossier cannot be read stops nothing else: it has no status, and its reason is what is wrong.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from pydantic import JsonValue

from medward.base.canonical import digest_bytes
from medward.base.problems import ProblemsError
from medward.compliance.context import Context
from medward.compliance.gather import gather
from medward.compliance.model import Status
from medward.compliance.verdicts import of_requirement
from medward.dossier import load
from medward.packs.examples import Example, Examples
from medward.packs.framework import Framework, Requirement

Content: TypeAlias = dict[str, JsonValue]

_PATH = re.compile(r"[A-Za-z0-9][\w.-]{0,99}(/[A-Za-z0-9][\w.-]{0,99})*", re.ASCII)
"""What cannot lead out of a folder; reading the dossier says what is wrong with any other path."""

DEVICE: Mapping[str, JsonValue] = {
    "name": "Example pump",
    "manufacturer": "Example Devices",
    "intended_use": "Infusion of drugs under supervision",
    "clinical_function": "Infuses drugs",
    "markets": [{"jurisdiction": "US", "device_class": "II", "submission": "510k"}],
}
"""The device of an example that says nothing else of it."""
CYBER_DEVICE: Mapping[str, JsonValue] = {
    "contains_software": "yes",
    "can_connect": "yes",
    "could_be_vulnerable": "yes",
    "reason": "It has firmware and a radio",
}
"""The three answers of an example that says nothing else of them."""


@dataclass(frozen=True, slots=True)
class Worked:
    """An example and what came of it.

    Attributes:
        number: its place in the file, from 0.
        example: the example.
        status: the status that its requirement got; None where its dossier cannot be read.
        reason: the reason of the verdict, or what is wrong with the dossier.
    """

    number: int
    example: Example
    status: Status | None
    reason: str

    @property
    def agrees(self) -> bool:
        """Whether the verdict is the one that the example says."""
        return self.status == self.example.gives


def run(framework: Framework, examples: Examples) -> tuple[Worked, ...]:
    """Every example with its verdict, in order. Raises ProblemsError where the advisories cannot be read."""
    requirements = {requirement.id: requirement for requirement in framework.requirements}
    with tempfile.TemporaryDirectory(prefix="medward-examples-") as folder:
        bench = _Bench(Path(folder), examples)
        return tuple(
            _work(number, example, framework, requirements[example.requirement], bench)
            for number, example in enumerate(examples.examples)
        )


def _work(
    number: int, example: Example, framework: Framework, requirement: Requirement, bench: "_Bench"
) -> Worked:
    try:
        context = bench.context(example)
    except ProblemsError as error:
        return Worked(number, example, None, "; ".join(map(str, error.problems)))
    except OSError as error:
        return Worked(number, example, None, f"its files cannot be written: {error.strerror}")
    verdict = of_requirement(framework, requirement, context)
    return Worked(number, example, verdict.status, verdict.reason)


class _Bench:
    """Makes contexts of examples; those that give the same dossier share one."""

    def __init__(self, folder: Path, examples: Examples) -> None:
        self._folder = folder
        self._examples = examples
        self._contexts: dict[tuple[str, bool, date], Context] = {}
        self._database: Path | None = None

    def context(self, example: Example) -> Context:
        content = json.dumps(whole(self._examples.dossier(example)), sort_keys=True)
        as_of = example.as_of or self._examples.as_of
        key = (content, example.database, as_of)
        if key not in self._contexts:
            dossier = self._written("dossier-", self._examples.files)
            self._add_evidence(dossier, json.loads(content))
            database = self._built() if example.database else None
            self._contexts[key] = gather(load(dossier), database, as_of).context
        return self._contexts[key]

    def _add_evidence(self, dossier: Path, content: Content) -> None:
        """Write the dossier with a file and a true digest for each piece of evidence that lacks one."""
        for evidence in _parts(content.get("evidence")):
            path = str(evidence.setdefault("file", f"evidence/{evidence.get('id')}.txt"))
            if not _PATH.fullmatch(path):
                continue
            if not (dossier / path).exists():
                _write(dossier / path, str(evidence.get("title")).encode())
            evidence.setdefault("digest", digest_bytes((dossier / path).read_bytes()))
        _write(dossier / "dossier.yaml", json.dumps(content).encode())

    def _built(self) -> Path:
        if self._database is None:
            from medward.advisories.building import build

            sources = self._written("advisories-", self._examples.advisories)
            self._database = self._folder / "advisories.duckdb"
            build(sources, self._database)
        return self._database

    def _written(self, prefix: str, files: Mapping[str, JsonValue]) -> Path:
        """A new folder with these files."""
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self._folder))
        for path, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            _write(folder / path, text.encode())
        return folder


def whole(content: Content) -> Content:
    """A fragment with what a minimal dossier needs besides."""
    device = content.get("device")
    given: Content = dict(device) if isinstance(device, dict) else {}
    answers = given.get("cyber_device")
    said: Content = dict(answers) if isinstance(answers, dict) else {}
    return {"format": 1, **content, "device": {**DEVICE, **given, "cyber_device": {**CYBER_DEVICE, **said}}}


def _parts(value: JsonValue) -> Iterator[Content]:
    return (part for part in value if isinstance(part, dict)) if isinstance(value, list) else iter(())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

# SPDX-License-Identifier: Apache-2.0
"""Threat libraries: packs of threats, each with the condition under which it applies to an element.

A library is one YAML file in `packs/threats/`, called after its id; its worked examples lie beside it, in
`<id>.examples.yaml`, so that generating reads only the threats. Reading gives frozen values or raises
`ProblemsError` with every problem. Checked here: types, ids that stand twice, examples that name no threat of the
library. Checked by the engine, which knows the architecture: names in conditions (`medward.threats.binding`),
examples (`medward.threats.worked`), one id in two libraries (`medward.threats.generating`).

`crosswalk` holds ids alone, as their owners gave them; whether one exists is not checked by the program.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, JsonValue, StringConstraints

from medward.base import yamltext
from medward.base.problems import Problem, ProblemsError
from medward.base.validation import Form
from medward.base.yamltext import Document, KeyPath, key_path
from medward.packs.checks import Closed, Name, Text
from medward.packs.framework import PackId, Wording
from medward.packs.threat_conditions import When
from medward.packs.validated import validated

SUFFIX = ".yaml"
EXAMPLES = ".examples.yaml"
SCENES = "scenes.yaml"

ThreatId: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^TL-[A-Z0-9]{2,8}-[0-9]{3}$"),
    Form("`TL-`, a theme in capitals, and three digits: `TL-HW-003`"),
]
ElementKind: TypeAlias = Literal["actor", "asset", "device", "flow", "interface", "process", "store", "zone"]
Stride: TypeAlias = Literal[
    "spoofing",
    "tampering",
    "repudiation",
    "information_disclosure",
    "denial_of_service",
    "elevation_of_privilege",
]
Category: TypeAlias = Literal[
    "authentication",
    "authorization",
    "cryptography",
    "integrity",
    "confidentiality",
    "event_detection_and_logging",
    "resiliency_and_recovery",
    "firmware_and_software_updates",
]


Cwes: TypeAlias = tuple[
    Annotated[str, StringConstraints(pattern=r"^CWE-[1-9][0-9]{0,4}$"), Form("`CWE-` and its number")], ...
]
Capecs: TypeAlias = tuple[
    Annotated[str, StringConstraints(pattern=r"^CAPEC-[1-9][0-9]{0,4}$"), Form("`CAPEC-` and its number")], ...
]
Enterprise: TypeAlias = tuple[
    Annotated[str, StringConstraints(pattern=r"^T1[0-9]{3}(\.[0-9]{3})?$"), Form("such as T1195.002")], ...
]
Industrial: TypeAlias = tuple[
    Annotated[str, StringConstraints(pattern=r"^T[01][0-9]{3}(\.[0-9]{3})?$"), Form("such as T1692.001")], ...
]
Emb3d: TypeAlias = tuple[
    Annotated[str, StringConstraints(pattern=r"^TID-[0-9]{3}$"), Form("`TID-` and three digits")], ...
]


class Crosswalk(Closed):
    """The same threat, or what it uses, in other catalogues."""

    cwe: Cwes = ()
    """Weaknesses (MITRE CWE)."""
    capec: Capecs = ()
    """Attack patterns (MITRE CAPEC)."""
    attack: Enterprise = ()
    """Techniques (MITRE ATT&CK for Enterprise)."""
    attack_ics: Industrial = ()
    """Techniques (MITRE ATT&CK for ICS)."""
    emb3d: Emb3d = ()
    """Threats to embedded devices (MITRE EMB3D)."""


class LibraryThreat(Closed):
    """A threat, and when it applies."""

    id: ThreatId
    """Id, unique among all libraries and never used again."""
    title: Text
    """Name in a few words."""
    applies_to: ElementKind
    """Kind of element to which it applies."""
    when: When
    """When it applies to such an element."""
    held_when: When | None = None
    """When the architecture says that something holds it off. It stays a threat: the protection is tested."""
    exploited: Text
    """Who does what, and how."""
    clinical: Text
    """What it can lead to for patients and for care."""
    stride: Annotated[tuple[Stride, ...], Field(min_length=1)]
    """Kinds of threat that it is."""
    controls: Annotated[tuple[Category, ...], Field(min_length=1)]
    """Categories of typical controls (FDA premarket guidance, Appendix 1)."""
    answer: Text
    """What typically answers it."""
    test: Text
    """How its answer is tested."""
    false_positives: Text
    """Where it is generated and means nothing."""
    crosswalk: Crosswalk = Crosswalk()
    """Ids in other catalogues."""


class Source(Closed):
    """Something that the library was written from."""

    title: Text
    """Its title."""
    citation: Text
    """How it is cited."""


class Library(Closed):
    """A threat library."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of this format: 1."""
    kind: Literal["threats"]
    """What kind of pack it is."""
    id: PackId
    """Id of the pack; also the name of its file."""
    version: Text
    """Version of the content."""
    title: Text
    """What it is about."""
    issuer: Text
    """Who wrote it."""
    licence: Text
    """Licence of the pack, and what is known of the rights in its sources."""
    wording: Wording
    """In own words, or only ids and headings."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """What it was written from."""
    notes: Text | None = None
    """What a reader should know, and how sure the content is."""
    threats: Annotated[tuple[LibraryThreat, ...], Field(min_length=1)]
    """The threats."""


class Example(Closed):
    """A scene with some facts changed, and what a threat must give for one of its elements."""

    threat: ThreatId
    """Id of the threat."""
    scene: Name = "ward"
    """The scene."""
    element: Text
    """Id of the element; `device` for the device as a whole."""
    change: Mapping[str, Mapping[str, JsonValue]] = Field(default_factory=dict)
    """Id of a part, or `device` → keys that are said otherwise than in the scene; null leaves one out."""
    gives: Literal["fires", "possible", "not"]
    """What the threat must give."""
    held: Literal["yes", "no", "unknown"] | None = None
    """Whether the architecture says that something holds it off, where the example is about that."""


class Examples(Closed):
    """The worked examples of one library."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of this format: 1."""
    kind: Literal["threat_examples"]
    """What kind of file it is."""
    library: PackId
    """Id of the library."""
    scenes: Mapping[Name, Mapping[str, JsonValue]] = Field(default_factory=dict)
    """Scenes of its own, beside the shipped ones: `device` and `architecture`, as in a dossier."""
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
    """The examples."""


class Scenes(Closed):
    """Small systems on which examples are worked."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of this format: 1."""
    kind: Literal["scenes"]
    """What kind of file it is."""
    scenes: Mapping[Name, Mapping[str, JsonValue]]
    """Name → `device` and `architecture`, as in a dossier."""


def shipped_ids() -> tuple[str, ...]:
    """Ids of the shipped libraries, sorted, without reading them."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(
        sorted(
            name.removesuffix(SUFFIX)
            for name in names
            if name.endswith(SUFFIX) and name.count(".") == 1 and name != SCENES
        )
    )


@cache
def shipped_library(library: str) -> Library:
    """One shipped library. Raises KeyError when there is none of that id."""
    if library not in shipped_ids():
        raise KeyError(library)
    return parse(_folder().joinpath(library + SUFFIX).read_bytes(), library + SUFFIX)


def shipped() -> tuple[Library, ...]:
    """Every shipped library, by id."""
    return tuple(shipped_library(library) for library in shipped_ids())


@cache
def shipped_examples(library: str) -> Examples:
    """The worked examples of a shipped library."""
    name = library + EXAMPLES
    return validated(Examples, yamltext.parse(_folder().joinpath(name).read_bytes(), name))


@cache
def shipped_scenes() -> Mapping[str, Mapping[str, JsonValue]]:
    """The shipped scenes, by name."""
    return validated(Scenes, yamltext.parse(_folder().joinpath(SCENES).read_bytes(), SCENES)).scenes


def read(path: Path, name: str | None = None) -> Library:
    """Read a library from a file; `name` is what places call it. Raises ProblemsError."""
    document = yamltext.read(path, name or str(path))
    library = _library(document)
    if path.stem != library.id:
        message = f"the file holds the pack '{library.id}' and is called otherwise"
        raise ProblemsError([_problem(document, ("id",), "file-name", message, f"Call it '{library.id}.yaml'")])
    return library


def parse(data: bytes, name: str) -> Library:
    """Read a library from bytes. Raises ProblemsError."""
    return _library(yamltext.parse(data, name))


def read_examples(path: Path, library: Library, name: str | None = None) -> Examples:
    """Read the worked examples of a library. Raises ProblemsError."""
    document = yamltext.read(path, name or str(path))
    examples = validated(Examples, document)
    if broken := tuple(_names_that_lead_nowhere(examples, library, document)):
        raise ProblemsError(broken)
    return examples


def _library(document: Document) -> Library:
    library = validated(Library, document)
    if broken := tuple(_repeated(library, document)):
        raise ProblemsError(broken)
    return library


def _repeated(library: Library, document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, threat in enumerate(library.threats):
        if threat.id in seen:
            message = f"the threat '{threat.id}' stands twice"
            yield _problem(document, ("threats", index, "id"), "duplicate-id", message, "Give one another id")
        seen.add(threat.id)


def _names_that_lead_nowhere(examples: Examples, library: Library, document: Document) -> Iterator[Problem]:
    if examples.library != library.id:
        message = f"these are examples of '{examples.library}', beside the pack '{library.id}'"
        yield _problem(document, ("library",), "other-framework", message, f"Write '{library.id}'")
    known = {threat.id for threat in library.threats}
    for index, example in enumerate(examples.examples):
        if example.threat not in known:
            message = f"there is no threat '{example.threat}' in '{library.id}'"
            path: KeyPath = ("examples", index, "threat")
            yield _problem(document, path, "unknown-requirement", message, "Write the id of a threat")


def _problem(document: Document, path: KeyPath, code: str, message: str, mend: str) -> Problem:
    return Problem(document.place(path), key_path(path), f"pack.{code}", message, mend)


def _folder() -> Traversable:
    return resources.files("medward.packs").joinpath("threats")

# SPDX-License-Identifier: Apache-2.0
"""Building a package: documents rendered, SBOMs and evidence copied with their digests, a manifest over all.

Rules:

- The folder appears whole or not at all: everything is written beside it and moved there last.
- Evidence and SBOMs are copied byte for byte, and a copy whose digest is not the one that the dossier was loaded
  with stops the package: the chain from collector to package has no gap.
- The same dossier, database, packs, day and version give the same bytes.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from medward import __version__
from medward.base.canonical import digest_bytes
from medward.base.files import sync_folder
from medward.base.problems import Place, Problem, ProblemsError
from medward.reports import machine
from medward.reports.document.tree import Document, gaps
from medward.reports.package.manifest import NAME, SCHEMA, File, Manifest, Told, written
from medward.reports.package.material import Material
from medward.reports.package.targets import Target

WORKERS = 2
"""Files that are rendered at once; most of the work of a PDF is done outside of Python."""


class Form(StrEnum):
    """A form in which a document is written."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


def documents(target: Target, material: Material) -> Iterator[tuple[str, Document]]:
    """The documents of a package with the names of their files, in order."""
    for one in target.documents:
        module = import_module(f"medward.reports.package.documents.{one.document}")
        yield one.name, module.write(material)


def build(
    target: Target,
    material: Material,
    folder: Path,
    forms: Sequence[Form] = tuple(Form),
    step: Callable[[str], None] = lambda _: None,
) -> Manifest:
    """Write the package to a folder that is not there or is empty; `step` is told of each document made.

    Raises ProblemsError where the folder holds something or a file of the dossier changed, OSError where nothing
    can be written; then the folder is as it was.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message, mend = "the folder holds something already", "Name a new folder, or an empty one"
        raise ProblemsError([Problem(Place(str(folder)), "", "package.folder-not-empty", message, mend)])
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        manifest = _written(target, material, beside, forms, step)
        beside.chmod(0o755)
        beside.replace(folder)
    except BaseException:  # also an interruption: the half-made package goes away, and the error travels on
        shutil.rmtree(beside, ignore_errors=True)
        raise
    sync_folder(folder.parent)
    return manifest


def _written(
    target: Target, material: Material, folder: Path, forms: Sequence[Form], step: Callable[[str], None]
) -> Manifest:
    told: list[Told] = []
    files: list[File] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        made: list[tuple[str, str, Future[bytes]]] = []
        for name, document in documents(target, material):
            told.append(Told(document.id, document.title, gaps(document)))
            made += ((f"{name}.{form}", document.id, pool.submit(_rendered, form, document)) for form in forms)
        for path, of, data in made:
            files.append(_file(folder, path, data.result(), "document", of))
            step(path)
    files.append(_file(folder, "assessment.json", machine.render(material.assessment), "data", "assessment"))
    files += (_copied(folder, material, *one) for one in _given(target, material))
    manifest = _manifest(target, material, told, files)
    (folder / NAME).write_bytes(written(manifest))
    return manifest


def _rendered(form: Form, document: Document) -> bytes:
    data = import_module(f"medward.reports.document.{form}").render(document)
    if not isinstance(data, bytes):
        raise TypeError(f"{form} gave no bytes")
    return data


def _given(target: Target, material: Material) -> Iterator[tuple[str, str, str]]:
    """Files of the dossier that go with the package: path, what they are, and of what."""
    for sbom in material.context.sboms:
        yield sbom.file, "sbom", sbom.release.id
    if target.evidence:
        for one in material.dossier.evidence:
            yield one.file, "evidence", one.id


def _copied(folder: Path, material: Material, path: str, what: str, of: str) -> File:
    data = (material.loaded.folder / path).read_bytes()
    if digest_bytes(data) != material.loaded.files[path]:
        message, mend = "the file changed while the package was made", "Make the package again"
        raise ProblemsError([Problem(Place(path), "", "package.changed", message, mend)])
    return _file(folder, f"{what}/{path}", data, what, of)


def _file(folder: Path, path: str, data: bytes, what: str, of: str) -> File:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return File(path, digest_bytes(data), len(data), what, of)


def _manifest(target: Target, material: Material, told: Iterable[Told], files: Iterable[File]) -> Manifest:
    assessment = material.assessment
    return Manifest(
        schema=SCHEMA,
        medward=__version__,
        target=target.id,
        device=assessment.device,
        manufacturer=assessment.manufacturer,
        as_of=assessment.as_of,
        dossier=assessment.dossier_digest,
        database=assessment.database.digest if assessment.database else None,
        packs=assessment.packs,
        documents=tuple(told),
        files=tuple(sorted(files, key=lambda file: (file.path, file.of))),
    )

# SPDX-License-Identifier: Apache-2.0
"""The SBOM with its support addendum: each component, its supplier, version, identifiers and support.

FDA premarket guidance, section V.A.4: level of support and end of support for each component. The machine-readable
SBOM files go into the package beside this document.
"""

from medward.compliance.context import ReadSbom
from medward.dossier.model.device import ComponentSupport
from medward.inventory.model import Component
from medward.inventory.quality import SET_ASIDE
from medward.reports.document.tree import Document, Missing, Tone, Words
from medward.reports.package.draft import Cell, Draft, in_words, said
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, verdicts
from medward.reports.words import counted


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "sbom-and-support", "Software bill of materials and support addendum")
    draft.heading(1, "Releases and their files")
    _releases(draft)
    for sbom in material.context.sboms:
        draft.heading(1, f"Components of release {sbom.release.id}")
        _components(draft, sbom)
    draft.heading(1, "How the requirements on this document stand")
    wanted = in_sections("fda-premarket-cybersecurity", ("software",))
    verdicts(draft, wanted, "FDA's requirements on third-party software")
    return draft.document()


def _releases(draft: Draft) -> None:
    releases = draft.material.context.releases
    if not releases:
        draft.gap("No release is current, supported or planned", "Add `releases` with their SBOM files")
    draft.table(
        "Releases",
        (("Release", 3), ("Version", 2), ("Status", 2), ("Supported until", 2), ("SBOM files", 5)),
        (
            [
                draft.told(one.id),
                one.version,
                one.status,
                said(one.supported_until, "the end of its support"),
                [Words(sbom.file, Tone.CODE) for sbom in one.sboms] or Missing("it has no SBOM"),
            ]
            for one in releases
        ),
    )


def _components(draft: Draft, sbom: ReadSbom) -> None:
    if sbom.inventory is None:
        why = sbom.problem.message if sbom.problem else "it cannot be read"
        draft.gap(f"{sbom.file}: {why}", "Mend the file")
        return
    parts = [one for one in sbom.inventory.all_components if one.kind not in SET_ASIDE]
    draft.say(f"{counted(len(parts), 'component')} in ", Words(sbom.file, Tone.CODE), ".")
    support = _supports(draft, sbom)
    draft.table(
        f"Components of {sbom.file}",
        (
            ("Component", 4),
            ("Supplier", 3),
            ("Identifier", 6),
            ("Support", 3),
            ("Ends", 3),
            ("Why so, and where it is known from", 6),
        ),
        (_component(one, support.get(one.ref)) for one in parts),
        wide=True,
    )


def _supports(draft: Draft, sbom: ReadSbom) -> dict[str, ComponentSupport]:
    """Component's ref in this SBOM → what the dossier says of its support."""
    trace = draft.material.context.trace
    found: dict[str, ComponentSupport] = {}
    for node in trace.of_kind("component"):
        told = [one.data for one in trace.follow(node, "support")]
        if told and node.id.startswith(f"{sbom.name}#") and isinstance(told[0], ComponentSupport):
            found[node.id.removeprefix(f"{sbom.name}#")] = told[0]
    return found


def _component(one: Component, support: ComponentSupport | None) -> list[Cell]:
    return [
        one.label,
        one.supplier or Missing("no supplier"),
        Words(one.purl or ", ".join(one.cpes), Tone.CODE) if one.purl or one.cpes else Missing("no identifier"),
        in_words(support.level) if support else Missing("level of support is not known"),
        _end(support),
        [support.justification or "", support.source] if support and support.justification else _source(support),
    ]


def _end(support: ComponentSupport | None) -> Cell:
    if support is None:
        return Missing("end of support is not known")
    if support.end_of_support:
        return str(support.end_of_support)
    return "no date is set" if support.justification else Missing("neither a day nor a reason")


def _source(support: ComponentSupport | None) -> Cell:
    return support.source if support else Missing("nothing is known")

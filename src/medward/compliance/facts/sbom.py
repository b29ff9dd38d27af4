# SPDX-License-Identifier: Apache-2.0
"""Facts on the SBOMs of the releases that are assessed.

Rules:

- An SBOM that cannot be read is an error for every fact here: nobody knows what it holds.
- "Every component" is every one that the SBOMs list, without the one that they are about and without the keys and
  certificates of a CBOM.
- The level of support and its end may stand in the SBOM or in the dossier's `component_support`, as FDA's guidance
  allows (section V.A.4(b)). Where there is no date, a justification in the dossier counts.
- The baseline attributes are those of NTIA's framing document, which FDA names; its hash is one of them.
"""

import re
from collections.abc import Callable, Iterator

from medward.compliance import phrases
from medward.compliance.context import Context, ReadSbom
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every, gaps
from medward.compliance.model import BrokenLink, Proof
from medward.compliance.outcome import Outcome, met, not_met, unknown
from medward.dossier.model.device import ComponentSupport, SupportLevel
from medward.dossier.model.parts import filled
from medward.inventory import quality
from medward.inventory.baselines import ASKED_BY, FRAMING, OF_DOCUMENT, Element
from medward.inventory.identity import Identification, identification
from medward.inventory.model import CONTAINS, DEPENDS_ON, Component, Inventory
from medward.trace.model import Node

_ASKED = frozenset(element for element, baselines in ASKED_BY.items() if FRAMING in baselines)
_LEVELS = frozenset(SupportLevel)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T.*)?")


def every_current_release_has_sbom(context: Context) -> Outcome:
    """Every assessed release has an SBOM that could be read and lists components."""
    if not context.releases:
        return unknown("no release is said to be current, supported or planned")
    if (gap := gaps(context, "component")) is not None:
        return gap
    listing = {one.release.id for one in context.sboms if one.inventory and one.inventory.components}
    fault = Fault("has no SBOM that lists components", "Add an SBOM to the release", "release.sboms")
    nodes = [context.trace.nodes["release", release.id] for release in context.releases]
    good = "that is assessed has an SBOM that lists components"
    return every(context, "release", nodes, lambda node: None if node.id in listing else fault, good)


def readable(context: Context) -> Outcome:
    """Every SBOM could be read."""
    return _not_there(context) or met(f"{_number(context)} could be read", _proofs(context))


def machine_readable(context: Context) -> Outcome:
    """Every SBOM is in a format for machines, which whatever could be read is."""
    if (outcome := _not_there(context)) is not None:
        return outcome
    formats = sorted({f"{inventory.format} {inventory.spec_version}" for _, inventory in _read(context)})
    return met(f"{_number(context)} in a format for machines: {', '.join(formats)}", _proofs(context))


def ntia_elements_complete(context: Context) -> Outcome:
    """Every component and every SBOM has the baseline attributes of NTIA's framing document."""
    if (outcome := _not_there(context)) is not None:
        return outcome
    broken = [link for sbom, inventory in _read(context) for link in _lacking(sbom, inventory, context)]
    number = sum(len(inventory.all_components) for _, inventory in _read(context))
    if broken:
        lacking = f"{len(broken)} of {number + len(context.sboms)} components and SBOMs lack a baseline attribute"
        return not_met(f"{lacking}: {broken[0].text}", broken)
    reason = f"{_number(context)} and their {phrases.count(number, 'component')} have every baseline attribute"
    return met(reason, _proofs(context))


def dependencies_stated(context: Context) -> Outcome:
    """In every SBOM one of the components that it lists needs another."""
    if (outcome := _not_there(context)) is not None:
        return outcome
    fault = Fault(
        "is a flat list: none of its components needs another",
        "Make the SBOM with a tool that states dependencies",
        "sbom.dependencies",
    )
    flat = {sbom.name for sbom, inventory in _read(context) if _is_flat(inventory)}
    return every(
        context,
        "sbom",
        _sbom_nodes(context),
        lambda node: fault if node.id in flat else None,
        "states dependencies",
    )


def every_component_identified(context: Context) -> Outcome:
    """Every component has a package URL with a version, a CPE name or a hash."""
    fault = Fault(
        "has no package URL, CPE name or hash by which it could be looked up",
        "Give the component a package URL in the SBOM",
        "component.identifier",
    )

    def judge(component: Component, _: Node) -> Fault | None:
        return fault if identification(component) is Identification.NONE else None

    return _of_components(context, judge, "can be looked up")


def every_component_has_support_level(context: Context) -> Outcome:
    """Every component has one of FDA's three levels of support."""
    fault = Fault(
        "has no level of support",
        "Say how the component is supported, in `component_support` or in the SBOM",
        "component.support_level",
    )

    def judge(component: Component, node: Node) -> Fault | None:
        stated = component.support_level.strip().lower().replace("-", "_").replace(" ", "_")
        return None if stated in _LEVELS or _support(node, context) else fault

    return _of_components(context, judge, "has a level of support")


def every_component_has_end_of_support(context: Context) -> Outcome:
    """Every component has a day on which its support ends, or a justification why there is none."""
    fault = Fault(
        "has no end of support and no justification",
        "Set the end of support of the component, or justify that there is none, in `component_support`",
        "component.end_of_support",
    )

    def judge(component: Component, node: Node) -> Fault | None:
        known = any(one.end_of_support or filled(one.justification) for one in _support(node, context))
        return None if known or _DATE.fullmatch(component.end_of_support) else fault

    return _of_components(context, judge, "has an end of support or a justification")


def _of_components(context: Context, judge: Callable[[Component, Node], Fault | None], good: str) -> Outcome:
    """A fact on every component that the SBOMs list."""
    if (outcome := _not_there(context)) is not None:
        return outcome
    asked = {
        context.trace.nodes["component", f"{sbom.name}#{component.ref}"]: component
        for sbom, inventory in _read(context)
        for component in inventory.components
        if component.kind not in quality.SET_ASIDE
    }
    return every(context, "component", asked, lambda node: judge(asked[node], node), good)


def _not_there(context: Context) -> Outcome | None:
    """Why nobody can know about SBOMs; None where there are some and all could be read."""
    if (gap := gaps(context, "component")) is not None:
        return gap
    return None if context.sboms else unknown("no release that is assessed has an SBOM")


def _read(context: Context) -> Iterator[tuple[ReadSbom, Inventory]]:
    return ((sbom, sbom.inventory) for sbom in context.sboms if sbom.inventory is not None)


def _sbom_nodes(context: Context) -> list[Node]:
    return [context.trace.nodes["sbom", sbom.name] for sbom in context.sboms]


def _support(node: Node, context: Context) -> list[ComponentSupport]:
    found = (one.data for one in context.trace.follow(node, "support"))
    return [one for one in found if isinstance(one, ComponentSupport)]


def _is_flat(inventory: Inventory) -> bool:
    listed = {component.ref for component in inventory.components}
    return not any(one.source in listed and one.kind in {DEPENDS_ON, CONTAINS} for one in inventory.relationships)


def _lacking(sbom: ReadSbom, inventory: Inventory, context: Context) -> Iterator[BrokenLink]:
    """What one SBOM and its components lack of the baseline attributes."""
    found = quality.assess(inventory)
    place = context.places.get(sbom.release.id)
    if not inventory.components:
        text, mend = f"SBOM {sbom.name} lists no component", "List the components of the release in the SBOM"
        yield BrokenLink(text, f"sbom:{sbom.name}", mend, "sbom.components", place)
    missing: list[Element] = [one for one in OF_DOCUMENT if one in _ASKED and found.of(one).missing]
    if missing:
        text = f"SBOM {sbom.name} lacks {', '.join(missing)}"
        yield BrokenLink(text, f"sbom:{sbom.name}", "State author and time in the SBOM", "sbom.baseline", place)
    for component in found.components:
        missing = [element for element in component.missing if element in _ASKED]
        if missing:
            text = f"component {component.label} lacks {', '.join(missing)}"
            mend = "Complete the baseline attributes of the components in the SBOM"
            yield BrokenLink(text, f"component:{sbom.name}#{component.ref}", mend, "component.baseline", place)


def _number(context: Context) -> str:
    return "the SBOM" if len(context.sboms) == 1 else f"all {len(context.sboms)} SBOMs"


def _proofs(context: Context) -> list[Proof]:
    """Each SBOM that could be read, with what it is."""
    proofs: list[Proof] = []
    for sbom, inventory in _read(context):
        number = phrases.count(len(inventory.components), "component")
        text = f"{inventory.format} {inventory.spec_version} with {number}"
        place = context.places.get(sbom.release.id)
        proofs.append(Proof(text, f"sbom:{sbom.name}", place))
    return proofs


FACTS = (
    Fact(
        "sbom.every_current_release_has_sbom",
        "Every release that is assessed has an SBOM that can be read and lists components.",
        every_current_release_has_sbom,
    ),
    Fact("sbom.readable", "Every SBOM of the releases that are assessed can be read.", readable),
    Fact("sbom.machine_readable", "Every SBOM is in a format for machines.", machine_readable),
    Fact(
        "sbom.ntia_elements_complete",
        "Every SBOM and every component has the baseline attributes of NTIA's framing document (2021).",
        ntia_elements_complete,
    ),
    Fact(
        "sbom.dependencies_stated",
        "In every SBOM, components need one another: it is not a flat list.",
        dependencies_stated,
    ),
    Fact(
        "sbom.every_component_identified",
        "Every component has a package URL with its version, a CPE name or a hash.",
        every_component_identified,
    ),
    Fact(
        "sbom.every_component_has_support_level",
        "Every component is said to be actively maintained, no longer maintained or abandoned.",
        every_component_has_support_level,
    ),
    Fact(
        "sbom.every_component_has_end_of_support",
        "Every component has a day on which its support ends, or a justification why there is none.",
        every_component_has_end_of_support,
    ),
)

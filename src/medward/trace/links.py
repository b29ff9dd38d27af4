# SPDX-License-Identifier: Apache-2.0
"""The one table of links: what each reference is called both ways, and how a sentence says it.

A link belongs to the kind of node that holds the reference (its owner) and bears the name of the field. Its
reverse name is how the other end sees it: `control.reduces` ↔ `threat.reduced_by`. The verb has the owner as its
subject and reads with "no" as well: "control C-012 reduces T-007", "no test verifies C-012".

References of the dossier are marked on the model's fields, and a test holds this table against those marks. Links
that engines add (components, findings) stand in the second half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from medward.dossier.model.architecture import ELEMENTS
from medward.trace.model import Key

ARCHITECTURE = (*ELEMENTS, "interface", "flow", "asset", "zone")
"""Kinds of node that a threat can be aimed at and a control can protect."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link.

    Attributes:
        owner: kind of node that holds the reference.
        field: name of the field, which is the forward name.
        targets: kinds of node that it can name.
        reverse: name by which the other end walks it.
        verb: what the owner does to the target.
    """

    owner: str
    field: str
    targets: tuple[str, ...]
    reverse: str
    verb: str


_BACKED = (
    *("risk", "test", "triage", "plan", "metric", "view", "document", "labeling_item", "hardware_fact"),
    "identity",
    "disclosure",
    "activity",
)
"""Kinds of part that name the evidence behind them."""

_DOSSIER = (
    Link("zone", "inside", ("zone",), "encloses", "lies in"),
    Link("actor", "zone", ("zone",), "elements", "stands in"),
    Link("process", "zone", ("zone",), "elements", "runs in"),
    Link("store", "zone", ("zone",), "elements", "lies in"),
    Link("process", "runs", ("component",), "run_by", "runs"),
    Link("store", "holds", ("asset",), "held_in", "holds"),
    Link("interface", "on", ELEMENTS, "interfaces", "is on"),
    Link("flow", "source", ELEMENTS, "flows_out", "starts at"),
    Link("flow", "target", ELEMENTS, "flows_in", "ends at"),
    Link("flow", "via", ("interface",), "flows", "goes through"),
    Link("flow", "carries", ("asset",), "carried_by", "carries"),
    Link("hardware_fact", "of", ("zone",), "hardware", "is a property of"),
    Link("hazardous_situation", "harms", ("harm",), "follows_from", "can end in"),
    Link("threat", "threatens", ARCHITECTURE, "threatened_by", "threatens"),
    Link("threat", "components", ("component",), "threatened_by", "rests on"),
    Link("threat", "leads_to", ("hazardous_situation",), "caused_by", "leads to"),
    Link("risk", "threats", ("threat",), "assessed_in", "assesses"),
    Link("risk", "hazardous_situations", ("hazardous_situation",), "assessed_in", "ends in"),
    Link("risk", "controls", ("control",), "lowers", "is lowered by"),
    Link("control", "reduces", ("threat",), "reduced_by", "reduces"),
    Link("control", "protects", ARCHITECTURE, "protected_by", "protects"),
    Link("control", "introduces", ("risk",), "introduced_by", "introduces"),
    Link("requirement", "specifies", ("control",), "specified_by", "specifies"),
    Link("test", "verifies", ("requirement", "control", "threat", "interface"), "verified_by", "verifies"),
    Link("test", "release", ("release",), "tested_by", "was run on"),
    Link("anomaly", "release", ("release",), "anomalies", "is in"),
    Link("anomaly", "found_by", ("test",), "found", "was found by"),
    Link("anomaly", "risks", ("risk",), "anomalies", "adds to"),
    Link("triage", "component", ("component",), "triaged_in", "is about"),
    Link("triage", "release", ("release",), "triage", "was decided for"),
    Link("triage", "risks", ("risk",), "triage", "adds to"),
    Link("triage", "controls", ("control",), "triage", "relies on"),
    Link("triage", "carried_from", ("triage",), "carried_to", "was carried from"),
    Link("disclosure", "triage", ("triage",), "disclosures", "led to"),
    Link("disclosure_deadline", "plan", ("plan",), "deadlines", "is set in"),
    Link("view", "shows", (*ARCHITECTURE, "control"), "shown_in", "shows"),
    Link("labeling_item", "controls", ("control",), "explained_in", "explains"),
    Link("responsibility", "controls", ("control",), "duties", "concerns"),
    Link("responsibility", "told_in", ("labeling_item",), "duties", "is told in"),
    Link("component_support", "component", ("component",), "support", "tells the support of"),
    Link("identity", "component", ("component",), "identities", "names"),
    *(Link(kind, "evidence", ("evidence",), "shows", "is backed by") for kind in _BACKED),
)

_ENGINES = (
    Link("plan_element", "plan", ("plan",), "topics", "belongs to"),
    Link("sbom", "release", ("release",), "sbom", "lists the components of"),
    Link("component", "sbom", ("sbom",), "components", "is listed in"),
    Link("component", "needs", ("component",), "needed_by", "needs"),
    Link("finding", "component", ("component",), "findings", "affects"),
    Link("finding", "vulnerability", ("vulnerability",), "findings", "is an instance of"),
    Link("triage", "decides", ("finding",), "decided_by", "decides"),
)

LINKS: Mapping[Key, Link] = {(link.owner, link.field): link for link in (*_DOSSIER, *_ENGINES)}
"""Every link under its owner and forward name."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link as it is walked from one kind of node to another.

    Attributes:
        link: the link.
        forward: True from the owner to what it names.
        source: kind of node from which it is walked.
        target: kind of node to which it leads.
    """

    link: Link
    forward: bool
    source: str
    target: str

    @property
    def owner(self) -> str:
        """The kind of node that holds the reference, as people say it."""
        return words(self.link.owner)

    @property
    def mend_id(self) -> str:
        """Stable name of what mends a missing link: `test.verifies.control`."""
        other = self.target if self.forward else self.source
        return f"{self.link.owner}.{self.link.field}.{other}"

    def mend(self, narrowed: str = "") -> str:
        """What to do about a missing link, as an imperative sentence.

        `narrowed` follows the name of what is missing: ` with test kind penetration`.
        """
        if self.forward:
            return f"Name the {words(self.target)}{narrowed} that the {self.owner} {self.link.verb}"
        return f"Add {_article(self.owner)} {self.owner}{narrowed} that {self.link.verb} the {words(self.source)}"


def way(source: str, name: str, target: str) -> Way | None:
    """How the link `name` is walked from a kind to a kind; None where there is no such way."""
    forward = LINKS.get((source, name))
    if forward is not None and target in forward.targets:
        return Way(forward, forward=True, source=source, target=target)
    for link in _REVERSE.get((target, name), ()):
        if source in link.targets:
            return Way(link, forward=False, source=source, target=target)
    return None


@cache
def words(kind: str) -> str:
    """A kind as people say it: `hazardous_situation` → `hazardous situation`; SBOM is written in capitals."""
    return "SBOM" if kind == "sbom" else kind.replace("_", " ")


def _article(word: str) -> str:
    """`an` before a vowel that is heard, which "SBOM" begins with."""
    return "an" if word[0] in "aeioS" else "a"


_REVERSE: Mapping[Key, tuple[Link, ...]] = {
    (link.owner, link.reverse): tuple(
        other for other in LINKS.values() if (other.owner, other.reverse) == (link.owner, link.reverse)
    )
    for link in LINKS.values()
}

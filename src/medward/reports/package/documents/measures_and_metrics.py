# SPDX-License-Identifier: Apache-2.0
"""Measures and metrics of how vulnerabilities are dealt with (FDA premarket guidance, section V.A.6)."""

from medward.dossier.model.keeping import DocumentKind, Metric, MetricKind
from medward.reports.document.tree import Document, Words
from medward.reports.package.draft import Cell, Draft, in_words, said
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts

UNITS = {
    MetricKind.SHARE_PATCHED: "percent",
    MetricKind.TIME_TO_PATCH: "days",
    MetricKind.TIME_TO_DEPLOY: "days",
}


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "measures-and-metrics", "Measures and metrics")
    draft.heading(1, "How it is measured")
    narrative(draft, DocumentKind.METRICS)
    draft.heading(1, "What came out")
    for kind in MetricKind:
        _measured(draft, kind)
    draft.heading(1, "How the requirements on this document stand")
    wanted = in_sections("fda-premarket-cybersecurity", ("metrics",))
    verdicts(draft, wanted, "FDA's requirements on metrics")
    return draft.document()


def _measured(draft: Draft, kind: MetricKind) -> None:
    name = in_words(kind).capitalize()
    found = [one for one in draft.material.dossier.metrics if one.metric_kind is kind]
    if not found:
        draft.gap(f"{name}: not measured", f"Add a metric of the kind '{kind.value}'")
    draft.table(
        f"{name}, in {UNITS[kind]}",
        (("Metric", 3), ("Value", 2), ("From", 2), ("Until", 2), ("How", 6), ("Evidence", 2)),
        (_metric(draft, one) for one in found),
    )


def _metric(draft: Draft, one: Metric) -> list[Cell]:
    value = Words(f"{one.value:g}") if one.value is not None else said(None, "its value")
    return [
        draft.told(one.id),
        value,
        said(one.period_from, "the first day"),
        said(one.period_until, "the last day"),
        one.method,
        draft.refs(one.evidence, "no evidence"),
    ]

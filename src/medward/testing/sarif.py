# SPDX-License-Identifier: Apache-2.0
"""SARIF 2.1.0: what analysers found, as findings by rule. Section numbers are those of the OASIS standard.

- A result is a finding where its `kind` is `fail`, which is the default (3.27.9). `open` and `review` mean that
  the tool could not tell: with nothing worse the outcome is `unknown`. `pass`, `notApplicable` and
  `informational` are counted alone, and so is what a baseline tells as `absent`: it is gone (3.27.24).
- The level is the result's, else that of its rule, else `warning` (3.27.10). `error` and `warning` fail; `note`
  and `none` are told and fail nothing. A level that is not known fails.
- A result is suppressed only where none of its suppressions is under review or rejected (3.27.23). It is told
  apart.
- A run that says that it broke (`executionSuccessful: false`, or a notification of the level `error`) is an
  `error`. A run without `results` looked for nothing (3.14.23).
- An empty list of results passes only where the run shows that something was looked at: it names artifacts, tells
  that it succeeded, or lists results of another kind. Tools write an empty list also where they found no file.
- Weaknesses (CWE) are taken from the taxa of a result, and from the relationships, tags and `cwe` of its rule.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import msgspec

from medward.testing import sarif_wire as wire
from medward.testing.jsontext import decode
from medward.testing.limits import MAX_ITEMS, MAX_PLACES, MAX_TEXT, MAX_TITLE
from medward.testing.model import Finding, Format, Outcome, Report
from medward.testing.source import Source, clean, cwes, moment

_LOG: msgspec.json.Decoder[wire.Log] = msgspec.json.Decoder(wire.Log)
_VERSION = "2.1.0"
_HARMLESS = frozenset({"note", "none"})
_UNDECIDED = frozenset({"open", "review"})
_OPEN_SUPPRESSION = frozenset({"underReview", "rejected"})
_ORDER = {"error": 0, "warning": 1, "note": 2, "none": 3}


@dataclass(frozen=True, slots=True)
class _Told:
    """One result of one run, with what its rule adds."""

    key: str
    title: str
    level: str
    kind: str
    text: str
    cwe: tuple[str, ...]
    place: str
    suppressed: str
    gone: bool
    times: int

    @property
    def counts(self) -> bool:
        """Whether it fails the run."""
        return self.kind == "fail" and not self.gone and not self.suppressed and self.level not in _HARMLESS


def parse(source: Source) -> Report:
    """Read SARIF. Raises ProblemsError for what is none, or of another version."""
    log = decode(_LOG, source)
    if log.version != _VERSION:
        said = f"says version '{clean(log.version, 20)}'" if log.version else "says no version"
        raise source.refusal("version", f"the SARIF {said}; read is {_VERSION}", "Export it as SARIF 2.1.0")
    runs = log.runs or ()
    if sum(len(run.results or ()) for run in runs) > MAX_ITEMS:
        raise source.refusal("size", f"the report has more than the {MAX_ITEMS:,} results allowed")
    told = [one for run in runs for one in _results(run)]
    outcome, reasons = _outcome(runs, told)
    times = sorted(time for run in runs for one in run.invocations or () for time in _times(one))
    drivers = [run.tool.driver for run in runs]
    return Report(
        format=Format.SARIF,
        digest=source.digest,
        outcome=outcome,
        reasons=reasons,
        tool=", ".join(dict.fromkeys(clean(one.name, 80) for one in drivers if one.name))[:MAX_TITLE],
        version=", ".join(dict.fromkeys(filter(None, map(_version, drivers))))[:MAX_TITLE],
        started=times[0] if times else None,
        ended=times[-1] if times else None,
        counts=_counts(told, len(runs)),
        findings=_grouped(one for one in told if one.counts),
        suppressed=_grouped(one for one in told if one.kind == "fail" and one.suppressed and not one.gone),
        notes=tuple(_notes(told)),
    )


def _version(driver: wire.Component) -> str:
    return clean(driver.semantic_version or driver.version, 40)


def _times(one: wire.Invocation) -> Iterator[Any]:
    return (time for text in (one.start_time_utc, one.end_time_utc) if (time := moment(text)) is not None)


def _results(run: wire.Run) -> Iterator[_Told]:
    by_id = {rule.id: rule for component in _components(run) for rule in component.rules or () if rule.id}
    for result in run.results or ():
        rule = _rule(result, run, by_id)
        key = clean(result.rule_id or (result.rule.id if result.rule else None) or rule.id, MAX_TITLE)
        kind = result.kind or "fail"
        text = clean(_message(result, rule), MAX_TEXT)
        yield _Told(
            key=f"{clean(run.tool.driver.name, 80) or 'tool'}:{key or 'no rule'}",
            title=clean(rule.short_description and rule.short_description.text, MAX_TITLE)
            or clean(text, MAX_TITLE),
            level=_level(result, rule),
            kind=kind,
            text=text,
            cwe=tuple(_weaknesses(result, rule)),
            place=_place(result, run),
            suppressed=_suppressed(result),
            gone=result.baseline_state == "absent",
            times=max(result.occurrence_count or 1, 1),
        )


def _components(run: wire.Run) -> tuple[wire.Component, ...]:
    return (run.tool.driver, *(run.tool.extensions or ()))


def _rule(result: wire.Result, run: wire.Run, by_id: dict[str, wire.Rule]) -> wire.Rule:
    """The rule that a result names by its place or its id; an empty one where there is none."""
    ref = result.rule or wire.DescriptorRef()
    index = result.rule_index if result.rule_index is not None else ref.index
    extensions, at = run.tool.extensions or (), ref.tool_component.index if ref.tool_component else None
    holder = run.tool.driver if at is None else extensions[at] if 0 <= at < len(extensions) else wire.Component()
    rules = holder.rules or ()
    if index is not None and 0 <= index < len(rules):
        return rules[index]
    name = result.rule_id or ref.id or ""
    return by_id.get(name) or by_id.get(name.rpartition("/")[0]) or wire.Rule()


def _message(result: wire.Result, rule: wire.Rule) -> str:
    said = result.message or wire.Message()
    kept = (rule.message_strings or {}).get(said.id or "", wire.Message())
    return said.text or kept.text or ""


def _level(result: wire.Result, rule: wire.Rule) -> str:
    if result.level:
        return clean(result.level, 20)
    configured = rule.default_configuration.level if rule.default_configuration else None
    return clean(configured or "warning", 20)


def _suppressed(result: wire.Result) -> str:
    """Why it does not count; empty where it counts."""
    said = result.suppressions or ()
    if not said or any(one.status in _OPEN_SUPPRESSION for one in said):
        return ""
    why = "; ".join(filter(None, (clean(one.justification, MAX_TITLE) for one in said)))
    return why or f"suppressed ({clean(said[0].kind, 20) or 'no kind'}), without a reason"


def _weaknesses(result: wire.Result, rule: wire.Rule) -> Iterator[str]:
    related = (one.target for one in rule.relationships or () if one.target)
    for ref in (*(result.taxa or ()), *related):
        component = ref.tool_component.name if ref.tool_component else ""
        yield from cwes((f"CWE-{ref.id}" if (component or "").upper() == "CWE" else ref.id or "",))
    for held in (rule.properties or {}, result.properties or {}):
        for key in ("tags", "cwe", "CWE"):
            values = held.get(key)
            yield from cwes(
                one for one in (values if isinstance(values, list) else [values]) if isinstance(one, str)
            )


def _place(result: wire.Result, run: wire.Run) -> str:
    location = next(iter(result.locations or ()), wire.Location())
    physical = location.physical_location or wire.Physical()
    artifact = physical.artifact_location or wire.Artifact()
    file = artifact.uri or _listed(artifact.index, run)
    if file:
        line = physical.region.start_line if physical.region else None
        path = clean(unquote(file), MAX_TITLE)
        return f"{path}:{line}" if line is not None else path
    logical = next(iter(location.logical_locations or ()), wire.Logical())
    return clean(logical.fully_qualified_name or logical.name, MAX_TITLE)


def _listed(index: int | None, run: wire.Run) -> str:
    """The file that stands at a place of the run's list."""
    artifacts = run.artifacts or ()
    if index is None or not 0 <= index < len(artifacts):
        return ""
    held = artifacts[index].location
    return (held.uri or "") if held else ""


def _grouped(told: Iterable[_Told]) -> tuple[Finding, ...]:
    """One finding for each rule, the worst level first; a rule that is suppressed in two ways is two."""
    groups: dict[tuple[str, str], list[_Told]] = {}
    for one in told:
        groups.setdefault((one.key, one.suppressed), []).append(one)
    made = [_finding(group) for group in groups.values()]
    return tuple(sorted(made, key=lambda one: (_ORDER.get(one.severity, -1), one.key, one.suppressed)))


def _finding(group: list[_Told]) -> Finding:
    worst = min(group, key=lambda one: _ORDER.get(one.level, -1))
    places = dict.fromkeys(one.place for one in group if one.place)
    return Finding(
        key=worst.key,
        title=clean(f"{worst.key}: {worst.title}", MAX_TITLE),
        severity=worst.level,
        text=worst.text,
        cwe=cwes(name for one in group for name in one.cwe),
        places=tuple(places)[:MAX_PLACES],
        count=sum(one.times for one in group),
        suppressed=worst.suppressed,
    )


def _counts(told: list[_Told], runs: int) -> dict[str, int]:
    kinds = Counter(re.sub(r"[^A-Za-z]", "", one.kind)[:20] for one in told)
    return {
        "runs": runs,
        "results": len(told),
        "counted": sum(one.counts for one in told),
        "suppressed": sum(bool(one.suppressed) for one in told),
        "absent": sum(one.gone for one in told),
        "harmless": sum(one.kind == "fail" and one.level in _HARMLESS for one in told),
        "undecided": sum(kinds[kind] for kind in _UNDECIDED),
        "passed": kinds["pass"],
    }


def _outcome(runs: tuple[wire.Run, ...], told: list[_Told]) -> tuple[Outcome, tuple[str, ...]]:
    if broken := tuple(text for run in runs for text in _broken(run)):
        return Outcome.ERROR, broken[:10]
    if counted := sum(one.counts for one in told):
        return Outcome.FAILED, (f"{counted} of {len(told)} results count against it",)
    if not runs:
        return Outcome.UNKNOWN, ("the report has no run, so nothing was analysed",)
    if open_ends := tuple(dict.fromkeys(text for run in runs for text in _open_ends(run))):
        return Outcome.UNKNOWN, open_ends[:10]
    return Outcome.PASSED, (f"none of {len(told)} results counts against it",)


def _broken(run: wire.Run) -> Iterator[str]:
    name = clean(run.tool.driver.name, 80)
    for one in run.invocations or ():
        if one.execution_successful is False:
            yield f"{name} says that its run did not succeed"
        for said in (*(one.tool_execution_notifications or ()), *(one.tool_configuration_notifications or ())):
            if said.level == "error":
                yield f"{name} says: {clean(said.message and said.message.text, MAX_TITLE) or 'an error'}"


def _open_ends(run: wire.Run) -> Iterator[str]:
    """Why a run without a finding that counts shows nothing."""
    name = clean(run.tool.driver.name, 80)
    results = run.results or ()
    if "results" in (run.external_property_file_references or {}):
        yield f"results of {name} stand in other files, which are not read"
    if run.results is None:
        yield f"the run of {name} looked for nothing: it has no list of results"
    elif not results and not run.artifacts and not any(one.execution_successful for one in run.invocations or ()):
        yield f"the run of {name} has no result and does not show that anything was looked at"
    known = {"fail", "pass", "notApplicable", "informational"}
    if undecided := sum((one.kind or "fail") not in known for one in results):
        yield f"{undecided} results of {name} are for a person to decide"
    if results and all(one.kind == "notApplicable" for one in results):
        yield f"no rule of {name} applied"


def _notes(told: list[_Told]) -> Iterator[str]:
    suppressed = sum(bool(one.suppressed) for one in told)
    harmless = sum(one.kind == "fail" and one.level in _HARMLESS for one in told)
    gone = sum(one.gone for one in told)
    if suppressed:
        yield f"{suppressed} results are suppressed and do not count"
    if harmless:
        yield f"{harmless} results are notes and do not count"
    if gone:
        yield f"{gone} results of the baseline are gone"

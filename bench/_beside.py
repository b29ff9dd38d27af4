# SPDX-License-Identifier: Apache-2.0
"""What matching a portfolio is measured beside: vdb, univers and cve-bin-tool, each on the records of both sides.

| peer | records | asked | what the peer times |
|---|---|---|---|
| vdb | PyPI of OSV, as in `matching` | package URLs | from text to ids, its database open |
| univers | PyPI and Go of OSV | a larger sample | versions read and held against ranges made before |
| cve-bin-tool | NVD configurations | products at versions | `CVEScanner.get_cves`, its database filled |

Ours is timed as in the claim on a million: from the questions of a portfolio that is loaded to every status and
finding. Package URLs and names are read when a portfolio is built, which is not timed; vdb reads them each time.
Planning the joins costs us about half a second, whatever the number: most of the time on the small samples of vdb
and cve-bin-tool, where our rate is that of the planning. univers answers 200,000 versions in seconds, so that many
are asked: on 20,000 both are equally fast, on 200,000 the answers come in about a sixth of its time. The answers
are compared: with OSV's algorithm where it decides, else with each other.
"""

import json
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ibis.expr.types as ir

from _osv import SCHEMES, Ids, Record, everything, names, ranges, statements, told, truth, without_github
from _portfolios import components, histories, pair, portfolio
from harness import Measurement, interleaved, run_peer
from medward.advisories.portfolio import matching, schema, store
from medward.advisories.portfolio.engines import duck
from medward.advisories.portfolio.questions import identity
from medward.base.canonical import digest_bytes
from medward.inventory import Component
from medward.versions import InvalidVersionError, key_function

VDB, UNIVERS, CVE_BIN_TOOL = "AppThreat vdb 7.0.3", "univers 32.0.1", "cve-bin-tool 3.4"
CLASSES = {"PyPI": ("PypiVersion", "PypiVersionRange"), "Go": ("GolangVersion", "GolangVersionRange")}
WANTED = {VDB: 1, UNIVERS: 1, CVE_BIN_TOOL: 1}
"""Faster, on samples as large as these peers can answer."""
PRODUCTS = 200
WARM_UP = 20
RUNS = 3

_SCORE = {
    "baseSeverity": "CRITICAL",
    "baseScore": 9.8,
    "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
}
_ENDS = {"fixed": "<", "last_affected": "<="}


@dataclass(frozen=True, slots=True)
class Sample:
    """Distinct components with the truth about them.

    Attributes:
        listed: the components.
        pairs: of each, its ecosystem, package and version.
        true: the vulnerabilities of each by OSV's algorithm.
        named: every id → the one that names its vulnerability.
    """

    listed: tuple[Component, ...]
    pairs: tuple[tuple[str, str, str], ...]
    true: tuple[Ids, ...]
    named: Mapping[str, str]

    def only(self, ecosystem: str) -> "Sample":
        """The part of one ecosystem."""
        held = [at for at, (known, _, _) in enumerate(self.pairs) if known == ecosystem]
        return Sample(
            tuple(self.listed[at] for at in held),
            tuple(self.pairs[at] for at in held),
            tuple(self.true[at] for at in held),
            self.named,
        )

    def answers(self, found: Sequence[Sequence[str]]) -> list[Ids]:
        """Ids that were found, by the names of their vulnerabilities."""
        return [frozenset(self.named.get(id_, id_) for id_ in ids) for ids in found]


def sample(listed: Sequence[Component], records: Mapping[str, Sequence[Record]]) -> Sample:
    """The components with the truth by the records of each ecosystem."""
    named = names(record for each in records.values() for record in each)
    pairs = tuple(pair(one) for one in listed)
    true: list[Ids] = [frozenset()] * len(pairs)
    for ecosystem, each in records.items():
        held = [at for at, (known, _, _) in enumerate(pairs) if known == ecosystem]
        asked = [pairs[at][1:] for at in held]
        for at, ids in zip(held, truth(each, asked, named, ecosystem), strict=True):
            true[at] = ids
    return Sample(tuple(listed), pairs, tuple(true), named)


def matched(folder: Path, listed: Sequence[Component], database: Path) -> tuple[float, list[list[str]]]:
    """Components a second, matched after loading, and the vulnerabilities of each."""
    portfolio(folder, listed, 1, len(listed))
    with duck(store.tables(folder), database, load=True) as engine:
        start = time.perf_counter()
        finding = matching.match(engine).finding
        rate = len(listed) / (time.perf_counter() - start)
        rows = engine.rows(_found(finding))
    found = defaultdict(list)
    for digest, vulnerability in rows:
        found[digest].append(vulnerability)
    return rate, [found[digest_bytes(identity(one))] for one in listed]


def _found(finding: ir.Table) -> ir.Table:
    """The digests of components, which writing has numbered anew, with their vulnerabilities."""
    component = schema.portfolio("component")
    joined = finding.inner_join(component, finding.component == component.id)
    return joined.select(component.digest, finding.vulnerability)


def beside_vdb(whole: Sample, records: Sequence[Record], database: Path, folder: Path) -> Measurement:
    """The sample's package URLs of PyPI."""
    part, home = whole.only("PyPI"), folder / "vdb"
    home.mkdir()
    env = {"VDB_HOME": str(home)}
    run_peer("vdb", "build.py", {"records": without_github(records)}, env=env)
    payload = {"purls": [one.purl for one in part.listed], "warm_up": WARM_UP}
    return _of_packages(part, database, folder, VDB, lambda: run_peer("vdb", "search.py", payload, env=env))


def beside_univers(
    whole: Sample, records: Mapping[str, Sequence[Record]], database: Path, folder: Path
) -> Measurement:
    """The whole sample, which must be large: see above."""
    said = {ecosystem: dict(_said(each, ecosystem)) for ecosystem, each in records.items()}
    payload = {"classes": CLASSES, "statements": said, "asked": whole.pairs, "warm_up": WARM_UP}
    return _of_packages(whole, database, folder, UNIVERS, lambda: run_peer("univers", "contains.py", payload))


def beside_cve_bin_tool(nvd: Path, database: Path, folder: Path) -> Measurement:
    """Products of the NVD configurations; `database` holds these records alone."""
    home = folder / "cve_bin_tool"
    home.mkdir()
    env = {"HOME": str(home)}
    filled = run_peer("cve_bin_tool", "fill.py", {"records": list(configurations(nvd))}, env=env)
    listed = list(components(histories(database), PRODUCTS, {"CPE": 1.0}))
    payload = {"products": [product(one) for one in listed], "warm_up": WARM_UP}
    ours, theirs, rates = _turns(
        lambda: matched(folder / "beside", listed, database),
        lambda: run_peer("cve_bin_tool", "triage.py", payload, env=env, timeout=120),
    )
    pairs = [{(at, id_) for at, ids in enumerate(each) for id_ in ids} for each in (ours, theirs)]
    notes = (
        f"{len(listed):,} distinct products at versions, of {filled['ranges']:,} ranges in its table",
        "its own index on that table begins with the CVE, so that each of its questions reads all of it",
        f"findings: {len(pairs[0] & pairs[1]):,} of both, {len(pairs[1] - pairs[0]):,} of cve-bin-tool's alone",
        f"{len(pairs[0] - pairs[1]):,} of ours alone, those that are only possible included",
        "cve-bin-tool holds versions in one order of its own and knows no conditions; no truth decides here",
    )
    wanted = WANTED[CVE_BIN_TOOL]
    return Measurement(
        f"products matched beside {CVE_BIN_TOOL}", *rates, CVE_BIN_TOOL, "products/s", wanted, notes=notes
    )


def configurations(nvd: Path) -> Iterator[Record]:
    """The NVD configurations as elements of NVD API 2.0.

    They state no score, without which cve-bin-tool stops reading; all get the same one.
    """
    with zipfile.ZipFile(nvd) as archive:
        for name in archive.namelist():
            record = json.loads(archive.read(name))
            about = record["_annotation"]
            yield {
                "cve": {
                    **record["cve"],
                    "id": about["cve_id"],
                    "descriptions": [{"value": about.get("description") or "none"}],
                    "lastModified": about.get("modified", "unknown"),
                    "metrics": {"cvssMetricV31": [{"cvssData": _SCORE}]},
                }
            }


def product(component: Component) -> tuple[str, str, str]:
    """Vendor, product and version of a component with a CPE name, as cve-bin-tool splits names."""
    _, _, _, vendor, named, *_ = component.cpes[0].replace("\\:", "\0").split(":")
    return vendor.replace("\0", "\\:"), named.replace("\0", "\\:"), component.version


def stretches(events: Sequence[Mapping[str, str]], ecosystem: str) -> list[list[tuple[str, str]]]:
    """A range as stretches of versions, each a list of `vers` constraints; none where a version of it is none."""
    key = key_function(SCHEMES[ecosystem])
    single = [(kind, text) for event in events for kind, text in event.items()]
    try:
        ordered = sorted(single, key=lambda one: b"" if one[1] == "0" else key(one[1]))
    except InvalidVersionError:
        return []
    found: list[list[tuple[str, str]]] = []
    begun: str | None = None
    for kind, text in ordered:
        if kind == "introduced":
            begun = text if begun is None else begun
        elif begun is not None:
            found.append([*_from(begun), (_ENDS[kind], text)])
            begun = None
    return [*found, _from(begun)] if begun not in (None, "0") else found


def _from(begun: str | None) -> list[tuple[str, str]]:
    return [] if begun in (None, "0") else [(">=", str(begun))]


def _said(records: Sequence[Record], ecosystem: str) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Every package with its statements, as the peer reads them."""
    for package, said in statements(records, ecosystem).items():
        yield (
            package,
            [
                (
                    id_,
                    [made for one in ranges(each) for made in stretches(one["events"], ecosystem)],
                    each.get("versions", ()),
                    any(everything(one["events"]) for one in ranges(each)),
                )
                for id_, each in said
            ],
        )


def _of_packages(
    part: Sample, database: Path, folder: Path, name: str, ask: Callable[[], dict[str, object]]
) -> Measurement:
    ours, theirs, rates = _turns(lambda: matched(folder / "beside", part.listed, database), ask)
    mine, its = part.answers(ours), part.answers(theirs)
    notes = (
        f"{len(part.listed):,} distinct, {sum(map(bool, part.true)):,} of them affected",
        f"ours: {told(mine, part.true)}; {name.rpartition(' ')[0]}: {told(its, part.true)}",
    )
    claim = f"component versions matched beside {name}"
    return Measurement(claim, *rates, name, "components/s", WANTED[name], notes=notes)


def _turns(
    ours: Callable[[], tuple[float, list[list[str]]]], ask: Callable[[], dict[str, object]]
) -> tuple[list[list[str]], list[list[str]], tuple[float, float]]:
    """The answers of both sides and their medians, taken in turns."""
    answers: dict[str, list[list[str]]] = {}

    def mine() -> float:
        rate, answers["ours"] = ours()
        return rate

    def its() -> float:
        done = ask()
        answers["its"] = done["results"]  # type: ignore[assignment]  # what the peer's script prints
        return float(str(done["rate"]))

    rates = interleaved(mine, its, RUNS)
    return answers["ours"], answers["its"], rates

# SPDX-License-Identifier: Apache-2.0
"""The table of the readers of foreign data, each with the errors that it documents; any other is a crash.

Whoever writes a reader adds a row. Readers of files get their input as a file in a folder of its own.
"""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fuzzing import texts
from fuzzing.reader import Reader
from fuzzing.seeds import PACKS, RECORDS, REPORTS, ROOT, SBOMS, SEEDS, archive, files, lines, tape
from medward import dossier, packs
from medward.advisories import archive as archives
from medward.advisories import epss, kev
from medward.advisories.collecting import Collector
from medward.advisories.csaf import CsafError, ProviderError, listings, metadata, read_provider
from medward.advisories.csaf import parse as parse_csaf
from medward.advisories.devices.units import parse_units
from medward.advisories.nvd.dictionary import Dictionary
from medward.advisories.parts import CVE, NVD, Part
from medward.advisories.products import product_items, take
from medward.advisories.staging import Staging
from medward.advisories.sync import providers, sources, state
from medward.advisories.sync.faults import ContentError
from medward.advisories.tarred import tar_items
from medward.base.problems import ProblemsError
from medward.inventory import parse as parse_sbom
from medward.reports.package import manifest
from medward.testing import Format
from medward.testing import parse as parse_report
from medward.threats.exchange import parse as parse_threat_model
from medward.triage import rubrics, tables
from medward.triage.vex.reading import parse as parse_vex

NAME = "fuzzed"


def _in_file(name: str, read: Callable[[Path], object], data: bytes) -> None:
    """Read an input from a file of this name in a folder of its own; `read` gets the path of the file."""
    with tempfile.TemporaryDirectory(prefix="medward-fuzz-") as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        read(path)


def _record(data: bytes) -> None:
    """An OSV record, on to the rows of the database. What cannot be read is counted there, and never raised."""
    with Staging() as staging:
        collector = Collector(staging)
        collector.take(archives.Item("record.json", data, len(data)), 0, NAME)
        collector.finish()


def _products(kind: str, path: Path) -> None:
    """A file of the CVE list or the NVD as a build finds it, on to the rows. What cannot be read is counted."""
    part = Part(kind, NAME, path.parent, NAME)
    with Staging() as staging:
        collector = Collector(staging)
        for item in product_items(part):
            take(collector, item, 0, part)
        collector.finish()


def _dictionary(data: bytes) -> None:
    """A page of the CPE dictionary, on to the rows of the database. What cannot be read is counted."""
    dictionary = Dictionary()
    dictionary.take(archives.Item("page.json", data, len(data)), NAME)
    list(dictionary.finish(NAME))


def _named(read: Callable[[bytes, str], object]) -> Callable[[bytes], object]:
    return lambda data: read(data, NAME)


def _filed(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    return partial(_in_file, name, read)


def _report(form: Format) -> Callable[[bytes], object]:
    return lambda data: parse_report(data, NAME, form)


OSV_RECORDS = ("tests/advisories/samples/osv/*/*.json", "examples/advisories/osv/npm/*.json")
THREAT_MODELS = ROOT / "tests" / "threats" / "exchange" / "samples"
_LISTING = (listings.ListingError,)
_PROBLEMS = (ProblemsError,)

READERS = (
    Reader("sbom-cyclonedx-json", files(SBOMS, "cyclonedx-*.json"), _named(parse_sbom), _PROBLEMS),
    Reader("sbom-cyclonedx-xml", files(SBOMS, "*.xml"), _named(parse_sbom), _PROBLEMS),
    Reader("sbom-spdx-json", files(SBOMS, "spdx-*.json"), _named(parse_sbom), _PROBLEMS),
    Reader("sbom-spdx-tagvalue", files(SBOMS, "*.spdx"), _named(parse_sbom), _PROBLEMS),
    Reader(
        "dossier",
        files(ROOT, "examples/infusion-pump/*.yaml", "src/medward/dossier/starter.yaml"),
        _filed("dossier.yaml", lambda path: dossier.load(path.parent)),
        _PROBLEMS,
    ),
    Reader("pack-framework", files(PACKS, "frameworks/fda-524b.yaml"), _named(packs.parse), _PROBLEMS),
    Reader("pack-rubric", files(PACKS, "rubrics/mitre*.yaml"), _named(rubrics.parse), _PROBLEMS),
    Reader("pack-tables", files(PACKS, "rubrics/certcc*.yaml"), _named(tables.parse), _PROBLEMS),
    Reader("osv-record", files(ROOT, *OSV_RECORDS), _record),
    Reader(
        "osv-archive",
        archive(RECORDS, "*/*.json"),
        _filed("all.zip", lambda path: list(archives.archive_items(path))),
        (archives.ArchiveError,),
    ),
    Reader("kev", files(ROOT, "examples/advisories/kev/*.json"), _named(kev.parse), (kev.CatalogueError,)),
    Reader("cve", files(SEEDS, "cve/*"), _filed("CVE-2099-0001.json", partial(_products, CVE))),
    Reader("cpe-dictionary", files(SEEDS, "dictionary/*"), _dictionary),
    Reader(
        "cpe-feed",
        tape(SEEDS, "dictionary/*"),
        _filed("chunks.tar.gz", lambda path: list(tar_items(path))),
        (archives.ArchiveError,),
    ),
    Reader("nvd", files(SEEDS, "nvd/*"), _filed("page.json", partial(_products, NVD))),
    Reader("csaf", files(SEEDS, "csaf/*", "vex/csaf.json"), parse_csaf, (CsafError,)),
    Reader(
        "csaf-provider", archive(SEEDS, "csaf/*", "listing/*"), _filed("csaf.zip", read_provider), (ProviderError,)
    ),
    Reader("csaf-metadata", files(SEEDS, "provider/*"), metadata.parse, (metadata.MetadataError,)),
    Reader("csaf-index", files(SEEDS, "listing/index.txt"), partial(listings.index, NAME), _LISTING),
    Reader("csaf-changes", files(SEEDS, "listing/changes.csv"), partial(listings.changes, NAME), _LISTING),
    Reader("csaf-feed", files(SEEDS, "rolie/*"), partial(listings.feed, NAME), _LISTING),
    Reader("sync-sources", files(PACKS, "sources/*.yaml"), _filed("own.yaml", sources.with_own), _PROBLEMS),
    Reader(
        "sync-state", files(SEEDS, "state/*"), _filed(state.NAME, lambda path: state.State(path.parent)), _PROBLEMS
    ),
    Reader("sync-metadata", files(SEEDS, "provider/*"), providers.provider, (ContentError,)),
    Reader("sync-feed", files(SEEDS, "rolie/*"), providers.feed, (ContentError,)),
    Reader(
        "sync-changes",
        files(SEEDS, "listing/changes.csv"),
        lambda data: providers.directory(data, "https://acme.example/white"),
        (ContentError,),
    ),
    Reader("vex", files(SEEDS, "vex/*", "csaf/*"), _named(parse_vex), _PROBLEMS),
    Reader("epss", files(SEEDS, "epss/*"), _named(epss.parse), (epss.EpssError,)),
    Reader("units", files(SEEDS, "units/*"), _named(parse_units), _PROBLEMS),
    Reader("threat-model-json", files(THREAT_MODELS, "*.json"), _named(parse_threat_model), _PROBLEMS),
    Reader("threat-model-yaml", files(THREAT_MODELS, "*.yaml"), _named(parse_threat_model), _PROBLEMS),
    Reader("threat-model-tm7", files(THREAT_MODELS, "*.tm7"), _named(parse_threat_model), _PROBLEMS),
    Reader("report-sarif", files(REPORTS, "*.sarif.json"), _report(Format.SARIF), _PROBLEMS),
    Reader("report-junit", files(REPORTS, "*.junit.xml"), _report(Format.JUNIT), _PROBLEMS),
    Reader("report-cobertura", files(REPORTS, "cobertura.xml"), _report(Format.COBERTURA), _PROBLEMS),
    Reader("report-lcov", files(REPORTS, "*.lcov"), _report(Format.LCOV), _PROBLEMS),
    Reader("report-coverage-py", files(REPORTS, "coverage.json"), _report(Format.COVERAGE_PY), _PROBLEMS),
    Reader("report-libfuzzer", files(REPORTS, "*.log"), _report(Format.LIBFUZZER), _PROBLEMS),
    Reader("report-afl", files(REPORTS, "fuzzer_stats"), _report(Format.AFL), _PROBLEMS),
    Reader("report-pentest", files(REPORTS, "*.csv"), _report(Format.PENTEST), _PROBLEMS),
    Reader(
        "manifest",
        files(SEEDS, "package/*"),
        _filed(manifest.NAME, lambda path: manifest.verify(path.parent)),
    ),
    Reader("vers", lines("ranges.txt"), texts.vers, texts.RANGE_ERRORS),
    Reader("vers-loose", lines("ranges.txt"), texts.vers_loosely, texts.RANGE_ERRORS),
    Reader("native-range", lines("notations.txt"), texts.native_range, texts.RANGE_ERRORS),
    Reader("vendor-text", lines("vendor_texts.txt"), texts.vendor_text),
    Reader("version", lines("versions.txt"), texts.version, texts.VERSION_ERRORS),
    Reader("purl", lines("purls.txt"), texts.purl),
    Reader("cpe", lines("cpes.txt"), texts.cpe, texts.CPE_ERRORS),
    Reader("cvss", lines("vectors.txt"), texts.cvss),
)
"""Every reader, in the order in which they run."""

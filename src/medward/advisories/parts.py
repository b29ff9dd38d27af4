# SPDX-License-Identifier: Apache-2.0
"""What a source folder in its publishers' layout holds, and what of it this version reads.

Read are

- `osv/<Ecosystem>/all.zip`, or plain `osv/<Ecosystem>/*.json` in its place;
- `kev/known_exploited_vulnerabilities.json`;
- `cve/*.zip`, and CVE records in folders below `cve`;
- `nvd/*.zip`, and pages of the NVD's API in folders below `nvd`; of several copies of a record the last holds;
- `cpe/*.tar.gz` and `cpe/*.zip`, and pages of the NVD's CPE API in folders below `cpe`: the CPE dictionary;
- `purl2cpe/*.zip`, and its pairs of lists in folders below `purl2cpe`;
- `csaf/*.zip`, and folders below `csaf`, each a provider's as it lays them out;
- `epss/*.csv` and `epss/*.csv.gz`; of several days the newest.

Everything else at the same levels is given back as skipped, with its reason, so that nobody believes it was read.
Texts about the folder itself (`README*`, `LICENSE*`, hidden files) are passed over, and so is what fetching noted
(`sync-state.json`, which `medward.advisories.renewal` reads).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from medward.advisories import epss
from medward.advisories.archive import tree_names
from medward.advisories.model import Skipped
from medward.advisories.tarred import ENDING as TAR
from medward.base.problems import Place, Problem, ProblemsError

OSV = "OSV"
KEV = "CISA KEV"
CVE = "CVE list"
NVD = "NVD"
PURL2CPE = "purl2cpe"
DICTIONARY = "NVD CPE"
EPSS = "EPSS"
CSAF = "CSAF"
KEV_FILE = "kev/known_exploited_vulnerabilities.json"
ARCHIVE = "all.zip"
USUAL = {"cves.zip", "purl2cpe.zip", "nvdcpe-2.0.zip", f"nvdcpe-2.0{TAR}"}
"""Archives that hold a whole source; others are parts, by their names."""

_NOT_READ = "this version does not read it"
_SCORES = (".csv", ".csv.gz")
_TREES = {"cve": CVE, "nvd": NVD, "cpe": DICTIONARY, "purl2cpe": PURL2CPE, "csaf": CSAF}
_PASSED_OVER = ("readme", "license", "licence", ".", "sync-state.json")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a source that can be read.

    Attributes:
        name: the source, such as `OSV` or `CISA KEV`.
        part: the ecosystem, as the folder names it, or the name of one archive of several.
        path: the archive, file or folder of plain records.
        place: what places call it, relative to the source folder.
    """

    name: str
    part: str
    path: Path
    place: str

    @property
    def size(self) -> int:
        """Bytes to be read."""
        if self.path.is_file():
            return self.path.lstat().st_size
        return sum((self.path / name).lstat().st_size for name in tree_names(self.path))


@dataclass(frozen=True, slots=True)
class Layout:
    """What a source folder holds."""

    parts: tuple[Part, ...]
    skipped: tuple[Skipped, ...]


def find(folder: Path) -> Layout:
    """Look through a source folder. Raises ProblemsError where it is none or holds no source that is read."""
    if not folder.is_dir():
        raise _problem(folder, "missing", "there is no such folder", "Name the folder that holds 'osv' and 'kev'")
    parts: list[Part] = []
    skipped: list[Skipped] = []
    for entry in _entries(folder):
        if entry.name == "osv" and entry.is_dir():
            _find_osv(entry, parts, skipped)
        elif entry.name == "kev" and entry.is_dir():
            _find_kev(entry, parts, skipped)
        elif entry.name == "epss" and entry.is_dir():
            _find_epss(entry, parts, skipped)
        elif entry.name in _TREES and entry.is_dir():
            _find_archives(entry, _TREES[entry.name], parts, skipped)
        else:
            skipped.append(Skipped(entry.name, _NOT_READ))
    if not parts:
        message = f"the folder holds neither 'osv/<Ecosystem>/{ARCHIVE}' nor '{KEV_FILE}' nor another source"
        raise _problem(folder, "empty", message, "Put the sources into it in their publishers' layout")
    return Layout(tuple(parts), tuple(skipped))


def _find_osv(folder: Path, parts: list[Part], skipped: list[Skipped]) -> None:
    for entry in _entries(folder):
        place = f"osv/{entry.name}"
        if not entry.is_dir():
            skipped.append(Skipped(place, "OSV has one folder for each ecosystem, and this is a file"))
        elif (entry / ARCHIVE).is_file():
            parts.append(Part(OSV, entry.name, entry / ARCHIVE, f"{place}/{ARCHIVE}"))
            skipped += [
                Skipped(f"{place}/{other.name}", f"{ARCHIVE} stands beside it and is read in its place")
                for other in _entries(entry)
                if other.name != ARCHIVE
            ]
        else:
            parts.append(Part(OSV, entry.name, entry, place))


def _find_kev(folder: Path, parts: list[Part], skipped: list[Skipped]) -> None:
    for entry in _entries(folder):
        place = f"kev/{entry.name}"
        if place == KEV_FILE and entry.is_file():
            parts.append(Part(KEV, "", entry, place))
        else:
            skipped.append(Skipped(place, _NOT_READ))


def _find_epss(folder: Path, parts: list[Part], skipped: list[Skipped]) -> None:
    """The scores of the newest day; of one day those of the last name."""
    found: list[tuple[date, Path]] = []
    for entry in _entries(folder):
        if not entry.is_file() or not entry.name.lower().endswith(_SCORES):
            skipped.append(Skipped(f"epss/{entry.name}", "it is no file of scores"))
            continue
        try:
            found.append((epss.day_of(entry), entry))
        except epss.EpssError as error:
            skipped.append(Skipped(f"epss/{entry.name}", str(error)))
    for day, path in sorted(found)[:-1]:
        reason = f"its scores are of {day}, and {max(found)[1].name} is read in its place"
        skipped.append(Skipped(f"epss/{path.name}", reason))
    if found:
        newest = max(found)[1]
        parts.append(Part(EPSS, "", newest, f"epss/{newest.name}"))


def _find_archives(folder: Path, source: str, parts: list[Part], skipped: list[Skipped]) -> None:
    """Archives, each a part, and the folders beside them, which together are one."""
    for entry in _entries(folder):
        place = f"{folder.name}/{entry.name}"
        packed = (".zip", TAR) if source == DICTIONARY else (".zip",)
        if entry.is_file() and entry.name.lower().endswith(packed):
            part = "" if entry.name in USUAL else entry.name.removesuffix(TAR).removesuffix(entry.suffix)
            parts.append(Part(source, part, entry, place))
        elif entry.is_dir():
            parts.append(Part(source, entry.name, entry, place))
        else:
            skipped.append(Skipped(place, "it is neither an archive nor a folder of records"))


def _entries(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        raise _problem(folder, "unreadable", message, "Check that you may read it") from error
    return [entry for entry in entries if not entry.name.lower().startswith(_PASSED_OVER)]


def _problem(folder: Path, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(str(folder)), "", f"sources.{code}", message, mend)])

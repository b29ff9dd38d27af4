# SPDX-License-Identifier: Apache-2.0
"""The files of the sources about products (CVE list, NVD and its dictionary, purl2cpe), one after the other."""

from collections.abc import Iterator

from medward.advisories.archive import MAX_RECORD, Item, archive_items, tree_items
from medward.advisories.bridge import YAML
from medward.advisories.collecting import Collector
from medward.advisories.cve import records as cve
from medward.advisories.decoding import RecordError
from medward.advisories.nvd import records as nvd
from medward.advisories.parts import CVE, NVD, Part
from medward.advisories.tarred import ENDING, tar_items

MAX_PAGE = 128 * 1024 * 1024
"""Bytes of one page of the NVD, which has up to 2,000 records, or 10,000 names of its dictionary."""


def product_items(part: Part) -> Iterator[Item]:
    """The files of a part of the CVE list or the NVD, sorted by name. Raises ArchiveError."""
    if part.path.is_file():
        return archive_items(part.path)
    return tree_items(part.path, limit=MAX_PAGE if part.name == NVD else MAX_RECORD)


def bridge_items(part: Part) -> Iterator[Item]:
    """The files of a part of purl2cpe, sorted by name. Raises ArchiveError."""
    return archive_items(part.path, YAML) if part.path.is_file() else tree_items(part.path, YAML)


def dictionary_items(part: Part) -> Iterator[Item]:
    """The pages of a part of the CPE dictionary, sorted by name or in the archive's order. Raises ArchiveError."""
    if part.path.name.lower().endswith(ENDING):
        return tar_items(part.path)
    return archive_items(part.path) if part.path.is_file() else tree_items(part.path, limit=MAX_PAGE)


def take(collector: Collector, item: Item, source: int, part: Part) -> None:
    """Read one file and give its records, or why they cannot be read, to the collector."""
    place = f"{part.place}{': ' if part.path.is_file() else '/'}{item.name}"
    if item.refusal:
        collector.refuse(item, source, place)
    elif part.name == CVE:
        _take_cve(collector, item, source, place)
    else:
        _take_nvd(collector, item, source, place)


def _take_cve(collector: Collector, item: Item, source: int, place: str) -> None:
    """One record; the CVE list has files about itself among them, which are passed over by their names."""
    name = item.name.rpartition("/")[2]
    if not name.upper().startswith("CVE-"):
        collector.refuse(Item("", b"", 0, "it is no CVE record by its name"), source, place)
        return
    try:
        found = cve.parse(item.data)
    except RecordError as error:
        collector.take_described(error, item.data, CVE, source, place)
        return
    collector.take_described(found, item.data, CVE, source, place)


def _take_nvd(collector: Collector, item: Item, source: int, place: str) -> None:
    try:
        for found, data in nvd.parse(item.data):
            collector.take_described(found, data, NVD, source, place)
    except RecordError as error:
        collector.take_described(error, item.data, NVD, source, place)

# SPDX-License-Identifier: Apache-2.0
"""Small CPE dictionaries for the tests: names, pages of the NVD's CPE API, its feed as a tape archive."""

import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]
DAY = "2099-01-05"


def entry(name: str, *replacing: str, modified: str = f"{DAY}T10:00:00.000", **fields: object) -> Json:
    """A name; with replacing ones it is deprecated."""
    by = [{"cpeName": one, "cpeNameId": "00000000-0000-0000-0000-000000000000"} for one in replacing]
    head = {"deprecated": bool(by), "cpeName": name, "cpeNameId": "x", "lastModified": modified}
    return {"cpe": {**head, **({"deprecatedBy": by} if by else {}), "titles": [], "refs": [], **fields}}


def page(*entries: Json) -> Json:
    """A page of the API."""
    size = len(entries)
    head = {"resultsPerPage": size, "startIndex": 0, "totalResults": size, "format": "NVD_CPE", "version": "2.0"}
    return {**head, "products": list(entries)}


def write_dictionary(root: Path, *entries: Json, run: str = "20990301T000000Z") -> Path:
    """Add a page of the dictionary to a source folder."""
    path = root / "cpe" / "pages" / run / "0000000.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(page(*entries)))
    return root


def tar(path: Path, files: Mapping[str, bytes]) -> Path:
    """A gzipped tape archive, as the NVD packs its feed: a folder and files in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz", format=tarfile.USTAR_FORMAT) as packed:
        folder = tarfile.TarInfo("nvdcpe-2.0-chunks")
        folder.type = tarfile.DIRTYPE
        packed.addfile(folder)
        for name, data in files.items():
            info = tarfile.TarInfo(f"nvdcpe-2.0-chunks/{name}")
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return path

# SPDX-License-Identifier: Apache-2.0
"""The beginning of a dossier: a commented file that loads, the schema beside it, and a folder for its files.

The starter claims nothing. Text that somebody has to write is the placeholder `?`, which loads and never counts as
filled; every question that can be open is `unknown`; every example is commented out.
"""

import json
from importlib.resources import files
from pathlib import Path

from medward.base.files import write_atomically
from medward.dossier.folder import FILES
from medward.dossier.saving import not_empty
from medward.dossier.schema import FILE_NAME, schema

STARTER = "dossier.yaml"


def starter_text() -> str:
    """The text of the commented file; example lines begin with one `#`, remarks with two."""
    head = f"# yaml-language-server: $schema={FILE_NAME}\n"
    return head + files("medward.dossier").joinpath("starter.yaml").read_text(encoding="utf-8")


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def begin(folder: Path) -> tuple[Path, ...]:
    """Write a starter to a new or empty folder and return its files. Raises ProblemsError for any other."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise not_empty(folder)
    (folder / FILES).mkdir(parents=True, exist_ok=True)
    texts = {folder / FILE_NAME: schema_text(), folder / STARTER: starter_text()}
    for path, text in texts.items():
        write_atomically(path, text.encode())
    return (*texts, folder / FILES)

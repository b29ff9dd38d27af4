# SPDX-License-Identifier: Apache-2.0
"""Several YAML files as one dossier.

- Mappings are merged key by key, at every depth; lists are joined in the order of the files' paths.
- One key with two values, in two files, is a problem that names both places, even where the values are the same.
- A key with nothing after it says nothing: it is as good as left out.

The merged value remembers from which file each part of it came, so that every place stays exact.
"""

from collections.abc import Iterable, Sequence

from medward.base.problems import Place, Problem
from medward.base.yamltext import Document, KeyPath, Value, key_path


class Merged:
    """The content of all files, with the place of every path of keys.

    Attributes:
        value: the content.
        problems: what could not be merged.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        """Merge the documents in their order; they belong to the merged value from now on."""
        self.value: dict[str, Value] = {}
        self.problems: list[Problem] = []
        self._origins: dict[KeyPath, tuple[Document, KeyPath]] = {}
        self._first: Document | None = None
        for document in documents:
            self._first = self._first or document
            self._add(document)

    def place(self, path: Sequence[str | int]) -> Place:
        """The place of a path, or of the nearest part of it that a file holds."""
        document, own = self._origin(tuple(path))
        return document.place(own) if document else Place("")

    def written(self, path: Sequence[str | int]) -> str | None:
        """How a number, a truth value or a null was written; `None` for anything else."""
        document, own = self._origin(tuple(path))
        return document.written(own) if document else None

    def _origin(self, path: KeyPath) -> tuple[Document | None, KeyPath]:
        """The file in which a path stands, and its path there."""
        for length in range(len(path), 0, -1):
            if found := self._origins.get(path[:length]):
                return found[0], (*found[1], *path[length:])
        return self._first, ()

    def _add(self, document: Document) -> None:
        if document.value is None:
            return
        if not isinstance(document.value, dict):
            message = "the file does not hold keys with values"
            mend = "Begin it with a key of the dossier, such as `threats:`"
            self.problems.append(Problem(Place(document.file), "", "dossier.not-a-mapping", message, mend))
            return
        _drop_empty(document.value)
        self._mapping(self.value, document.value, (), document)

    def _mapping(
        self, target: dict[str, Value], source: dict[str, Value], path: KeyPath, document: Document
    ) -> None:
        for key, value in source.items():
            own = (*path, key)
            present = target.get(key)
            if present is None:
                target[key] = value
                self._origins[own] = (document, own)
            elif isinstance(present, dict) and isinstance(value, dict):
                self._mapping(present, value, own, document)
            elif isinstance(present, list) and isinstance(value, list):
                self._join(present, value, own, document)
            else:
                self._twice(own, document)

    def _join(self, target: list[Value], source: list[Value], path: KeyPath, document: Document) -> None:
        for index, value in enumerate(source):
            self._origins[*path, len(target)] = (document, (*path, index))
            target.append(value)

    def _twice(self, path: KeyPath, document: Document) -> None:
        message = f"the key '{path[-1]}' is also given at {self.place(path)}"
        mend = "Keep it in one of the two files"
        place = document.place(path)
        self.problems.append(Problem(place, key_path(path), "dossier.duplicate-key", message, mend))


def _drop_empty(value: Value) -> None:
    """Take the keys that have no value out of every mapping."""
    if isinstance(value, dict):
        for key in [key for key, inside in value.items() if inside is None]:
            del value[key]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for inside in inner:
        if isinstance(inside, dict | list):
            _drop_empty(inside)

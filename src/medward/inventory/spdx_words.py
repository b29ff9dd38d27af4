# SPDX-License-Identifier: Apache-2.0
"""SPDX's words in the words of the model: kinds of relationship, algorithms, purposes, people.

SPDX 2 and 3 write many relationships in opposite directions ("B DEPENDENCY_OF A", "A dependsOn B"). Here each has
one kind and one direction, chosen so that a dependency points from the one that needs to the one that is needed.
Kinds that need no turning keep SPDX 2's name in lower case.

Sources: SPDX specification 2.3, clauses 7.10, 7.21, 7.24 and 11.1; SPDX 3.0.1, vocabularies RelationshipType,
LifecycleScopeType, HashAlgorithm and SoftwarePurpose.
"""

import re

UNSAID = frozenset({"NOASSERTION", "NONE"})
MIDNIGHT = "T00:00:00Z"

_TURNED_2 = {
    "DEPENDENCY_OF": "depends_on",
    "CONTAINED_BY": "contains",
    "DESCRIBED_BY": "describes",
    "BUILD_DEPENDENCY_OF": "build_depends_on",
    "DEV_DEPENDENCY_OF": "dev_depends_on",
    "TEST_DEPENDENCY_OF": "test_depends_on",
    "RUNTIME_DEPENDENCY_OF": "runtime_depends_on",
    "OPTIONAL_DEPENDENCY_OF": "optional_depends_on",
    "PROVIDED_DEPENDENCY_OF": "provided_depends_on",
    "PREREQUISITE_FOR": "has_prerequisite",
    "GENERATES": "generated_from",
    "ANCESTOR_OF": "descendant_of",
}

_STRAIGHT_2 = frozenset(
    [
        "AMENDS",
        "BUILD_TOOL_OF",
        "CONTAINS",
        "COPY_OF",
        "DATA_FILE_OF",
        "DEPENDENCY_MANIFEST_OF",
        "DEPENDS_ON",
        "DESCENDANT_OF",
        "DESCRIBES",
        "DEV_TOOL_OF",
        "DISTRIBUTION_ARTIFACT",
        "DOCUMENTATION_OF",
        "DYNAMIC_LINK",
        "EXAMPLE_OF",
        "EXPANDED_FROM_ARCHIVE",
        "FILE_ADDED",
        "FILE_DELETED",
        "FILE_MODIFIED",
        "GENERATED_FROM",
        "HAS_PREREQUISITE",
        "METAFILE_OF",
        "OPTIONAL_COMPONENT_OF",
        "PACKAGE_OF",
        "PATCH_APPLIED",
        "PATCH_FOR",
        "REQUIREMENT_DESCRIPTION_FOR",
        "SPECIFICATION_FOR",
        "STATIC_LINK",
        "TEST_CASE_OF",
        "TEST_OF",
        "TEST_TOOL_OF",
        "VARIANT_OF",
    ]
)

_TURNED_3 = {
    "generates": "generated_from",
    "ancestorOf": "descendant_of",
    "amendedBy": "amends",
    "copiedTo": "copy_of",
    "expandsTo": "expanded_from_archive",
    "hasAddedFile": "file_added",
    "hasDataFile": "data_file_of",
    "hasDeletedFile": "file_deleted",
    "hasDependencyManifest": "dependency_manifest_of",
    "hasDocumentation": "documentation_of",
    "hasExample": "example_of",
    "hasMetadata": "metafile_of",
    "hasOptionalComponent": "optional_component_of",
    "hasRequirement": "requirement_description_for",
    "hasSpecification": "specification_for",
    "hasTest": "test_of",
    "hasTestCase": "test_case_of",
    "hasVariant": "variant_of",
    "modifiedBy": "file_modified",
    "patchedBy": "patch_for",
}

_STRAIGHT_3 = {
    "hasStaticLink": "static_link",
    "hasDynamicLink": "dynamic_link",
    "hasOptionalDependency": "optional_depends_on",
    "hasProvidedDependency": "provided_depends_on",
    "hasDistributionArtifact": "distribution_artifact",
}

_SCOPED_3 = {"development": "dev", "build": "build", "test": "test", "runtime": "runtime"}

_ALGORITHMS = {
    re.sub(r"[^a-z0-9]", "", name.lower()): name
    for name in [
        "MD5",
        "SHA-1",
        "SHA-224",
        "SHA-256",
        "SHA-384",
        "SHA-512",
        "SHA3-224",
        "SHA3-256",
        "SHA3-384",
        "SHA3-512",
        "BLAKE2b-256",
        "BLAKE2b-384",
        "BLAKE2b-512",
        "BLAKE3",
        "MD2",
        "MD4",
        "MD6",
        "ADLER32",
    ]
}

ALGORITHMS_2 = {
    name: name if name.startswith("SHA3") else name.replace("SHA-", "SHA")
    for name in _ALGORITHMS.values()
    if name != "SHA3-224"
}
"""The algorithms that SPDX 2.3 can name, with its spelling."""


def kind_from_2(word: str) -> tuple[str, bool]:
    """The kind of an SPDX 2 relationship type, and whether its direction is turned."""
    turned = _TURNED_2.get(word)
    return (turned, True) if turned else (word.lower(), False)


def kind_to_2(kind: str) -> tuple[str, bool] | None:
    """The SPDX 2.3 relationship type of a kind, and whether its direction is turned; None where it has none."""
    if kind.upper() in _STRAIGHT_2:
        return kind.upper(), False
    return next(((word, True) for word, known in _TURNED_2.items() if known == kind), None)


def kind_from_3(word: str, scope: str) -> tuple[str, bool]:
    """The kind of an SPDX 3 relationship type under a lifecycle scope, and whether its direction is turned."""
    short = _SCOPED_3.get(scope)
    if word == "dependsOn":
        return (f"{short}_depends_on" if short else "depends_on"), False
    if word == "usesTool" and short and short != "runtime":
        return f"{short}_tool_of", True
    if word in _TURNED_3:
        return _TURNED_3[word], True
    return _STRAIGHT_3.get(word) or re.sub(r"([A-Z])", r"_\1", word).lower(), False


def algorithm(word: str) -> str:
    """An algorithm as CycloneDX spells it; as written where it is none that we know."""
    return _ALGORITHMS.get(re.sub(r"[^a-z0-9]", "", word.lower()), word)


def purpose(word: str) -> str:
    """A package purpose of SPDX 2 (`OPERATING-SYSTEM`) or 3 (`operatingSystem`) as a kind of component."""
    if word.isupper():
        return word.lower().replace("_", "-")
    return re.sub(r"([A-Z])", r"-\1", word).lower()


def party(text: str) -> str:
    """The name in `Organization: Acme (mail@acme.example)`; empty for what says nothing."""
    role, colon, name = text.partition(": ")
    if not colon or role not in ("Organization", "Person", "Tool"):
        name = text
    if name.endswith("()"):
        name = name.removesuffix("()").rstrip()
    return said(name)


def end_of_support(text: str) -> str:
    """SPDX writes only moments: midnight UTC stands for the day alone."""
    return text.removesuffix(MIDNIGHT)


def said(text: str | None) -> str:
    """The text, or nothing where it is SPDX's word for nothing."""
    return "" if text is None or text in UNSAID else text

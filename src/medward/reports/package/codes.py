# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem of a package is reported, with its meaning in one line."""

PACKAGE_CODES = {
    "package.changed": "A file of the package is not the one that its manifest names.",
    "package.extra-file": "The package holds a file that its manifest does not name.",
    "package.folder-not-empty": "A package is to be written to a folder that already holds something.",
    "package.missing-file": "A file that the manifest names is not in the package.",
    "package.no-manifest": "The folder holds no manifest that can be read.",
    "package.unknown-document": "A map of names speaks of a document that the package does not hold.",
    "package.wrong-name": "An attachment is to bear a name that no file can have, or that two would have.",
}

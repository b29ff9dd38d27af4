# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem of an SBOM file is reported, with its meaning in one line.

The reference documentation is generated from this table, and a test holds it complete.
"""

INVENTORY_CODES = {
    "inventory.binary": "The file is no text: it holds a zero byte.",
    "inventory.depth": "The content is nested deeper than is read.",
    "inventory.doctype": "The XML has a document type declaration, which is never followed.",
    "inventory.empty": "The file has no bytes.",
    "inventory.encoding": "The file is not UTF-8 text.",
    "inventory.format": "The file is no SBOM of a known format.",
    "inventory.links": "The file states more relationships than are read.",
    "inventory.objects": "The file holds more objects than are read.",
    "inventory.packed": "The file is packed, such as with gzip or zip.",
    "inventory.shape": "A value has not the shape that the format gives it.",
    "inventory.size": "The file is larger than is read.",
    "inventory.syntax": "The file is not well formed, or was cut off.",
    "inventory.unreadable": "The file cannot be read.",
    "inventory.unwritable": "The converted SBOM cannot be written.",
    "inventory.version": "The version of the format is not one that is read.",
}

# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem of a threat-model file is reported, with its meaning in one line."""

EXCHANGE_CODES = {
    "threat-model.alias": "An alias in the YAML names an anchor that does not stand before it.",
    "threat-model.depth": "The content is nested deeper than is read.",
    "threat-model.doctype": "The XML has a document type declaration, which is never followed.",
    "threat-model.duplicate": "Two elements of one kind have the same id.",
    "threat-model.encoding": "The file is not UTF-8 text.",
    "threat-model.exists": "A file of the dossier would have to be replaced.",
    "threat-model.format": "The file is no threat model of a known format, or not of the one that was named.",
    "threat-model.shape": "A value has not the shape that the format gives it.",
    "threat-model.size": "The file has more bytes, values or elements than are read.",
    "threat-model.syntax": "The file is not well formed, or was cut off.",
    "threat-model.unreadable": "The file cannot be read.",
    "threat-model.unwritable": "A file cannot be written.",
    "threat-model.version": "The version of the format is not one that is read.",
}
"""Codes of this package."""

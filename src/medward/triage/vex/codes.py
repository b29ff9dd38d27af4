# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem with a VEX document is reported, with its meaning in one line."""

VEX_CODES = {
    "vex.choice": "The format speaks of one release, and several are meant.",
    "vex.cycle": "Products of the document are made of each other in a circle.",
    "vex.doctype": "The XML has a document type, which is the way to hostile entities.",
    "vex.format": "The file is no VEX document of a known format.",
    "vex.namespace": "The address that is to name the publisher is no web address.",
    "vex.nothing": "There is nothing to export.",
    "vex.release": "The dossier has no such release.",
    "vex.shape": "A value has not the shape that the format gives it.",
    "vex.size": "The file is larger, or says more, than is read.",
    "vex.syntax": "The file is neither JSON nor XML, or was cut off.",
    "vex.unreadable": "The file cannot be read.",
    "vex.unwritable": "The export cannot be written.",
    "vex.version": "The version of the format is not one that is read.",
}

# SPDX-License-Identifier: Apache-2.0
"""Every code of a problem with confirming the name of a component, with its meaning in one line."""

IDENTIFY_CODES = {
    "identify.confirmed": "The component's name is confirmed already.",
    "identify.fixed": "A confirmation stands in a form that cannot be replaced without its neighbours.",
    "identify.name": "What is to be confirmed is no package URL, no CPE name and no vendor with a product.",
    "identify.release": "The dossier has no such release.",
    "identify.unknown-component": "No SBOM of the dossier lists the component.",
}

# SPDX-License-Identifier: Apache-2.0
"""VEX in and out: statements about vulnerabilities of products, in OpenVEX, CycloneDX and CSAF.

VEX ("Vulnerability Exploitability eXchange") tells the users of a product which known vulnerabilities of its
components matter. Decisions of a dossier go out in any of the formats; statements of suppliers come in as
proposals that a person reviews. Nothing here decides by itself, and nothing reads a clock or the network.
"""

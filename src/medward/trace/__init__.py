# SPDX-License-Identifier: Apache-2.0
"""The typed graph of a device: parts of its dossier, components and findings, and how they hang together."""

# SPDX-License-Identifier: Apache-2.0
"""The documents, one module each: `write(material)` gives its content tree."""

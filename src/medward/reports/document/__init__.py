# SPDX-License-Identifier: Apache-2.0
"""Documents: one content tree (`tree`) for PDF, DOCX and HTML. What a document says is built elsewhere."""

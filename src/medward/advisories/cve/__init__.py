# SPDX-License-Identifier: Apache-2.0
"""The CVE list: records of format 5, with what CNAs and other publishers (ADPs) say of products and versions."""

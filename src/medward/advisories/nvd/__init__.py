# SPDX-License-Identifier: Apache-2.0
"""The National Vulnerability Database: records of its API 2.0, and CPE configurations in the same form."""

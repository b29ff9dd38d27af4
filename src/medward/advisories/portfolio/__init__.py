# SPDX-License-Identifier: Apache-2.0
"""Portfolios: thousands of inventories as Parquet, matched at once, and held against a new advisory.

building.build             folders of SBOMs → portfolio
matching.match_portfolio   portfolio and database → statuses and findings of all releases
touching.touched           a new advisory → releases, components and units that it touches
advisories.export          the database's join tables as Parquet, for a cluster
"""

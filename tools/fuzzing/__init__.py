# SPDX-License-Identifier: Apache-2.0
"""Fuzzing: every reader of foreign data is given broken input, and must refuse it as it documents.

| module | what is in it |
|---|---|
| `readers` | the table: one row for each reader, with its seeds and the errors that it documents |
| `mutation` | broken inputs out of good ones, from a seeded generator: `trees`, `lines`, `blocks`, `oddities` |
| `child` | one reader in a process of its own, with limits on memory and time |
| `campaign` | the readers one after the other; what was found, saved so that it can be run again |
"""

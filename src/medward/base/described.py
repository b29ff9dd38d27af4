# SPDX-License-Identifier: Apache-2.0
"""Descriptions taken from the source: the string under each attribute of a class.

They are written once, beside the attribute, and used by published schemas, error messages and the reference
documentation. Reading the source takes time, so it happens when somebody asks and never at import.
"""

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise


@cache
def attributes(owner: type) -> dict[str, str]:
    """Attribute of a class of ours (own or inherited), or word of a vocabulary → its description, on one line."""
    described: dict[str, str] = {}
    for parent in reversed(owner.__mro__):
        if parent.__module__.startswith("medward"):
            described |= _in_source(parent)
    return described


def summary(owner: type) -> str:
    """What a class is, in its own words."""
    return inspect.cleandoc(owner.__doc__ or "")


def first_sentence(text: str) -> str:
    """The first sentence of a description, without its full stop."""
    head, _, _ = text.partition(". ")
    return head.rstrip(".")


def _in_source(owner: type) -> dict[str, str]:
    """Pairs of an attribute and the string under it, in one class."""
    body = _classes(owner.__module__)[owner.__name__].body
    return {
        _name_of(attribute): " ".join(str(below.value.value).split())
        for attribute, below in pairwise(body)
        if _name_of(attribute) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
    }


def _name_of(statement: ast.stmt) -> str:
    """What a statement gives a value or a type to; empty where it is no such statement."""
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id
    return ""


@cache
def _classes(module: str) -> dict[str, ast.ClassDef]:
    source = inspect.getsource(sys.modules[module])
    return {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}

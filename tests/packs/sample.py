# SPDX-License-Identifier: Apache-2.0
"""A small pack of our own making, as text and as values, from which tests change one thing at a time."""

from typing import Any, cast

import yaml

from medward.base import yamltext
from medward.base.problems import Problem, ProblemsError
from medward.base.yamltext import Document
from medward.packs import reading
from medward.packs.framework import Framework

PACK = """\
schema: 1
kind: framework
id: small-law
version: "2026"
title: A small law
issuer: Nobody
jurisdiction: US
nature: law
status: in_force
in_force_from: 2026-01-15
in_force_until: 2030-12-31
citation: "1 SMALL 1"
licence: Apache-2.0
wording: paraphrase
sections:
  - {id: first, title: First}
requirements:
  - id: first.threats
    title: Threats
    text: Threats are decided.
    citation: "1 SMALL 1(a)"
    section: first
    rationale: A proposed threat is an open question.
    roles: [maker]
    applies_when: {fact: device.is_cyber_device}
    check:
      path:
        every: {kind: threat, where: {status: [accepted, mitigated]}, has: [leads_to]}
        reaches: [{link: reduced_by, kind: control}]
  - id: first.later
    title: Later
    text: Something that is left to others.
    citation: "1 SMALL 1(b)"
    section: first
    rationale: Nobody has asked for it.
    roles: [maker, hospital]
    in_force_from: 2027-01-01
    check:
      any:
        - {fact: threats.decided}
        - reserved: {reason: Nobody has made the rule, verified: 2026-01-01, recheck_by: 2026-06-01}
"""


def content() -> dict[str, Any]:
    """The pack as values, to be changed."""
    return cast("dict[str, Any]", yamltext.parse(PACK.encode(), "small-law.yaml").value)


def framework(**changes: object) -> Framework:
    """The pack with other values for some of its keys."""
    return Framework.model_validate({**content(), **changes})


def document(value: object) -> Document:
    """A value as a file that was read."""
    return yamltext.parse(yaml.safe_dump(value, sort_keys=False).encode(), "small-law.yaml")


def refused(text: str) -> tuple[Problem, ...]:
    """The problems for which a pack is refused; none where it is read."""
    try:
        reading.parse(text.encode(), "small-law.yaml")
    except ProblemsError as error:
        return error.problems
    return ()


def codes(text: str) -> list[str]:
    """The codes of the problems for which a pack is refused."""
    return [problem.code for problem in refused(text)]

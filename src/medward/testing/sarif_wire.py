# SPDX-License-Identifier: Apache-2.0
"""SARIF 2.1.0 as it stands in a file: only what is taken over, by SARIF's own names.

The decoder fills these structs and skips every other key; a `null` is taken as "not stated". Schema: OASIS SARIF
2.1.0, section 3.
"""

from typing import Any

import msgspec


class Message(msgspec.Struct, gc=False):
    """A text (3.11, 3.12)."""

    text: str | None = None
    id: str | None = None


class ComponentRef(msgspec.Struct, gc=False):
    """Which tool component is meant (3.54)."""

    name: str | None = None
    index: int | None = None


class DescriptorRef(msgspec.Struct, gc=False, rename={"tool_component": "toolComponent"}):
    """Which rule or weakness is meant (3.52)."""

    id: str | None = None
    index: int | None = None
    tool_component: ComponentRef | None = None


class Relationship(msgspec.Struct, gc=False):
    """What a rule has to do with another descriptor (3.53)."""

    target: DescriptorRef | None = None


class Configuration(msgspec.Struct, gc=False):
    """The level of a rule where a result says none (3.50)."""

    level: str | None = None


class Rule(msgspec.Struct, gc=False, rename="camel"):
    """A rule of a tool (3.49)."""

    id: str | None = None
    name: str | None = None
    short_description: Message | None = None
    default_configuration: Configuration | None = None
    message_strings: dict[str, Message] | None = None
    relationships: tuple[Relationship, ...] | None = None
    properties: dict[str, Any] | None = None


class Component(msgspec.Struct, gc=False, rename="camel"):
    """A tool, or an extension of it (3.19)."""

    name: str | None = None
    version: str | None = None
    semantic_version: str | None = None
    rules: tuple[Rule, ...] | None = None


class Tool(msgspec.Struct, gc=False):
    """A driver with its extensions (3.18)."""

    driver: Component
    extensions: tuple[Component, ...] | None = None


class Region(msgspec.Struct, gc=False, rename="camel"):
    """A part of a file (3.30)."""

    start_line: int | None = None


class Artifact(msgspec.Struct, gc=False):
    """A file (3.4)."""

    uri: str | None = None
    index: int | None = None


class Physical(msgspec.Struct, gc=False, rename="camel"):
    """A place in a file (3.29)."""

    artifact_location: Artifact | None = None
    region: Region | None = None


class Logical(msgspec.Struct, gc=False, rename="camel"):
    """A place in a program (3.33)."""

    fully_qualified_name: str | None = None
    name: str | None = None


class Location(msgspec.Struct, gc=False, rename="camel"):
    """A place (3.28)."""

    physical_location: Physical | None = None
    logical_locations: tuple[Logical, ...] | None = None


class Suppression(msgspec.Struct, gc=False):
    """That somebody looked at a result and let it be (3.35)."""

    kind: str | None = None
    status: str | None = None
    justification: str | None = None


class Result(msgspec.Struct, gc=False, rename="camel"):
    """One result (3.27)."""

    message: Message | None = None
    rule_id: str | None = None
    rule_index: int | None = None
    rule: DescriptorRef | None = None
    level: str | None = None
    kind: str | None = None
    baseline_state: str | None = None
    suppressions: tuple[Suppression, ...] | None = None
    locations: tuple[Location, ...] | None = None
    taxa: tuple[DescriptorRef, ...] | None = None
    properties: dict[str, Any] | None = None
    occurrence_count: int | None = None


class Notification(msgspec.Struct, gc=False):
    """What the tool says of its own run (3.58)."""

    level: str | None = None
    message: Message | None = None


class Invocation(msgspec.Struct, gc=False, rename="camel"):
    """One run of the tool (3.20)."""

    execution_successful: bool | None = None
    start_time_utc: str | None = None
    end_time_utc: str | None = None
    tool_execution_notifications: tuple[Notification, ...] | None = None
    tool_configuration_notifications: tuple[Notification, ...] | None = None


class ArtifactEntry(msgspec.Struct, gc=False):
    """A file that the run has to do with (3.24)."""

    location: Artifact | None = None


class Run(msgspec.Struct, gc=False, rename="camel"):
    """One run of one tool, with its results (3.14)."""

    tool: Tool
    results: tuple[Result, ...] | None = None
    invocations: tuple[Invocation, ...] | None = None
    artifacts: tuple[ArtifactEntry, ...] | None = None
    external_property_file_references: dict[str, Any] | None = None


class Log(msgspec.Struct, gc=False):
    """The file (3.13)."""

    version: str | None = None
    runs: tuple[Run, ...] | None = None

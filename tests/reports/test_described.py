# SPDX-License-Identifier: Apache-2.0
"""What a field means goes from the docstring of its class to its property in the schema."""

from medward.reports.described import describe, split_docstring

DOCSTRING = """A thing.

    Attributes:
        name: its name, which may be
            written on two lines.
        size: None where it is not known; True counts as 1.
"""


def test_a_docstring_is_split_into_summary_and_fields() -> None:
    summary, fields = split_docstring(DOCSTRING)
    assert summary == "A thing."
    assert fields["name"] == "its name, which may be written on two lines."


def test_python_words_become_words_of_json() -> None:
    _, fields = split_docstring(DOCSTRING)
    assert fields["size"] == "null where it is not known; true counts as 1."


def test_a_docstring_without_fields_is_all_summary() -> None:
    assert split_docstring("One\n    sentence.") == ("One sentence.", {})


def test_every_property_is_required_and_described() -> None:
    part = {
        "title": "Thing",
        "description": DOCSTRING,
        "type": "object",
        "properties": {"name": {"type": "string"}, "size": {"type": "integer", "default": None}},
    }
    assert describe(part) == {
        "title": "Thing",
        "description": "A thing.",
        "type": "object",
        "properties": {
            "name": {"description": "its name, which may be written on two lines.", "type": "string"},
            "size": {"description": "null where it is not known; true counts as 1.", "type": "integer"},
        },
        "required": ["name", "size"],
    }


def test_a_vocabulary_stays_as_it_is() -> None:
    words = {"title": "Status", "enum": ["met", "not_met"]}
    assert describe(words) == words

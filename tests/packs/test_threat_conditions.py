# SPDX-License-Identifier: Apache-2.0
"""A condition has exactly one kind, closed to anything else, and holds words in one order."""

import pytest
from pydantic import TypeAdapter, ValidationError

from medward.packs.threat_conditions import CONDITION_KINDS, AllOf, AnyOf, Is, Not, Some, Unknown, When

WHEN: TypeAdapter[When] = TypeAdapter(When)
IS = {"is": {"medium": ["wifi"]}}
EACH = {
    "is": IS,
    "unknown": {"unknown": "enabled"},
    "all": {"all": [IS]},
    "any": {"any": [IS]},
    "not": {"not": IS},
    "some": {"some": {"link": "flows", "where": IS}},
}


@pytest.mark.parametrize(
    ("kind", "model"),
    [("is", Is), ("unknown", Unknown), ("all", AllOf), ("any", AnyOf), ("not", Not), ("some", Some)],
)
def test_each_kind_is_read(kind: str, model: type) -> None:
    assert isinstance(WHEN.validate_python(EACH[kind]), model)


@pytest.mark.parametrize("kind", CONDITION_KINDS)
def test_each_kind_is_written_as_it_was_read(kind: str) -> None:
    read = WHEN.validate_python(EACH[kind])
    assert WHEN.validate_python(read.model_dump(by_alias=True, exclude_none=True)) == read


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        "medium is wifi",
        {"is": {}},
        {"is": {"medium": []}},
        {"is": {"medium": "wifi"}},
        {"is": {"medium": ["Wi-Fi"]}},
        {"is": {"__class__": ["wifi"]}},
        {**IS, "unknown": "enabled"},
        {"all": []},
        {"every": [IS]},
        {"some": {"link": "flows"}},
        {"not": [IS]},
        {"is": {"medium": ["wifi"]}, "code": "import os"},
        {"all": [IS] * 41},
    ],
)
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        WHEN.validate_python(wrong)


def test_the_order_of_words_says_nothing() -> None:
    one = WHEN.validate_python({"is": {"medium": ["wifi", "nfc", "wifi"]}})
    assert one == WHEN.validate_python({"is": {"medium": ["nfc", "wifi"]}})

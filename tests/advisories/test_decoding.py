# SPDX-License-Identifier: Apache-2.0
"""Records of every kind are decoded, or refused with one sentence; moments are told in UTC, or are not known."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from medward.advisories.decoding import UNKNOWN, RecordError, day, decode, moment, parsed, weaknesses


class Lamp(msgspec.Struct):
    """A record of a kind of its own."""

    id: str
    parts: list[object] = []


LAMP = msgspec.json.Decoder(Lamp)


def test_a_record_is_a_value_of_its_kind() -> None:
    assert decode(LAMP, b'{"id": "L-1", "more": 2}', "a lamp") == Lamp("L-1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is not JSON: "),
        (b'{"id": 1}', "it does not have the shape of a lamp: Expected str, got int"),
        (b'{"id": "\xff"}', "a text in it is not UTF-8"),
        (b'{"id": "L-1", "parts": ' + b"[" * 100_000, "it is nested too deeply"),
    ],
)
def test_what_cannot_be_decoded_is_refused_with_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(RecordError) as refused:
        decode(LAMP, data, "a lamp")
    assert str(refused.value).startswith(said)
    assert "`" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-10-09T12:00:00Z", date(2024, 10, 9)),
        ("2024-10-09T12:00:00.123456789Z", date(2024, 10, 9)),
        ("2024-10-09T23:30:00-05:00", date(2024, 10, 10)),
        ("2024-10-09T23:30:00.123", date(2024, 10, 9)),
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_a_moment_is_its_day_in_utc(text: str | None, expected: date | None) -> None:
    assert day(text) == expected


def test_a_moment_without_a_zone_is_in_utc_wherever_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert moment("2024-10-09T23:30:00") == datetime(2024, 10, 9, 23, 30, tzinfo=UTC)


def test_what_is_no_moment_is_not_known_and_told_apart() -> None:
    assert moment("soon") == UNKNOWN
    assert (parsed("soon"), parsed("2024-10-09T00:00:00Z")) == (None, datetime(2024, 10, 9, tzinfo=UTC))


def test_weaknesses_are_ids_each_once_and_sorted() -> None:
    assert weaknesses(["CWE-79", "NVD-CWE-noinfo", "CWE-20", "CWE-79", "CWE-\u0661"]) == ("CWE-20", "CWE-79")

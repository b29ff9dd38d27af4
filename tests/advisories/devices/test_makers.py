# SPDX-License-Identifier: Apache-2.0
"""Makers by name: aliases, spellings, and who took over whose devices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.devices.aliasdata import Maker, makers
from medward.advisories.devices.makers import Registry, one_letter_apart


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry()


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("Becton, Dickinson and Company (BD)", "becton-dickinson"),
        ("BD", "becton-dickinson"),
        ("Baxter Healthcare Corp.", "baxter"),
        ("Drägerwerk AG & Co. KGaA", "draeger"),
        ("Hamilton Medical AG", "hamilton-medical"),
        ("Natus Medical, Inc. (Natus)", "natus"),
        ("Innokas YhtymÃ¤ Oy", "innokas"),
    ],
)
def test_a_name_without_its_legal_form_is_the_makers(registry: Registry, name: str, maker: str) -> None:
    (known,) = registry.identify(name)
    assert (known.id, known.how) == (maker, "")


def test_a_misspelt_name_is_found_and_said(registry: Registry) -> None:
    (known,) = registry.identify("Phillips")
    assert known.id == "philips"
    assert known.how == "the name is one letter away from Philips"


def test_a_name_that_begins_with_a_makers_is_found_and_said(registry: Registry) -> None:
    (known,) = registry.identify("Smiths Medical North America, Inc.")
    assert (known.id, known.how) == ("smiths-medical", "the name begins with Smiths Medical")


def test_several_makers_in_one_name_are_all_meant(registry: Registry) -> None:
    assert {one.id for one in registry.identify("BMC Medical, 3B Medical")} == {"bmc-medical", "3b-medical"}


def test_makers_that_only_share_a_word_are_different(registry: Registry) -> None:
    one, other = registry.identify("Fresenius Kabi"), registry.identify("Fresenius Medical Care")
    assert one != other


def test_an_unknown_name_is_a_maker_by_itself_until_an_advisory_adds_it() -> None:
    registry = Registry(known=())
    assert registry.identify("Acme Devices GmbH")[0].id == "acme device"
    registry.add("Acme Devices")
    assert registry.shown("acme device") == "Acme Devices"
    assert registry.identify("Acne Devices")[0].id == "acme device"
    assert registry.identify("Acme Devices Europe")[0].id == "acme device"


def test_a_takeover_leads_both_ways_with_its_source_and_not_sideways(registry: Registry) -> None:
    assert set(registry.related("smiths-medical")) == {"smiths-medical", "icu-medical"}
    after = registry.related("hospira")
    assert "smiths-medical" not in after
    assert "2017-02-03" in after["icu-medical"]
    assert {"hospira", "smiths-medical"} <= set(registry.related("icu-medical"))


def test_a_chain_of_takeovers_is_told_step_by_step(registry: Registry) -> None:
    way = registry.related("welch-allyn")["baxter"]
    assert way.index("became Hillrom") < way.index("became Baxter")


def test_a_name_without_words_is_no_maker(registry: Registry) -> None:
    assert registry.identify(" ® ") == ()


def test_the_shipped_makers_refer_to_each_other_and_share_no_name() -> None:
    shipped: tuple[Maker, ...] = makers().makers
    ids = {maker.id for maker in shipped}
    assert len(ids) == len(shipped)
    assert {became.maker for maker in shipped for became in maker.became} <= ids
    registry = Registry()
    for maker in shipped:
        assert all(registry.identify(name)[0].id == maker.id for name in maker.names)


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_one_letter_apart_is_symmetric_and_never_of_itself(one: str, other: str) -> None:
    assert one_letter_apart(one, other) == one_letter_apart(other, one)
    assert not one_letter_apart(one, one)


@pytest.mark.parametrize(
    ("one", "other"), [("philips", "phillips"), ("medtronic", "medtronics"), ("draeger", "drasger")]
)
def test_one_letter_more_less_or_other_is_one_apart(one: str, other: str) -> None:
    assert one_letter_apart(one, other)


@pytest.mark.parametrize(("one", "other"), [("abc", "xbc"), ("abc", "abcde"), ("abcd", "abdc"), ("", "a")])
def test_anything_else_is_not(one: str, other: str) -> None:
    assert not one_letter_apart(one, other)

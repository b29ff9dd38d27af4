# SPDX-License-Identifier: Apache-2.0
"""Names of products against names of units: how sure, and laws that hold for any words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.devices.model import Confidence
from medward.advisories.devices.naming import Likeness, likeness, product_name, unit_name
from medward.advisories.devices.text import words

ACME = (("acme",),)


def alike(product: str, unit: str, number: str = "") -> Likeness | None:
    return likeness(product_name(product, ACME), unit_name(unit, ACME), "".join(words(number)))


def confidence(product: str, unit: str, number: str = "") -> Confidence | None:
    found = alike(product, unit, number)
    return found.confidence if found else None


@pytest.mark.parametrize(
    ("product", "unit"),
    [
        ("Medfusion 4000", "Medfusion 4000"),
        ("Acme Medfusion 4000", "medfusion® 4000"),
        ("Infusomat monitor system", "Infusomat Monitor"),
        ("EC 40 Hub", "EC40 hub"),
    ],
)
def test_the_same_words_are_exact(product: str, unit: str) -> None:
    assert confidence(product, unit) is Confidence.EXACT


@pytest.mark.parametrize(
    ("product", "unit", "number"),
    [
        ("Medfusion 4000 Wireless Syringe Infusion Pump", "Medfusion 4000", ""),
        ("Alarix PC Unit", "Alarix PC Unit 8015", ""),
        ("Intellivue MX40 Patient Monitor", "MX40", ""),
        ("Intellivue monitor MX400-MX850", "Intellivue MX450", ""),
        ("EPIQ/Affiniti", "Affiniti 70", ""),
        ("Innova IGS 5x0", "Innova IGS 540", ""),
        ("Supply Station Pyxis", "Pyxis SupplyStation", ""),
    ],
)
def test_a_family_or_a_telling_number_is_strong(product: str, unit: str, number: str) -> None:
    assert confidence(product, unit, number) in {Confidence.STRONG, Confidence.EXACT}


def test_a_stated_model_number_decides_either_way() -> None:
    stated = "Spectrum IQ (model 35700BAX3)"
    assert confidence(stated, "Spectrum", "35700BAX3") is Confidence.EXACT
    assert confidence(stated, "Spectrum IQ", "35700BAX2") is None


@pytest.mark.parametrize(
    ("product", "unit"),
    [
        ("Alarix 8015 PC unit", "Alarix PC Unit"),
        ("Pyxis MedStation 4000 T2", "Pyxis MedStation 4000"),
        ("Voluson", "Voluson Expert"),
        ("SmartLinx Neuron", "Neuron"),
        ("Secure bed (enabled with iBed Wireless)", "Secure bed"),
        ("Enterprise Server with Windows Server", "Enterprise Server"),
    ],
)
def test_what_one_of_both_does_not_say_is_possible(product: str, unit: str) -> None:
    found = alike(product, unit)
    assert found is not None
    assert found.confidence is Confidence.POSSIBLE
    assert found.evidence


@pytest.mark.parametrize(
    ("product", "unit"),
    [
        ("Medfusion 4000", "Medfusion 3500"),
        ("Carescape Central Station", "Carescape Patient Monitor"),
        ("Monitor", "Infusion pump"),
        ("Infinity Delta", "Evita"),
        ("LOGIQ, not including LOGIQ 100 Pro", "LOGIQ 100 Pro"),
        ("Venue, not including Venue 40 R1-3 and Venue 50 R4-5", "Venue 50"),
        ("Brilliance 64", "Brilliance 16"),
    ],
)
def test_different_devices_are_not_alike(product: str, unit: str) -> None:
    assert alike(product, unit) is None


def test_a_misspelt_word_is_never_exact_and_is_said() -> None:
    found = alike("Workspot", "Workspat")
    assert found is not None
    assert found.confidence is Confidence.STRONG
    assert "the record spells it workspat" in found.evidence[0].words


def test_an_exclusion_leaves_the_rest_of_the_family() -> None:
    assert confidence("LOGIQ, not including LOGIQ 100 Pro", "LOGIQ E9") is Confidence.STRONG


names = st.lists(
    st.sampled_from(
        ["medfusion", "infinity", "delta", "pump", "monitor", "4000", "mx40", "wireless", "ii", "acme"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
noise = st.text(alphabet="qzjk", min_size=6, max_size=9)


def rank(found: Likeness | None) -> int:
    return found.confidence.rank if found else len(Confidence)


@given(names, names, noise)
def test_a_word_that_the_advisory_has_not_never_makes_a_match_surer(product: str, unit: str, word: str) -> None:
    assert rank(alike(product, f"{unit} {word}")) >= rank(alike(product, unit))


@given(names, names)
def test_case_order_of_marks_and_spaces_do_not_count(product: str, unit: str) -> None:
    assert alike(f" {product.upper()}®", unit) == alike(product, f"{unit.title()}  ")


@given(names)
def test_a_name_with_words_of_its_own_is_like_itself(name: str) -> None:
    if not product_name(name, ACME).is_bare:
        assert confidence(name, name) is Confidence.EXACT


@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=20))
def test_any_names_can_be_compared(product: str, unit: str, number: str) -> None:
    found = alike(product, unit, number)
    assert found is None or found.evidence

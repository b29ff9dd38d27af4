# SPDX-License-Identifier: Apache-2.0
"""The shipped alias data: complete, and each fact with a source."""

from medward.advisories.devices.aliasdata import UNVERIFIED, device_words, makers, relabelled
from medward.advisories.devices.makers import Registry
from medward.advisories.devices.text import words


def test_every_takeover_has_a_date_and_a_source() -> None:
    facts = [became for maker in makers().makers for became in maker.became]
    assert len(facts) > 20
    assert all(became.since[:2] in {"19", "20"} and len(became.source) > 20 for became in facts)


def test_both_makers_of_a_relabelled_device_are_known() -> None:
    known, registry = {maker.id for maker in makers().makers}, Registry()
    for one in relabelled().devices:
        assert {maker.id for name in (one.sold_by, one.made_by) for maker in registry.identify(name)} <= known
        assert one.source


def test_what_nobody_checked_is_called_unverified_and_the_answer_says_so() -> None:
    facts = [(maker.id, became) for maker in makers().makers for became in maker.became]
    pages = {became.page for _, became in facts}
    assert UNVERIFIED in pages
    assert all(page == UNVERIFIED or page.startswith("http") for page in pages)
    for maker, became in facts:
        told = Registry().related(maker)[became.maker]
        assert became.page in told


def test_no_word_is_generic_and_descriptive() -> None:
    shipped = device_words()
    assert not shipped.generic & shipped.descriptive
    assert all(len(words(one.word)) == 1 for one in shipped.same)

# SPDX-License-Identifier: Apache-2.0
"""Who asks for what: the seven data fields, the eight attributes, and what came after."""

from medward.inventory.baselines import (
    ASKED_BY,
    BASELINES,
    CISA,
    FDA,
    FRAMING,
    NTIA,
    OF_COMPONENTS,
    OF_DOCUMENT,
    Element,
)


def asked(by: object) -> set[Element]:
    return {element for element, baselines in ASKED_BY.items() if by in baselines}


def test_every_element_is_asked_of_components_or_of_the_document_and_by_somebody() -> None:
    assert set(OF_COMPONENTS) | set(OF_DOCUMENT) == set(Element) == set(ASKED_BY)
    assert not set(OF_COMPONENTS) & set(OF_DOCUMENT)
    assert all(ASKED_BY.values())


def test_ntia_asks_for_seven_data_fields() -> None:
    assert asked(NTIA) == {
        Element.SUPPLIER,
        Element.NAME,
        Element.VERSION,
        Element.IDENTIFIER,
        Element.RELATIONSHIP,
        Element.AUTHOR,
        Element.TIMESTAMP,
    }


def test_the_framing_document_adds_the_hash() -> None:
    assert asked(FRAMING) - asked(NTIA) == {Element.HASH}


def test_cisa_adds_licence_tool_and_generation_context() -> None:
    assert asked(CISA) - asked(FRAMING) == {Element.LICENCE, Element.TOOL, Element.CONTEXT}


def test_fda_asks_for_the_framing_attributes_and_two_of_its_own() -> None:
    assert asked(FDA) - asked(FRAMING) == {Element.SUPPORT_LEVEL, Element.END_OF_SUPPORT}
    assert asked(FRAMING) <= asked(FDA)


def test_every_baseline_is_cited() -> None:
    for baseline in BASELINES:
        assert baseline.citation
        assert baseline.url.startswith("https://")

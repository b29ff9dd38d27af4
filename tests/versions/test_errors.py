# SPDX-License-Identifier: Apache-2.0
"""What an error about a version says."""

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, UnknownSchemeError, too_long


def test_an_invalid_version_names_the_text_the_scheme_and_the_reason() -> None:
    error = InvalidVersionError("pypi", "2.0-foo", "PEP 440 does not allow it")
    assert str(error) == "'2.0-foo' is not a version under the scheme 'pypi': PEP 440 does not allow it"
    assert (error.scheme, error.version) == ("pypi", "2.0-foo")


def test_a_long_text_is_shortened_in_the_message_only() -> None:
    error = too_long("deb", "1" * (MAX_LENGTH + 1))
    assert len(str(error)) < 250
    assert "4,097 characters" in str(error)
    assert len(error.version) == MAX_LENGTH + 1


def test_an_unknown_scheme_names_the_known_ones() -> None:
    error = UnknownSchemeError("CocoaPods", ("deb", "pypi"))
    assert str(error) == "no version scheme is known for 'CocoaPods'; known schemes: deb, pypi"
    assert error.name == "CocoaPods"


def test_both_are_value_errors() -> None:
    assert issubclass(InvalidVersionError, ValueError)
    assert issubclass(UnknownSchemeError, ValueError)

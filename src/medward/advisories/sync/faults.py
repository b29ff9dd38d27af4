# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with one file. Each message is one sentence without a full stop, and holds no credentials.

What the network libraries say may hold addresses with passwords in them, so it is never passed on: `said`
gives the operating system's or the TLS library's own words, or the name of the error.
"""

import ssl


class FetchError(Exception):
    """A file could not be fetched, or is not what it should be; trying again at once would not help."""


class TransientError(FetchError):
    """A file could not be fetched this time.

    Attributes:
        after: seconds to wait before the next try, where the server said so.
    """

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class ContentError(FetchError):
    """A file was fetched and is not what it should be."""


def untrusted(error: BaseException) -> bool:
    """Whether a certificate was refused; it will not be a better one in a second."""
    return any(isinstance(one, ssl.SSLCertVerificationError) for one in _chain(error))


def said(error: BaseException) -> str:
    """What an error says of its cause, as the end of a sentence."""
    for one in _chain(error):
        if isinstance(one, ssl.SSLCertVerificationError):
            return one.verify_message
        if isinstance(one, OSError) and one.strerror:
            return one.strerror
    return type(error).__name__


def _chain(error: BaseException) -> list[BaseException]:
    """An error with what caused it, the outermost first; libraries put causes in their arguments, too."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and not any(one is other for other in found):
            found.append(one)
            waiting += [*one.args, one.__cause__, one.__context__]
    return found

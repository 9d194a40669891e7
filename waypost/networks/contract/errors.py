"""The three errors that a network may raise on purpose, and the codes that Waypost itself understands."""

from __future__ import annotations

from waypost.networks.contract.limits import Allowance

DUPLICATE = "duplicate"
UNKNOWN_ACCOUNT = "unknown_account"
UNKNOWN_SERVER = "unknown_server"


class NetworkError(Exception):
    """The root of the three errors that a network may raise on purpose."""

    reason: str


class Rejected(NetworkError):
    """A documented refusal: nothing is stored, and the same content will never be accepted.

    `code` is the network's own word, or DUPLICATE where it says that it already has this post: after a doubt
    that is evidence of presence; UNKNOWN_ACCOUNT where the handle that a person typed is nobody's; or
    UNKNOWN_SERVER where what a person typed is no server of this network.
    """

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class TryLater(NetworkError):
    """Certainly nothing is stored; the same call may work in `after_seconds`.

    `allowances` is what the answer said is left of the network's limits, where one of them was reached.
    """

    def __init__(self, after_seconds: float, reason: str, allowances: tuple[Allowance, ...] = ()) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds
        self.reason = reason
        self.allowances = allowances


class Unreachable(TryLater):
    """Certainly nothing is stored: the network was not reached at all."""


class Disconnected(NetworkError):
    """Certainly nothing is stored; a person must connect the account again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

"""HTTP to the outside: one deadline per call, a guard against private addresses, limits on what comes back.

`fetch` is for ordinary calls. `connect` … `Connected.send` is for the one call that must not happen twice:
everything that can fail early fails before `send`, and `NotSent` means for certain that nothing left.
`stream` is for an answer that does not end, `follow` for one that is too large to hold; a socket
(`waypost.toolkit.http.socket`) is loaded by whoever wants one.
Nothing here retries, and nothing reads a proxy or a certificate path from the environment.
"""

from waypost.toolkit.http.body import Body, form
from waypost.toolkit.http.client import Connected, connect, fetch, request
from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import (
    AddressRefused,
    DeadlinePassed,
    HttpError,
    NotSent,
    TooLarge,
    UnreadableAnswer,
)
from waypost.toolkit.http.setting import configure
from waypost.toolkit.http.stream import Stream, follow, stream
from waypost.toolkit.http.wire import Wire, wired

__all__ = [
    "AddressRefused",
    "Body",
    "Connected",
    "Deadline",
    "DeadlinePassed",
    "HttpError",
    "NotSent",
    "Stream",
    "TooLarge",
    "UnreadableAnswer",
    "Wire",
    "configure",
    "connect",
    "fetch",
    "follow",
    "form",
    "request",
    "stream",
    "wired",
]

"""What a network hands over, made fit to keep: nothing of it is trusted to be short, clean or ours to follow."""

from dataclasses import replace
from datetime import datetime

from waypost.networks.contract import Arrival, Speaker

LONGEST_ID = 300
LONGEST_NAME = 200
LONGEST_URL = 500
LONGEST_TEXT = 20_000


def fit_to_keep(arrival: Arrival, *, ours: str, now: datetime) -> Arrival | None:
    """The arrival with text, names and links cut to what can be kept; None when it cannot be kept or is our own.

    `ours` is the remote id of our account. A message from the future is taken to be said now.
    """
    ids = (arrival.remote_id, arrival.by.remote_id, arrival.in_reply_to, arrival.root)
    if not arrival.remote_id or not arrival.by.remote_id or arrival.by.remote_id == ours:
        return None
    if any(len(one) > LONGEST_ID or "\x00" in one for one in ids):
        return None
    by = arrival.by
    handle = _line(by.handle) or by.remote_id[:LONGEST_NAME]
    speaker = Speaker(remote_id=by.remote_id, handle=handle, name=_line(by.name) or handle, url=_link(by.url))
    text = arrival.text.replace("\x00", "").strip()[:LONGEST_TEXT]
    return replace(arrival, by=speaker, text=text, at=min(arrival.at, now), url=_link(arrival.url))


def opening_of(text: str, length: int = 140) -> str:
    """The first words of a message, on one line."""
    words = " ".join(text[: 4 * length].split())
    return words if len(words) <= length else f"{words[: length - 1].rsplit(' ', 1)[0]}…"


def _line(name: str) -> str:
    return " ".join(name.replace("\x00", "").split())[:LONGEST_NAME]


def _link(url: str) -> str:
    """A link that a person may follow, or nothing."""
    is_web = url.startswith(("https://", "http://")) and url.isprintable() and " " not in url
    return url if is_web and len(url) <= LONGEST_URL else ""

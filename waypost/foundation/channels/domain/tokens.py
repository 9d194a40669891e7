"""How long a token is good, when it is renewed, and what a network's word about it means."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from waypost.networks.contract import Application, Disconnected, NetworkError, Rejected, Token, TryLater
from waypost.toolkit.http import HttpError

AT_MOST_AHEAD = timedelta(days=7)
LONGEST_WAIT = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=30)
JUST_RENEWED = timedelta(hours=1)


@dataclass(frozen=True)
class Grant:
    """A token as a network gave it, and the names under which it knows whoever may renew it."""

    token: Token
    application: Application | None = None


class Word(StrEnum):
    """What a network says of a token."""

    RENEWED = "renewed"
    REFUSED = "refused"
    """It gives no new one; the old one may still be good."""
    GOOD = "good"
    OVER = "over"
    """It opens nothing any more: only this disconnects."""
    SILENCE = "silence"
    """It said nothing, or nothing certain."""


@dataclass(frozen=True)
class Heard:
    """A network's word. `said` may be shown and kept; `after_seconds` is what it asked us to wait."""

    word: Word
    said: str = ""
    token: Token | None = None
    after_seconds: float = 0.0


def of_exception(error: NetworkError | HttpError, *, renewing: bool) -> Heard:
    """What an error means that came out of a renewal, or out of the question whose token this is."""
    if isinstance(error, Disconnected | Rejected):
        return Heard(Word.REFUSED if renewing else Word.OVER, error.reason)
    elif isinstance(error, TryLater):
        return Heard(Word.SILENCE, error.reason, after_seconds=error.after_seconds)
    else:
        return Heard(Word.SILENCE, f"No usable answer came ({type(error).__name__}).")


def renewal_at(now: datetime, ends_at: datetime) -> datetime:
    """When a token that was given `now` is renewed: a quarter of its life ahead of its end, at most a week."""
    life = max(ends_at - now, timedelta(0))
    return ends_at - min(life / 4, AT_MOST_AHEAD)


def again_at(now: datetime, tries: int, asked_seconds: float = 0.0) -> datetime:
    """When a network that was silent `tries` times in a row is asked again: sooner at first, never sooner than it asked."""
    doublings = min(max(tries - 1, 0), 10)
    wait = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    return now + max(wait, timedelta(seconds=asked_seconds))

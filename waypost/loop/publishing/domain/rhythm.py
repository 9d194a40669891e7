"""When what waits for approval would be decided, going by how long a brand's people took before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from waypost.loop.publishing.domain.rehearsal import chance
from waypost.toolkit.wording import _, count

ENOUGH = 5
"""From so many decisions on there is a rhythm to speak of."""
LOOKED_BACK = timedelta(days=90)
NO_RHYTHM = _("Nobody decided about a post in the last 90 days, so what was not approved stays so.")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Took:
    """How long a post waited for somebody's decision, and whether that approved it (else it was returned)."""

    wait: timedelta
    is_approved: bool


@dataclass(frozen=True)
class Awaiting:
    """A post in review since a moment."""

    post_id: int
    since: datetime


@dataclass(frozen=True)
class Verdict:
    """What becomes of a post in review: when it is decided and how, or never, and why that is said."""

    post_id: int
    at: datetime | None
    is_approved: bool
    why: str


@dataclass(frozen=True)
class Decided:
    """Somebody sent a post for review (`is_asked`), approved it, or gave it back in whatever way."""

    post_id: int
    at: datetime
    is_asked: bool = False
    is_approved: bool = False
    is_withdrawn: bool = False


def waits_of(decisions: Iterable[Decided]) -> list[Took]:
    """How long each post waited from being sent for review to the decision, from what happened in order of time."""
    asked: dict[int, datetime] = {}
    found = []
    for each in decisions:
        since = asked.pop(each.post_id, None)
        if each.is_asked:
            asked[each.post_id] = each.at
        elif since is not None and not each.is_withdrawn:
            found.append(Took(each.at - since, each.is_approved))
    return found


def verdicts(awaiting: Sequence[Awaiting], past: Sequence[Took], *, now: datetime, run: int) -> list[Verdict]:
    """Decide each post after a wait drawn from those past ones that were longer than it has waited already.

    Where fewer than ENOUGH decisions are known, or none was ever waited for so long, nothing is decided.
    """
    return [_verdict(each, past, now, run) for each in awaiting]


def in_words(past: Sequence[Took]) -> str:
    """The rhythm in a sentence: of how many decisions, and how long most of them took."""
    if len(past) < ENOUGH:
        known = count(
            len(past),
            _("decision is known of the last 90 days"),
            _("decisions are known of the last 90 days"),
        )
        return (
            f"Only {known}: too few for a rhythm, so what was not approved stays so." if past else NO_RHYTHM
        )
    waits = sorted(each.wait for each in past)
    half, most = waits[(len(waits) - 1) // 2], waits[(len(waits) - 1) * 9 // 10]
    returned = sum(not each.is_approved for each in past)
    said = f"Of the last {len(past)} decisions half took {long(half)} or less, and nine in ten {long(most)}"
    return f"{said}; {returned or 'none'} of them returned the post."


def long(wait: timedelta) -> str:
    """A wait as people say it: minutes, hours or days."""
    if wait < HOUR:
        return count(max(1, round(wait / timedelta(minutes=1))), "minute", "minutes")
    elif wait < 2 * DAY:
        return count(round(wait / HOUR), "hour", "hours")
    else:
        return count(round(wait / DAY), "day", "days")


def _verdict(post: Awaiting, past: Sequence[Took], now: datetime, run: int) -> Verdict:
    if len(past) < ENOUGH:
        return Verdict(
            post.post_id, None, is_approved=False, why=_("Too few decisions are known to guess one.")
        )
    waited = now - post.since
    still = sorted((each for each in past if each.wait > waited), key=lambda each: each.wait)
    if not still:
        why = _("It waits longer than anything was ever waited for: nobody seems to have it in hand.")
        return Verdict(post.post_id, None, is_approved=False, why=why)
    drawn = still[int(chance(run, "decision", post.post_id) * len(still))]
    what = _("Approved") if drawn.is_approved else _("Returned")
    why = f"{what} after {long(drawn.wait)}, as one of yours was."
    return Verdict(post.post_id, post.since + drawn.wait, is_approved=drawn.is_approved, why=why)

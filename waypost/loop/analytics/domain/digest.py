"""The weekly digest: what the last week was against the plan, and what the new one needs, for each role in its own words."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from waypost.foundation.workspaces.domain.roles import Role
from waypost.toolkit.wording import _, count

MOST_CHANNELS = 3
"""So many channels that fell short are named."""


@dataclass(frozen=True)
class Short:
    """A channel that had fewer posts last week than its rhythm wants."""

    channel: str
    posts: int
    wanted: int


@dataclass(frozen=True)
class Facts:
    """What a week's digest can tell. Points are of the four weeks that ended with it; None where nothing is known."""

    posts: int
    points_off: int | None = None
    points_before: int | None = None
    short: tuple[Short, ...] = ()
    without_why: int = 0
    furthest: str = ""
    goals_behind: tuple[str, ...] = ()
    goals: int = 0
    proposals: int = 0
    slots: int = 0
    empty_slots: int = 0
    in_review: int = 0

    @property
    def says_something(self) -> bool:
        """Whether anything went out or is planned; a brand that rests is left alone."""
        return bool(self.posts or self.slots)


def headline(facts: Facts) -> str:
    """The week in a sentence."""
    sent = count(facts.posts, "post", "posts")
    if facts.points_off is None:
        return _("Last week: {sent}").format(sent=sent)
    sentence = _("Last week: {sent}, {points} off plan").format(
        sent=sent, points=count(facts.points_off, "point", "points")
    )
    if facts.points_before is None or facts.points_before == facts.points_off:
        return sentence
    return _("{sentence} ({before} the week before)").format(sentence=sentence, before=facts.points_before)


def lines_for(roles: Collection[Role], facts: Facts) -> list[str]:
    """What a member with these roles is told, each line once, in the order of the loop."""
    wanted = {teller for role in roles for teller in _FOR[role]}
    return [line for teller in _ORDER if teller in wanted for line in teller(facts)]


def _goals(facts: Facts) -> Iterator[str]:
    if facts.goals_behind:
        yield _("Goals behind their pace: {goals}").format(goals=", ".join(facts.goals_behind))
    elif facts.goals:
        yield _("Every goal that can be measured is on pace")


def _furthest(facts: Facts) -> Iterator[str]:
    if facts.furthest:
        yield _("Furthest from plan: {what}").format(what=facts.furthest)


def _proposals(facts: Facts) -> Iterator[str]:
    if facts.proposals:
        wait = count(facts.proposals, "proposal waits", "proposals wait")
        yield _("{wait} for a decision").format(wait=wait)


def _rhythm(facts: Facts) -> Iterator[str]:
    for each in facts.short[:MOST_CHANNELS]:
        words = _("{channel} had {posts} of {wanted} posts")
        yield words.format(channel=each.channel, posts=each.posts, wanted=each.wanted)


def _whys(facts: Facts) -> Iterator[str]:
    if facts.without_why:
        posts = count(facts.without_why, "post went", "posts went")
        yield _("{posts} out without a why").format(posts=posts)


def _slots(facts: Facts) -> Iterator[str]:
    if facts.slots and facts.empty_slots:
        words = _("This week {empty} of {slots} still wait for a post")
        yield words.format(empty=facts.empty_slots, slots=count(facts.slots, "slot", "slots"))
    elif facts.slots:
        yield _("Every slot of this week has a post")


def _reviews(facts: Facts) -> Iterator[str]:
    if facts.in_review:
        wait = count(facts.in_review, "post waits", "posts wait")
        yield _("{wait} for approval").format(wait=wait)


Teller = Callable[[Facts], Iterator[str]]
_ORDER: tuple[Teller, ...] = (_goals, _furthest, _rhythm, _whys, _proposals, _slots, _reviews)
_STRATEGY = (_goals, _furthest, _proposals)
_FOR: Mapping[Role, tuple[Teller, ...]] = {
    Role.OWNER: (*_STRATEGY, _slots),
    Role.ADMIN: (*_STRATEGY, _slots),
    Role.STRATEGIST: (*_STRATEGY, _whys),
    Role.MANAGER: (_rhythm, _whys, _slots, _reviews),
    Role.MARKETER: (_goals, _rhythm, _slots),
    Role.CONTRIBUTOR: (_slots,),
    Role.APPROVER: (_reviews,),
    Role.CLIENT: (_goals, _reviews),
    Role.VIEWER: (_goals,),
}

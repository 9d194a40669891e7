"""What the tests of later stages start from."""

from datetime import date, timedelta
from typing import Any

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.loop.strategy.actions import (
    audits,
    comments,
    drafts,
    outsets,
    proposals,
    reviews,
    suggestions,
    versions,
)
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.evidence import Evidence, Expectation, Interval, Point
from waypost.loop.strategy.domain.patch import Patch, SetField
from waypost.loop.strategy.models import (
    Audit,
    AuditedAccount,
    Comment,
    Outset,
    Proposal,
    StrategyVersion,
    VersionReview,
)
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.documents import tern_and_tide


def accepted_strategy(world: World, strategy: Strategy | None = None) -> StrategyVersion:
    """The strategy of Tern & Tide (or another one) as the current version."""
    return versions.adopt(world.workspace, strategy=strategy or tern_and_tide(), by=world.actor("strategist"))


def open_draft(world: World, **fields: object) -> StrategyVersion:
    strategy = tern_and_tide().model_copy(update=fields or {"purpose": "To print the harbour."})
    return drafts.replace(world.workspace, strategy=strategy, by=world.actor("strategist"))


def asked_review(world: World, reviewer: str = "manager") -> VersionReview:
    """A draft that somebody was asked to look at."""
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    asked = member_of(world, reviewer)
    return reviews.ask(draft, reviewer=asked, request="Are the shares right?", by=world.actor("strategist"))


def commented(world: World, section: str = "pillars", by: str = "manager") -> Comment:
    """A draft about a section of which somebody said something."""
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    return comments.say(draft, section=section, words="Why so little of the harbour?", by=world.actor(by))


LOST = {
    "scale": "small", "hands": "alone", "hours": "3", "money": "0", "goals": "unknown", "aim": "sell",
    "audience": "no", "reach": "few", "rhythm": "rarely", "answers": "days", "voice": "no", "results": "no",
    "clicks": "unknown",
}  # fmt: skip
"""Answers of somebody who has nothing yet."""


def begun_outset(world: World) -> Outset:
    """A check of where to begin, without any answer."""
    return outsets.begin(world.workspace, by=world.actor("strategist"))


def answered_outset(world: World, **answers: str) -> Outset:
    """A check in which every question is answered."""
    return outsets.answer(begun_outset(world), answers={**LOST, **answers}, by=world.actor("strategist"))


def open_audit(world: World) -> Audit:
    """An audit of the brand's channels that has begun."""
    return audits.begin(world.workspace, by=world.actor("strategist"))


def audited(world: World) -> AuditedAccount:
    """An account that somebody wrote down in an open audit."""
    return audits.add(open_audit(world), name="Old shop", network="Facebook", by=world.actor("strategist"))


def suggested(world: World, by: str = "contributor") -> Proposal:
    """Something that a person suggested while reading the strategy in force; accepts one where none is."""
    version = current_version(world.workspace.pk) or accepted_strategy(world)
    return suggestions.suggest(
        world.workspace,
        section="pillars",
        words="More of the harbour.\nPeople ask for it every day.",
        kind="version",
        thing_id=version.pk,
        by=world.actor(by),
    )


def member_of(world: World, role: str) -> Member:
    """The member of the brand who has this role, and is not its strategist."""
    person = world.person(role)
    if person == world.person("strategist"):  # the neighbour works alone
        person = Person.objects.create(email="colleague@borg.example", name="Bjarne Quist")
        colleague = Member.objects.create(workspace=world.workspace, person=person)
        HeldRole.objects.create(member=colleague, role=role)
        return colleague
    return Member.objects.get(workspace=world.workspace, person=person)


MORE_HARBOUR = Patch(
    operations=(
        SetField(at="pillars", key="harbour-life", field="share", value=0.35),
        SetField(at="pillars", key="finished-work", field="share", value=0.25),
    )
)


def evidence(**fields: Any) -> Evidence:
    """Two pillars with intervals that do not touch."""
    points = (
        Point(
            label="Harbour life",
            effect=Interval(value=0.32, low=0.18, high=0.48),
            posts=34,
            hue=4,
            page="results/posts/?pillar=harbour-life",
        ),
        Point(label="Finished work", effect=Interval(value=-0.2, low=-0.3, high=-0.08), posts=41, hue=2),
    )
    return Evidence(
        **{
            "measure": "clicks per post",
            "saw": "Posts about harbour life brought 32 % more clicks than a typical post.",
            "points": points,
            "posts": 118,
            "since": date(2026, 8, 1),
            "until": date(2026, 10, 1),
            "sureness": 0.98,
            "adjusted_for": ("format", "channel", "weekday and hour"),
            "would_change": ("If the next 20 posts about harbour life bring less than a typical post.",),
            **fields,
        }
    )


def proposed(world: World, patch: Patch = MORE_HARBOUR, **fields: Any) -> Proposal:
    """A proposal that waits for a decision; accepts the strategy where none is current."""
    if current_version(world.workspace.pk) is None:
        accepted_strategy(world)
    expects = Expectation(
        metric="clicks",
        measure="clicks per post",
        gain=Interval(value=0.05, low=0.02, high=0.08),
        by=world.workspace.today + timedelta(weeks=12),
    )
    given = {
        "patch": patch,
        "title": "Give Harbour life 35 % of posts, from 25 %",
        "reason": "People click on it more than on anything else.",
        "evidence": evidence(),
        "expects": expects,
        "kind": "pillars",
        "subject": "pillars",
        "source": "learning",
        **fields,
    }
    return proposals.put_forward(world.workspace, by=Actor.system("what was learned"), **given)
